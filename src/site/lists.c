#include "site/lists.h"

#include "ledger/standing.h"

#include <stdlib.h>

/* --- the order of households */

static void open_places(struct site *site, struct lists *lists)
{
    const struct records *r = site->records;
    struct arena *a = &site->arena;
    lists->group_places = arena_new(a, uint32_t, r->groups_len + 1);
    lists->places = arena_new(a, uint32_t, r->households_len + 1);
    uint32_t *next = arena_new(a, uint32_t, r->groups_len + 2);
    for (uint32_t i = 0; i < r->groups_len; i++)
        lists->group_places[site->group_order[i]] = i;
    for (uint32_t i = 0; i < r->households_len; i++)
        next[lists->group_places[r->households[i]->group] + 1]++;
    for (uint32_t i = 0; i < r->groups_len; i++)
        next[i + 1] += next[i];
    for (uint32_t i = 0; i < r->households_len; i++) {
        uint32_t household = site->household_order[i];
        lists->places[household] = next[lists->group_places[r->households[household]->group]]++;
    }
}

/* --- of a cycle */

bool lists_contributes(const struct site *site, const struct ledger_line *line)
{
    return line->status == status_final && site->records->entries[line->entry].resident != records_none &&
           site->records->rules[line->rule]->kind != kind_negative;
}

static int by_points(const void *a, const void *b)
{
    const struct contribution *x = a, *y = b;
    if (x->points != y->points)
        return x->points > y->points ? -1 : 1;
    return x->account->household < y->account->household ? -1 : x->account->household > y->account->household;
}

static struct contribution contribution_of(const struct site *site, const struct account *account)
{
    struct contribution c = {.account = account};
    for (uint32_t k = 0; k < account->entries; k++) {
        const struct ledger_line *line = &site->ledger->lines[account->first + k];
        if (!lists_contributes(site, line))
            continue;
        c.deeds++;
        c.points += line->credited;
    }
    return c;
}

static void open_contributions(struct site *site, const struct cycle *cycle, struct cycle_lists *lists)
{
    uint32_t len = 0;
    for (uint32_t i = 0; i < cycle->accounts_len; i++)
        len += contribution_of(site, &cycle->accounts[i]).deeds > 0;
    lists->contributions = arena_new(&site->arena, struct contribution, len + 1);
    for (uint32_t i = 0; i < cycle->accounts_len; i++) {
        struct contribution c = contribution_of(site, &cycle->accounts[i]);
        if (c.deeds)
            lists->contributions[lists->contributions_len++] = c;
    }
    if (len)
        qsort(lists->contributions, len, sizeof *lists->contributions, by_points);
}

static void open_cycle(struct site *site, const struct cycle *cycle, struct cycle_lists *lists)
{
    lists->by_rank = standing_by_rank(cycle, &site->arena);
    lists->place = arena_new(&site->arena, uint32_t, cycle->accounts_len + 1);
    for (uint32_t i = 0; i < cycle->accounts_len; i++) {
        lists->place[lists->by_rank[i] - cycle->accounts] = i;
        lists->ranked += lists->by_rank[i]->rank > 0;
    }
    open_contributions(site, cycle, lists);
}

const struct cycle_lists *lists_of(const struct site *site, const struct cycle *cycle)
{
    return &site->lists->cycles[cycle - site->ledger->cycles];
}

/* --- of a notice */

/* An entry and where its household stands among all. */
struct listed {
    uint32_t entry, place;
};

static int by_household(const void *a, const void *b)
{
    const struct listed *x = a, *y = b;
    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    return x->entry < y->entry ? -1 : x->entry > y->entry;
}

static void open_notice(struct site *site, const struct meeting *meeting, struct notice_lists *notice)
{
    const struct records *r = site->records;
    struct arena scratch = {0};
    struct listed *list = arena_new(&scratch, struct listed, meeting->entries + 1);
    for (uint32_t i = 0; i < meeting->entries; i++) {
        uint32_t entry = meeting->first_entry + i;
        if (view_lists(site->view, entry))
            list[notice->len++] = (struct listed){entry, site->lists->places[r->entries[entry].household]};
    }
    if (notice->len)
        qsort(list, notice->len, sizeof *list, by_household);
    notice->entries = arena_new(&site->arena, uint32_t, notice->len + 1);
    for (uint32_t i = 0; i < notice->len; i++)
        notice->entries[i] = list[i].entry;
    arena_free(&scratch);
}

void lists_open(struct site *site)
{
    struct lists *lists = arena_new(&site->arena, struct lists, 1);
    site->lists = lists;
    open_places(site, lists);
    lists->cycles = arena_new(&site->arena, struct cycle_lists, site->ledger->cycles_len + 1);
    for (uint32_t i = 0; i < site->ledger->cycles_len; i++)
        open_cycle(site, &site->ledger->cycles[i], &lists->cycles[i]);
    lists->notices = arena_new(&site->arena, struct notice_lists, site->notices_len + 1);
    lists->notice_of = arena_new(&site->arena, uint32_t, site->meetings_len + 1);
    for (uint32_t i = 0; i < site->notices_len; i++) {
        lists->notice_of[site->notices[i]] = i;
        open_notice(site, site->records->meetings[site->notices[i]], &lists->notices[i]);
    }
}
