#include "print/correction_notice.h"

#include "base/memory.h"

/* The resolution that made ENTRY void on its day; NULL: a correction did. */
static const struct resolution *upheld(const struct draft *d, const struct entry *entry, int32_t day)
{
    const struct records *r = d->records;
    if (entry->correction != records_none &&
        r->meetings[r->corrections[entry->correction]->meeting]->date == day)
        return NULL;
    for (uint32_t i = entry->first_objection; i != records_none; i = r->objections[i]->next_objection) {
        uint32_t resolution = r->objections[i]->resolution;
        if (resolution != records_none && r->resolutions[resolution]->upheld &&
            r->meetings[r->resolutions[resolution]->meeting]->date == day)
            return r->resolutions[resolution];
    }
    return NULL;
}

/* The entry that takes the place of another, in words. */
static const char *instead(struct draft *d, uint32_t index)
{
    const struct entry *entry = &d->records->entries[index];
    const char *id = draft_household_id(d, entry->household);
    const char *who =
        draft_names_shown(d) ? draft_filled(d, "print.who", id, draft_entry_name(d, index)) : id;
    return draft_filled(d, "event.instead", who, draft_rule_title(d, entry->rule),
                        words_date(d->words, d->arena, entry->date));
}

/* What is said below the row of entry INDEX: where it was posted, why it is void, what stands for it. */
static const char *below(struct draft *d, uint32_t index, const struct resolution *resolution)
{
    const struct records *r = d->records;
    const struct entry *entry = &r->entries[index];
    const struct correction *correction =
        entry->correction != records_none ? r->corrections[entry->correction] : NULL;
    const char *reason = resolution   ? draft_reason(d, resolution->reason, resolution->record.node)
                         : correction ? draft_reason(d, correction->reason, correction->record.node)
                                      : NULL;
    struct texts texts = {0};
    memory_push(&texts, draft_filled(d, "event.posted",
                                     words_date(d->words, d->arena, r->meetings[entry->meeting]->date),
                                     draft_meeting_title(d, entry->meeting)));
    if (reason)
        memory_push(&texts, draft_filled(d, "event.reason", reason));
    uint32_t by = view_replaced_by(d->view, index);
    if (by != records_none && !resolution && view_lists(d->view, by))
        memory_push(&texts, instead(d, by));
    const char *said = draft_joined(d, &texts, "print.between_sentences");
    memory_free(texts.items);
    return said;
}

static void row_say(struct draft *d, uint32_t index, struct texts *cells, struct texts *notes)
{
    const struct entry *entry = &d->records->entries[index];
    const struct posting *posting = &d->ledger->postings[index];
    const struct resolution *resolution = upheld(d, entry, posting_void_from(posting));
    memory_push(cells, draft_household_id(d, entry->household));
    if (draft_names_shown(d))
        memory_push(cells, draft_entry_name(d, index));
    memory_push(cells, draft_rule_title(d, entry->rule));
    memory_push(cells, words_cell_date(d->words, d->arena, entry->date, false));
    memory_push(cells, words_points(d->words, d->arena, posting->raw, true));
    memory_push(cells, words_cell_date(d->words, d->arena, posting_void_from(posting), false));
    memory_push(cells, draft_word(d, resolution ? "event.by_objection" : "event.by_correction"));
    memory_push(notes, below(d, index, resolution));
}

void correction_notice_say(struct draft *d, int32_t from, int32_t to)
{
    struct table_column columns[] = {
        {draft_word(d, "print.household"), line_left, false}, {draft_word(d, "print.name"), line_left, true},
        {draft_word(d, "print.rule"), line_left, false},      {draft_word(d, "print.date"), line_left, false},
        {draft_word(d, "event.was"), line_right, false},      {draft_word(d, "event.void"), line_left, false},
        {draft_word(d, "event.cause"), line_left, false}};
    size_t len = sizeof columns / sizeof *columns, count = 0;
    struct texts cells = {0}, notes = {0};
    if (!draft_names_shown(d)) {
        for (size_t i = 2; i < len; i++)
            columns[i - 1] = columns[i];
        len--;
    }
    for (uint32_t i = 0; i < d->records->entries_len; i++) {
        const struct posting *posting = &d->ledger->postings[i];
        if (posting->status != status_void || posting_void_from(posting) < from ||
            posting_void_from(posting) > to || !view_lists(d->view, i))
            continue;
        row_say(d, i, &cells, &notes);
        count++;
    }
    draft_block(
        d, block_paragraph,
        draft_filled(d, "event.withdrawn", words_span(d->words, d->arena, from, to), draft_number(d, count)));
    struct block *table = draft_table(d, 0, columns, len, &cells);
    draft_notes(d, table, &notes);
    draft_block(d, block_paragraph, draft_word(d, "event.withdrawn_means"));
}
