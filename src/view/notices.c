/* Which meetings have a notice, and what a notice puts up. */
#include "base/memory.h"
#include "view/view.h"

bool view_has_notice(const struct view *view, uint32_t meeting)
{
    const struct meeting *m = view->records->meetings[meeting];
    bool decides =
        m->entries || m->decisions_len || m->corrections_len || m->resolutions_len || m->transfers_len;
    return decides && m->date <= view->ledger->date;
}

bool view_notice_runs(const struct view *view, uint32_t meeting)
{
    const struct meeting *m = view->records->meetings[meeting];
    int32_t date = view->ledger->date;
    return view_has_notice(view, meeting) && m->noticed <= date && date <= m->notice_last;
}

static void later(int32_t *changed, int32_t date, int32_t until)
{
    if (date <= until && date > *changed)
        *changed = date;
}

/* Counts what became of an ENTRY by the date, and when it last did. */
static void add_changes(const struct view *view, uint32_t entry, struct notice_sums *sums)
{
    const struct records *r = view->records;
    const struct entry *e = &r->entries[entry];
    int32_t date = view->ledger->date;
    if (e->correction != records_none)
        later(&sums->changed, r->meetings[r->corrections[e->correction]->meeting]->date, date);
    for (uint32_t i = e->first_objection; i != records_none; i = r->objections[i]->next_objection) {
        const struct objection *o = r->objections[i];
        bool suspends = o->received <= r->meetings[e->meeting]->notice_last;
        if (suspends && view_lists(view, entry))
            later(&sums->changed, o->received, date);
        if (o->resolution != records_none)
            later(&sums->changed, r->meetings[r->resolutions[o->resolution]->meeting]->date, date);
    }
}

static void add_entry(const struct view *view, uint32_t entry, struct notice_sums *sums)
{
    enum status status = view->ledger->postings[entry].status;
    add_changes(view, entry, sums);
    if (view_lists(view, entry)) {
        sums->listed++;
        sums->voided += status == status_void;
        sums->suspended += status == status_suspended;
    } else {
        sums->counted += view_counts(view, entry);
    }
}

void view_notice_sums(const struct view *view, uint32_t meeting, struct notice_sums *sums)
{
    const struct records *r = view->records;
    const struct meeting *m = r->meetings[meeting];
    unsigned char *seen = memory_new(r->households_len + 1, 1);
    *sums = (struct notice_sums){.changed = m->noticed};
    for (uint32_t i = 0; i < m->entries; i++) {
        uint32_t entry = m->first_entry + i, household = r->entries[entry].household;
        add_entry(view, entry, sums);
        if (view_lists(view, entry) && !seen[household]) {
            seen[household] = 1;
            sums->households++;
        }
    }
    memory_free(seen);
    sums->corrections = m->corrections_len;
    sums->objections = m->resolutions_len;
    sums->transfers = m->transfers_len;
    for (uint32_t i = 0; i < m->decisions_len; i++)
        sums->refused += !m->decisions[i].approve;
}

uint32_t view_unsettled(const struct view *view, int32_t from, int32_t to)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < view->records->entries_len; i++) {
        enum status status = view->ledger->postings[i].status;
        int32_t date = view->records->entries[i].date;
        count += (status == status_notice || status == status_suspended) && date >= from && date <= to;
    }
    return count;
}
