#include "ledger/status.h"

static int32_t resolved_on(const struct records *records, const struct objection *objection)
{
    if (objection->resolution == records_none)
        return date_last;
    return records->meetings[records->resolutions[objection->resolution]->meeting]->date;
}

int32_t status_void_from(const struct records *records, const struct entry *entry)
{
    int32_t from = date_last;
    if (entry->correction != records_none)
        from = records->meetings[records->corrections[entry->correction]->meeting]->date;
    for (uint32_t i = entry->first_objection; i != records_none;) {
        const struct objection *o = records->objections[i];
        int32_t on = resolved_on(records, o);
        if (on < from && records->resolutions[o->resolution]->upheld)
            from = on;
        i = o->next_objection;
    }
    return from;
}

/* The day from which ENTRY is final by what is known at DATE; date_last while it is suspended. */
static int32_t final_from_at(const struct records *records, const struct entry *entry, int32_t date)
{
    int32_t notice_last = records->meetings[entry->meeting]->notice_last;
    int32_t from = notice_last + 1;
    for (uint32_t i = entry->first_objection; i != records_none;) {
        const struct objection *o = records->objections[i];
        i = o->next_objection;
        if (o->received > notice_last || o->received > date)
            continue;
        int32_t on = resolved_on(records, o);
        if (on == date_last || on > date)
            return date_last;
        if (on > from)
            from = on;
    }
    return from;
}

int32_t status_final_from(const struct records *records, const struct entry *entry)
{
    return final_from_at(records, entry, date_last);
}

void status_at(const struct records *records, const struct entry *entry, int32_t date,
               struct posting *posting)
{
    posting->from = date_last;
    if (records->meetings[entry->meeting]->date > date) {
        posting->status = status_future;
        return;
    }
    int32_t void_from = status_void_from(records, entry);
    if (void_from <= date) {
        posting->status = status_void;
        posting->from = void_from;
        return;
    }
    posting->from = final_from_at(records, entry, date);
    if (posting->from == date_last)
        posting->status = status_suspended;
    else
        posting->status = date >= posting->from ? status_final : status_notice;
}
