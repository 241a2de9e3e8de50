#include "print/winners.h"

#include "ledger/standing.h"

void winners_of(const struct view *view, const struct winners_period *period, uint32_t honour,
                struct arena *arena, struct shown_winners *winners)
{
    view_winners(view, arena, period->cycle, period->period, honour, winners);
}

/* Whether anybody won an honour in PERIOD. */
static bool won_any(const struct view *view, struct arena *arena, const struct winners_period *period)
{
    for (uint32_t i = 0; i < view->records->rewards_len; i++) {
        const struct reward *reward = view->records->rewards[i];
        struct shown_winners winners = {0};
        if (reward->kind == reward_honour && reward->per == period->per)
            winners_of(view, period, i, arena, &winners);
        if (winners.len + winners.unnamed > 0)
            return true;
    }
    return false;
}

/* Whether all honours of PER are settled: once they are won they stand. */
static bool all_settled(const struct view *view, enum per per)
{
    for (uint32_t i = 0; i < view->records->rewards_len; i++) {
        const struct reward *reward = view->records->rewards[i];
        if (reward->kind == reward_honour && reward->per == per && !reward->has_settled)
            return false;
    }
    return true;
}

/* The latest period of PER before which T lies or that is over; false where there is none. */
static bool find(const struct view *view, struct arena *arena, enum per per, bool over,
                 struct winners_period *found)
{
    const struct ledger *ledger = view->ledger;
    for (uint32_t c = ledger->cycles_len; c-- > 0;) {
        const struct cycle *cycle = &ledger->cycles[c];
        for (uint32_t p = per == per_cycle ? 1 : cycle->periods_len; p-- > 0;) {
            const struct period_result *period = per == per_cycle ? NULL : &cycle->periods[p];
            if (period && period->per != per)
                continue;
            *found = (struct winners_period){.per = per,
                                             .cycle = cycle,
                                             .period = period,
                                             .from = period ? period->from : cycle->from,
                                             .to = period ? period->to : cycle->to};
            found->id = period ? period->id : arena_printf(arena, "%d", cycle->id);
            found->over = found->to < ledger->date &&
                          (all_settled(view, per) || view_unsettled(view, found->from, found->to) == 0);
            if (found->over >= over && won_any(view, arena, found))
                return true;
        }
    }
    return false;
}

size_t winners_periods(const struct view *view, struct arena *arena,
                       struct winners_period periods[winners_most])
{
    static const enum per pers[] = {per_month, per_quarter, per_cycle};
    size_t count = 0;
    for (size_t i = 0; i < sizeof pers / sizeof *pers; i++) {
        bool used = false;
        for (uint32_t r = 0; r < view->records->rewards_len; r++)
            used = used || (view->records->rewards[r]->kind == reward_honour &&
                            view->records->rewards[r]->per == pers[i]);
        if (used && (find(view, arena, pers[i], true, &periods[count]) ||
                     (pers[i] == per_cycle && find(view, arena, pers[i], false, &periods[count]))))
            count++;
    }
    return count;
}

int32_t winners_date(const struct view *view, const struct winners_period *period, uint32_t honour)
{
    return standing_won_on(view->records->rewards[honour], period->to);
}

const char *winners_title(const struct view *view, struct arena *arena, const struct winners_period *period)
{
    if (period->per == per_month)
        return words_month(view->words, arena, period->from);
    if (period->per == per_quarter)
        return words_quarter(view->words, arena, period->from);
    return words_format(view->words, arena, "poster.year", arena_printf(arena, "%d", period->cycle->id),
                        NULL);
}
