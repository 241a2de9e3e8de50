/* Points lists: what a rule or an adjustment says that contradicts itself, an earlier list or the assembly.
 */
#include "base/points.h"
#include "records/link.h"

#include <string.h>

/* The assembly meeting that ID names; records_none, reported at PLACE, where it is none. */
static uint32_t assembly_meeting(struct link *link, const char *id, struct place place)
{
    uint32_t meeting = link_meeting(link, id, place);
    if (meeting == records_none)
        return records_none;
    const struct meeting *m = link->records->meetings[meeting];
    if (field_right(&m->record, meeting_kind_) && m->kind != meeting_assembly) {
        diag_error(link->diags, place, "not-decided",
                   N_("\"{1}\" is no meeting of the assembly: its {2} is another"), id,
                   schema_called(&meeting_schema, m->record.node, "kind"), NULL);
        return records_none;
    }
    return meeting;
}

static void report_decided_late(struct link *link, int32_t decided, int32_t holds_from, struct place place)
{
    char from[date_text_size], date[date_text_size];
    date_format(holds_from, from);
    date_format(decided, date);
    diag_error(link->diags, place, "not-decided",
               N_("decided only on {1}, but it holds from {2}: the assembly decides first"), date, from,
               NULL);
}

/* What a rule or adjustment says of when it begins and who decided it. */
struct decision {
    struct record *record;
    uint32_t bit; /* of `decided` */
    const char *decided;
    uint32_t *meeting; /* set to the one that decided it */
    bool has_from;     /* `from` is given and right */
    int32_t from;
};

/* False where the meeting should be known and is not. */
static bool check_decision(struct link *link, const struct rules_file *list, struct decision *d)
{
    struct place place = node_place(d->record->node, "decided");
    if (field_given(d->record, d->bit)) {
        if (field_bad(d->record, d->bit))
            return false;
        *d->meeting = assembly_meeting(link, d->decided, place);
    } else if (field_given(&list->record, list_decided)) {
        *d->meeting = list->decided_meeting;
        place = node_place(list->record.node, "decided");
    } else {
        if (list->level != level_village || !field_right(&list->record, list_level))
            return true;
        diag_error(link->diags, node_start(d->record->node), "not-decided",
                   N_("what the village sets itself must name the assembly meeting that decided it ({1}: …)"),
                   schema_called(&list_schema, d->record->node, "decided"), NULL);
        return false;
    }
    if (*d->meeting == records_none)
        return false;
    const struct meeting *m = link->records->meetings[*d->meeting];
    if (d->has_from && field_right(&m->record, meeting_date) && m->date > d->from) {
        report_decided_late(link, m->date, d->from, place);
        return false;
    }
    return field_right(&m->record, meeting_date);
}

/* Whether VALUE has the sign that a rule of KIND must have. */
static bool sign_fits(enum rule_kind kind, const struct value_range *value)
{
    return kind == kind_negative ? value->hi <= 0 : value->lo >= 0;
}

static void report_sign(struct link *link, const struct node *node, enum rule_kind kind)
{
    diag_error(link->diags, node->place, "rule-sign",
               kind == kind_negative ? N_("\"{1}\" must not be above 0: a negative rule costs points")
                                     : N_("\"{1}\" must not be below 0: only negative rules cost points"),
               node->text, NULL);
}

/* What the values of RULE say of who decided them: an assembly, on or before the day that they hold from. */
static void check_values_decided(struct link *link, struct rule *rule)
{
    for (uint32_t i = 0; i < rule->values_len; i++) {
        struct dated_value *v = &rule->values[i];
        if (!v->decided)
            continue;
        struct place place = node_place(v->own, "decided");
        v->decided_meeting = assembly_meeting(link, v->decided, place);
        if (v->decided_meeting == records_none)
            continue;
        const struct meeting *m = link->records->meetings[v->decided_meeting];
        if (field_right(&m->record, meeting_date) && m->date > v->from)
            report_decided_late(link, m->date, v->from, place);
    }
}

