#include "print/winners.h"

#include "base/digest.h"
#include "base/memory.h"
#include "ledger/standing.h"

#include <stdlib.h>

/* What is worked out on the way. */
struct finding {
    const struct view *view;
    struct arena *arena;
    bool settled[pers]; /* whether all honours of such periods are: once they are won they stand */
    struct {
        int32_t *items; /* deed dates of entries that may still become or cease to count */
        size_t len, cap;
    } open;
    struct {
        struct winners_period *items;
        size_t len, cap;
    } periods;
};

static bool is_honour(const struct reward *reward, enum per per)
{
    return reward->kind == reward_honour && reward->per == per;
}

void winners_of(const struct view *view, const struct winners_period *period, uint32_t honour,
                struct arena *arena, struct shown_winners *winners)
{
    view_winners(view, arena, period->cycle, period->period, honour, winners);
}

/* Whether anybody won HONOUR in PERIOD. */
static bool won(const struct view *view, const struct winners_period *period, uint32_t honour)
{
    struct arena arena = {0};
    uint32_t len;
    standing_winners(view->records, period->cycle, period->period, honour, &arena, &len);
    arena_free(&arena);
    return len > 0;
}

static bool won_any(const struct view *view, const struct winners_period *period)
{
    for (uint32_t i = 0; i < view->records->rewards_len; i++)
        if (is_honour(view->records->rewards[i], period->per) && won(view, period, i))
            return true;
    return false;
}

/* Notes what may still change, and of which periods nothing does. */
static void look_at_open(struct finding *f)
{
    const struct records *r = f->view->records;
    for (int per = 0; per < pers; per++)
        f->settled[per] = true;
    for (uint32_t i = 0; i < r->rewards_len; i++)
        if (r->rewards[i]->kind == reward_honour && !r->rewards[i]->has_settled)
            f->settled[r->rewards[i]->per] = false;
    for (uint32_t i = 0; i < r->entries_len; i++) {
        enum status status = f->view->ledger->postings[i].status;
        if (status == status_notice || status == status_suspended)
            memory_push(&f->open, r->entries[i].date);
    }
}

/* Whether PERIOD is over and nothing of it may change. */
static bool is_over(const struct finding *f, const struct winners_period *period)
{
    if (period->to >= f->view->ledger->date)
        return false;
    for (size_t i = 0; i < f->open.len && !f->settled[period->per]; i++)
        if (f->open.items[i] >= period->from && f->open.items[i] <= period->to)
            return false;
    return true;
}

/* The day from which on all honours that were won in PERIOD were settled. */
static int32_t settled_on(const struct view *view, const struct winners_period *period)
{
    int32_t date = period->to + 1;
    for (uint32_t i = 0; i < view->records->rewards_len; i++) {
        int32_t day = is_honour(view->records->rewards[i], period->per) && won(view, period, i)
                          ? winners_date(view, period, i)
                          : date;
        date = day > date ? day : date;
    }
    return date;
}

/* Adds PERIOD of CYCLE, or the cycle itself where that is NULL, if somebody won an honour in it and it is
 * over, or need not be. */
static void period_add(struct finding *f, const struct cycle *cycle, const struct period_result *period,
                       bool running)
{
    struct winners_period found = {.per = period ? period->per : per_cycle,
                                   .cycle = cycle,
                                   .period = period,
                                   .from = period ? period->from : cycle->from,
                                   .to = period ? period->to : cycle->to};
    found.over = is_over(f, &found);
    if ((!found.over && !running) || !won_any(f->view, &found))
        return;
    found.id = period ? period->id : arena_printf(f->arena, "%d", cycle->id);
    found.date = found.over ? settled_on(f->view, &found) : f->view->ledger->date;
    memory_push(&f->periods, found);
}

static int the_latest_first(const void *a, const void *b)
{
    const struct winners_period *x = a, *y = b;
    if (x->to != y->to)
        return x->to > y->to ? -1 : 1;
    return x->from != y->from ? (x->from > y->from ? -1 : 1) : (int)y->per - (int)x->per;
}

static void periods_find(struct finding *f)
{
    const struct ledger *ledger = f->view->ledger;
    bool year = false;
    for (uint32_t c = ledger->cycles_len; c-- > 0;) {
        size_t before = f->periods.len;
        period_add(f, &ledger->cycles[c], NULL, false);
        year = year || f->periods.len > before;
    }
    for (uint32_t c = ledger->cycles_len; c-- > 0 && !year;) {
        size_t before = f->periods.len;
        period_add(f, &ledger->cycles[c], NULL, true);
        year = f->periods.len > before;
    }
    for (uint32_t c = 0; c < ledger->cycles_len; c++)
        for (uint32_t p = 0; p < ledger->cycles[c].periods_len; p++)
            period_add(f, &ledger->cycles[c], &ledger->cycles[c].periods[p], false);
    if (f->periods.len > 0)
        qsort(f->periods.items, f->periods.len, sizeof *f->periods.items, the_latest_first);
    bool seen[pers] = {false};
    for (size_t i = 0; i < f->periods.len; i++) {
        struct winners_period *period = &f->periods.items[i];
        period->latest = !seen[period->per];
        seen[period->per] = true;
    }
}

/* The honours that were won in PERIODS. */
static void prizes_find(const struct finding *f, struct winners *winners)
{
    const struct records *r = f->view->records;
    struct winners_prize *prizes =
        arena_new(f->arena, struct winners_prize, winners->periods_len * r->rewards_len + 1);
    for (size_t p = 0; p < winners->periods_len; p++)
        for (uint32_t i = 0; i < r->rewards_len && winners->periods[p].over; i++)
            if (is_honour(r->rewards[i], winners->periods[p].per) && won(f->view, &winners->periods[p], i))
                prizes[winners->prizes_len++] = (struct winners_prize){&winners->periods[p], i};
    winners->prizes = prizes;
}

void winners_find(const struct view *view, struct arena *arena, struct winners *winners)
{
    struct finding f = {.view = view, .arena = arena};
    *winners = (struct winners){0};
    look_at_open(&f);
    periods_find(&f);
    struct winners_period *periods = arena_new(arena, struct winners_period, f.periods.len + 1);
    for (size_t i = 0; i < f.periods.len; i++)
        periods[i] = f.periods.items[i];
    winners->periods = periods;
    winners->periods_len = f.periods.len;
    prizes_find(&f, winners);
    memory_free(f.periods.items);
    memory_free(f.open.items);
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

void winners_say(const struct view *view, const struct winners_period *period, uint32_t honour,
                 struct buf *out)
{
    struct arena arena = {0};
    uint32_t len;
    const uint32_t *all =
        standing_winners(view->records, period->cycle, period->period, honour, &arena, &len);
    digest_put_number(out, honour);
    digest_put_number(out, winners_date(view, period, honour));
    digest_put_number(out, len);
    for (uint32_t i = 0; i < len; i++)
        digest_put_number(out, all[i]);
    arena_free(&arena);
}
