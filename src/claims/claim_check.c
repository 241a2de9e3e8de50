#include "claims/claim_check.h"

#include "base/date.h"
#include "base/fold.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "base/points.h"
#include "claims/claim_who.h"
#include "records/deed.h"
#include "records/named.h"
#include "records/records.h"
#include "records/schemas.h"
#include "records/typed.h"
#include "source/personal.h"

#include <stdio.h>
#include <string.h>

static bool given(const struct claim_text *text, enum form_field field)
{
    return text->values[field].text != NULL;
}

static void report_unknown_rule(const struct claim_checking *c, const char *id, struct place place)
{
    const struct records *r = c->records;
    const char **ids = memory_new(r->rules_len + 1, sizeof *ids);
    for (uint32_t i = 0; i < r->rules_len; i++)
        ids[i] = r->rules[i]->id;
    const char *near = nearest_word(id, ids, r->rules_len);
    memory_free(ids);
    if (near)
        diag_error(c->diags, place, "unknown-rule", N_("no rule \"{1}\"; did you mean \"{2}\"?"), id, near,
                   NULL);
    else
        diag_error(c->diags, place, "unknown-rule", N_("no rule \"{1}\"; the points list has the ids"), id,
                   NULL);
}

/* Says which rule's title VALUE nearly is; false: of none. */
static bool report_near_title(const struct claim_checking *c, const struct form_value *value)
{
    struct named_index index;
    named_make(&index, c->records);
    const struct named *near = named_near(&index, named_rule, value->text);
    if (near)
        diag_error(c->diags, value->place, "unknown-rule", N_("no rule \"{1}\"; did you mean {2} (\"{3}\")?"),
                   value->text, named_id(c->records, near), near->name, NULL);
    named_free(&index);
    return near != NULL;
}

/* The rule whose title is TEXT, however that was typed; records_none where none or several are called so. */
static uint32_t rule_by_title(const struct records *r, const char *text)
{
    uint32_t found = records_none, like = records_none, count = 0;
    for (uint32_t i = 0; i < r->rules_len; i++)
        if (strcmp(r->rules[i]->title, text) == 0) {
            if (found != records_none)
                return records_none;
            found = i;
        } else if (fold_same(r->rules[i]->title, text)) {
            like = i;
            count++;
        }
    return found == records_none && count == 1 ? like : found;
}

/* The rule: by its id, with or without a title behind it, or by its title alone. */
static uint32_t find_rule(const struct claim_checking *c, const struct form_value *value)
{
    const struct records *r = c->records;
    size_t len = form_id(value->text);
    const char *title = value->text + len;
    while (*title == ' ')
        title++;
    const char *id = arena_text(c->arena, value->text, len);
    uint32_t rule = len ? typed_find(r, typed_rule, id) : map_none;
    uint32_t titled = *title ? rule_by_title(r, title) : records_none;
    uint32_t whole = rule_by_title(r, value->text);
    if (whole != records_none && (rule == map_none || *title))
        return whole; /* a title may begin as an id does */
    if (rule == map_none && len == 0 && !report_near_title(c, value))
        diag_error(c->diags, value->place, "unknown-rule",
                   N_("no rule has this title alone; write the rule's id before it, as the points list has "
                      "it"),
                   NULL);
    else if (rule == map_none && len && titled == records_none)
        report_unknown_rule(c, id, form_within(value, 0, len));
    else if (rule != map_none && titled != records_none && titled != rule &&
             !fold_same(r->rules[rule]->title, title))
        diag_error(c->diags, value->place, "unknown-rule",
                   N_("\"{1}\" is {2}, and {3} is \"{4}\": write the one that is meant"), r->rules[rule]->id,
                   r->rules[rule]->title, title, r->rules[titled]->id, NULL);
    else
        return rule != map_none ? rule : titled;
    return records_none;
}

/* Digits of a date, and what may stand behind them. */
static const char *date_part(const char *text, int digits_most, const char *const *marks, int *number)
{
    int digits = 0;
    *number = 0;
    for (; *text >= '0' && *text <= '9' && digits < digits_most; text++, digits++)
        *number = *number * 10 + (*text - '0');
    if (!digits)
        return NULL;
    for (size_t i = 0; marks[i]; i++)
        if (strncmp(text, marks[i], strlen(marks[i])) == 0)
            return text + strlen(marks[i]);
    return NULL;
}

