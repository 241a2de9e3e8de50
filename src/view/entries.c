/* Which entries a circle sees, by which ids, and what is said of them. */
#include "base/memory.h"
#include "base/utf8.h"
#include "view/mask.h"

#include <stdlib.h>
#include <string.h>

static bool is_warning(const struct view *view, uint32_t entry)
{
    return view->records->rules[view->records->entries[entry].rule]->kind == kind_negative;
}

bool view_lists(const struct view *view, uint32_t entry)
{
    enum status status = view->ledger->postings[entry].status;
    if (status == status_future)
        return false;
    if (view_private(view) || !is_warning(view, entry))
        return true;
    return view->warnings != warnings_count && status == status_final;
}

uint32_t view_replaced_by(const struct view *view, uint32_t entry)
{
    uint32_t by = ledger_replaced_by(view->ledger, entry);
    return by != records_none && view_lists(view, by) ? by : records_none;
}

bool view_counts(const struct view *view, uint32_t entry)
{
    enum status status = view->ledger->postings[entry].status;
    return status != status_future &&
           (view_private(view) || status != status_void || !is_warning(view, entry));
}

int64_t view_pending(const struct view *view, const struct account *account)
{
    int64_t pending = account->pending;
    if (view_private(view))
        return pending;
    for (uint32_t i = 0; i < account->entries; i++) {
        const struct ledger_line *line = &view->ledger->lines[account->first + i];
        bool waits = line->status == status_notice || line->status == status_suspended;
        if (waits && is_warning(view, line->entry))
            pending -= line->credited;
    }
    return pending;
}

void view_put_entry_id(const struct view *view, uint32_t entry, struct buf *out)
{
    const struct records *records = view->records;
    const struct entry *e = &records->entries[entry];
    bool of_resident = e->claim == records_none && e->item && e->resident != records_none;
    if (of_resident && view->circle != circle_office && e->household != view->household)
        buf_printf(out, "%s/%u/~%u", records->meetings[e->meeting]->id, e->line, e->item);
    else
        entry_id(records, e, out);
}

const char *view_entry_id(const struct view *view, struct arena *arena, uint32_t entry)
{
    struct buf id = {0};
    view_put_entry_id(view, entry, &id);
    const char *text = arena_text(arena, buf_text(&id), id.len);
    buf_free(&id);
    return text;
}

/* A rule's id beside how many entries are left out. */
struct counted {
    const char *id;
    struct warning_count count;
};

static int by_id(const void *left, const void *right)
{
    const struct counted *a = left, *b = right;
    return strcmp(a->id, b->id);
}

uint32_t view_warnings(const struct view *view, struct arena *arena, const uint32_t *entries, uint32_t count,
                       struct warning_count **counts)
{
    const struct records *records = view->records;
    struct counted *all = memory_new(records->rules_len, sizeof *all);
    for (uint32_t i = 0; i < count; i++) {
        enum status status = view->ledger->postings[entries[i]].status;
        bool counts_here = status != status_future && status != status_void && is_warning(view, entries[i]);
        if (counts_here && !view_lists(view, entries[i]))
            all[records->entries[entries[i]].rule].count.entries++;
    }
    uint32_t len = 0;
    for (uint32_t i = 0; i < records->rules_len; i++)
        if (all[i].count.entries)
            all[len++] = (struct counted){records->rules[i]->id, {i, all[i].count.entries}};
    if (len)
        qsort(all, len, sizeof *all, by_id);
    *counts = arena_new(arena, struct warning_count, len);
    for (uint32_t i = 0; i < len; i++)
        (*counts)[i] = all[i].count;
    memory_free(all);
    return len;
}

bool view_private(const struct view *view)
{
    return view->circle == circle_own || view->circle == circle_office;
}

/* --- what is said of an entry */

/* The first thing that voided ENTRY: what it says of why, and where that stands. NULL where nothing is said.
 */
static const char *void_reason(const struct records *records, const struct entry *entry, struct place *place)
{
    const char *reason = NULL;
    const struct record *record = NULL;
    int32_t first = date_last;
    if (entry->correction != records_none) {
        const struct correction *c = records->corrections[entry->correction];
        first = records->meetings[c->meeting]->date;
        reason = c->reason;
        record = &c->record;
    }
    for (uint32_t i = entry->first_objection; i != records_none; i = records->objections[i]->next_objection) {
        uint32_t resolution = records->objections[i]->resolution;
        if (resolution == records_none || !records->resolutions[resolution]->upheld)
            continue;
        const struct resolution *r = records->resolutions[resolution];
        int32_t date = records->meetings[r->meeting]->date;
        if (date < first) {
            first = date;
            reason = r->reason;
            record = &r->record;
        }
    }
    if (reason)
        *place = node_text_place(node_get(record->node, "reason"));
    return reason;
}

