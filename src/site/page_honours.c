/* Who won honours in a year. */
#include "ledger/standing.h"
#include "site/pages.h"
#include "site/parts.h"
#include "site/rows.h"
#include "view/winners.h"

#include <string.h>

/* --- titles and what they ask for */

/* Titles of categories with the language's comma between. */
static const char *category_names(struct page *page, const struct reward *reward)
{
    struct buf names = {0};
    for (uint32_t i = 0; i < reward->categories_len; i++) {
        if (i)
            buf_puts(&names, page_word(page, "site.between"));
        buf_puts(&names, value_get(page->site->categories[reward->categories[i]], "title")->text);
    }
    const char *text = arena_text(page->arena, buf_text(&names), names.len);
    buf_free(&names);
    return text;
}

/* What an honour asks for, a text each. */
static void add_conditions(struct page *page, struct value *row, const struct reward *reward)
{
    struct arena *a = page->arena;
    struct value *list = value_set_list(a, row, "conditions");
    if (reward->award != award_household)
        value_add_text(a, list,
                       page_word(page, reward->award == award_group ? "site.honours.for_groups"
                                                                    : "site.honours.for_residents"));
    if (reward->categories_len)
        value_add_text(a, list, page_say(page, "site.honours.of_categories", category_names(page, reward)));
    if (reward->has_points)
        value_add_text(a, list,
                       page_say(page, "site.honours.points", page_points_unit(page, reward->points)));
    if (reward->has_below)
        value_add_text(a, list, page_say(page, "site.honours.below", page_points_unit(page, reward->below)));
    bool group = reward->within == within_group;
    if (reward->has_rank && reward->rank == 1)
        value_add_text(a, list, page_word(page, group ? "site.honours.first_group" : "site.honours.first"));
    else if (reward->has_rank)
        value_add_text(a, list,
                       page_say(page, group ? "site.honours.rank_group" : "site.honours.rank",
                                page_number(page, reward->rank)));
    if (reward->has_settled)
        value_add_text(a, list,
                       reward->settled
                           ? page_say(page, "site.honours.settled", page_number(page, reward->settled))
                           : page_word(page, "site.honours.settled_at_once"));
}

/* The next day behind the site's on which HONOUR of CYCLE is settled; date_last: there is none. */
static int32_t settles_on(const struct site *site, const struct reward *honour, const struct cycle *cycle)
{
    int32_t next = date_last;
    if (!honour->has_settled)
        return next;
    if (honour->per == per_cycle && cycle->to + honour->settled > site->date)
        next = cycle->to + honour->settled;
    for (uint32_t i = 0; i < cycle->periods_len; i++) {
        int32_t day = cycle->periods[i].to + honour->settled;
        if (cycle->periods[i].per == honour->per && day > site->date && day < next)
            next = day;
    }
    return next;
}

static bool is_honour_of(const struct reward *reward, const struct cycle *cycle)
{
    return reward->kind == reward_honour && reward->from <= cycle->to && reward->until >= cycle->from;
}

/* Whether an honour of CYCLE is for the year as a whole. */
static bool has_yearly(const struct records *records, const struct cycle *cycle)
{
    for (uint32_t i = 0; i < records->rewards_len; i++)
        if (is_honour_of(records->rewards[i], cycle) && records->rewards[i]->per == per_cycle)
            return true;
    return false;
}

/* Whether all honours of CYCLE are settled, and stand then. */
static bool all_settled(const struct records *records, const struct cycle *cycle)
{
    bool any = false;
    for (uint32_t i = 0; i < records->rewards_len; i++) {
        if (!is_honour_of(records->rewards[i], cycle))
            continue;
        any = true;
        if (!records->rewards[i]->has_settled)
            return false;
    }
    return any;
}