static bool read_day(const struct claim_checking *c, const struct form_value *value, int32_t *date)
{
    static const char *const year_marks[] = {"-", "/", ".", "年", NULL};
    static const char *const month_marks[] = {"-", "/", ".", "月", NULL};
    static const char *const day_marks[] = {"日", "号", "", NULL};
    int year = 0, month = 0, day = 0;
    const char *text = date_part(value->text, 4, year_marks, &year);
    text = text ? date_part(text, 2, month_marks, &month) : NULL;
    text = text ? date_part(text, 2, day_marks, &day) : NULL;
    while (text && *text == ' ')
        text++;
    char iso[32];
    snprintf(iso, sizeof iso, "%04d-%02d-%02d", year, month, day);
    if (text && (*text == '\0' || *text == '(') && date_parse(iso, strlen(iso), date))
        return true;
    diag_error(c->diags, value->place, "bad-value",
               N_("\"{1}\" is no date: write year-month-day, such as 2026-03-05"), value->text, NULL);
    return false;
}

/* A decimal, with or without the UNIT or one of WORDS behind it. */
static bool read_number(const struct form_value *value, const char *unit, const char *const *words,
                        int64_t *number)
{
    size_t len = strspn(value->text, "+-0123456789.");
    const char *rest = value->text + len;
    while (*rest == ' ')
        rest++;
    bool known = *rest == '\0' || (unit && fold_same(rest, unit));
    for (size_t i = 0; !known && words[i]; i++)
        known = strcmp(rest, words[i]) == 0;
    return known && points_parse(value->text, len, number);
}

static bool read_times(const struct claim_checking *c, const struct form_value *value,
                       const struct rule *rule, int64_t *times)
{
    static const char *const words[] = {"次", "times", "time", NULL};
    if (read_number(value, rule ? rule->unit : NULL, words, times) && *times > 0 &&
        *times <= 10000 * points_one)
        return true;
    diag_error(c->diags, value->place, "bad-value",
               N_("\"{1}\" is not how many times: write a number above 0 with at most two digits behind the "
                  "point, such as 2 or 1.5"),
               value->text, NULL);
    return false;
}

/* What is wrong with the date for RULE; returns its value then, or NULL. */
static const struct value_range *check_rule(const struct claim_checking *c, const struct claim_text *text,
                                            const struct rule *rule, int32_t date)
{
    const struct value_range *value = deed_value(rule, date);
    if (value)
        return value;
    char day[date_text_size], from[date_text_size], last[date_text_size];
    date_format(date, day);
    int32_t until = rule_last(rule);
    struct place place = text->values[form_rule].place;
    if (date > until) {
        date_format(until, last);
        diag_error(c->diags, place, "rule-not-in-force",
                   N_("\"{1}\" does not hold on {2}: it held until {3}; look in the points list for what "
                      "replaced it"),
                   rule->id, day, last, NULL);
        return NULL;
    }
    date_format(rule_first(rule), from);
    diag_error(c->diags, place, "rule-not-in-force", N_("\"{1}\" does not hold on {2}: it holds from {3} on"),
               rule->id, day, from, NULL);
    return NULL;
}

static void check_points(const struct claim_checking *c, const struct claim_text *text,
                         const struct rule *rule, const struct value_range *range, struct claim_draft *draft)
{
    static const char *const words[] = {"分", "points", "point", NULL};
    const struct form_value *value = &text->values[form_points];
    char lo[points_text_size], hi[points_text_size];
    points_format(range->lo, lo);
    points_format(range->hi, hi);
    if (!range->range) {
        int64_t points;
        if (value->text && !(read_number(value, NULL, words, &points) && points == range->lo))
            diag_error(c->diags, value->place, "points-given",
                       N_("\"{1}\" is worth {2} points each time: leave the points out, and say how many "
                          "times"),
                       rule->id, lo, NULL);
    } else if (!value->text) {
        diag_error(c->diags, text->values[form_rule].place, "points-missing",
                   N_("\"{1}\" is worth {2} to {3} points: say how many (分值：… or points: …)"), rule->id,
                   lo, hi, NULL);
    } else if (!read_number(value, NULL, words, &draft->points)) {
        diag_error(c->diags, value->place, "bad-value",
                   N_("\"{1}\" is no number of points: write one from {2} to {3}"), value->text, lo, hi,
                   NULL);
    } else if (deed_points_of(range, true, draft->points) == deed_points_outside) {
        diag_error(c->diags, value->place, "out-of-range", N_("\"{1}\" is worth {2} to {3} points"), rule->id,
                   lo, hi, NULL);
    } else {
        draft->has_points = true;
    }
}

