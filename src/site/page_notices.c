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
    row_object(page, page->values);
}

/* The meeting's entries that the site lists, as the meeting has them; and how many it does not. */
static void add_entries(struct page *page, const struct meeting *meeting)
{
    const struct view *view = page->site->view;
    struct arena *a = page->arena;
    struct value *rows = value_set_list(a, page->values, "rows");
    uint32_t *all = arena_new(a, uint32_t, meeting->entries + 1);
    uint32_t counted = 0;
    for (uint32_t i = 0; i < meeting->entries; i++) {
        uint32_t entry = all[i] = meeting->first_entry + i;
        if (view_lists(view, entry))
            row_entry(page, rows, entry);
        else
            counted++;
    }
    value_set_flag(a, page->values, "has_rows", value_length(rows) > 0);
    value_set_flag(a, page->values, "counted", counted > 0);
    row_warnings(page, page->values, all, meeting->entries);
}

void page_notice(struct page *page)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    uint32_t number = site->notices[page->number];
    const struct meeting *meeting = site->records->meetings[number];
    const char *title = value_get(site->meetings[number], "title")->text;
    page->title = page_say(page, "site.notice.title", title);
    page->description = page_say(page, "site.notice.description",
                                 words_span(site->words, a, meeting->noticed, meeting->notice_last));
    page_crumb(page, page_word(page, "site.nav.notices"), "notices/index.html");
    struct value *list = value_list(a);
    value_set(a, page->values, "notice", row_notice(page, list, number));
    add_entries(page, meeting);
    row_object(page, page->values);
    value_set_textf(a, page->values, "pdf", site->input->pdfs ? "notices/%s/notice.pdf" : "", meeting->id);
}
