/* Lines of minutes and approved claims become entries; what makes an entry an error is found here. */
#include "base/memory.h"
#include "base/points.h"
#include "records/deed.h"
#include "records/link.h"

#include <stdio.h>
#include <string.h>

/* A line of a meeting, or a claim that it approves. */
struct subject {
    const struct meeting *meeting;
    uint32_t meeting_index;
    struct deed *deed;
    const struct node *decision; /* of an approved claim the value of `claim`: all its errors stand there */
    const struct rule *rule;     /* NULL: unknown */
    bool date_known;
    uint32_t line;  /* its place in `entries` or `claims`, from 1 */
    uint32_t claim; /* records_none */
};

struct entries {
    struct entry *items;
    size_t len;
    size_t cap;
};

static struct place place_of(const struct subject *s, const char *name)
{
    return s->decision ? s->decision->place : node_place(s->deed->record.node, name);
}

static struct place place_of_whole(const struct subject *s)
{
    return s->decision ? s->decision->place : node_start(s->deed->record.node);
}

/* Whether everything that says when RULE holds and what it is worth is right. */
static bool rule_certain(const struct rule *rule)
{
    if (rule->record.bad >> rule_from & 1 || rule->record.bad >> rule_until & 1 ||
        field_bad(&rule->record, rule_points))
        return false;
    for (uint32_t i = 0; i < rule->adjustments_len; i++)
        if (rule->adjustments[i]->record.bad &
            (UINT32_C(1) << adjust_from | UINT32_C(1) << adjust_points | UINT32_C(1) << adjust_drop))
            return false;
    return true;
}

/* Whether the deed and the meeting are in order. A date that is not is wrong: no other check may use it. */
static void check_date(struct link *link, struct subject *s)
{
    struct deed *deed = s->deed;
    if (!s->date_known || field_bad(&s->meeting->record, meeting_date))
        return;
    bool bounded =
        link_knows(link, source_village) && !field_bad(&link->records->village.record, village_late);
    enum deed_day day = deed_day_of(&link->records->village, deed->date, s->meeting->date);
    if (day == deed_to_come) {
        diag_error(link->diags, place_of(s, "date"), "bad-date-order",
                   N_("the deed is after the meeting that decides it"), NULL);
        deed->record.bad |= UINT32_C(1) << deed_date;
    } else if (day == deed_too_late && bounded) {
        char late[16];
        snprintf(late, sizeof late, "%d", (int)link->records->village.late);
        diag_error(link->diags, place_of(s, "date"), "bad-date-order",
                   N_("the deed is more than {1} days before the meeting: too late to decide it"), late,
                   NULL);
        deed->record.bad |= UINT32_C(1) << deed_date;
    }
    if (field_bad(&deed->record, deed_date))
        s->date_known = false;
}

/* What the field NAME is called where DEED is written. */
static const char *called(const struct deed *deed, const char *name)
{
    return schema_called(&entry_schema, deed->record.node, name);
}

static void report_range(struct link *link, struct place place, int64_t points,
                         const struct value_range *value)
{
    char lo[points_text_size], hi[points_text_size], given[points_text_size];
    points_format(points, given);
    points_format(value->lo, lo);
    points_format(value->hi, hi);
    diag_error(link->diags, place, "out-of-range",
               N_("{1} points are outside {2}..{3}, which the rule allows"), given, lo, hi, NULL);
}

