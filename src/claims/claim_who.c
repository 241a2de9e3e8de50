#include "claims/claim_who.h"

#include "base/fold.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "records/named.h"
#include "records/typed.h"

#include <string.h>

/* A household that the text names. */
struct named_household {
    uint32_t number; /* records_none: there is none */
    struct place place;
    bool covered; /* by one of its residents */
};

struct naming {
    const struct claim_checking *checking;
    struct claim_doers *doers;
    struct {
        struct named_household *items;
        size_t len, cap;
    } households;
};

/* --- lists
 * --------------------------------------------------------------------------------------------------- */

/* Bytes of the mark at TEXT that is one of MARKS; 0: none. */
static size_t mark_at(const char *text, const char *const *marks)
{
    for (; *marks; marks++)
        if (strncmp(text, *marks, strlen(*marks)) == 0)
            return strlen(*marks);
    return 0;
}

/* What is said in brackets at TEXT, with them; 0: none is. */
static size_t brackets_at(const char *text)
{
    const char *close = *text == '(' ? strchr(text, ')') : NULL;
    return close ? (size_t)(close - text) + 1 : 0;
}

static const char *const between_ids[] = {" ", ",", ";", "/", "、", "和", "及", "与", "户", NULL};
static const char *const between_people[] = {",", ";", "/", "、", "(", NULL};
static const char *const joining[] = {"和", "及", "与", " ", NULL};

/* --- households
 * -------------------------------------------------------------------------------------------------- */

static void report_household(const struct claim_checking *c, const char *id, struct place place)
{
    const struct records *r = c->records;
    const char **ids = memory_new(r->households_len + 1, sizeof *ids);
    for (uint32_t i = 0; i < r->households_len; i++)
        ids[i] = r->households[i]->id;
    const char *near = nearest_word(id, ids, r->households_len);
    memory_free(ids);
    if (near)
        diag_error(c->diags, place, "unknown-household", N_("no household \"{1}\"; did you mean \"{2}\"?"),
                   id, near, NULL);
    else
        diag_error(c->diags, place, "unknown-household", N_("no household \"{1}\""), id, NULL);
}

/* Where people are named in place of households: says whose household it is. False: it is nobody's name. */
static bool report_name(const struct claim_checking *c, const char *text, struct place place)
{
    struct named_index index;
    struct buf ids = {0};
    size_t count, len = 0, found = 0;
    while (text[len] && !mark_at(text + len, between_people))
        len++;
    const char *name = arena_text(c->arena, text, len), *last = "";
    named_make(&index, c->records);
    const struct named *named = named_find(&index, name, &count);
    for (size_t i = 0; i < count; i++) {
        if (named[i].kind != named_head && named[i].kind != named_member)
            continue;
        uint32_t own =
            named[i].kind == named_head ? named[i].index : c->records->residents[named[i].index]->household;
        const char *id = own == records_none ? last : c->records->households[own]->id;
        if (strcmp(id, last) == 0)
            continue;
        last = id;
        buf_printf(&ids, "%s%s", found++ ? ", " : "", id);
    }
    if (found)
        diag_error(c->diags, place, "unknown-household",
                   found > 1 ? N_("\"{1}\" is the name of several: write the id that is meant, of {2}")
                             : N_("\"{1}\" is of household {2}: write {2}"),
                   name, buf_text(&ids), NULL);
    buf_free(&ids);
    named_free(&index);
    return found > 0;
}

/* The households of VALUE; false, reported, where something else stands between their ids. */
static bool read_households(struct naming *n, const struct form_value *value)
{
    const struct claim_checking *c = n->checking;
    for (size_t at = 0; value->text[at];) {
        size_t len = form_id(value->text + at), skip = mark_at(value->text + at, between_ids);
        if (len) {
            const char *id = arena_text(c->arena, value->text + at, len);
            struct named_household named = {.number = typed_find(c->records, typed_household, id),
                                            .place = form_within(value, at, len)};
            if (named.number == records_none)
                report_household(c, id, named.place);
            memory_push(&n->households, named);
        } else if (!skip && !(skip = brackets_at(value->text + at))) {
            if (report_name(c, value->text + at, form_within(value, at, strlen(value->text + at))))
                return false;
            diag_error(c->diags, form_within(value, at, strlen(value->text + at)), "bad-value",
                       N_("\"{1}\": write numbers alone, with 、 or a comma between, such as h105、h106"),
                       value->text + at, NULL);
            return false;
        }
        at += len ? len : skip;
    }
    return true;
}

