/* Meetings and what they decided, claims and objections as facts. */
#include "history/collect.h"

#include "base/points.h"
#include "records/schemas.h"

#include <stdio.h>
#include <string.h>

/* A claim or a line: what was done. */
static void put_deed(struct collecting *c, const struct deed *deed, bool says_points, int64_t points)
{
    const struct node *node = deed->record.node;
    fact_put(c, node, "rule", guard_fixed, deed->rule_id);
    fact_put_date(c, node, "date", guard_fixed, deed->date);
    fact_put_points(c, node, "times", guard_fixed, deed->times);
    if (says_points)
        fact_put_points(c, node, deed->scores ? "scores" : "points", guard_fixed, points);
    fact_put(c, node, "note", guard_fixed, deed->note);
    fact_put_strings(c, node, "evidence", guard_grows, &deed->evidence);
}

/* What the rule of an entry is worth on the day of the deed, and its caps then. */
static void put_worth(struct collecting *c, const struct entry *e)
{
    if (!c->whole || e->rule == records_none)
        return;
    const struct rule *rule = c->records->rules[e->rule];
    const struct value_range *value = rule_value(rule, e->date, NULL, NULL);
    const struct caps *caps = rule_caps(rule, e->date, NULL);
    const struct caps none = {0};
    if (value && !value->range)
        fact_put_points(c, NULL, "worth", guard_follows, value->lo);
    fact_put_caps(c, NULL, "cap", guard_follows, caps ? caps : &none);
}

static const char *first_of(const struct strings *strings)
{
    return strings->len ? strings_at(strings, 0) : NULL;
}

static void collect_entry(struct collecting *c, const struct meeting *m, const struct entry *e)
{
    const struct node *node = e->deed->record.node;
    const struct records *r = c->records;
    const char *who = entry_who(e), *household = NULL, *resident = NULL;
    struct buf id = {0};
    entry_id(r, e, &id);
    fact_begin(c, fact_entry, buf_text(&id), e->item ? e->node->place : node_start(node));
    c->fact.since = m->noticed;
    c->fact.within = arena_copy(&c->facts->arena, m->id);
    if (who && e->deed->residents.list)
        resident = who;
    else if (who)
        household = who;
    if (!who) {
        household = first_of(&e->deed->households);
        resident = first_of(&e->deed->residents);
    }
    if (!household && e->household != records_none)
        household = r->households[e->household]->id;
    fact_put(c, node, "household", guard_fixed, household);
    fact_put(c, node, "resident", guard_fixed, resident);
    put_deed(c, e->deed, e->deed->has_points || e->deed->scores, e->points);
    put_worth(c, e);
    fact_end(c);
    buf_free(&id);
}

static void collect_claim(struct collecting *c, const struct claim *claim)
{
    const struct node *node = claim->deed.record.node;
    if (!claim->id || !claim->id[0] || !node || (c->whole && claim->entry != records_none))
        return;
    fact_begin(c, fact_claim, claim->id, node_start(node));
    if (claim->decision_meeting != records_none)
        c->fact.since = c->records->meetings[claim->decision_meeting]->noticed;
    fact_put(c, node, "household", guard_fixed, first_of(&claim->deed.households));
    fact_put(c, node, "resident", guard_fixed, first_of(&claim->deed.residents));
    put_deed(c, &claim->deed, claim->deed.has_points, claim->deed.points);
    fact_put_date(c, node, "received", guard_fixed, claim->received);
    fact_put(c, node, "via", guard_free, via_words[claim->via].name);
    fact_end(c);
}

static void collect_objection(struct collecting *c, const struct objection *o)
{
    const struct node *node = o->record.node;
    if (!o->id || !o->id[0] || !node)
        return;
    fact_begin(c, fact_objection, o->id, node_start(node));
    c->fact.since = o->received;
    fact_put(c, node, "entry", guard_fixed, o->entry_id);
    fact_put_date(c, node, "received", guard_fixed, o->received);
    fact_put(c, node, "grounds", o->resolution == records_none ? guard_free : guard_fixed, o->grounds);
    fact_end(c);
}

