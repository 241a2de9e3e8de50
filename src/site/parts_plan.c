/* Which rows of which list stand on which part: planned before anything is composed. */
#include "ledger/standing.h"
#include "site/lists.h"
#include "site/parts.h"
#include "view/winners.h"

#include "base/map.h"

enum {
    most_households = 500, /* of a village whose pages are whole */
    most_whole = 200 /* rows of a notice, or of long lists together, that stay on one page in a larger one */
};

/* --- cutting */

static struct part *push(struct site *site, struct parts *parts, struct part part)
{
    if (parts->len == parts->cap) {
        uint32_t cap = parts->cap ? 2 * parts->cap : 8;
        struct part *items = arena_new(&site->arena, struct part, cap);
        for (uint32_t i = 0; i < parts->len; i++)
            items[i] = parts->items[i];
        parts->items = items;
        parts->cap = cap;
    }
    parts->items[parts->len] = part;
    return &parts->items[parts->len++];
}

static const char *say(struct site *site, const char *key, const char *first, const char *second)
{
    return words_format(site->words, &site->arena, key, first, second, NULL);
}

/* "101—200", and "第三组（101—200）" where TITLE is given. */
static const char *rows_title(struct site *site, const char *title, uint32_t first, uint32_t len)
{
    const char *rows = say(site, "site.parts.rows", arena_printf(&site->arena, "%u", first + 1),
                           arena_printf(&site->arena, "%u", first + len));
    return title ? say(site, "site.parts.some", title, rows) : rows;
}

/* Adds hundreds of LIST, from row FROM to row LEN, as parts: their folders are STEM, STEM-2 …, or _1, _2 …
 * where it is NULL; TITLE alone where all is one. */
static void add(struct site *site, struct parts *parts, struct part list, const char *stem)
{
    for (uint32_t at = list.first, k = at / parts_rows + 1; at < list.len; at += parts_rows, k++) {
        uint32_t len = list.len - at < parts_rows ? list.len - at : parts_rows;
        struct part part = {.list = list.list, .first = at, .len = len};
        part.title =
            list.title && list.len <= parts_rows ? list.title : rows_title(site, list.title, at, len);
        if (!parts->len)
            part.folder = "";
        else if (!stem)
            part.folder = arena_printf(&site->arena, "_%u/", k);
        else
            part.folder = arena_printf(&site->arena, k == 1 ? "%s/" : "%s-%u/", stem, k);
        part.anchor = k == 1 ? list.anchor : NULL;
        push(site, parts, part);
    }
}

/* One part is a whole page. */
static void settle(struct parts *parts)
{
    if (parts->len == 1)
        parts->len = 0;
}

/* --- the kinds of pages */

/* In which list of the households' page HOUSEHOLD stands; map_none: nowhere yet. */
static uint32_t list_of(const struct site *site, uint32_t household)
{
    const struct household *h = site->records->households[household];
    if (h->since > site->date)
        return map_none;
    return household_listed(h, site->date) ? site->lists->group_places[h->group] : site->records->groups_len;
}

static void plan_households(struct site *site, struct parts_plan *plan)
{
    const struct records *r = site->records;
    struct arena *a = &site->arena;
    uint32_t *lens = arena_new(a, uint32_t, r->groups_len + 1);
    uint32_t *firsts = arena_new(a, uint32_t, r->groups_len + 1);
    plan->household_part = arena_new(a, uint32_t, r->households_len + 1);
    for (uint32_t i = 0; i < r->households_len; i++) {
        uint32_t household = site->household_order[i], list = list_of(site, household);
        if (list != map_none)
            plan->household_part[household] = lens[list]++;
    }
    for (uint32_t list = 0; list <= r->groups_len; list++) {
        bool left = list == r->groups_len;
        const char *title = left ? words_get(site->words, "site.households.left")
                                 : value_get(site->groups[site->group_order[list]], "name")->text;
        firsts[list] = plan->households.len;
        struct part part = {.list = list, .len = lens[list], .title = title};
        if (!left)
            part.anchor = value_get(site->groups[site->group_order[list]], "anchor")->text;
        add(site, &plan->households, part, left ? "_left" : arena_printf(a, "_%u", list + 1));
    }
    for (uint32_t i = 0; i < r->households_len; i++)
        if (list_of(site, i) != map_none)
            plan->household_part[i] = firsts[list_of(site, i)] + plan->household_part[i] / parts_rows;
    settle(&plan->households);
}

