#include "site/decisions.h"
#include "site/pages.h"
#include "site/rows.h"

#include <stdlib.h>

void page_notices(struct page *page)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    page->title = page_word(page, "site.nav.notices");
    page->description = page_say(page, "site.notices.description", site->village->name);
    struct value *running = value_set_list(a, page->values, "running");
    struct value *years = value_set_list(a, page->values, "years");
    struct value *past = NULL;
    int last_year = 0;
    for (uint32_t i = 0; i < site->notices_len; i++) {
        const struct meeting *meeting = site->records->meetings[site->notices[i]];
        if (meeting->notice_last >= site->date) {
            row_notice(page, running, site->notices[i]);
            continue;
        }
        int year = date_split(meeting->date).year;
        if (!past || year != last_year) {
            struct value *map = value_add_map(a, years);
            value_set_text(a, map, "year", page_say(page, "site.calendar_year", page_number(page, year)));
            past = value_set_list(a, map, "notices");
            last_year = year;
        }
        row_notice(page, past, site->notices[i]);
    }
    value_set_flag(a, page->values, "quiet", !value_length(running));
    value_set_flag(a, page->values, "has_past", value_length(years) > 0);
    row_object(page, page->values);
}

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

/* The entries of the meeting that the site lists, household by household as people count them; *COUNT is how
 * many. */
static struct listed *list_entries(struct page *page, const struct meeting *meeting, uint32_t *count)
{
    const struct site *site = page->site;
    const struct records *r = site->records;
    struct listed *list = arena_new(page->arena, struct listed, meeting->entries + 1);
    uint32_t *places = arena_new(page->arena, uint32_t, r->households_len + 1);
    for (uint32_t i = 0; i < r->households_len; i++)
        places[site->household_order[i]] = i;
    *count = 0;
    for (uint32_t i = 0; i < meeting->entries; i++)
        if (view_lists(site->view, meeting->first_entry + i))
            list[(*count)++] = (struct listed){meeting->first_entry + i,
                                               places[r->entries[meeting->first_entry + i].household]};
    qsort(list, *count, sizeof *list, by_household);
    return list;
}

/* A row of a notice: an entry as everywhere; with `odd`, its status where that is another than the notice's
 * own, and `anchor` on the first of each household. */
static void add_entry(struct page *page, struct value *rows, uint32_t entry, enum status usual, bool first)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    struct value *row = row_entry(page, rows, entry);
    struct value *odd = value_set_list(a, row, "odd");
    if (site->ledger->postings[entry].status != usual)
        value_add(a, odd, value_get(row, "status"));
    uint32_t household = site->records->entries[entry].household;
    value_set_text(a, row, "anchor", first ? value_get(site->households[household], "row_anchor")->text : "");
}

/* The meeting's entries that the site lists, group by group, so that people find their own: {group, count,
 * rows}; and how many it does not list. */
static void add_entries(struct page *page, const struct meeting *meeting)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    uint32_t count, *all = arena_new(a, uint32_t, meeting->entries + 1);
    struct listed *list = list_entries(page, meeting, &count);
    enum status usual = site->date > meeting->notice_last ? status_final : status_notice;
    struct value *groups = value_set_list(a, page->values, "groups");
    for (uint32_t g = 0; g < site->records->groups_len; g++) {
        struct value *map = value_map(a), *rows = value_set_list(a, map, "rows");
        for (uint32_t i = 0; i < count; i++)
            if (site->records->households[site->records->entries[list[i].entry].household]->group ==
                site->group_order[g])
                add_entry(page, rows, list[i].entry, usual, i == 0 || list[i - 1].place != list[i].place);
        if (!value_length(rows))
            continue;
        value_set(a, map, "group", site->groups[site->group_order[g]]);
        value_set_text(a, map, "count",
                       page_say(page, "site.entries.count", page_number(page, (int64_t)value_length(rows))));
        value_add(a, groups, map);
    }
    value_set_flag(a, page->values, "has_rows", value_length(groups) > 0);
    value_set_flag(a, page->values, "has_groups", value_length(groups) > 1);
    value_set_text(a, page->values, "found", page_say(page, "site.notice.found", "{1}"));
    for (uint32_t i = 0; i < meeting->entries; i++)
        all[i] = meeting->first_entry + i;
    row_warnings(page, page->values, all, meeting->entries);
}

void page_notice(struct page *page)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    uint32_t number = site->notices[page->number];
    const struct meeting *meeting = site->records->meetings[number];
    page->title = notice_title(page, number);
    page->description = page_say(page, "site.notice.description",
                                 words_span_counted(site->words, a, meeting->noticed, meeting->notice_last));
    page_crumb(page, page_word(page, "site.nav.notices"), "notices/index.html");
    struct value *list = value_list(a);
    value_set(a, page->values, "notice", row_notice(page, list, number));
    add_entries(page, meeting);
    row_decisions(page, meeting);
    row_object(page, page->values);
    page_qr(page, arena_printf(a, "notices/%s/", meeting->id));
    value_set_text(a, page->values, "pdf",
                   site->input->pdfs ? arena_printf(a, "notices/%s/notice.pdf", meeting->id) : "");
}
