#include "claims/claim_check.h"

#include "base/date.h"
#include "base/memory.h"
#include "base/points.h"
#include "base/utf8.h"
#include "records/records.h"

#include <stdio.h>
#include <string.h>

/* Ids of a list, each with its place. */
struct id_list {
    struct form_value *items;
    size_t len;
    size_t cap;
};

static bool given(const struct claim_text *text, enum form_field field)
{
    return text->values[field].text != NULL;
}

/* The place of LEN bytes at AT within a value. */
static struct place within(const struct form_value *value, size_t at, size_t len)
{
    struct place place = value->place;
    place.column += (uint32_t)utf8_count(value->text, at);
    place.span = (uint32_t)utf8_count(value->text + at, len);
    return place;
}

static bool id_character(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
}

/* Bytes at TEXT that may stand between two ids, or behind one in brackets; 0 where it is none of these. */
static size_t between_ids(const char *text)
{
    static const char *const marks[] = {" ", ",", ";", "/", "、", "和", "及", "与", "户"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strncmp(text, marks[i], strlen(marks[i])) == 0)
            return strlen(marks[i]);
    const char *close = *text == '(' ? strchr(text, ')') : NULL;
    return close ? (size_t)(close - text) + 1 : 0;
}

/* Splits a list of ids; false, reported, where something else stands between them. */
static bool split_ids(const struct claim_checking *c, const struct form_value *value, struct id_list *out)
{
    const char *text = value->text;
    for (size_t at = 0; text[at];) {
        size_t len = 0;
        while (id_character(text[at + len]))
            len++;
        if (len) {
            struct form_value id = {.text = arena_text(c->arena, text + at, len),
                                    .place = within(value, at, len)};
            memory_push(out, id);
        } else {
            len = between_ids(text + at);
        }
        if (!len) {
            diag_error(c->diags, within(value, at, strlen(text + at)), "bad-value",
                       N_("\"{1}\": write numbers alone, with 、 or a comma between, such as h105、h106"),
                       text + at, NULL);
            return false;
        }
        at += len;
    }
    return true;
}

typedef const char *name_of(const struct records *records, uint32_t index);

static const char *household_name(const struct records *r, uint32_t i)
{
    return r->households[i]->id;
}

static const char *resident_name(const struct records *r, uint32_t i)
{
    return r->residents[i]->id;
}

static const char *rule_name(const struct records *r, uint32_t i)
{
    return r->rules[i]->id;
}

static const char *nearest(const struct records *r, const char *id, uint32_t count, name_of *name)
{
    const char **names = memory_new(count + 1, sizeof *names);
    for (uint32_t i = 0; i < count; i++)
        names[i] = name(r, i);
    const char *near = diag_nearest(id, names, count);
    memory_free(names);
    return near;
}

/* The index of ID in MAP, also where it was written in capitals. */
static uint32_t find_id(const struct map *map, const char *id)
{
    uint32_t found = map_find(map, id);
    if (found != map_none)
        return found;
    char small[128];
    size_t len = strlen(id);
    if (len >= sizeof small)
        return map_none;
    for (size_t i = 0; i <= len; i++)
        small[i] = id[i] >= 'A' && id[i] <= 'Z' ? (char)(id[i] - 'A' + 'a') : id[i];
    return map_find(map, small);
}

static void report_unknown(const struct claim_checking *c, const struct form_value *id, const char *code,
                           const char *near, const char *with_near, const char *without)
{
    if (near)
        diag_error(c->diags, id->place, code, with_near, id->text, near, NULL);
    else
        diag_error(c->diags, id->place, code, without, id->text, NULL);
}

static uint32_t find_household(const struct claim_checking *c, const struct form_value *id)
{
    uint32_t found = find_id(&c->records->household_ids, id->text);
    if (found == map_none)
        report_unknown(c, id, "unknown-household",
                       nearest(c->records, id->text, c->records->households_len, household_name),
                       N_("no household \"{1}\"; did you mean \"{2}\"?"), N_("no household \"{1}\""));
    return found;
}

static uint32_t find_resident(const struct claim_checking *c, const struct form_value *id)
{
    uint32_t found = find_id(&c->records->resident_ids, id->text);
    if (found == map_none)
        report_unknown(c, id, "unknown-resident",
                       nearest(c->records, id->text, c->records->residents_len, resident_name),
                       N_("no resident \"{1}\"; did you mean \"{2}\"?"), N_("no resident \"{1}\""));
    return found;
}

