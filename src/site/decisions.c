#include "site/decisions.h"

#include "site/rows.h"

static void add_claims(struct page *page, const struct meeting *meeting)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    struct value *refused = value_set_rows(a, page->values, "refused");
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
                                                       : view_entry_name(site->view, entry));
}

/* Adds to ROW as `by` the entry that takes the place of ENTRY: {household, rule, points, notice_href}; false
 * where none does, or none that the site lists. */
static void add_replacement(struct page *page, struct value *row, uint32_t entry)
{
    const struct site *site = page->site;
    uint32_t by = view_replaced_by(site->view, entry);
    if (by == records_none) {
        value_set_flag(page->arena, row, "by", false);
        return;
    }
    struct value *map = value_set_map(page->arena, row, "by");
    add_subject(page, map, by);
    value_set_text(page->arena, map, "points",
                   words_points(site->words, page->arena, site->ledger->postings[by].credited, true));
}

static void add_corrections(struct page *page, const struct meeting *meeting)
{
    struct arena *a = page->arena;
    struct value *rows = value_set_rows(a, page->values, "corrections");
    for (uint32_t i = 0; i < meeting->corrections_len; i++) {
        const struct correction *correction = &meeting->corrections[i];
        struct value *row = value_add_map(a, rows);
        add_subject(page, row, correction->entry);
        value_set_text(a, row, "reason", page_text(page, correction->reason));
        add_replacement(page, row, correction->entry);
    }
}

static void add_objections(struct page *page, const struct meeting *meeting)
{
    const struct records *r = page->site->records;
    struct arena *a = page->arena;
    struct value *rows = value_set_rows(a, page->values, "objections");
    for (uint32_t i = 0; i < meeting->resolutions_len; i++) {
        const struct resolution *resolution = &meeting->resolutions[i];
        struct value *row = value_add_map(a, rows);
        add_subject(page, row, r->objections[resolution->objection]->entry);
        value_set_flag(a, row, "by", false);
        value_set_text(
            a, row, "outcome",
            page_word(page, resolution->upheld ? "site.meeting.upheld" : "site.meeting.dismissed"));
        value_set_text(a, row, "reason", page_text(page, resolution->reason));
    }
}

static void add_transfers(struct page *page, const struct meeting *meeting)
{
    struct value *rows = value_set_rows(page->arena, page->values, "transfers");
    for (uint32_t i = 0; i < meeting->transfers_len; i++)
        row_transfer(page, rows, &meeting->transfers[i]);
}

void row_decisions(struct page *page, const struct meeting *meeting)
{
    add_claims(page, meeting);
    add_corrections(page, meeting);
    add_objections(page, meeting);
    add_transfers(page, meeting);
}
