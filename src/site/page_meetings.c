/* The list of meetings, the page of each, and the stories of sharing meetings. */
#include "site/decisions.h"
#include "site/links.h"
#include "site/notice.h"
#include "site/pages.h"
#include "site/rows.h"

#include <string.h>

void page_meetings(struct page *page)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    page->title = page_word(page, "site.nav.meetings");
    page->description = page_say(page, "site.meetings.description", site->village->name);
    row_days(page, page->values, days_meetings, 0);
    struct value *years = value_set_rows(a, page->values, "years");
    struct value *rows = NULL;
    int last_year = 0;
    for (uint32_t i = site->meetings_len; i-- > 0;) {
        int year = date_split(site->records->meetings[i]->date).year;
        if (!rows || year != last_year) {
            struct value *map = value_add_map(a, years);
            value_set_text(a, map, "year", page_say(page, "site.calendar_year", page_number(page, year)));
            value_set_textf(a, map, "anchor", "_%d", year);
            rows = value_set_list(a, map, "rows");
            last_year = year;
        }
        struct value *row = value_add_map(a, rows);
        value_set(a, row, "meeting", site->meetings[i]);
        value_set_text(a, row, "entries", view_has_notice(site->view, i) ? site->noticed[i].amount : "");
    }
}

/* What was decided, by rule: {rule, entries, points}; those that the site only counts not among them. */
static void add_by_rule(struct page *page, const struct meeting *meeting)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    struct sum {
        uint32_t entries;
        int64_t points;
    } *sums = arena_new(a, struct sum, site->records->rules_len + 1);
    for (uint32_t i = 0; i < meeting->entries; i++) {
        uint32_t entry = meeting->first_entry + i;
        if (!view_lists(site->view, entry))
            continue;
        struct sum *sum = &sums[site->records->entries[entry].rule];
        sum->entries++;
        sum->points += site->ledger->postings[entry].credited;
    }
    struct value *rows = value_set_rows(a, page->values, "by_rule");
    for (uint32_t i = 0; i < site->records->rules_len; i++) {
        if (!sums[i].entries)
            continue;
        struct value *row = value_add_map(a, rows);
        value_set(a, row, "rule", site->rules[i]);
        value_set_text(a, row, "entries", page_number(page, sums[i].entries));
        value_set_text(a, row, "points", words_points(site->words, a, sums[i].points, true));
    }
}

void page_meeting(struct page *page)
{
    const struct site *site = page->site;
    const struct meeting *meeting = site->records->meetings[page->number];
    struct value *shared = site->meetings[page->number];
    struct arena *a = page->arena;
    page->title = value_get(shared, "title")->text;
    page->description = page_say(page, "site.meeting.description", site->village->name,
                                 words_date(site->words, a, meeting->date), page->title);
    page_crumb(page, page_word(page, "site.nav.meetings"), "meetings/index.html");
    value_set(a, page->values, "meeting", shared);
    value_set_text(a, page->values, "place", page_text(page, meeting->place));
    value_set_text(a, page->values, "chair", meeting->chair);
    value_set_text(a, page->values, "present",
                   meeting->present >= 0
                       ? page_say(page, "site.meeting.people", page_number(page, meeting->present))
                       : "");
    struct value *notice = value_set_list(a, page->values, "notice");
    if (view_has_notice(site->view, page->number))
        row_notice(page, notice, page->number);
    value_set_text(a, page->values, "minutes", links_minutes(page, meeting, "../../"));
    add_by_rule(page, meeting);
    row_notice_warnings(page, page->number);
    row_decisions(page, meeting);
}

void page_stories(struct page *page)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    page->title = page_word(page, "site.nav.stories");
    page->description = page_say(page, "site.stories.description", site->village->name);
    struct value *rows = value_set_list(a, page->values, "rows");
    for (uint32_t i = site->meetings_len; i-- > 0;)
        if (site->records->meetings[i]->kind == meeting_sharing)
            value_add(a, rows, site->meetings[i]);
}
