/* Claims and who decided them; corrections, objections and how they were resolved. */
#include "records/link.h"

#include "base/memory.h"

#include <string.h>

static const char *claim_name(const struct records *r, uint32_t i)
{
    return r->claims[i]->id;
}

static const char *objection_name(const struct records *r, uint32_t i)
{
    return r->objections[i]->id;
}

static void check_claim(struct link *link, struct claim *c)
{
    struct records *r = link->records;
    struct deed *deed = &c->deed;
    const struct node *node = deed->record.node;
    if (deed->record.bad == UINT32_MAX)
        return;
    if (field_right(&deed->record, deed_rule))
        deed->rule = link_rule(link, deed->rule_id, node_place(node, "rule"));
    bool household = field_given(&deed->record, deed_household),
         resident = field_given(&deed->record, deed_resident);
    if (!household && !resident)
        diag_error(link->diags, node_start(node), "missing-key",
                   N_("say whose it is: \"{1}\" or \"{2}\" is missing"),
                   schema_called(&claim_schema, node, "household"),
                   schema_called(&claim_schema, node, "resident"), NULL);
    if (deed->households.len)
        c->household = link_household(link, strings_at(&deed->households, 0), node_place(node, "household"));
    if (deed->residents.len) {
        c->resident = link_resident(link, strings_at(&deed->residents, 0), node_place(node, "resident"));
        uint32_t own = c->resident == records_none ? records_none : r->residents[c->resident]->household;
        if (!household)
            c->household = own;
        else if (c->household != records_none && own != records_none && own != c->household)
            diag_error(link->diags, node_place(node, "household"), "wrong-household",
                       N_("resident \"{1}\" belongs to household \"{2}\""), r->residents[c->resident]->id,
                       r->households[own]->id, NULL);
    }
    if (field_right(&deed->record, deed_date) && field_right(&deed->record, claim_received) &&
        deed->date > c->received) {
        diag_error(link->diags, node_place(node, "date"), "bad-date-order",
                   N_("claimed before the deed was done"), NULL);
        deed->record.bad |= UINT32_C(1) << deed_date;
    }
}

/* Meetings in the order in which a second decision is one: of their files. */
static struct meeting **by_file(const struct records *r)
{
    struct meeting **ordered = memory_new(r->meetings_len, sizeof *ordered);
    uint32_t *of_file = memory_new(r->files_len, sizeof *of_file);
    memset(of_file, 0xFF, r->files_len * sizeof *of_file);
    for (uint32_t i = 0; i < r->meetings_len; i++)
        of_file[r->meetings[i]->file] = i;
    uint32_t len = 0;
    for (uint32_t f = 0; f < r->files_len; f++)
        if (of_file[f] != records_none)
            ordered[len++] = r->meetings[of_file[f]];
    memory_free(of_file);
    return ordered;
}

static uint32_t meeting_index(const struct records *r, const struct meeting *m)
{
    for (uint32_t i = map_find(&r->meeting_ids, m->id); i < r->meetings_len; i++)
        if (r->meetings[i] == m)
            return i;
    for (uint32_t i = 0; i < r->meetings_len; i++)
        if (r->meetings[i] == m)
            return i;
    return records_none;
}

static void decide_claim(struct link *link, struct meeting *m, struct claim_decision *d)
{
    struct records *r = link->records;
    if (!field_right(&d->record, decision_claim))
        return;
    struct place place = node_place(d->record.node, "claim");
    d->claim = link_find(link, &r->claim_ids, d->claim_id, place, source_claims, "unknown-claim",
                         r->claims_len, claim_name);
    if (d->claim == records_none)
        return;
    struct claim *c = r->claims[d->claim];
    if (c->decision_meeting != records_none) {
        diag_error(link->diags, place, "decided-twice",
                   N_("claim \"{1}\" is decided already, by meeting \"{2}\""), c->id,
                   r->meetings[c->decision_meeting]->id, NULL);
        d->claim = records_none;
        return;
    }
    c->decision_meeting = meeting_index(r, m);
    c->approved = d->approve;
    c->reason = d->reason;
    if (field_right(&c->deed.record, claim_received) && field_right(&m->record, meeting_date) &&
        m->date < c->received)
        diag_error(link->diags, place, "bad-date-order", N_("decided before the claim was received"), NULL);
}

void link_claims(struct link *link)
{
    struct records *r = link->records;
    for (uint32_t i = 0; i < r->claims_len; i++)
        check_claim(link, r->claims[i]);
    struct meeting **ordered = by_file(r);
    for (uint32_t i = 0; i < r->meetings_len; i++)
        for (uint32_t k = 0; k < ordered[i]->decisions_len; k++)
            decide_claim(link, ordered[i], &ordered[i]->decisions[k]);
    memory_free(ordered);
}