static void check_date(const struct claim_checking *c, const struct form_value *value, int32_t date)
{
    char received[date_text_size], late[16];
    date_format(c->received, received);
    snprintf(late, sizeof late, "%d", (int)c->records->village.late);
    enum deed_day day = deed_day_of(&c->records->village, date, c->received);
    if (day == deed_to_come)
        diag_error(c->diags, value->place, "bad-date-order",
                   N_("the deed is after {1}, the day on which it is claimed"), received, NULL);
    else if (day == deed_too_late)
        diag_error(c->diags, value->place, "bad-date-order",
                   N_("the deed is more than {1} days before {2}: too late for a meeting to decide it"), late,
                   received, NULL);
}

static void check_needs(const struct claim_checking *c, const struct claim_text *text,
                        const struct rule *rule)
{
    struct place place = text->values[form_rule].place;
    uint32_t lacks = deed_lacks(rule, (given(text, form_note) ? need_note : 0) |
                                          (given(text, form_evidence) ? need_evidence : 0));
    if (lacks & need_note)
        diag_error(c->diags, place, "needs-note",
                   c->options ? N_("\"{1}\" needs to be told in a line: add --note and the line")
                              : N_("\"{1}\" needs to be told in a line: add 说明：… or note: …"),
                   rule->id, NULL);
    if (lacks & need_evidence)
        diag_warning(c->diags, place, "needs-evidence",
                     N_("\"{1}\" needs evidence before a meeting approves it: add it to the claim later "
                        "(evidence: …)"),
                     rule->id, NULL);
}

static void check_village(const struct claim_checking *c, const struct claim_text *text)
{
    const struct form_value *village = &text->village;
    if (village->text && !strstr(village->text, c->records->village.name))
        diag_error(c->diags, village->place, "bad-value",
                   N_("this claim is for \"{1}\", and these are the records of {2}"), village->text,
                   c->records->village.name, NULL);
}

/* What all claims of a text have in common; false where they can't be made. */
static bool read_deed(const struct claim_checking *c, const struct claim_text *text,
                      struct claim_draft *draft)
{
    static const enum form_field required[] = {form_rule, form_date};
    size_t errors = c->diags->errors;
    *draft = (struct claim_draft){
        .times = points_one, .rule = records_none, .note = text->values[form_note].text, .again = c->again};
    check_village(c, text);
    for (size_t i = 0; i < sizeof required / sizeof *required; i++)
        if (!given(text, required[i]))
            diag_error(c->diags, text->start, "missing-key",
                       !c->options ? N_("\"{1}\" is missing: write {1}：… or {2}: …")
                       : required[i] == form_date
                           ? N_("--{2} is missing: write --{2} and the day of the deed, such as 2026-03-01")
                           : N_("--{2} is missing: write --{2} and its id"),
                       claim_form_label(required[i], language_zh_cn),
                       claim_form_label(required[i], language_en), NULL);
    if (given(text, form_rule))
        draft->rule = find_rule(c, &text->values[form_rule]);
    const struct rule *rule = draft->rule != records_none ? c->records->rules[draft->rule] : NULL;
    if (given(text, form_times))
        read_times(c, &text->values[form_times], rule, &draft->times);
    bool dated = given(text, form_date) && read_day(c, &text->values[form_date], &draft->date);
    if (dated)
        check_date(c, &text->values[form_date], draft->date);
    if (rule) {
        check_needs(c, text, rule);
        const struct value_range *value = dated ? check_rule(c, text, rule, draft->date) : NULL;
        if (value)
            check_points(c, text, rule, value, draft);
    }
    return c->diags->errors == errors;
}

/* What may not stand in the records may not come into them: numbers of persons. */
static bool check_personal(const struct claim_checking *c, const struct claim_text *text)
{
    size_t errors = c->diags->errors;
    for (size_t i = 0; i < form_fields; i++) {
        const struct form_value *value = &text->values[i];
        size_t len = value->text ? strlen(value->text) : 0;
        struct personal_scan scan = personal_scan(value->text ? value->text : "", len, 0);
        for (struct personal found; personal_next(&scan, &found);) {
            struct place place = value->place;
            if (found.place.line == 1) {
                place.column += found.place.column - 1;
                place.span = found.place.span;
            }
            diag_error(c->diags, place, "personal-data",
                       found.kind == personal_identity
                           ? N_("an identity number must not come into the records; take it out")
                           : N_("a mobile number must not come into the records; take it out"),
                       NULL);
            diag_hide(c->diags);
        }
    }
    return c->diags->errors == errors;
}