/* The titles of the year: {honour, conditions, per, settles (on which day the next time), bounds}. */
static void add_titles(struct page *page, const struct cycle *cycle)
{
    static const char *const per[] = {"site.honours.per_cycle", "site.honours.per_quarter",
                                      "site.honours.per_month"};
    const struct records *r = page->site->records;
    struct arena *a = page->arena;
    struct value *list = value_set_rows(a, page->values, "titles");
    for (uint32_t i = 0; i < r->rewards_len; i++) {
        const struct reward *reward = r->rewards[i];
        if (!is_honour_of(reward, cycle))
            continue;
        struct value *row = value_add_map(a, list);
        value_set(a, row, "honour", page->site->rewards[i]);
        add_conditions(page, row, reward);
        value_set_text(a, row, "per", page_word(page, per[reward->per]));
        int32_t settles = settles_on(page->site, reward, cycle);
        value_set_text(a, row, "settles",
                       settles == date_last ? ""
                                            : page_say(page, "site.honours.settles",
                                                       words_date(page->site->words, a, settles)));
        bool bounded = reward->from > cycle->from || reward->until < cycle->to;
        value_set_text(a, row, "bounds",
                       bounded ? words_bounds(page->site->words, a, reward->from, reward->until) : "");
    }
}

/* The rules by which a household loses the year's honours. */
static void add_vetoes(struct page *page)
{
    const struct records *r = page->site->records;
    struct value *list = value_set_rows(page->arena, page->values, "vetoes");
    for (uint32_t i = 0; i < r->rules_len; i++)
        if (r->rules[i]->veto)
            value_add(page->arena, list, page->site->rules[i]);
    value_set_flag(page->arena, page->values, "vetoes_residents", r->awarded[award_resident]);
}

/* --- who won them */

/* Whether households of list NUMBER are wanted on PAGE: all of them, or those of its part. */
static bool is_about(const struct page *page, uint32_t number)
{
    return !page->part || page->part->list == part_first || page->part->list == number;
}

/* Who won an honour, as a row: {name, id, href}. */
static struct value *winner_row(struct page *page, uint32_t honour, uint32_t who)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    if (site->records->rewards[honour]->award == award_household)
        return site->households[who];
    struct value *row = value_map(a);
    const struct value *of = site->records->rewards[honour]->award == award_group
                                 ? site->groups[who]
                                 : site->households[winner_household(site->records, honour, who)];
    const char *name = view_winner(site->view, a, honour, who), *id = "";
    if (site->records->rewards[honour]->award == award_resident)
        id = value_get(of, "id")->text;
    value_set_text(a, row, "name", strcmp(name, id) == 0 ? "" : name);
    value_set_text(a, row, "id", id);
    value_set_text(a, row, "href", value_get(of, "href")->text);
    return row;
}

/* The households among WINNERS of the cycle in the order in which ranks are read. */
static void sort_by_rank(struct page *page, struct shown_winners *winners)
{
    const struct account **accounts = arena_new(page->arena, const struct account *, winners->len + 1);
    uint32_t *items = arena_new(page->arena, uint32_t, winners->len + 1);
    for (uint32_t i = 0; i < winners->len; i++)
        accounts[i] = cycle_account(page->cycle, page->site->records, winners->items[i]);
    standing_sort(accounts, winners->len);
    for (uint32_t i = 0; i < winners->len; i++)
        items[i] = accounts[i]->household;
    winners->items = items;
}

/* The day to come on which HONOUR of PERIOD, or of the page's cycle, is settled; date_last: none. */
static int32_t settles_of(const struct page *page, const struct period_result *period, uint32_t honour)
{
    const struct reward *reward = page->site->records->rewards[honour];
    int32_t last = period ? period->to : page->cycle->to, day = last + reward->settled;
    bool waits =
        reward->has_settled && day > page->site->date && reward->from <= last && reward->until >= last;
    return waits ? day : date_last;
}

/* Who won an honour in PERIOD, or where that is NULL in the page's cycle, list NUMBER of the page: adds
 * {honour, rows, count, unnamed (how many more won it), moved, settles} to LIST where anybody did, or will be
 * known to have: `settles` says when then. `moved` is where the rows are, if not here. Gives how many won it.
 */