/* --- residents
 * --------------------------------------------------------------------------------------------------- */

/* Who may be meant by a name: how many there are, the first of them, and all in words. */
struct meant {
    uint32_t resident;
    size_t count;
    struct buf list; /* 张大山 (h105-1), 张小花 (h105-2) */
};

static void add_meant(struct meant *meant, const struct resident *resident, uint32_t number)
{
    meant->resident = meant->count++ ? meant->resident : number;
    buf_printf(&meant->list, "%s%s (%s)", meant->list.len ? ", " : "", resident->name.text, resident->id);
}

/* The members of household number HOUSEHOLD that are called NAME; all of them where it is NULL. */
static void find_in(const struct records *r, uint32_t household, const char *name, struct meant *meant)
{
    const struct household *h = r->households[household];
    for (uint32_t i = 0; i < h->members_len; i++)
        if (!name || fold_same(h->members[i].name.text, name))
            add_meant(meant, &h->members[i], map_find(&r->resident_ids, h->members[i].id));
}

static void find_anywhere(const struct records *r, const char *name, struct meant *meant)
{
    struct named_index index;
    size_t count;
    named_make(&index, r);
    const struct named *named = named_find(&index, name, &count);
    for (size_t i = 0; i < count; i++)
        if (named[i].kind == named_member)
            add_meant(meant, r->residents[named[i].index], named[i].index);
    named_free(&index);
}

/* Finds the people called NAME, or of that id, in the households that are named, or else in the village. */
static void find_people(const struct naming *n, const char *name, struct meant *meant)
{
    const struct records *r = n->checking->records;
    uint32_t by_id = typed_find(r, typed_resident, name);
    if (by_id != records_none) {
        add_meant(meant, r->residents[by_id], by_id);
        return;
    }
    for (size_t i = 0; i < n->households.len; i++)
        if (n->households.items[i].number != records_none)
            find_in(r, n->households.items[i].number, name, meant);
    if (!n->households.len)
        find_anywhere(r, name, meant);
}

/* Says that NAME is nobody's, and who there is. */
static void report_nobody(const struct naming *n, const char *name, struct place place)
{
    const struct claim_checking *c = n->checking;
    const struct records *r = c->records;
    const char **ids = memory_new(r->residents_len + 1, sizeof *ids);
    struct meant all = {0};
    for (uint32_t i = 0; i < r->residents_len; i++)
        ids[i] = r->residents[i]->id;
    const char *near = name[form_id(name)] ? NULL : nearest_word(name, ids, r->residents_len);
    for (size_t i = 0; i < n->households.len; i++)
        if (n->households.items[i].number != records_none)
            find_in(r, n->households.items[i].number, NULL, &all);
    if (near)
        diag_error(c->diags, place, "unknown-resident", N_("no resident \"{1}\"; did you mean \"{2}\"?"),
                   name, near, NULL);
    else if (all.count)
        diag_error(c->diags, place, "unknown-resident",
                   N_("nobody of that household is called \"{1}\"; in it are {2}"), name, buf_text(&all.list),
                   NULL);
    else
        diag_error(c->diags, place, "unknown-resident",
                   N_("no member of a household is called \"{1}\"; members stand in the household's file "
                      "(members: …)"),
                   name, NULL);
    memory_free(ids);
    buf_free(&all.list);
}

/* Takes RESIDENT as who did it; it must be of a household that is named, if any is. */
static void add_resident(struct naming *n, uint32_t resident, struct place place)
{
    const struct claim_checking *c = n->checking;
    const struct records *r = c->records;
    struct claim_doer doer = {r->residents[resident]->household, resident, place};
    bool named = n->households.len == 0;
    for (size_t i = 0; i < n->households.len; i++)
        if (n->households.items[i].number == doer.household)
            named = n->households.items[i].covered = true;
    if (named)
        memory_push(n->doers, doer);
    else
        diag_error(c->diags, place, "wrong-household",
                   N_("resident \"{1}\" belongs to household \"{2}\", which is not named"),
                   r->residents[resident]->id, r->households[doer.household]->id, NULL);
}

/* Bytes of LEN at TEXT that are the names of people of that name, the longest that there is before what may
 * join two names; 0: there is none. */