const char *view_void_reason(const struct view *view, struct arena *arena, uint32_t entry)
{
    struct place place = {0};
    if (view->ledger->postings[entry].status != status_void)
        return NULL;
    const char *reason = void_reason(view->records, &view->records->entries[entry], &place);
    return reason ? view_text(view, arena, reason, place, NULL) : NULL;
}

const char *view_status(const struct view *view, struct arena *arena, uint32_t entry)
{
    const struct posting *posting = &view->ledger->postings[entry];
    const struct words *words = view->words;
    const struct meeting *meeting = view->records->meetings[view->records->entries[entry].meeting];
    const char *reason;
    switch (posting->status) {
    case status_notice:
        return words_format(words, arena, "status.notice", words_date(words, arena, meeting->notice_last),
                            NULL);
    case status_suspended:
        return words_get(words, "status.suspended");
    case status_final:
        return words_format(words, arena, "status.final",
                            words_date(words, arena, posting_final_from(posting)), NULL);
    case status_void:
        reason = view_void_reason(view, arena, entry);
        return reason ? words_format(words, arena, "status.void_reason", reason, NULL)
                      : words_get(words, "status.void");
    case status_future:
        break;
    }
    return "";
}

/* Whether a rule counts times: the records' default, in whatever language they are. */
static bool counts_times(const struct view *view, uint32_t rule)
{
    return strcmp(view->records->rules[rule]->unit, "次") == 0;
}

const char *view_unit(const struct view *view, struct arena *arena, uint32_t rule, const char *times)
{
    return counts_times(view, rule)
               ? words_format(view->words, arena, "unit.times", times, NULL)
               : view_text(view, arena, view->records->rules[rule]->unit, (struct place){0}, NULL);
}

/* Whether UNIT is a Chinese measure word, which stands right behind its number in any language. */
static bool is_measure(const char *unit)
{
    uint32_t first;
    return utf8_decode(unit, strlen(unit), &first) && utf8_han(first);
}

const char *view_quantity(const struct view *view, struct arena *arena, uint32_t rule, int64_t times)
{
    const char *number = words_points(view->words, arena, times, false);
    const char *unit = view_unit(view, arena, rule, number);
    const char *key = counts_times(view, rule) ? "unit.many_times"
                      : is_measure(unit)       ? "unit.many_han"
                                               : "unit.many";
    return words_format(view->words, arena, key, number, unit, NULL);
}

const char *view_value(const struct view *view, struct arena *arena, uint32_t rule,
                       const struct value_range *value)
{
    return words_format(view->words, arena, counts_times(view, rule) ? "unit.each_time" : "unit.each",
                        words_value(view->words, arena, value), view_unit(view, arena, rule, "1"), NULL);
}

const char *view_status_word(enum status status)
{
    static const char *const names[] = {
        [status_future] = "",     [status_notice] = "notice", [status_suspended] = "suspended",
        [status_final] = "final", [status_void] = "void",
    };
    return names[status];
}

bool view_month_named(const struct records *records, uint32_t meeting)
{
    const struct meeting *m = records->meetings[meeting];
    int32_t first = m->date - (date_split(m->date).day - 1);
    for (uint32_t i = meeting; i-- > 0 && records->meetings[i]->date >= first;)
        if (records->meetings[i]->kind == m->kind && !records->meetings[i]->title)
            return true;
    return false;
}

const char *view_meeting_title(const struct view *view, struct arena *arena, uint32_t meeting)
{
    static const char *const keys[][2] = {
        [meeting_review] = {"meeting.review", "meeting_again.review"},
        [meeting_assembly] = {"meeting.assembly", "meeting_again.assembly"},
        [meeting_sharing] = {"meeting.sharing", "meeting_again.sharing"},
    };
    const struct meeting *m = view->records->meetings[meeting];
    if (m->title)
        return view_text(view, arena, m->title, (struct place){0}, NULL);
    return words_dated(view->words, arena, keys[m->kind][view_month_named(view->records, meeting)], m->date);
}
