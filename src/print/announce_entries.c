/* The entries that a notice puts up: tables by group, and the numbers of those that it does not show. */
#include "print/announce_parts.h"

#include "base/memory.h"
#include "base/points.h"

#include <stdlib.h>
#include <string.h>

enum { group_from = 12 }; /* entries from which on each group has a table of its own */

/* --- the entries */

/* What is to be said of an entry besides its figures; "" where it is as the notice says of all. */
static const char *remark(struct announcing *c, uint32_t index)
{
    const struct posting *posting = &c->draft.ledger->postings[index];
    const char *status = "", *capped = "";
    if (posting->status == status_suspended)
        status = draft_word(&c->draft, "print.suspended");
    else if (posting->status == status_void ||
             (posting->status == status_final && posting_final_from(posting) > c->meeting->notice_last + 1))
        status = view_status(c->draft.view, c->draft.arena, index);
    const struct entry *entry = &c->draft.records->entries[index];
    const struct node *reason = entry->correction != records_none
                                    ? c->draft.records->corrections[entry->correction]->record.node
                                    : NULL;
    if (posting->status == status_void && reason)
        draft_from(&c->draft, view_void_reason(c->draft.view, c->draft.arena, index), reason, "reason");
    if (posting->status != status_void && posting->credited != posting->raw)
        capped = draft_filled(&c->draft, "print.capped",
                              words_points(c->draft.words, c->draft.arena, posting->raw, true));
    if (*status && *capped)
        return draft_filled(&c->draft, "print.remarks", status, capped);
    return *status ? status : capped;
}

static const char *quantity(struct announcing *c, const struct entry *entry)
{
    const char *text = view_quantity(c->draft.view, c->draft.arena, entry->rule, entry->times);
    return draft_from(&c->draft, text, c->draft.records->rules[entry->rule]->record.node, "unit");
}

/* A row; what is long to remark stands below it. */
static void entry_row(struct announcing *c, uint32_t index, uint32_t place, struct texts *cells,
                      struct texts *notes)
{
    const struct entry *entry = &c->draft.records->entries[index];
    const struct posting *posting = &c->draft.ledger->postings[index];
    memory_push(cells, draft_number(&c->draft, place));
    memory_push(cells, draft_household_id(&c->draft, entry->household));
    if (draft_names_shown(&c->draft))
        memory_push(cells, draft_entry_name(&c->draft, index));
    memory_push(cells, draft_rule_title(&c->draft, entry->rule));
    memory_push(cells, words_cell_date(c->draft.words, c->draft.arena, entry->date,
                                       date_split(entry->date).year != date_split(c->meeting->date).year));
    memory_push(cells, quantity(c, entry));
    memory_push(cells, posting->status == status_void
                           ? "—"
                           : words_points(c->draft.words, c->draft.arena, posting->credited, true));
    const char *said = remark(c, index);
    c->remarks = c->remarks || *said;
    bool below = draft_is_long(said);
    memory_push(cells, below ? "" : said);
    memory_push(notes, below ? said : "");
}

static void entry_table(struct announcing *c, const uint32_t *entries, size_t count, uint32_t *place)
{
    struct table_column columns[] = {{draft_word(&c->draft, "print.number"), line_centre, false},
                                     {draft_word(&c->draft, "print.household"), line_left, false},
                                     {draft_word(&c->draft, "print.name"), line_left, false},
                                     {draft_word(&c->draft, "print.rule"), line_left, false},
                                     {draft_word(&c->draft, "print.date"), line_left, false},
                                     {draft_word(&c->draft, "print.times"), line_left, false},
                                     {draft_word(&c->draft, "print.points"), line_right, false},
                                     {draft_word(&c->draft, "print.remark"), line_left, true}};
    size_t len = sizeof columns / sizeof *columns;
    if (!draft_names_shown(&c->draft))
        memmove(&columns[2], &columns[3], (--len - 2) * sizeof *columns);
    struct texts cells = {0}, notes = {0};
    for (size_t i = 0; i < count; i++)
        entry_row(c, entries[i], ++*place, &cells, &notes);
    draft_notes(&c->draft, draft_table(&c->draft, table_entries, columns, len, &cells), &notes);
}

/* Entries by group, household, place: for sorting. */
struct row {
    uint32_t group, household, entry;
};

static int by_household(const void *a, const void *b)
{
    const struct row *x = a, *y = b;
    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    if (x->household != y->household)
        return x->household < y->household ? -1 : 1;
    return x->entry < y->entry ? -1 : x->entry > y->entry;
}

/* How many entries under negative rules there are that are not shown: numbers alone. */
static void warnings_say(struct announcing *c, const uint32_t *hidden, uint32_t count)
{
    struct warning_count *counts;
    uint32_t rules = view_warnings(c->draft.view, c->draft.arena, hidden, count, &counts), total = 0;
    struct texts texts = {0};
    for (uint32_t i = 0; i < rules; i++) {
        memory_push(&texts,
                    draft_filled(&c->draft, "print.warning", draft_rule_title(&c->draft, counts[i].rule),
                                 draft_number(&c->draft, counts[i].entries)));
        total += counts[i].entries;
    }
    if (total > 0)
        draft_block(&c->draft, block_paragraph,
                    draft_filled(&c->draft, "print.warnings", draft_joined(&c->draft, &texts, "print.join"),
                                 draft_number(&c->draft, total)));
    memory_free(texts.items);
}

/* A table a group, or one for all where there are few: people look for their own household. */
static void tables_say(struct announcing *c, struct row *rows, size_t len)
{
    qsort(rows, len, sizeof *rows, by_household);
    uint32_t *entries = memory_new(len + 1, sizeof *entries), place = 0;
    for (size_t i = 0; i < len; i++)
        entries[i] = rows[i].entry;
    if (len < group_from || rows[0].group == rows[len - 1].group)
        entry_table(c, entries, len, &place);
    else
        for (size_t i = 0, end; i < len; i = end) {
            for (end = i; end < len && rows[end].group == rows[i].group; end++)
                ;
            draft_block(&c->draft, block_subheading,
                        draft_filled(&c->draft, "print.group", draft_group_name(&c->draft, rows[i].group),
                                     draft_number(&c->draft, end - i)));
            entry_table(c, entries + i, end - i, &place);
        }
    memory_free(entries);
}

void announce_entries(struct announcing *c)
{
    const struct meeting *m = c->meeting;
    if (m->entries == 0)
        return;
    struct row *rows = memory_new(m->entries, sizeof *rows);
    uint32_t *hidden = memory_new(m->entries, sizeof *hidden), hidden_len = 0;
    size_t len = 0;
    for (uint32_t e = m->first_entry; e < m->first_entry + m->entries; e++) {
        uint32_t household = c->draft.records->entries[e].household;
        if (view_lists(c->draft.view, e))
            rows[len++] = (struct row){c->draft.records->households[household]->group, household, e};
        else
            hidden[hidden_len++] = e;
    }
    draft_heading(&c->draft, "print.entries");
    size_t headed = c->draft.blocks.len;
    if (len > 0)
        tables_say(c, rows, len);
    warnings_say(c, hidden, hidden_len);
    if (c->draft.blocks.len == headed) { /* nothing may be said */
        c->draft.blocks.len--;
        c->draft.headings--;
    }
    memory_free(rows);
    memory_free(hidden);
}