static size_t longest_name(const struct naming *n, const char *text, size_t len, struct meant *meant)
{
    for (size_t end = len; end > 0; end--) {
        if (end < len && !mark_at(text + end, joining))
            continue;
        find_people(n, arena_text(n->checking->arena, text, end), meant);
        if (meant->count)
            return end;
    }
    return 0;
}

/* The names from FROM to TO, between which no more than a blank or a word stands. */
static void read_names(struct naming *n, const struct form_value *value, size_t from, size_t to)
{
    const struct claim_checking *c = n->checking;
    for (size_t at = from, skip; at < to;) {
        struct meant meant = {0};
        size_t len = longest_name(n, value->text + at, to - at, &meant);
        struct place place = form_within(value, at, len ? len : to - at);
        const char *name = arena_text(c->arena, value->text + at, len ? len : to - at);
        if (meant.count == 1)
            add_resident(n, meant.resident, place);
        else if (meant.count)
            diag_error(
                c->diags, place, "unknown-resident",
                N_("several people are called \"{1}\": write the number of the one who is meant, of {2}"),
                name, buf_text(&meant.list), NULL);
        buf_free(&meant.list);
        if (!len && at > from && (skip = mark_at(value->text + at, joining)) != 0) {
            at += skip;
            continue;
        }
        if (!len)
            report_nobody(n, name, place);
        at += len ? len : to - at;
    }
}

static void read_residents(struct naming *n, const struct form_value *value)
{
    for (size_t at = 0; value->text[at];) {
        size_t skip = brackets_at(value->text + at), end = at;
        skip = skip ? skip : mark_at(value->text + at, between_people);
        skip = skip ? skip : value->text[at] == ' ';
        if (skip) {
            at += skip;
            continue;
        }
        while (value->text[end] && !mark_at(value->text + end, between_people))
            end++;
        size_t to = end;
        while (value->text[to - 1] == ' ')
            to--;
        read_names(n, value, at, to);
        at = end;
    }
}

/* --- all of it
 * --------------------------------------------------------------------------------------------------- */

static void report_nothing(const struct claim_checking *c, const struct claim_text *text)
{
    diag_error(c->diags, text->start, "missing-key",
               c->options ? N_("whose deed was it? write --{2} and the household's id, such as --{2} h105")
                          : N_("whose deed was it? \"{1}\" is missing: write {1}：… or {2}: …"),
               claim_form_label(form_household, language_zh_cn),
               claim_form_label(form_household, language_en), NULL);
}

/* Household number HOUSEHOLD is named, and who of it did it is not. */
static void report_wanted(const struct claim_checking *c, uint32_t household, struct place place)
{
    struct meant all = {0};
    find_in(c->records, household, NULL, &all);
    if (all.count)
        diag_error(c->diags, place, "needs-resident",
                   N_("who of household \"{1}\" did it? name one of {2} (本人：… or resident: …)"),
                   c->records->households[household]->id, buf_text(&all.list), NULL);
    else
        diag_error(c->diags, place, "needs-resident",
                   N_("the rule wants to know who did it, and household \"{1}\" has no members in the "
                      "records: add them to its file first (members: …)"),
                   c->records->households[household]->id, NULL);
    buf_free(&all.list);
}

void claim_who(const struct claim_checking *checking, const struct claim_text *text, bool wants,
               struct claim_doers *doers)
{
    const struct form_value *household = &text->values[form_household],
                            *resident = &text->values[form_resident];
    struct naming n = {.checking = checking, .doers = doers};
    size_t errors = checking->diags->errors, before;
    bool read = (!household->text || read_households(&n, household)) &&
                (!resident->text || checking->diags->errors == errors);
    before = checking->diags->errors;
    if (read && resident->text)
        read_residents(&n, resident);
    wants = wants && checking->diags->errors == before;
    for (size_t i = 0; read && i < n.households.len; i++) {
        const struct named_household *named = &n.households.items[i];
        struct claim_doer doer = {named->number, records_none, named->place};
        if (named->covered || named->number == records_none)
            continue;
        if (wants)
            report_wanted(checking, named->number, named->place);
        else
            memory_push(doers, doer);
    }
    if (!doers->len && checking->diags->errors == errors) /* nothing, or signs and brackets alone */
        report_nothing(checking, text);
    memory_free(n.households.items);
}
