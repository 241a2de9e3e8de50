/* The meetings of a cycle, a row each: what each decided, and whether it was published in time. */
#include "base/memory.h"
#include "tables/tables.h"

enum {
    column_meeting,
    column_date,
    column_kind,
    column_title,
    column_present,
    column_noticed,
    column_last,
    column_entries,
    column_households,
    column_credited,
    column_claims,
    column_corrections,
    column_objections,
    columns
};

static const struct listing_column all[columns] = {
    [column_meeting] = {.word = "book.meeting", .kind = listing_id},
    [column_date] = {.word = "table.date", .kind = listing_date},
    [column_kind] = {.word = "book.kind", .kind = listing_words},
    [column_title] = {.word = "book.title", .kind = listing_words},
    [column_present] = {.word = "book.present", .kind = listing_whole},
    [column_noticed] = {.word = "book.noticed", .kind = listing_date},
    [column_last] = {.word = "book.notice-last", .kind = listing_date},
    [column_entries] = {.word = "book.entries", .kind = listing_whole, .sum = true},
    [column_households] = {.word = "book.households", .kind = listing_whole},
    [column_credited] = {.word = "book.credited", .kind = listing_points, .sum = true},
    [column_claims] = {.word = "book.claims-decided", .kind = listing_whole, .sum = true},
    [column_corrections] = {.word = "book.corrections", .kind = listing_whole, .sum = true},
    [column_objections] = {.word = "book.objections-decided", .kind = listing_whole, .sum = true},
};

/* What the entries of MEETING come to: as many, of how many households, and what is credited of those that do
 * not wait and are not void. */
static void count_entries(const struct view *view, const struct meeting *meeting, union listing_cell *row)
{
    const struct records *r = view->records;
    bool *seen = memory_new(r->households_len + 1, sizeof *seen);
    for (uint32_t i = meeting->first_entry; i < meeting->first_entry + meeting->entries; i++) {
        const struct posting *posting = &view->ledger->postings[i];
        row[column_households].number += !seen[r->entries[i].household];
        seen[r->entries[i].household] = true;
        row[column_credited].number += posting->status == status_final ? posting->credited : 0;
    }
    row[column_entries].number = meeting->entries;
    memory_free(seen);
}

struct listing *tables_meetings(const struct view *view, struct arena *arena, const struct cycle *cycle)
{
    static const char *const kinds[] = {"meeting_kind.review", "meeting_kind.assembly",
                                        "meeting_kind.sharing"};
    const struct records *r = view->records;
    struct listing *table = listing_new(arena, view->words, "meetings", all, columns, r->meetings_len);
    for (uint32_t i = 0; i < r->meetings_len; i++) {
        const struct meeting *meeting = r->meetings[i];
        bool noticed = view_has_notice(view, i);
        if (meeting->date < cycle->from || meeting->date > cycle->to || meeting->date > view->ledger->date)
            continue;
        union listing_cell *row = listing_row(table);
        row[column_meeting].text = meeting->id;
        row[column_date].number = meeting->date;
        row[column_kind].text = words_get(view->words, kinds[meeting->kind]);
        row[column_title].text = view_meeting_title(view, arena, i);
        row[column_present].number = meeting->present < 0 ? listing_nothing : meeting->present;
        row[column_noticed].number = noticed ? meeting->noticed : listing_nothing;
        row[column_last].number = noticed ? meeting->notice_last : listing_nothing;
        count_entries(view, meeting, row);
        row[column_claims].number = meeting->decisions_len;
        row[column_corrections].number = meeting->corrections_len;
        row[column_objections].number = meeting->resolutions_len;
    }
    return table;
}
