/* The red list: who won which honour in a month, a quarter or a year. */
#include "print/hanging.h"
#include "print/winners.h"

#include "base/digest.h"
#include "base/memory.h"

/* What a section says of who won number HONOUR: households and residents with their households, groups. */
static void put_winner(struct draft *d, uint32_t honour, uint32_t who, struct texts *cells)
{
    enum award award = d->records->rewards[honour]->award;
    if (award == award_group) {
        memory_push(cells, draft_group_name(d, who));
        return;
    }
    uint32_t household = winner_household(d->records, honour, who);
    const char *name = award == award_resident ? draft_resident(d, who) : draft_household(d, who);
    memory_push(cells, draft_household_id(d, household));
    memory_push(cells, draft_names_shown(d) ? name : "");
    memory_push(cells, draft_group_name(d, d->records->households[household]->group));
}

static void honour_say(struct hanging *h, const struct winners_period *period, uint32_t honour)
{
    static const char *const headings[awards] = {"poster.honour", "poster.honour_residents",
                                                 "poster.honour_groups"};
    struct draft *d = &h->draft;
    const struct table_column columns[] = {
        {"", line_left, false}, {"", line_left, true}, {"", line_left, true}};
    struct texts cells = {0};
    struct shown_winners winners;
    enum award award = d->records->rewards[honour]->award;
    winners_of(d->view, period, honour, d->arena, &winners);
    for (uint32_t i = 0; i < winners.len; i++)
        put_winner(d, honour, winners.items[i], &cells);
    if (winners.len + winners.unnamed > 0)
        hanging_section(h,
                        draft_filled(d, headings[award], draft_reward_title(d, honour),
                                     draft_number(d, winners.len + winners.unnamed)),
                        draft_reward_title(d, honour),
                        winners.unnamed ? draft_filled(d, "poster.unnamed", draft_number(d, winners.unnamed))
                                        : NULL,
                        columns, award == award_group ? 1 : 3, &cells, false);
}

size_t poster_red_count(const struct print_input *input)
{
    return input->winners->periods_len * hanging_papers;
}

static const struct winners_period *period_at(const struct print_input *input, size_t number)
{
    return &input->winners->periods[hanging_number(number)];
}

void poster_red_paper(const struct composing *composing, struct composed *composed)
{
    struct hanging h = hanging_begin(composing);
    struct draft *d = &h.draft;
    const struct winners_period *period = period_at(composing->input, composing->number);
    for (uint32_t i = 0; i < d->records->rewards_len; i++)
        if (d->records->rewards[i]->kind == reward_honour && d->records->rewards[i]->per == period->per)
            honour_say(&h, period, i);
    const char *title = winners_title(d->view, d->arena, period);
    hanging_end(&h, composing,
                draft_filled(d, "poster.red_list", draft_village_name(d), draft_apart(d, title)),
                period->over ? NULL : draft_filled(d, "poster.provisional", hanging_date(&h)), 2, composed);
    composed->when = title;
    composed->date = period->date;
    composed->past = !period->latest;
}

void poster_red_path(const struct print_input *input, size_t number, struct buf *out)
{
    struct arena arena = {0};
    hanging_path(number, arena_printf(&arena, "red-list-%s", period_at(input, number)->id), out);
    arena_free(&arena);
}

void poster_red_from(const struct print_input *input, size_t number, struct buf *out)
{
    const struct winners_period *period = period_at(input, number);
    const struct records *r = input->view->records;
    digest_put_number(out, period->over);
    digest_put_number(out, period->latest);
    digest_put_number(out, period->date);
    for (uint32_t i = 0; i < r->rewards_len; i++)
        if (r->rewards[i]->kind == reward_honour && r->rewards[i]->per == period->per)
            winners_say(input->view, period, i, out);
}