/* A decision about something else, named by ID: a claim, an entry, an objection. FLAG is what it says. */
static void collect_ruling(struct collecting *c, const struct meeting *m, enum fact_kind kind, const char *id,
                           const struct node *node, const char *key, const char *flag, const char *reason)
{
    if (!id || !node)
        return;
    fact_begin(c, kind, id, node_start(node));
    c->fact.since = m->noticed;
    c->fact.within = arena_copy(&c->facts->arena, m->id);
    fact_put(c, NULL, "meeting", guard_fixed, m->id);
    if (key)
        fact_put(c, node, key, guard_fixed, flag);
    fact_put(c, node, "reason", guard_fixed, reason);
    fact_end(c);
}

static void collect_transfer(struct collecting *c, const struct meeting *m, const struct transfer *t)
{
    const struct node *node = t->record.node;
    struct buf id = {0};
    if (!node || !t->from_id || !t->to_id)
        return;
    transfer_id(c->records, t, &id);
    fact_begin(c, fact_transfer, buf_text(&id), node_start(node));
    c->fact.since = m->noticed;
    c->fact.within = arena_copy(&c->facts->arena, m->id);
    fact_put(c, node, "from", guard_fixed, t->from_id);
    fact_put(c, node, "to", guard_fixed, t->to_id);
    fact_put_points(c, node, "points", guard_fixed, t->points);
    fact_put(c, node, "reason", guard_fixed, t->reason);
    fact_end(c);
    buf_free(&id);
}

static void put_present(struct collecting *c, const struct meeting *m)
{
    char count[16];
    if (m->present_ids.len) {
        fact_put_strings(c, m->record.node, "present", guard_fixed, &m->present_ids);
        return;
    }
    snprintf(count, sizeof count, "%d", (int)m->present);
    fact_put(c, m->record.node, "present", guard_fixed, m->present < 0 ? NULL : count);
}

static void collect_meeting(struct collecting *c, const struct meeting *m)
{
    const struct node *node = m->record.node;
    if (!m->id[0] || !node)
        return;
    fact_begin(c, fact_meeting, m->id, node_start(node));
    if (meeting_decides(m))
        c->fact.since = m->noticed;
    fact_put_date(c, node, "meeting", guard_fixed, m->date);
    fact_put(c, node, "kind", guard_fixed, meeting_kind_words[m->kind].name);
    fact_put_date(c, node, "noticed", guard_fixed, m->noticed);
    put_present(c, m);
    fact_put_strings(c, node, "recused", guard_fixed, &m->recused_ids);
    fact_put(c, node, "title", guard_free, m->title);
    fact_put(c, node, "place", guard_free, m->place);
    fact_put(c, node, "chair", guard_free, m->chair);
    fact_put(c, node, "minutes", guard_free, m->minutes);
    fact_end(c);
    for (uint32_t i = 0; i < m->entries; i++)
        collect_entry(c, m, &c->records->entries[m->first_entry + i]);
    for (uint32_t i = 0; i < m->decisions_len; i++)
        collect_ruling(c, m, fact_decision, m->decisions[i].claim_id, m->decisions[i].record.node, "approve",
                       m->decisions[i].approve ? "true" : "false", m->decisions[i].reason);
    for (uint32_t i = 0; i < m->corrections_len; i++)
        collect_ruling(c, m, fact_correction, m->corrections[i].entry_id, m->corrections[i].record.node, "by",
                       m->corrections[i].by_id, m->corrections[i].reason);
    for (uint32_t i = 0; i < m->resolutions_len; i++)
        collect_ruling(c, m, fact_resolution, m->resolutions[i].objection_id, m->resolutions[i].record.node,
                       "upheld", m->resolutions[i].upheld ? "true" : "false", m->resolutions[i].reason);
    for (uint32_t i = 0; i < m->transfers_len; i++)
        collect_transfer(c, m, &m->transfers[i]);
}

void collect_decisions(struct collecting *c)
{
    for (uint32_t i = 0; i < c->records->meetings_len; i++)
        collect_meeting(c, c->records->meetings[i]);
    for (uint32_t i = 0; i < c->records->claims_len; i++)
        collect_claim(c, c->records->claims[i]);
    for (uint32_t i = 0; i < c->records->objections_len; i++)
        collect_objection(c, c->records->objections[i]);
}
