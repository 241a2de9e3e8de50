#include "site/pages.h"
#include "site/rows.h"

#include <stdlib.h>

static int by_rank(const void *a, const void *b)
{
    const struct group_account *x = *(const struct group_account *const *)a;
    const struct group_account *y = *(const struct group_account *const *)b;
    if (x->rank != y->rank)
        return x->rank - 1 < y->rank - 1 ? -1 : 1; /* 0 comes last */
    return x->group < y->group ? -1 : x->group > y->group;
}

static void add_groups(struct page *page, const struct cycle *cycle)
{
    struct arena *a = page->arena;
    struct value *rows = value_set_list(a, page->values, "groups");
    const struct group_account **groups = arena_new(a, const struct group_account *, cycle->groups_len + 1);
    for (uint32_t i = 0; i < cycle->groups_len; i++)
        groups[i] = &cycle->groups[i];
    qsort(groups, cycle->groups_len, sizeof *groups, by_rank);
    for (uint32_t i = 0; i < cycle->groups_len; i++) {
        if (!groups[i]->rank)
            continue;
        struct value *row = value_add_map(a, rows);
        value_set(a, row, "group", page->site->groups[groups[i]->group]);
        value_set_text(a, row, "rank", page_number(page, groups[i]->rank));
        value_set_text(a, row, "households", page_number(page, groups[i]->households));
        value_set_text(a, row, "earned", page_points(page, groups[i]->earned));
        value_set_text(a, row, "average", page_points(page, groups[i]->average));
    }
    value_set_flag(a, page->values, "has_groups", value_length(rows) > 0);
}

static void add_households(struct page *page, const struct cycle *cycle)
{
    struct arena *a = page->arena;
    struct value *rows = value_set_list(a, page->values, "rows");
    struct value *left = value_set_list(a, page->values, "left");
    bool honours = false;
    const struct account **accounts = accounts_by_rank(page, cycle);
    for (uint32_t i = 0; i < cycle->accounts_len; i++) {
        row_account(page, accounts[i]->rank ? rows : left, accounts[i]);
        honours = honours || accounts[i]->honours_len;
    }
    value_set_flag(a, page->values, "has_rows", value_length(rows) > 0);
    value_set_flag(a, page->values, "has_left", value_length(left) > 0);
    value_set_flag(a, page->values, "has_honours", honours);
}

static void compose(struct page *page, const struct cycle *cycle)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    const char *year = page_say(page, "site.year", page_number(page, cycle->id));
    page->title = page_say(page, "site.ranking.title", year);
    page->description = page_say(page, "site.ranking.description", site->village->name, year);
    bool over = cycle->to < site->date;
    row_provisional(page, cycle, "site.ranking.provisional");
    int32_t day = over ? cycle->to : site->date;
    value_set_text(a, page->values, "span", words_bounds(site->words, a, cycle->from, cycle->to));
    value_set_flag(a, page->values, "closed", over);
    page_date(page, page->values, "day", day);
    value_set_text(a, page->values, "base",
                   site->village->base
                       ? page_say(page, "site.ranking.base", page_points_unit(page, site->village->base))
                       : "");
    add_households(page, cycle);
    add_groups(page, cycle);
    row_years(page, "ranking", cycle);
}

void page_ranking(struct page *page)
{
    compose(page, ledger_current(page->site->ledger));
}

void page_ranked(struct page *page)
{
    page_crumb(page, page_word(page, "site.nav.ranking"), "ranking/index.html");
    compose(page, &page->site->ledger->cycles[page->number]);
}
