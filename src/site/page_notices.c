/* The list of notices, and the page of each. */
#include "site/decisions.h"
#include "site/forms.h"
#include "site/lists.h"
#include "site/notice.h"
#include "site/pages.h"
#include "site/parts.h"
#include "site/rows.h"

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

/* A row of a notice: an entry as everywhere; with `odd`, its status where that is another than the notice's
 * own, and `anchor` on the first of each household. */
static void add_entry(struct page *page, struct value *rows, uint32_t entry, enum status usual, bool first)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    struct value *row = row_entry(page, rows, entry), *odd = site->rows->none;
    if (site->ledger->postings[entry].status != usual) {
        odd = value_list(a);
        value_add(a, odd, value_at(row, key_entry_status));
    }
    value_put(row, key_entry_odd, odd);
    const struct value *household = site->households[site->records->entries[entry].household];
    value_put(row, key_entry_anchor,
              first ? value_at(household, key_household_row_anchor) : value_text(a, ""));
}

/* Adds a group to GROUPS: {group, count, rows}; gives its rows. */
static struct value *add_group(struct page *page, struct value *groups, uint32_t group)
{
    struct value *map = value_add_map(page->arena, groups);
    value_set(page->arena, map, "group", page->site->groups[group]);
    return value_set_list(page->arena, map, "rows");
}

/* The meeting's entries that the site lists, group by group, so that people find their own; and how many it
 * does not list. */
static void add_entries(struct page *page, const struct meeting *meeting)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    const struct notice_lists *notice = &site->lists->notices[page->number];
    enum status usual = site->date > meeting->notice_last ? status_final : status_notice;
    struct value *groups = value_set_list(a, page->values, "groups"), *rows = NULL;
    uint32_t start = page->part ? page->part->first : 0, last = records_none, last_group = records_none,
             end = page->part ? start + page->part->len : notice->len;
    for (uint32_t i = start; i < end; i++) {
        uint32_t entry = notice->entries[i], household = site->records->entries[entry].household;
        uint32_t group = site->records->households[household]->group;
        if (group != last_group)
            rows = add_group(page, groups, group);
        add_entry(page, rows, entry, usual, household != last);
        last = household;
        last_group = group;
    }
    for (uint32_t i = 0; i < value_length(groups); i++) {
        struct value *group = value_at(groups, i);
        int64_t count = (int64_t)value_length(value_get(group, "rows"));
        value_set_text(a, group, "count", page_say(page, "site.entries.count", page_number(page, count)));
    }
    value_set_flag(a, page->values, "has_rows", value_length(groups) > 0);
    value_set_flag(a, page->values, "has_groups", value_length(groups) > 1);
    value_set_text(a, page->values, "found", page_say(page, "site.notice.found", "{1}"));
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
    value_set(a, page->values, "notice", site->noticed[number].card);
    add_entries(page, meeting);
    row_notice_warnings(page, number);
    row_decisions(page, meeting);
    row_object(page, page->values);
    page_qr(page, arena_printf(a, "notices/%s/", meeting->id));
    value_set_text(a, page->values, "pdf",
                   site->input->pdfs ? arena_printf(a, "notices/%s/notice.pdf", meeting->id) : "");
}
