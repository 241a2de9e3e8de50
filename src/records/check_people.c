/* Households' dates, and those who sit on a committee, were present or left the room. */
#include "records/link.h"

#include <stdio.h>

static void check_household(struct link *link, struct household *h)
{
    bool since = field_right(&h->record, household_since), until = field_right(&h->record, household_until);
    if (since && until && h->until < h->since) {
        diag_error(link->diags, node_place(h->record.node, "until"), "bad-date-order",
                   N_("the household leaves the list before it comes on it"), NULL);
        h->record.bad |= UINT32_C(1) << household_until;
    }
}

/* Households or residents, as written, to what they are. */
static void resolve(struct link *link, const struct strings *ids, struct parties *parties)
{
    struct records *r = link->records;
    parties->items = arena_new(&r->arena, struct party, ids->len);
    parties->len = ids->len;
    for (uint32_t i = 0; i < ids->len; i++) {
        const char *id = strings_at(ids, i);
        struct party *p = &parties->items[i];
        *p = (struct party){.household = records_none, .resident = records_none};
        uint32_t resident = map_find(&r->resident_ids, id);
        if (map_find(&r->household_ids, id) == map_none && resident != map_none) {
            p->resident = resident;
            p->household = r->residents[resident]->household;
        } else {
            p->household = link_household(link, id, ids->nodes[i]->place);
        }
    }
}

static void check_quorum(struct link *link, const struct meeting *m)
{
    const struct village *v = &link->records->village;
    const struct committee *c = m->kind == meeting_review ? &v->committees.review : &v->committees.assembly;
    if (!field_right(&m->record, meeting_kind_) || m->kind == meeting_sharing || !meeting_decides(m) ||
        !field_right(&c->record, committee_quorum))
        return;
    char quorum[16];
    snprintf(quorum, sizeof quorum, "%d", (int)c->quorum);
    if (!field_given(&m->record, meeting_present))
        diag_error(link->diags, node_start(m->record.node), "no-quorum",
                   N_("say how many were present ({2}: …): {1} are needed to decide"), quorum,
                   schema_called(&meeting_schema, m->record.node, "present"), NULL);
    else if (field_right(&m->record, meeting_present) && m->present < c->quorum)
        diag_error(link->diags, node_place(m->record.node, "present"), "no-quorum",
                   N_("too few were present to decide: {1} are needed"), quorum, NULL);
}

static void check_meeting(struct link *link, struct meeting *m)
{
    if (field_right(&m->record, meeting_noticed) && field_right(&m->record, meeting_date) &&
        m->noticed < m->date) {
        diag_error(link->diags, node_place(m->record.node, "noticed"), "bad-date-order",
                   N_("the notice begins before the meeting"), NULL);
        m->record.bad |= UINT32_C(1) << meeting_noticed;
    }
    if (field_right(&m->record, meeting_kind_) && m->kind == meeting_sharing) {
        static const char *const keys[] = {"entries", "claims", "corrections", "objections", "transfers"};
        const char *kind = schema_called(&meeting_schema, m->record.node, "kind");
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
            uint32_t bit = meeting_entries + (uint32_t)i;
            if (field_given(&m->record, bit)) {
                diag_error(
                    link->diags, link_key_place(m->record.node, keys[i]), "wrong-kind",
                    N_("a sharing meeting decides nothing: hold a review or an assembly for it ({1}: {2})"),
                    kind, text_chinese(kind) ? "评审 / 代表大会" : "review / assembly", NULL);
                break;
            }
        }
    }
    check_quorum(link, m);
    resolve(link, &m->present_ids, &m->present_parties);
    resolve(link, &m->recused_ids, &m->recused);
}

void link_people(struct link *link)
{
    struct records *r = link->records;
    for (uint32_t i = 0; i < r->households_len; i++)
        check_household(link, r->households[i]);
    struct committee *committees[] = {&r->village.committees.review, &r->village.committees.assembly};
    for (size_t i = 0; i < 2; i++)
        resolve(link, &committees[i]->members_, &committees[i]->members);
    for (uint32_t i = 0; i < r->meetings_len; i++)
        check_meeting(link, r->meetings[i]);
}