/* The points that a line gives, against the value of its rule. */
static void check_points(struct link *link, const struct subject *s, const struct value_range *value)
{
    const struct deed *deed = s->deed;
    if (!s->decision && field_given(&deed->record, entry_scores)) {
        if (!value->range && !field_bad(&deed->record, entry_scores))
            diag_error(
                link->diags, link_key_place(deed->record.node, "scores"), "points-given",
                N_("\"{1}\" has a fixed value: list the households ({2}) instead of giving points ({3})"),
                s->rule->id, called(deed, "household"), called(deed, "scores"), NULL);
        return;
    }
    bool given = field_given(&deed->record, deed_points);
    enum deed_points points = deed_points_of(value, given, deed->points);
    if (points == deed_points_missing) {
        char lo[points_text_size], hi[points_text_size];
        points_format(value->lo, lo);
        points_format(value->hi, hi);
        diag_error(link->diags, place_of_whole(s), "points-missing",
                   N_("\"{1}\" has a range: say how many points, from {2} to {3} ({4}: …)"), s->rule->id, lo,
                   hi, called(deed, "points"), NULL);
    } else if (points == deed_points_given) {
        diag_error(link->diags, place_of(s, "points"), "points-given",
                   N_("\"{1}\" has a fixed value: leave {2} out, and say {3} for more than once"),
                   s->rule->id, called(deed, "points"), called(deed, "times"), NULL);
    } else if (points == deed_points_outside && field_right(&deed->record, deed_points)) {
        report_range(link, place_of(s, "points"), deed->points, value);
    }
}

static void check_needs(struct link *link, const struct subject *s)
{
    static const struct {
        uint32_t need, field;
        const char *name, *code, *message;
    } needs[] = {
        {need_evidence, deed_evidence, "evidence", "needs-evidence", N_("\"{1}\" needs evidence ({2}: …)")},
        {need_resident, deed_resident, "resident", "needs-resident",
         N_("\"{1}\" needs the resident who did it ({2}: …)")},
        {need_note, deed_note, "note", "needs-note", N_("\"{1}\" needs a note ({2}: …)")},
    };
    uint32_t given = 0;
    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++)
        given |= field_given(&s->deed->record, needs[i].field) ? needs[i].need : 0;
    uint32_t lacks = deed_lacks(s->rule, given);
    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++)
        if (lacks & needs[i].need)
            diag_error(link->diags, place_of_whole(s), needs[i].code, needs[i].message, s->rule->id,
                       called(s->deed, needs[i].name), NULL);
}

/* What is wrong with a line as a whole. Returns the value of its rule, or NULL where it is not known. */
static const struct value_range *check_deed(struct link *link, struct subject *s)
{
    check_date(link, s);
    if (!s->rule)
        return NULL;
    if (!field_bad(&s->rule->record, rule_needs))
        check_needs(link, s);
    if (!s->date_known || !rule_certain(s->rule))
        return NULL;
    const struct value_range *value = deed_value(s->rule, s->deed->date);
    if (!value) {
        char date[date_text_size];
        date_format(s->deed->date, date);
        diag_error(link->diags, place_of(s, "rule"), "rule-not-in-force", N_("\"{1}\" does not hold on {2}"),
                   s->rule->id, date, NULL);
        return NULL;
    }
    check_points(link, s, value);
    return value;
}

/*
 * Whether HOUSEHOLD is on the list when the deed was done; reported at the day, where the line gives one,
 * else at PLACE; of one of many always there.
 */
static void check_listed(struct link *link, const struct subject *s, uint32_t household, struct place place,
                         bool one_of_many)
{
    if (household == records_none || !s->date_known)
        return;
    const struct household *h = link->records->households[household];
    if (field_bad(&h->record, household_since) || field_bad(&h->record, household_until) ||
        household_listed(h, s->deed->date))
        return;
    if (s->decision)
        place = s->decision->place;
    else if (!one_of_many && field_given(&s->deed->record, deed_date))
        place = node_place(s->deed->record.node, "date");
    report_not_listed(h, s->deed->date, place, link->diags);
}

static struct entry new_entry(const struct subject *s)
{
    return (struct entry){.deed = s->deed,
                          .meeting = s->meeting_index,
                          .household = records_none,
                          .resident = records_none,
                          .rule = s->deed->rule,
                          .claim = s->claim,
                          .line = s->line,
                          .date = s->deed->date,
                          .times = (int32_t)s->deed->times,
                          .points = (int32_t)s->deed->points,
                          .correction = records_none,
                          .first_objection = records_none,
                          .node = s->deed->record.node};
}