static void plan_cycle(struct site *site, struct parts_plan *plan, uint32_t number)
{
    const struct cycle *cycle = &site->ledger->cycles[number];
    const struct cycle_lists *lists = &site->lists->cycles[number];
    struct parts *ranking = &plan->ranking[number], *contributions = &plan->contributions[number];
    struct part ranked = {.list = part_ranked, .len = lists->ranked};
    struct part unranked = {.list = part_unranked,
                            .len = cycle->accounts_len - lists->ranked,
                            .title = words_get(site->words, "site.ranking.left")};
    struct part groups = {.list = part_groups,
                          .first = parts_rows, /* the first hundred stand before the households */
                          .len = cycle->groups_len,
                          .title = words_get(site->words, "site.ranking.groups")};
    if (standing_begun(cycle)) {
        add(site, ranking, ranked, NULL);
        add(site, ranking, unranked, "_left");
        add(site, ranking, groups, "_groups");
    }
    add(site, contributions, (struct part){.len = lists->contributions_len}, NULL);
    settle(ranking);
    settle(contributions);
}

static uint32_t household_at(const struct site *site, const struct notice_lists *notice, uint32_t row)
{
    return site->records->entries[notice->entries[row]].household;
}

static uint32_t group_at(const struct site *site, const struct notice_lists *notice, uint32_t row)
{
    return site->records->households[household_at(site, notice, row)]->group;
}

/* The row behind those of the household at ROW. */
static uint32_t household_end(const struct site *site, const struct notice_lists *notice, uint32_t row)
{
    uint32_t end = row + 1;
    while (end < notice->len && household_at(site, notice, end) == household_at(site, notice, row))
        end++;
    return end;
}

/* Adds a group's rows, from START to END: a household's stay together. */
static void add_noticed(struct site *site, struct parts *parts, const struct notice_lists *notice,
                        uint32_t start, uint32_t end)
{
    uint32_t group = group_at(site, notice, start), place = site->lists->group_places[group], next;
    const char *name = value_get(site->groups[group], "name")->text;
    for (uint32_t at = start, k = 1; at < end; at = next, k++) {
        next = household_end(site, notice, at);
        while (next < end && household_end(site, notice, next) - at <= parts_rows)
            next = household_end(site, notice, next);
        struct part part = {.list = place, .first = at, .len = next - at, .folder = "", .title = name};
        if (k == 1)
            part.anchor = value_get(site->groups[group], "anchor")->text;
        if (next - at < end - start)
            part.title = rows_title(site, name, at - start, next - at);
        if (parts->len)
            part.folder = arena_printf(&site->arena, k == 1 ? "_%u/" : "_%u-%u/", place + 1, k);
        push(site, parts, part);
    }
}

static void plan_notice(struct site *site, struct parts *parts, const struct notice_lists *notice)
{
    if (notice->len <= most_whole)
        return;
    for (uint32_t start = 0, end; start < notice->len; start = end) {
        end = start + 1;
        while (end < notice->len && group_at(site, notice, end) == group_at(site, notice, start))
            end++;
        add_noticed(site, parts, notice, start, end);
    }
    settle(parts);
}

/* --- pages of which only the long lists stand on parts of their own */

/* Adds LIST where it does not stand on the page's first part, which has ROOM for so many rows more. */
static void add_moved(struct site *site, struct parts *parts, struct part list, const char *stem,
                      uint32_t *room)
{
    if (list.len <= parts_rows && list.len <= *room) {
        *room -= list.len;
        return;
    }
    if (!parts->len)
        push(site, parts, (struct part){.list = part_first, .folder = ""});
    add(site, parts, list, stem);
}