/* The rule whose title is TEXT; records_none where none or several are called so. */
static uint32_t rule_by_title(const struct records *r, const char *text)
{
    uint32_t found = records_none;
    for (uint32_t i = 0; i < r->rules_len; i++)
        if (strcmp(r->rules[i]->title, text) == 0) {
            if (found != records_none)
                return records_none;
            found = i;
        }
    return found;
}

/* The rule: by its id, with or without a title behind it, or by its title alone. */
static uint32_t find_rule(const struct claim_checking *c, const struct form_value *value)
{
    const struct records *r = c->records;
    size_t len = 0;
    while (id_character(value->text[len]))
        len++;
    const char *title = value->text + len;
    while (*title == ' ')
        title++;
    struct form_value id = {.text = arena_text(c->arena, value->text, len), .place = within(value, 0, len)};
    uint32_t rule = len ? find_id(&r->rule_ids, id.text) : map_none;
    uint32_t titled = *title ? rule_by_title(r, title) : records_none;
    if (rule == map_none && !(len && *title))
        titled = rule_by_title(r, value->text);
    if (rule == map_none && len == 0 && titled == records_none)
        diag_error(c->diags, value->place, "unknown-rule",
                   N_("no rule has this title alone; write the rule's id before it, as the points list has "
                      "it"),
                   NULL);
    else if (rule == map_none && titled == records_none)
        report_unknown(c, &id, "unknown-rule", nearest(r, id.text, r->rules_len, rule_name),
                       N_("no rule \"{1}\"; did you mean \"{2}\"?"),
                       N_("no rule \"{1}\"; the points list has the ids"));
    else if (rule != map_none && titled != records_none && titled != rule &&
             strcmp(r->rules[rule]->title, title) != 0)
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
    bool known = *rest == '\0' || (unit && strcmp(rest, unit) == 0);
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
    const struct value_range *value = rule_value(rule, date, NULL, NULL);
    if (rule_holds(rule, date) && value)
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
    } else if (draft->points < range->lo || draft->points > range->hi) {
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
    if (date > c->received)
        diag_error(c->diags, value->place, "bad-date-order",
                   N_("the deed is after {1}, the day on which it is claimed"), received, NULL);
    else if (c->received - date > c->records->village.late)
        diag_error(c->diags, value->place, "bad-date-order",
                   N_("the deed is more than {1} days before {2}: too late for a meeting to decide it"), late,
                   received, NULL);
}