static void check_rule(struct link *link, struct rule *rule)
{
    const struct node *node = rule->record.node;
    if (rule->record.bad == UINT32_MAX)
        return;
    if (field_right(&rule->record, rule_category))
        rule->category = link_category(link, rule->category_id, node_place(node, "category"));
    bool known_kind = !field_bad(&rule->record, rule_kind_);
    for (uint32_t i = 0; known_kind && i < rule->values_len; i++)
        if (!sign_fits(rule->kind, &rule->values[i].value)) {
            report_sign(link, rule->values[i].node, rule->kind);
            rule->record.bad |= UINT32_C(1) << rule_points;
        }
    check_values_decided(link, rule);
    bool has_from = field_right(&rule->record, rule_from);
    struct decision d = {.record = &rule->record,
                         .bit = rule_decided,
                         .decided = rule->decided,
                         .meeting = &rule->decided_meeting,
                         .has_from = has_from,
                         .from = rule->from};
    bool decided = check_decision(link, rule->list, &d);
    if (rule->list->level == level_village && !field_given(&rule->record, rule_from)) {
        if (decided)
            rule->from = link->records->meetings[rule->decided_meeting]->date;
        else
            rule->record.bad |= UINT32_C(1) << rule_from; /* when it begins is not known */
    }
    if (field_right(&rule->record, rule_until) && !field_bad(&rule->record, rule_from) &&
        rule->until < rule->from) {
        diag_error(link->diags, node_place(node, "until"), "bad-date-order",
                   N_("the rule ends before it begins"), NULL);
        rule->record.bad |= UINT32_C(1) << rule_until;
    }
}

static void check_new_value(struct link *link, struct adjustment *a, const struct rule *rule)
{
    const struct node *node = node_get(a->record.node, "points");
    if (field_bad(&rule->record, rule_kind_))
        return;
    if (!sign_fits(rule->kind, &a->value)) {
        report_sign(link, node, rule->kind);
        a->record.bad |= UINT32_C(1) << adjust_points;
    } else if (rule->bounded && (a->value.lo < rule->bound_lo || a->value.hi > rule->bound_hi)) {
        char lo[points_text_size], hi[points_text_size];
        points_format(rule->bound_lo, lo);
        points_format(rule->bound_hi, hi);
        diag_error(link->diags, node->place, "out-of-range",
                   N_("\"{1}\" is outside {2}..{3}, which the rule allows"), node->text, lo, hi, NULL);
        a->record.bad |= UINT32_C(1) << adjust_points;
    }
}

/* A list changes its own rules where they stand: by date, or the points of past deeds would change. */
static void report_own_rule(struct link *link, const struct adjustment *a, struct place place)
{
    if (!field_right(&a->record, adjust_from)) {
        diag_error(link->diags, place, "unknown-rule",
                   N_("\"{1}\" is no rule of an earlier list; change it where it stands"), a->rule_id, NULL);
        return;
    }
    char from[date_text_size];
    date_format(a->from, from);
    diag_error(
        link->diags, place, "unknown-rule",
        N_("\"{1}\" is no rule of an earlier list; change it where it stands, with the day that the assembly "
           "decided on, so that past deeds keep their points: {3}: {2020-01-01: 2, {2}: 3}"),
        a->rule_id, from, schema_called(&adjustment_schema, a->record.node, "points"), NULL);
}

static void check_adjustment(struct link *link, struct adjustment *a)
{
    if (a->record.bad == UINT32_MAX)
        return;
    if (field_right(&a->record, adjust_rule)) {
        struct place place = node_place(a->record.node, "rule");
        uint32_t rule = link_rule(link, a->rule_id, place);
        if (rule != records_none && link->records->rules[rule]->list->file >= a->list->file)
            report_own_rule(link, a, place);
        else
            a->rule = rule;
    }
    struct decision d = {.record = &a->record,
                         .bit = adjust_decided,
                         .decided = a->decided,
                         .meeting = &a->decided_meeting,
                         .has_from = field_right(&a->record, adjust_from),
                         .from = a->from};
    check_decision(link, a->list, &d);
    if (a->rule == records_none)
        return;
    struct rule *rule = link->records->rules[a->rule];
    if (a->has_value)
        check_new_value(link, a, rule);
    rule->adjustments[rule->adjustments_len++] = a;
}

void link_rules(struct link *link)
{
    struct records *r = link->records;
    for (uint32_t i = 0; i < r->lists_len; i++) {
        struct rules_file *list = r->lists[i];
        if (field_right(&list->record, list_decided))
            list->decided_meeting =
                assembly_meeting(link, list->decided, node_place(list->record.node, "decided"));
    }
    for (uint32_t i = 0; i < r->rules_len; i++) {
        check_rule(link, r->rules[i]);
        r->has_bars |= r->rules[i]->bars != 0;
        r->has_zero |= r->rules[i]->zero;
    }
    uint32_t *counts = arena_new(&r->arena, uint32_t, r->rules_len);
    for (uint32_t i = 0; i < r->adjustments_len; i++) {
        const struct adjustment *a = r->adjustments[i];
        uint32_t rule =
            field_right(&a->record, adjust_rule) ? map_find(&r->rule_ids, a->rule_id) : records_none;
        if (rule != records_none)
            counts[rule]++;
    }
    for (uint32_t i = 0; i < r->rules_len; i++)
        r->rules[i]->adjustments = arena_new(&r->arena, const struct adjustment *, counts[i]);
    for (uint32_t i = 0; i < r->adjustments_len; i++)
        check_adjustment(link, r->adjustments[i]);
}
