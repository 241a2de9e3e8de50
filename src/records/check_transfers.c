/* Points that meetings pass on: who gives to whom. Whether they suffice is the ledger's to say. */
#include "records/link.h"

bool meeting_decides(const struct meeting *m)
{
    return m->lines_len || m->decisions_len || m->corrections_len || m->resolutions_len || m->transfers_len;
}

int32_t transfer_arrives(const struct records *records, const struct transfer *transfer)
{
    return records->meetings[transfer->meeting]->notice_last + 1;
}

/* The household named ID at KEY, which must be on the list on the day of meeting M. */
static uint32_t check_household(struct link *link, const struct meeting *m, const struct transfer *t,
                                const char *id, const char *key)
{
    struct place place = node_place(t->record.node, key);
    uint32_t household = link_household(link, id, place);
    if (household == records_none || !field_right(&m->record, meeting_date))
        return household;
    const struct household *h = link->records->households[household];
    if (!field_bad(&h->record, household_since) && !field_bad(&h->record, household_until) &&
        !household_listed(h, m->date))
        report_not_listed(h, m->date, place, link->diags);
    return household;
}

static void check_transfer(struct link *link, const struct meeting *m, struct transfer *t)
{
    if (field_right(&t->record, transfer_from))
        t->from = check_household(link, m, t, t->from_id, "from");
    if (field_right(&t->record, transfer_to))
        t->to = check_household(link, m, t, t->to_id, "to");
    if (t->from != records_none && t->from == t->to)
        diag_error(link->diags, node_place(t->record.node, "to"), "wrong-household",
                   N_("household \"{1}\" gives to itself: {2} names another"), t->to_id,
                   schema_called(&transfer_schema, t->record.node, "to"), NULL);
}

void link_transfers(struct link *link)
{
    struct records *r = link->records;
    uint32_t count = 0;
    for (uint32_t i = 0; i < r->meetings_len; i++)
        count += r->meetings[i]->transfers_len;
    r->transfers = arena_new(&r->arena, struct transfer *, count);
    for (uint32_t i = 0; i < r->meetings_len; i++)
        for (uint32_t k = 0; k < r->meetings[i]->transfers_len; k++) {
            struct transfer *t = &r->meetings[i]->transfers[k];
            t->meeting = i;
            t->place = k + 1;
            check_transfer(link, r->meetings[i], t);
            r->transfers[r->transfers_len++] = t;
        }
}
