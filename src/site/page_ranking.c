/* The households of a year by rank. */
#include "ledger/standing.h"
#include "site/lists.h"
#include "site/pages.h"
#include "site/parts.h"
#include "site/rows.h"

#include <stdlib.h>

/* A group with its place among those that share its rank. */
struct ranked {
    const struct group_account *group;
    uint32_t place;
};

static int by_rank(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->group->rank != y->group->rank)
        return x->group->rank - 1 < y->group->rank - 1 ? -1 : 1; /* 0 comes last */
    return x->place < y->place ? -1 : x->place > y->place;
}

/* Where groups stand before the households: all, or the first hundred. */
static bool first_part(const struct page *page)
{
    return !page->part || !*page->part->folder;
}

static void add_groups(struct page *page, const struct cycle *cycle)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    struct value *rows = value_set_rows(a, page->values, "groups");
    struct ranked *groups = arena_new(a, struct ranked, cycle->groups_len + 1);
    uint32_t *places = arena_new(a, uint32_t, site->records->groups_len + 1);
    for (uint32_t i = 0; i < site->records->groups_len; i++)
        places[site->group_order[i]] = i;
    for (uint32_t i = 0; i < cycle->groups_len; i++)
        groups[i] = (struct ranked){&cycle->groups[i], places[cycle->groups[i].group]};
    qsort(groups, cycle->groups_len, sizeof *groups, by_rank);
    for (uint32_t i = 0; i < cycle->groups_len; i++) {
        const struct group_account *group = groups[i].group;
        bool here = parts_shows(page, part_groups, i) || (first_part(page) && i < parts_rows);
        if (!group->rank || !here)
            continue;
        struct value *row = value_add_map(a, rows);
        value_set(a, row, "group", site->groups[group->group]);
        value_set_text(a, row, "rank", page_number(page, group->rank));
        value_set_text(a, row, "households", page_number(page, group->households));
        value_set_text(a, row, "earned", page_points(page, group->earned));
        value_set_text(a, row, "average", page_points(page, group->average));
    }
}

/* Whether groups or residents won an honour in CYCLE. */
static bool others_won(const struct cycle *cycle)
{
    for (uint32_t i = 0; i < cycle->groups_len; i++)
        if (cycle->groups[i].honours_len)
            return true;
    for (uint32_t i = 0; i < cycle->residents_len; i++)
        if (cycle->residents[i].honours_len)
            return true;
    return false;
}

static void add_households(struct page *page, const struct cycle *cycle)
{
    struct arena *a = page->arena;
    struct value *rows = value_set_rows(a, page->values, "rows");
    struct value *left = value_set_rows(a, page->values, "left");
    bool honours = false, pending = false;
    const struct cycle_lists *lists = lists_of(page->site, cycle);
    for (uint32_t i = 0; i < cycle->accounts_len; i++) {
        bool ranked = i < lists->ranked;
        if (!parts_shows(page, ranked ? part_ranked : part_unranked, ranked ? i : i - lists->ranked))
            continue;
        const struct account *account = lists->by_rank[i];
        row_account(page, ranked ? rows : left, account);
        honours = honours || account->honours_len;
        pending = pending || (ranked && view_pending(page->site->view, account));
    }
    value_set_flag(a, page->values, "has_honours", honours || others_won(cycle));
    value_set_flag(a, page->values, "has_pending", pending);
}

/* Nobody has a rank before anything is final. */
static void add_nothing(struct page *page)
{
    value_set_rows(page->arena, page->values, "rows");
    value_set_rows(page->arena, page->values, "left");
    value_set_rows(page->arena, page->values, "groups");
    value_set_flag(page->arena, page->values, "has_honours", false);
    value_set_flag(page->arena, page->values, "has_pending", false);
}

void page_ranking(struct page *page)
{
    const struct cycle *cycle = page->cycle;
    const struct site *site = page->site;
    struct arena *a = page->arena;
    value_set_textf(a, page->values, "honours_href", "honours/%d/index.html", cycle->id);
    bool over = cycle->to < site->date;
    row_provisional(page, cycle, "site.ranking.provisional");
    int32_t day = over ? cycle->to : site->date;
    page_date(page, page->values, "day", day);
    value_set_text(a, page->values, "base",
                   site->village->base
                       ? page_say(page, "site.ranking.base", page_points_unit(page, site->village->base))
                       : "");
    bool started = standing_begun(cycle);
    value_set_flag(a, page->values, "started", started);
    if (started) {
        add_households(page, cycle);
        add_groups(page, cycle);
    } else {
        add_nothing(page);
    }
}