/* The household that a line for one counts to, by `household`, `resident` or both. */
static void add_single(struct link *link, const struct subject *s, struct entries *out)
{
    struct records *r = link->records;
    const struct deed *deed = s->deed;
    struct entry e = new_entry(s);
    struct place place = place_of(s, deed->households.len ? "household" : "resident");
    if (deed->households.len)
        e.household = link_household(link, strings_at(&deed->households, 0), place);
    if (deed->residents.len) {
        struct place resident_place = place_of(s, "resident");
        e.resident = link_resident(link, strings_at(&deed->residents, 0), resident_place);
        uint32_t own = e.resident == records_none ? records_none : r->residents[e.resident]->household;
        if (!deed->households.len) {
            e.household = own;
        } else if (e.household != records_none && own != records_none && own != e.household) {
            diag_error(link->diags, place, "wrong-household",
                       N_("resident \"{1}\" belongs to household \"{2}\""), r->residents[e.resident]->id,
                       r->households[own]->id, NULL);
            e.household = records_none;
        }
    }
    check_listed(link, s, e.household, place, false);
    memory_push(out, e);
}

static void add_list(struct link *link, const struct subject *s, struct entries *out)
{
    struct records *r = link->records;
    bool residents = s->deed->residents.list;
    const struct strings *list = residents ? &s->deed->residents : &s->deed->households;
    struct map seen = {0};
    for (uint32_t i = 0; i < list->len; i++) {
        struct entry e = new_entry(s);
        struct place place = list->nodes[i]->place;
        const char *id = strings_at(list, i);
        e.item = i + 1;
        e.node = list->nodes[i];
        if (map_put(&seen, id, strlen(id), i) != map_none) {
            diag_error(link->diags, place, "duplicate-id", N_("\"{1}\" stands in the list twice"), id, NULL);
            continue;
        }
        if (residents) {
            e.resident = link_resident(link, id, place);
            if (e.resident != records_none)
                e.household = r->residents[e.resident]->household;
        } else {
            e.household = link_household(link, id, place);
        }
        check_listed(link, s, e.household, place, true);
        memory_push(out, e);
    }
    map_free(&seen);
}

/* The points of one household that a line scores. */
static int64_t read_score(struct link *link, struct schema_reader *reader, const struct node *node,
                          const struct value_range *value)
{
    int64_t points = 0;
    if (read_points(reader, node, &points) && value &&
        deed_points_of(value, true, points) == deed_points_outside)
        report_range(link, node->place, points, value);
    return points;
}

/* The entries of a line that scores; where it is not known whose they are, only their form is looked at. */
static void add_scores(struct link *link, const struct subject *s, const struct value_range *value,
                       struct entries *out)
{
    struct schema_reader reader = {.arena = &link->records->arena, .diags = link->diags, .field = "scores"};
    bool beside = s->deed->who_unknown;
    uint32_t item = 0;
    for (const struct node *key = node_first(s->deed->scores); key; key = key->next->next) {
        struct entry e = new_entry(s);
        const char *id;
        e.item = ++item;
        e.node = key;
        if (schema_colon_missing(&reader, key, "bad-value") || !read_id(&reader, key, &id)) {
            s->deed->who_unknown = true;
            continue;
        }
        if (node_empty(key->next))
            continue;
        if (!beside)
            e.household = link_household(link, id, key->place);
        e.points = (int32_t)read_score(link, &reader, key->next, value);
        if (beside)
            continue;
        check_listed(link, s, e.household, key->place, true);
        memory_push(out, e);
    }
}

/* Whether `scores` scores nobody: then it is as if it were not there. */
static bool scores_nobody(const struct deed *deed)
{
    if (!deed->scores)
        return false;
    for (const struct node *key = node_first(deed->scores); key; key = key->next->next)
        if (!node_empty(key->next) || !id_valid(key->text, key->length))
            return false;
    return true;
}

