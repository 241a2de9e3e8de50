#include "site/markdown.h"
#include "site/pages.h"
#include "site/rows.h"

#include <string.h>

void page_meetings(struct page *page)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    page->title = page_word(page, "site.nav.meetings");
    page->description = page_say(page, "site.meetings.description", site->village->name);
    struct value *years = value_set_list(a, page->values, "years");
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
        uint32_t entries = view_decided(site->view, i);
        value_set_text(a, row, "entries",
                       entries ? page_say(page, "site.meeting.entries", page_number(page, entries)) : "");
    }
}

static void add_minutes(struct page *page, const struct meeting *meeting)
{
    const char *html = "";
    if (meeting->minutes) {
        struct markdown markdown = {.view = page->site->view,
                                    .arena = page->arena,
                                    .diags = page->diags,
                                    .place = node_text_place(node_get(meeting->record.node, "minutes")),
                                    .level = 3};
        html = markdown_html(&markdown, meeting->minutes);
    }
    value_set_text(page->arena, page->values, "minutes", html);
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
    uint32_t *all = arena_new(a, uint32_t, meeting->entries + 1);
    for (uint32_t i = 0; i < meeting->entries; i++) {
        uint32_t entry = all[i] = meeting->first_entry + i;
        if (!view_lists(site->view, entry))
            continue;
        struct sum *sum = &sums[site->records->entries[entry].rule];
        sum->entries++;
        sum->points += site->ledger->postings[entry].credited;
    }
    struct value *rows = value_set_list(a, page->values, "by_rule");
    for (uint32_t i = 0; i < site->records->rules_len; i++) {
        if (!sums[i].entries)
            continue;
        struct value *row = value_add_map(a, rows);
        value_set(a, row, "rule", site->rules[i]);
        value_set_text(a, row, "entries", page_number(page, sums[i].entries));
        value_set_text(a, row, "points", words_points(site->words, a, sums[i].points, true));
    }
    value_set_flag(a, page->values, "has_by_rule", value_length(rows) > 0);
    row_warnings(page, page->values, all, meeting->entries);
}

static void add_claims(struct page *page, const struct meeting *meeting)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    struct value *refused = value_set_list(a, page->values, "refused");
    uint32_t approved = 0;
    for (uint32_t i = 0; i < meeting->decisions_len; i++) {
        const struct claim_decision *decision = &meeting->decisions[i];
        approved += decision->approve;
        if (decision->approve || decision->claim == records_none)
            continue;
        struct value *row = value_add_map(a, refused);
        value_set(a, row, "rule", site->rules[site->records->claims[decision->claim]->deed.rule]);
        value_set_text(a, row, "reason", page_text(page, decision->reason));
    }
    value_set_text(a, page->values, "approved",
                   approved ? page_say(page, "site.meeting.approved", page_number(page, approved)) : "");
    value_set_flag(a, page->values, "has_claims", meeting->decisions_len > 0);
    value_set_flag(a, page->values, "has_refused", value_length(refused) > 0);
}

/* What is said of an entry that was corrected or objected to: who it is for only where the site lists it. */
static void add_subject(struct page *page, struct value *row, uint32_t entry)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    const struct value *household = site->households[site->records->entries[entry].household];
    value_set(a, row, "rule", site->rules[site->records->entries[entry].rule]);
    value_set(a, row, "meeting", site->meetings[site->records->entries[entry].meeting]);
    if (!view_lists(site->view, entry)) {
        value_set_flag(a, row, "household", false);
        return;
    }
    struct value *who = value_set_map(a, row, "household");
    value_set_text(a, who, "id", value_get(household, "id")->text);
    value_set_text(a, who, "href", value_get(household, "href")->text);
    value_set_text(a, who, "name",
                   view_beside_name(site->view, entry) ? value_get(household, "name")->text
                                                       : view_entry_name(site->view, a, entry));
}

static void add_corrections(struct page *page, const struct meeting *meeting)
{
    struct arena *a = page->arena;
    struct value *rows = value_set_list(a, page->values, "corrections");
    for (uint32_t i = 0; i < meeting->corrections_len; i++) {
        const struct correction *correction = &meeting->corrections[i];
        struct value *row = value_add_map(a, rows);
        add_subject(page, row, correction->entry);
        value_set_text(a, row, "reason", page_text(page, correction->reason));
    }
    value_set_flag(a, page->values, "has_corrections", meeting->corrections_len > 0);
}

static void add_objections(struct page *page, const struct meeting *meeting)
{
    const struct records *r = page->site->records;
    struct arena *a = page->arena;
    struct value *rows = value_set_list(a, page->values, "objections");
    for (uint32_t i = 0; i < meeting->resolutions_len; i++) {
        const struct resolution *resolution = &meeting->resolutions[i];
        struct value *row = value_add_map(a, rows);
        add_subject(page, row, r->objections[resolution->objection]->entry);
        value_set_text(
            a, row, "outcome",
            page_word(page, resolution->upheld ? "site.meeting.upheld" : "site.meeting.dismissed"));
        value_set_text(a, row, "reason", page_text(page, resolution->reason));
    }
    value_set_flag(a, page->values, "has_objections", meeting->resolutions_len > 0);
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
    add_minutes(page, meeting);
    add_by_rule(page, meeting);
    add_claims(page, meeting);
    add_corrections(page, meeting);
    add_objections(page, meeting);
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
