/* What residents did in a year, entry by entry. */
#include "site/lists.h"
#include "site/pages.h"
#include "site/parts.h"
#include "site/rows.h"

/* {household, points, deeds: a list of {rule, count}}. COUNTS has a place for each rule, all 0. */
static void add_contribution(struct page *page, struct value *list, const struct contribution *c,
                             uint32_t *counts)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    struct value *row = value_add_map(a, list);
    value_set(a, row, "household", site->households[c->account->household]);
    value_set_text(a, row, "points", page_points_unit(page, c->points));
    struct value *deeds = value_set_list(a, row, "deeds");
    const struct ledger_line *lines = site->ledger->lines + c->account->first;
    for (uint32_t i = 0; i < c->account->entries; i++)
        if (lists_contributes(site, &lines[i]))
            counts[lines[i].rule]++;
    for (uint32_t i = 0; i < c->account->entries; i++) {
        uint32_t rule = lines[i].rule;
        if (!counts[rule])
            continue;
        struct value *deed = value_add_map(a, deeds);
        value_set(a, deed, "rule", site->rules[rule]);
        value_set_text(a, deed, "count",
                       page_say(page, "site.contributions.entries", page_number(page, counts[rule])));
        counts[rule] = 0;
    }
}

void page_contributions(struct page *page)
{
    const struct cycle_lists *lists = lists_of(page->site, page->cycle);
    struct arena *a = page->arena;
    uint32_t *counts = arena_new(a, uint32_t, page->site->records->rules_len + 1);
    struct value *rows = value_set_rows(a, page->values, "rows");
    for (uint32_t i = 0; i < lists->contributions_len; i++)
        if (parts_shows(page, 0, i))
            add_contribution(page, rows, &lists->contributions[i], counts);
    value_set_textf(a, page->values, "start", "%u", page->part ? page->part->first + 1 : 1);
}