/* Who won what in a cycle (PERIOD 0) or period, COUNTS by reward. */
static void add_won(struct site *site, struct parts *parts, const struct cycle *cycle, uint32_t period,
                    const uint32_t *counts, uint32_t *room)
{
    const struct period_result *of = period ? &cycle->periods[period - 1] : NULL;
    for (uint32_t i = 0; i < site->records->rewards_len; i++) {
        if (!counts[i])
            continue;
        const char *title = value_get(site->rewards[i], "title")->text;
        if (of)
            title = say(site, "site.parts.won",
                        of->per == per_quarter ? words_quarter(site->words, &site->arena, of->from)
                                               : words_month(site->words, &site->arena, of->from),
                        title);
        struct part list = {.list = parts_honour(site, period, i), .len = counts[i], .title = title};
        add_moved(site, parts, list, arena_printf(&site->arena, "_%s-%u", of ? of->id : "year", i + 1), room);
    }
}

/* Who won what in a cycle, or in PERIOD of it, if there is one. */
static void plan_won(struct site *site, struct parts *parts, const struct cycle *cycle,
                     const struct period_result *period, uint32_t *room)
{
    struct arena scratch = {0};
    uint32_t rewards = site->records->rewards_len;
    uint32_t *counts = arena_new(&scratch, uint32_t, rewards + 1);
    for (uint32_t r = 0; r < rewards; r++) {
        struct shown_winners winners = {0};
        if (site->records->rewards[r]->kind == reward_honour)
            view_winners(site->view, &scratch, cycle, period, r, &winners);
        counts[r] = winners.len;
    }
    add_won(site, parts, cycle, period ? (uint32_t)(period - cycle->periods) + 1 : 0, counts, room);
    arena_free(&scratch);
}

static void plan_honours(struct site *site, struct parts *parts, const struct cycle *cycle)
{
    uint32_t room = most_whole;
    plan_won(site, parts, cycle, NULL, &room);
    for (uint32_t p = cycle->periods_len; p-- > 0;)
        plan_won(site, parts, cycle, &cycle->periods[p], &room);
}

static void plan_reverse(struct site *site, struct parts *parts)
{
    const struct records *r = site->records;
    struct arena scratch = {0};
    uint32_t room = most_whole;
    for (uint32_t c = site->ledger->cycles_len; c-- > 0;) {
        const struct cycle *cycle = &site->ledger->cycles[c];
        uint32_t *counts = arena_new(&scratch, uint32_t, r->rules_len + 1);
        for (uint32_t i = 0; i < cycle->entries_len; i++) {
            uint32_t rule = r->entries[cycle->entries[i]].rule;
            counts[rule] +=
                r->rules[rule]->kind == kind_negative && view_lists(site->view, cycle->entries[i]);
        }
        for (uint32_t rule = 0; rule < r->rules_len; rule++) {
            struct part list = {.list = parts_rule(site, cycle, rule), .len = counts[rule]};
            if (!list.len)
                continue;
            list.title = say(site, "site.parts.won",
                             say(site, "site.year", arena_printf(&site->arena, "%d", cycle->id), NULL),
                             value_get(site->rules[rule], "title")->text);
            add_moved(site, parts, list, arena_printf(&site->arena, "_%d-%u", cycle->id, rule + 1), &room);
        }
    }
    arena_free(&scratch);
}

void parts_open(struct site *site)
{
    struct arena *a = &site->arena;
    const struct ledger *ledger = site->ledger;
    struct parts_plan *plan = arena_new(a, struct parts_plan, 1);
    uint32_t households = 0;
    for (uint32_t i = 0; i < site->records->households_len; i++)
        households += site->records->households[i]->since <= site->date;
    site->parts = plan;
    plan->cut = households > most_households;
    plan->ranking = arena_new(a, struct parts, ledger->cycles_len + 1);
    plan->contributions = arena_new(a, struct parts, ledger->cycles_len + 1);
    plan->honours = arena_new(a, struct parts, ledger->cycles_len + 1);
    plan->notices = arena_new(a, struct parts, site->notices_len + 1);
    if (!plan->cut)
        return;
    plan_households(site, plan);
    for (uint32_t i = 0; i < ledger->cycles_len; i++) {
        plan_cycle(site, plan, i);
        plan_honours(site, &plan->honours[i], &ledger->cycles[i]);
    }
    for (uint32_t i = 0; i < site->notices_len; i++)
        plan_notice(site, &plan->notices[i], &site->lists->notices[i]);
    plan_reverse(site, &plan->reverse);
}