static uint32_t add_winners(struct page *page, struct value *list, const struct period_result *period,
                            uint32_t honour, uint32_t number)
{
    static const char *const counts[awards] = {"site.honours.households", "site.honours.residents",
                                               "site.honours.groups"};
    struct arena *a = page->arena;
    struct shown_winners winners;
    enum award award = page->site->records->rewards[honour]->award;
    view_winners(page->site->view, a, page->cycle, period, honour, &winners);
    uint32_t count = winners.len + winners.unnamed;
    int32_t settles = !count ? settles_of(page, period, honour) : date_last;
    if ((!count && settles == date_last) || !is_about(page, number))
        return count;
    if (!period && award == award_household)
        sort_by_rank(page, &winners);
    struct value *map = value_add_map(a, list);
    const char *moved = parts_moved(page, number);
    value_set(a, map, "honour", page->site->rewards[honour]);
    value_set_text(a, map, "moved", moved);
    struct value *rows = value_set_rows(a, map, "rows");
    for (uint32_t i = 0; i < winners.len && !*moved; i++)
        if (!page->part || page->part->list == part_first || parts_shows(page, number, i))
            value_add(a, rows, winner_row(page, honour, winners.items[i]));
    value_set_text(a, map, "count", count ? page_say(page, counts[award], page_number(page, count)) : "");
    value_set_text(a, map, "settles",
                   count ? ""
                         : page_say(page, "site.honours.settles", words_date(page->site->words, a, settles)));
    value_set_text(
        a, map, "unnamed",
        winners.unnamed ? page_say(page, "site.honours.unnamed", page_number(page, winners.unnamed)) : "");
    return count;
}

/* Honours of the cycle, by title, households by rank. */
static void add_cycle(struct page *page, const struct cycle *cycle)
{
    const struct records *r = page->site->records;
    struct value *list = value_set_rows(page->arena, page->values, "won");
    for (uint32_t i = 0; i < r->rewards_len; i++)
        if (is_honour_of(r->rewards[i], cycle) && r->rewards[i]->per == per_cycle)
            add_winners(page, list, NULL, i, parts_honour(page->site, 0, i));
}

/* Honours of a month or quarter: {period, running, won}. */
static void add_period(struct page *page, struct value *list, const struct period_result *period)
{
    const struct records *r = page->site->records;
    struct arena *a = page->arena;
    struct value *won = value_list(a);
    uint32_t number = (uint32_t)(period - page->cycle->periods) + 1;
    bool open = false;
    for (uint32_t i = 0; i < r->rewards_len; i++) {
        if (r->rewards[i]->kind != reward_honour || r->rewards[i]->per != period->per)
            continue;
        uint32_t count = add_winners(page, won, period, i, parts_honour(page->site, number, i));
        open = open || (count > 0 && !r->rewards[i]->has_settled);
    }
    if (!value_length(won))
        return;
    struct value *map = value_add_map(a, list);
    value_set_text(a, map, "period", page_period(page, period));
    bool running = period->to >= page->site->date;
    value_set_flag(a, map, "running", running);
    value_set_flag(a, map, "provisional",
                   !running && open && view_unsettled(page->site->view, period->from, period->to) > 0);
    value_set(a, map, "won", won);
}

static void add_periods(struct page *page, struct value *list, enum per per)
{
    const struct cycle *cycle = page->cycle;
    for (uint32_t i = cycle->periods_len; i-- > 0;)
        if (cycle->periods[i].per == per)
            add_period(page, list, &cycle->periods[i]);
}

void page_honours(struct page *page)
{
    const struct cycle *cycle = page->cycle;
    row_provisional(page, cycle, "site.honours.provisional");
    if (all_settled(page->site->records, cycle))
        value_set_text(page->arena, page->values, "provisional", "");
    add_cycle(page, cycle);
    bool of_year = has_yearly(page->site->records, cycle);
    bool whole = !page->part || page->part->list == part_first;
    value_set_flag(page->arena, page->values, "has_year",
                   (whole && of_year) || value_length(value_get(page->values, "won")) > 0);
    value_set_flag(page->arena, page->values, "of_year", of_year);
    add_periods(page, value_set_rows(page->arena, page->values, "quarters"), per_quarter);
    add_periods(page, value_set_rows(page->arena, page->values, "months"), per_month);
    add_titles(page, cycle);
    add_vetoes(page);
}