static void check_needs(const struct claim_checking *c, const struct claim_text *text,
                        const struct rule *rule)
{
    struct place place = text->values[form_rule].place;
    if (rule->needs & need_note && !given(text, form_note))
        diag_error(c->diags, place, "needs-note",
                   N_("\"{1}\" needs to be told in a line: add 说明：… or note: …"), rule->id, NULL);
    if (rule->needs & need_resident && !given(text, form_resident))
        diag_error(c->diags, place, "needs-resident",
                   N_("\"{1}\" needs the resident who did it: add 本人：… or resident: …, with the number "
                      "that stands in the household's file"),
                   rule->id, NULL);
    if (rule->needs & need_evidence && !given(text, form_evidence))
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

static void report_nobody(const struct claim_checking *c, const struct claim_text *text)
{
    diag_error(c->diags, text->start, "missing-key",
               N_("whose deed was it? \"{1}\" is missing: write {1}：… or {2}: …"),
               claim_form_label(form_household, language_zh_cn),
               claim_form_label(form_household, language_en), NULL);
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
    if (!given(text, form_household) && !given(text, form_resident))
        report_nobody(c, text);
    for (size_t i = 0; i < sizeof required / sizeof *required; i++)
        if (!given(text, required[i]))
            diag_error(c->diags, text->start, "missing-key", N_("\"{1}\" is missing: write {1}：… or {2}: …"),
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

static void read_evidence(const struct claim_checking *c, const struct form_value *value,
                          struct claim_draft *draft)
{
    if (!value->text)
        return;
    size_t most = strlen(value->text) / 2 + 1;
    draft->evidence = arena_new(c->arena, const char *, most);
    for (const char *at = value->text; *at;) {
        size_t len = strcspn(at, ",; ");
        if (len)
            draft->evidence[draft->evidence_len++] = arena_text(c->arena, at, len);
        at += len + (at[len] != '\0');
    }
}

/* What stands in the records already: the commonest mistake is the same deed twice. */
static void check_double(const struct claim_checking *c, const struct claim_drafts *drafts,
                         const struct claim_draft *draft, struct place place)
{
    const struct records *r = c->records;
    for (uint32_t i = 0; i < r->entries_len && !c->again; i++) {
        const struct entry *e = &r->entries[i];
        if (e->household != draft->household || e->resident != draft->resident || e->rule != draft->rule ||
            e->date != draft->date || entry_undone(r, e))
            continue;
        struct buf id = {0};
        entry_id(r, e, &id);
        diag_error(
            c->diags, place, "double-entry",
            N_("{1}: this deed of the day is decided already, as entry \"{2}\"; if there were two, add "
               "--again, and again: true to that entry"),
            r->households[draft->household]->id, buf_text(&id), NULL);
        buf_free(&id);
        return;
    }
    for (uint32_t i = 0; i < r->claims_len && !c->again; i++) {
        const struct claim *claim = r->claims[i];
        if (claim->decision_meeting != records_none || claim->household != draft->household ||
            claim->resident != draft->resident || claim->deed.rule != draft->rule ||
            claim->deed.date != draft->date)
            continue;
        diag_error(c->diags, place, "double-entry",
                   N_("{1}: this deed of the day is claimed already, as \"{2}\"; if there were two, add "
                      "--again, and again: true to that claim"),
                   r->households[draft->household]->id, claim->id, NULL);
        return;
    }
    for (size_t i = 0; i < drafts->len; i++) {
        const struct claim_draft *d = &drafts->items[i];
        if (d->household == draft->household && d->resident == draft->resident && d->rule == draft->rule &&
            d->date == draft->date && !c->again) {
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
        char date[date_text_size];
        date_format(draft.date, date);
        diag_error(c->diags, place, "not-listed", N_("household \"{1}\" is not on the list on {2}"), h->id,
                   date, NULL);
        return;
    }
    check_double(c, drafts, &draft, place);
    memory_push(drafts, draft);
}

/* The residents that are named, each a claim; COVERED tells which households have one so. */
static void add_residents(const struct claim_checking *c, const struct id_list *residents,
                          const struct id_list *households, bool *covered, struct claim_draft draft,
                          struct claim_drafts *drafts)
{
    const struct records *r = c->records;
    for (size_t i = 0; i < residents->len; i++) {
        draft.resident = find_resident(c, &residents->items[i]);
        if (draft.resident == map_none)
            continue;
        draft.household = r->residents[draft.resident]->household;
        bool named = households->len == 0;
        for (size_t k = 0; k < households->len; k++)
            if (find_id(&r->household_ids, households->items[k].text) == draft.household)
                named = covered[k] = true;
        if (named)
            add_draft(c, drafts, draft, residents->items[i].place);
        else
            diag_error(c->diags, residents->items[i].place, "wrong-household",
                       N_("resident \"{1}\" belongs to household \"{2}\", which is not named"),
                       r->residents[draft.resident]->id, r->households[draft.household]->id, NULL);
    }
}

void claim_check(const struct claim_checking *c, const struct claim_text *text, struct claim_drafts *drafts)
{
    struct id_list households = {0}, residents = {0};
    struct claim_draft draft;
    bool right = read_deed(c, text, &draft);
    read_evidence(c, &text->values[form_evidence], &draft);
    bool split = true;
    if (given(text, form_household))
        split = split_ids(c, &text->values[form_household], &households);
    if (given(text, form_resident))
        split = split_ids(c, &text->values[form_resident], &residents) && split;
    if (split && (given(text, form_household) || given(text, form_resident)) && !households.len &&
        !residents.len) /* nothing but signs and what stands in brackets */
        report_nobody(c, text);
    bool *covered = memory_new(households.len + 1, sizeof *covered);
    if (split && right)
        add_residents(c, &residents, &households, covered, draft, drafts);
    for (size_t i = 0; split && i < households.len; i++) {
        if (covered[i])
            continue;
        draft.household = find_household(c, &households.items[i]);
        draft.resident = records_none;
        if (draft.household == map_none || !right)
            continue;
        if (c->records->rules[draft.rule]->needs & need_resident)
            diag_error(
                c->diags, households.items[i].place, "needs-resident",
                N_("who of household \"{1}\" did it? name one of its residents (本人：… or resident: …)"),
                households.items[i].text, NULL);
        else
            add_draft(c, drafts, draft, households.items[i].place);
    }
    memory_free(covered);
    memory_free(households.items);
    memory_free(residents.items);
}