static bool read_evidence(const struct claim_checking *c, const struct form_value *value,
                          struct claim_draft *draft)
{
    size_t errors = c->diags->errors;
    if (!value->text)
        return true;
    size_t most = strlen(value->text) / 2 + 1;
    draft->evidence = arena_new(c->arena, const char *, most);
    for (const char *at = value->text; *at;) {
        size_t len = strcspn(at, ",; ");
        const char *path = arena_text(c->arena, at, len);
        if (len && !evidence_inside(path))
            diag_error(c->diags, value->place, "bad-path",
                       N_("\"{1}\" leaves records/: write the path from there, such as photos/a.jpg"), path,
                       NULL);
        else if (len)
            draft->evidence[draft->evidence_len++] = path;
        at += len + (at[len] != '\0');
    }
    return c->diags->errors == errors;
}

/* What the field that lets a deed stand twice is called where DEED is written. */
static const char *again_called(const struct deed *deed)
{
    return schema_called(records_schema(source_claims), deed->record.node, "again");
}

/* What stands in the records already: the commonest mistake is the same deed twice. */
static void check_double(const struct claim_checking *c, const struct claim_drafts *drafts,
                         const struct claim_draft *draft, struct place place)
{
    const struct records *r = c->records;
    const struct deed_key key = {draft->household, draft->resident, draft->rule, draft->date};
    for (uint32_t i = 0; i < r->entries_len && !c->again; i++) {
        const struct entry *e = &r->entries[i];
        const struct deed_key other = {e->household, e->resident, e->rule, e->date};
        if (!deed_same(&key, &other) || entry_undone(r, e))
            continue;
        struct buf id = {0};
        entry_id(r, e, &id);
        diag_error(
            c->diags, place, "double-entry",
            N_("{1}: this deed of the day is decided already, as entry \"{2}\"; if there were two, add "
               "--again, and {3}: {4} to that entry"),
            r->households[draft->household]->id, buf_text(&id), again_called(e->deed),
            flag_called(again_called(e->deed)), NULL);
        buf_free(&id);
        return;
    }
    for (uint32_t i = 0; i < r->claims_len && !c->again; i++) {
        const struct claim *claim = r->claims[i];
        const struct deed_key other = {claim->household, claim->resident, claim->deed.rule, claim->deed.date};
        if (claim->decision_meeting != records_none || !deed_same(&key, &other))
            continue;
        diag_error(c->diags, place, "double-entry",
                   N_("{1}: this deed of the day is claimed already, as \"{2}\"; if there were two, add "
                      "--again, and {3}: {4} to that claim"),
                   r->households[draft->household]->id, claim->id, again_called(&claim->deed),
                   flag_called(again_called(&claim->deed)), NULL);
        return;
    }
    for (size_t i = 0; i < drafts->len; i++) {
        const struct claim_draft *d = &drafts->items[i];
        const struct deed_key other = {d->household, d->resident, d->rule, d->date};
        if (deed_same(&key, &other) && !c->again) {
            diag_error(c->diags, place, "double-entry",
                       N_("{1}: this deed of the day is claimed twice here; take one out"),
                       r->households[draft->household]->id, NULL);
            return;
        }
    }
}

static void add_draft(const struct claim_checking *c, struct claim_drafts *drafts, struct claim_draft draft,
                      struct place place)
{
    const struct household *h = c->records->households[draft.household];
    if (!household_listed(h, draft.date)) {
        report_not_listed(h, draft.date, place, c->diags);
        return;
    }
    check_double(c, drafts, &draft, place);
    memory_push(drafts, draft);
}

void claim_check(const struct claim_checking *c, const struct claim_text *text, struct claim_drafts *drafts)
{
    struct claim_doers doers = {0};
    struct claim_draft draft;
    bool right = check_personal(c, text);
    right = read_deed(c, text, &draft) && right;
    right = read_evidence(c, &text->values[form_evidence], &draft) && right;
    bool wants = draft.rule != records_none && c->records->rules[draft.rule]->needs & need_resident;
    claim_who(c, text, wants, &doers);
    for (size_t i = 0; right && i < doers.len; i++) {
        draft.household = doers.items[i].household;
        draft.resident = doers.items[i].resident;
        add_draft(c, drafts, draft, doers.items[i].place);
    }
    memory_free(doers.items);
}
