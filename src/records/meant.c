/* What is said where a name or a title stands in place of an id: whose it is, and which id to write. */
#include "records/link.h"

#include "base/fold.h"
#include "base/memory.h"

#include <string.h>

enum { most_listed = 8 };

/* The kinds whose ids a reference of that code takes, a bit each. */
static unsigned kinds_of(const char *code)
{
    static const struct {
        const char *code;
        unsigned kinds;
    } references[] = {
        {"unknown-household", 1u << named_head | 1u << named_member},
        {"unknown-resident", 1u << named_member | 1u << named_head},
        {"unknown-rule", 1u << named_rule},
        {"unknown-category", 1u << named_category},
        {"unknown-reward", 1u << named_reward},
        {"unknown-meeting", 1u << named_meeting},
    };
    for (size_t i = 0; i < sizeof references / sizeof *references; i++)
        if (strcmp(references[i].code, code) == 0)
            return references[i].kinds;
    return 0;
}

/* The code of a reference that the field NAME makes; "" where it makes none. */
static const char *code_of(const char *field)
{
    static const struct {
        const char *field, *code;
    } fields[] = {
        {"household", "unknown-household"}, {"scores", "unknown-household"},
        {"members", "unknown-household"},   {"present", "unknown-household"},
        {"recused", "unknown-household"},   {"resident", "unknown-resident"},
        {"rule", "unknown-rule"},           {"category", "unknown-category"},
        {"reward", "unknown-reward"},       {"decided", "unknown-meeting"},
    };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (strcmp(fields[i].field, field) == 0)
            return fields[i].code;
    return "";
}

/* What a reference takes that stands for NAMED: a household for its member, where residents don't stand. */
static const char *wanted_id(const struct records *r, const struct named *named, bool household)
{
    if (household && named->kind == named_member) {
        uint32_t own = r->residents[named->index]->household;
        return own == records_none ? NULL : r->households[own]->id;
    }
    return named_id(r, named);
}

/* What NAME stands for where CODE is reported: its ids, in IDS; and the one record where it is one. */
static size_t candidates(struct link *link, const char *name, const char *code, struct buf *ids,
                         const struct named **one)
{
    const struct records *r = link->records;
    size_t count, found = 0;
    if (!link->named.items)
        named_make(&link->named, r);
    const struct named *named = named_find(&link->named, name, &count);
    bool household = strcmp(code, "unknown-household") == 0, resident = strcmp(code, "unknown-resident") == 0;
    const char *last = "";
    for (size_t i = 0; i < count; i++) {
        const char *id = wanted_id(r, &named[i], household);
        if (!(kinds_of(code) >> named[i].kind & 1) || (resident && named[i].kind == named_head) || !id ||
            strcmp(id, last) == 0)
            continue; /* a head that stands among the members too is one household */
        last = id;
        *one = &named[i];
        if (found < most_listed)
            buf_printf(ids, "%s%s", found ? ", " : "", id);
        else if (found == most_listed)
            buf_puts(ids, ", \xE2\x80\xA6");
        found++;
    }
    return found;
}

static const char *message_for(const struct named *named, bool household)
{
    switch (named->kind) {
    case named_head:
        return N_("\"{1}\" is the head of household {2}: write {2}");
    case named_member:
        return household ? N_("\"{1}\" is a member of household {2}: write {2}")
                         : N_("\"{1}\" is the resident {2}: write {2}");
    case named_rule:
        return N_("\"{1}\" is the title of the rule {2}: write {2}");
    case named_category:
        return N_("\"{1}\" is the title of the category {2}: write {2}");
    case named_reward:
        return N_("\"{1}\" is the title of the reward {2}: write {2}");
    case named_meeting:
        break;
    }
    return N_("\"{1}\" is the title of the meeting {2}: write {2}");
}

/* Says where a resident is wanted that NAME is a head who does not stand among the members; false: it is
 * none. */
static bool report_head(struct link *link, const char *name, struct place place, const char *code)
{
    struct buf ids = {0};
    const struct named *one = NULL;
    size_t found = candidates(link, name, "unknown-household", &ids, &one);
    bool head = found == 1 && one->kind == named_head;
    if (head)
        diag_error(link->diags, place, code,
                   N_("\"{1}\" is the head of household {2} and stands not among its members: write "
                      "household: {2}, or list them there as a member with an id"),
                   name, buf_text(&ids), NULL);
    buf_free(&ids);
    return head;
}

bool link_meant(struct link *link, const char *name, struct place place, const char *reference,
                const char *code)
{
    struct buf ids = {0};
    const struct named *one = NULL;
    bool household = strcmp(reference, "unknown-household") == 0;
    size_t found = candidates(link, name, reference, &ids, &one);
    if (found == 1)
        diag_error(link->diags, place, code, message_for(one, household), name, buf_text(&ids), NULL);
    else if (found)
        diag_error(link->diags, place, code,
                   N_("\"{1}\" is the name of several: write the id that is meant, of {2}"), name,
                   buf_text(&ids), NULL);
    else if (strcmp(reference, "unknown-resident") == 0)
        found = report_head(link, name, place, code);
    buf_free(&ids);
    return found;
}

bool link_nearly_meant(struct link *link, const char *name, struct place place, const char *reference,
                       const char *code)
{
    static const struct {
        enum named_kind kind;
        const char *message;
    } kinds[] = {
        {named_rule, N_("no rule \"{1}\"; did you mean {2} (\"{3}\")?")},
        {named_category, N_("no category \"{1}\"; did you mean {2} (\"{3}\")?")},
        {named_reward, N_("no reward \"{1}\"; did you mean {2} (\"{3}\")?")},
        {named_head, N_("no household \"{1}\"; did you mean {2} (\"{3}\")?")},
    };
    const struct records *r = link->records;
    if (!text_chinese(name))
        return false;
    if (!link->named.items)
        named_make(&link->named, r);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const struct named *near =
            kinds_of(reference) >> kinds[i].kind & 1 ? named_near(&link->named, kinds[i].kind, name) : NULL;
        const char *id = near ? wanted_id(r, near, false) : NULL;
        if (!id || fold_same(near->name, name)) /* what is named so exactly is no answer here */
            continue;
        diag_error(link->diags, place, code, kinds[i].message, name, id, near->name, NULL);
        return true;
    }
    return false;
}

void link_names_for_ids(struct link *link)
{
    struct diags *diags = link->diags;
    for (size_t i = 0, len = diags->len; i < len; i++) {
        struct diag d = diags->items[i];
        if (d.message != read_id_message || !d.args || !d.args[0] || !d.args[1] || d.secret)
            continue;
        const char *reference = code_of(d.args[1]);
        if (*reference && (link_meant(link, d.args[0], d.place, reference, d.code) ||
                           link_nearly_meant(link, d.args[0], d.place, reference, d.code)))
            diag_replace(diags, i);
    }
}
