/* Inspections from house to house: the list of them, and each with its households, scores and averages. */
#include "site/pages.h"
#include "site/rows.h"
#include "view/inspection.h"

uint32_t inspections_count(const struct site *site)
{
    return site->inspections_len;
}

uint32_t inspections_any(const struct site *site)
{
    return inspections_count(site) > 0;
}

static const char *folder(const struct site *site, struct arena *arena, const struct inspection *inspection)
{
    return arena_printf(arena, "inspections/%s/%u/", site->records->meetings[inspection->meeting]->id,
                        inspection->line);
}

void inspection_path(const struct site *site, uint32_t number, struct buf *out)
{
    struct arena arena = {0};
    buf_puts(out, folder(site, &arena, &site->inspections[number]));
    arena_free(&arena);
}

/* {group, households, average, before, before_date, change}; of all `group` is "". */
static void add_sums(struct page *page, struct value *map, const struct inspection *all, uint32_t number)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    uint32_t len;
    const struct inspection_sum *sums = inspection_sums(site->view, a, all, number, &len);
    struct value *list = value_set_rows(a, map, "sums");
    for (uint32_t i = 0; i < len; i++) {
        const struct inspection_sum *sum = &sums[i];
        struct value *row = value_add_map(a, list);
        bool before = sum->before_date != date_first;
        value_set_text(a, row, "group",
                       sum->group == records_none ? page_word(page, "site.inspections.all")
                                                  : value_get(site->groups[sum->group], "name")->text);
        value_set_text(a, row, "households", page_number(page, sum->households));
        value_set_text(a, row, "average", page_points(page, sum->average));
        value_set_text(a, row, "before", before ? page_points(page, sum->before) : "");
        value_set_text(a, row, "before_date", before ? words_date(site->words, a, sum->before_date) : "");
        value_set_text(
            a, row, "change",
            before ? words_points(site->words, a, sum->average - sum->before, sum->average != sum->before)
                   : "");
    }
}

void page_inspections(struct page *page)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    const struct inspection *all = site->inspections;
    page->title = page_word(page, "site.nav.inspections");
    page->description = page_say(page, "site.inspections.description", site->village->name);
    struct value *list = value_set_rows(a, page->values, "rows");
    for (uint32_t i = site->inspections_len; i-- > 0;) {
        struct value *row = value_add_map(a, list);
        value_set(a, row, "rule", site->rules[all[i].rule]);
        page_date(page, row, "date", all[i].date);
        value_set_textf(a, row, "href", "%sindex.html", folder(site, a, &all[i]));
        add_sums(page, row, all, i);
    }
}

/* The households of a group: {entry (row_entry), before, before_date}. */
static void add_households(struct page *page, struct value *list, const struct inspection *all,
                           uint32_t number, uint32_t group)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    const struct inspection *inspection = &all[number];
    struct value *map = NULL, *rows = NULL;
    for (uint32_t e = inspection->first; e < inspection->first + inspection->entries; e++) {
        if (site->records->households[site->records->entries[e].household]->group != group ||
            !view_lists(site->view, e))
            continue;
        if (!rows) {
            map = value_add_map(a, list);
            value_set(a, map, "group", site->groups[group]);
            rows = value_set_rows(a, map, "rows");
        }
        struct value *row = row_entry(page, rows, e);
        uint32_t before = inspection_before(site->view, all, number, e);
        value_set_text(a, row, "score", page_points(page, site->ledger->postings[e].raw));
        value_set_text(a, row, "before",
                       before == records_none ? "" : page_points(page, site->ledger->postings[before].raw));
    }
}

void page_inspection(struct page *page)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    uint32_t number = page->number;
    const struct inspection *all = site->inspections;
    const struct inspection *inspection = &all[number];
    const char *rule = value_get(site->rules[inspection->rule], "title")->text;
    const char *date = words_date(site->words, a, inspection->date);
    page->title = page_say(page, "site.inspections.title", rule, date);
    page->description = page_say(page, "site.inspections.one", site->village->name, rule, date);
    page_crumb(page, page_word(page, "site.nav.inspections"), "inspections/index.html");
    value_set(a, page->values, "rule", site->rules[inspection->rule]);
    value_set(a, page->values, "meeting", site->meetings[inspection->meeting]);
    page_date(page, page->values, "date", inspection->date);
    add_sums(page, page->values, all, number);
    struct value *groups = value_set_rows(a, page->values, "groups");
    for (uint32_t g = 0; g < site->records->groups_len; g++)
        add_households(page, groups, all, number, site->group_order[g]);
    uint32_t *entries = arena_new(a, uint32_t, inspection->entries + 1);
    for (uint32_t i = 0; i < inspection->entries; i++)
        entries[i] = inspection->first + i;
    row_warnings(site, a, page->values, entries, inspection->entries);
}
