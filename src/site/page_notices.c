#include "site/decisions.h"
#include "site/pages.h"
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

/* A group of rows under RULE: {rule, rows}; made when the first comes. */
static struct value *group_of(struct page *page, struct value **groups, uint32_t rule)
{
    if (groups[rule])
        return value_get(groups[rule], "rows");
    groups[rule] = value_map(page->arena);
    value_set(page->arena, groups[rule], "rule", page->site->rules[rule]);
    return value_set_list(page->arena, groups[rule], "rows");
}

/* The meeting's entries that the site lists, by rule, each rule's as the meeting has them; and how many it
 * does not list. */
static void add_entries(struct page *page, const struct meeting *meeting)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    struct value **groups = arena_new(a, struct value *, site->records->rules_len + 1);
    uint32_t *all = arena_new(a, uint32_t, meeting->entries + 1);
    for (uint32_t i = 0; i < meeting->entries; i++) {
        uint32_t entry = all[i] = meeting->first_entry + i;
        if (view_lists(site->view, entry))
            row_entry(page, group_of(page, groups, site->records->entries[entry].rule), entry);
    }
    struct value *list = value_set_list(a, page->values, "groups");
    for (uint32_t i = 0; i < site->records->rules_len; i++) {
        if (!groups[i])
            continue;
        int64_t count = (int64_t)value_length(value_get(groups[i], "rows"));
        value_set_text(a, groups[i], "count", page_say(page, "site.entries.count", page_number(page, count)));
        value_add(a, list, groups[i]);
    }
    value_set_flag(a, page->values, "has_rows", value_length(list) > 0);
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