/* Whether it can be known which entries a line stands for; reports why not. */
static bool check_who(struct link *link, const struct deed *deed)
{
    const struct record *record = &deed->record;
    bool household = field_given(record, deed_household), resident = field_given(record, deed_resident);
    bool right = true;
    if (field_given(record, entry_scores)) {
        if (household || resident || field_given(record, deed_points)) {
            diag_error(link->diags, link_key_place(record->node, "scores"), "bad-type",
                       N_("{1} stands for {2}, {3} and {4}: leave these out beside it"),
                       called(deed, "scores"), called(deed, "household"), called(deed, "resident"),
                       called(deed, "points"), NULL);
            right = false;
        }
        return right && !field_bad(record, entry_scores);
    }
    if (!household && !resident) {
        diag_error(link->diags, node_start(record->node), "missing-key",
                   N_("say whose it is: \"{1}\", \"{2}\" or \"{3}\" is missing"), called(deed, "household"),
                   called(deed, "resident"), called(deed, "scores"), NULL);
        return false;
    }
    if (household && resident && (deed->households.list || deed->residents.list)) {
        const char *list = deed->households.list ? "household" : "resident";
        diag_error(link->diags, node_place(record->node, list), "bad-type",
                   N_("a list of households or of residents stands alone: leave the other out ({1} or {2})"),
                   called(deed, "household"), called(deed, "resident"), NULL);
        return false;
    }
    return !field_bad(record, deed_household) && !field_bad(record, deed_resident);
}

static void add_line(struct link *link, struct subject *s, struct entries *out)
{
    struct deed *deed = s->deed;
    deed->first_entry = (uint32_t)out->len;
    if (deed->record.bad == UINT32_MAX) {
        deed->who_unknown = true;
        return;
    }
    if (scores_nobody(deed)) {
        deed->scores = NULL;
        deed->record.given &= ~(UINT32_C(1) << entry_scores);
    }
    bool given = field_given(&deed->record, deed_date);
    s->date_known =
        given ? field_right(&deed->record, deed_date) : field_right(&s->meeting->record, meeting_date);
    if (!given)
        deed->date = s->meeting->date;
    if (field_right(&deed->record, deed_rule))
        deed->rule = link_rule(link, deed->rule_id, node_place(deed->record.node, "rule"));
    s->rule = deed->rule == records_none ? NULL : link->records->rules[deed->rule];
    deed->who_unknown = !check_who(link, deed);
    const struct value_range *value = check_deed(link, s);
    if (deed->scores)
        add_scores(link, s, value, out);
    else if (deed->who_unknown)
        return;
    else if (deed->households.list || deed->residents.list)
        add_list(link, s, out);
    else
        add_single(link, s, out);
    deed->entries = (uint32_t)out->len - deed->first_entry;
}

static void add_claim(struct link *link, struct subject *s, struct claim *claim, struct entries *out)
{
    struct deed *deed = &claim->deed;
    s->date_known = field_right(&deed->record, deed_date);
    s->rule = deed->rule == records_none ? NULL : link->records->rules[deed->rule];
    check_deed(link, s);
    struct entry e = new_entry(s);
    e.household = claim->household;
    e.resident = claim->resident;
    e.node = s->decision;
    check_listed(link, s, e.household, s->decision->place, false);
    claim->entry = (uint32_t)out->len;
    memory_push(out, e);
}

void link_entries(struct link *link)
{
    struct records *r = link->records;
    struct entries out = {0};
    for (uint32_t i = 0; i < r->meetings_len; i++) {
        struct meeting *m = r->meetings[i];
        m->first_entry = (uint32_t)out.len;
        for (uint32_t k = 0; k < m->lines_len; k++) {
            struct subject s = {
                .meeting = m, .meeting_index = i, .deed = &m->lines[k], .line = k + 1, .claim = records_none};
            add_line(link, &s, &out);
        }
        for (uint32_t k = 0; k < m->decisions_len; k++) {
            struct claim_decision *d = &m->decisions[k];
            if (d->claim == records_none || !d->approve || r->claims[d->claim]->entry != records_none)
                continue;
            struct claim *claim = r->claims[d->claim];
            struct subject s = {.meeting = m,
                                .meeting_index = i,
                                .deed = &claim->deed,
                                .decision = node_get(d->record.node, "claim"),
                                .line = k + 1,
                                .claim = d->claim};
            if (claim->decision_meeting == i)
                add_claim(link, &s, claim, &out);
        }
        m->entries = (uint32_t)out.len - m->first_entry;
    }
    r->entries = out.items;
    r->entries_len = (uint32_t)out.len;
}