/* The entry that takes the place of what C voids: another, decided by then. */
static void check_replacement(struct link *link, const struct meeting *m, struct correction *c)
{
    struct records *r = link->records;
    if (!field_right(&c->record, correction_by))
        return;
    struct place place = node_place(c->record.node, "by");
    c->by = link_entry(link, c->by_id, place);
    if (c->by == records_none)
        return;
    const struct meeting *decided = r->meetings[r->entries[c->by].meeting];
    if (c->by == c->entry)
        diag_error(link->diags, place, "bad-date-order", N_("an entry does not take its own place"), NULL);
    else if (field_right(&m->record, meeting_date) && field_right(&decided->record, meeting_date) &&
             decided->date > m->date)
        diag_error(link->diags, place, "bad-date-order", N_("decided only after this correction"), NULL);
}

static void check_correction(struct link *link, struct meeting *m, struct correction *c, uint32_t number)
{
    struct records *r = link->records;
    c->meeting = meeting_index(r, m);
    struct place place = node_place(c->record.node, "entry");
    if (field_right(&c->record, correction_entry))
        c->entry = link_entry(link, c->entry_id, place);
    check_replacement(link, m, c);
    if (c->entry == records_none)
        return;
    struct entry *e = &r->entries[c->entry];
    if (e->correction != records_none)
        diag_error(link->diags, place, "decided-twice", N_("entry \"{1}\" is corrected already"), c->entry_id,
                   NULL);
    else
        e->correction = number;
    const struct meeting *decided = r->meetings[e->meeting];
    if (decided == m)
        diag_error(link->diags, place, "bad-date-order",
                   N_("a meeting does not correct itself: mend the entry where it stands"), NULL);
    else if (field_right(&m->record, meeting_date) && field_right(&decided->record, meeting_date) &&
             decided->date > m->date)
        diag_error(link->diags, place, "bad-date-order", N_("corrected before it was decided"), NULL);
}

static void collect_corrections(struct link *link, struct meeting **ordered)
{
    struct records *r = link->records;
    uint32_t corrections = 0, resolutions = 0;
    for (uint32_t i = 0; i < r->meetings_len; i++) {
        corrections += ordered[i]->corrections_len;
        resolutions += ordered[i]->resolutions_len;
    }
    r->corrections = arena_new(&r->arena, struct correction *, corrections);
    r->resolutions = arena_new(&r->arena, struct resolution *, resolutions);
    for (uint32_t i = 0; i < r->meetings_len; i++) {
        for (uint32_t k = 0; k < ordered[i]->corrections_len; k++) {
            r->corrections[r->corrections_len] = &ordered[i]->corrections[k];
            check_correction(link, ordered[i], &ordered[i]->corrections[k], r->corrections_len++);
        }
    }
}

static void check_objection(struct link *link, struct objection *o, uint32_t number)
{
    struct records *r = link->records;
    if (!field_right(&o->record, objection_entry))
        return;
    o->entry = link_entry(link, o->entry_id, node_place(o->record.node, "entry"));
    if (o->entry == records_none)
        return;
    struct entry *e = &r->entries[o->entry];
    o->next_objection = e->first_objection;
    e->first_objection = number;
    const struct meeting *m = r->meetings[e->meeting];
    bool known = field_right(&m->record, meeting_noticed) ||
                 (!field_given(&m->record, meeting_noticed) && field_right(&m->record, meeting_date));
    if (field_right(&o->record, objection_received) && known && o->received < m->noticed)
        diag_error(link->diags, node_place(o->record.node, "received"), "bad-date-order",
                   N_("received before the notice began"), NULL);
}

static void resolve_objection(struct link *link, struct meeting *m, struct resolution *x, uint32_t number)
{
    struct records *r = link->records;
    x->meeting = meeting_index(r, m);
    if (!field_right(&x->record, resolution_objection))
        return;
    struct place place = node_place(x->record.node, "objection");
    x->objection = link_find(link, &r->objection_ids, x->objection_id, place, source_objections,
                             "unknown-objection", r->objections_len, objection_name);
    if (x->objection == records_none)
        return;
    struct objection *o = r->objections[x->objection];
    if (o->resolution != records_none) {
        diag_error(link->diags, place, "decided-twice", N_("objection \"{1}\" is resolved already"), o->id,
                   NULL);
        return;
    }
    o->resolution = number;
    if (field_right(&o->record, objection_received) && field_right(&m->record, meeting_date) &&
        m->date < o->received)
        diag_error(link->diags, place, "bad-date-order", N_("resolved before the objection was received"),
                   NULL);
}

void link_challenges(struct link *link)
{
    struct records *r = link->records;
    struct meeting **ordered = by_file(r);
    collect_corrections(link, ordered);
    for (uint32_t i = r->objections_len;
         i-- > 0;) /* backwards, so that an entry's list is in byte order of ids */
        check_objection(link, r->objections[i], i);
    for (uint32_t i = 0; i < r->meetings_len; i++)
        for (uint32_t k = 0; k < ordered[i]->resolutions_len; k++) {
            r->resolutions[r->resolutions_len] = &ordered[i]->resolutions[k];
            resolve_objection(link, ordered[i], &ordered[i]->resolutions[k], r->resolutions_len++);
        }
    memory_free(ordered);
}
