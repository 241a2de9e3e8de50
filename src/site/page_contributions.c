#include "site/pages.h"
#include "site/rows.h"

#include <stdlib.h>

/* What residents of a household did that the records name: under rules that give points, and final. */
struct contribution {
    const struct account *account;
    uint32_t deeds;
    int64_t points;
};

static bool contributes(const struct site *site, const struct ledger_line *line)
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
        if (contributes(site, &lines[i]))
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
    const struct cycle *cycle = page->cycle;
    const struct site *site = page->site;
    struct arena *a = page->arena;
    row_year(page);
    struct contribution *all = arena_new(a, struct contribution, cycle->accounts_len + 1);
    uint32_t *counts = arena_new(a, uint32_t, site->records->rules_len + 1), len = 0;
    for (uint32_t i = 0; i < cycle->accounts_len; i++) {
        struct contribution c = {.account = &cycle->accounts[i]};
        for (uint32_t k = 0; k < c.account->entries; k++) {
            const struct ledger_line *line = &site->ledger->lines[c.account->first + k];
            if (!contributes(site, line))
                continue;
            c.deeds++;
            c.points += line->credited;
        }
        if (c.deeds)
            all[len++] = c;
    }
    qsort(all, len, sizeof *all, by_points);
    struct value *rows = value_set_rows(a, page->values, "rows");
    for (uint32_t i = 0; i < len; i++)
        add_contribution(page, rows, &all[i], counts);
}
