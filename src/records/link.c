/* How a reference is looked up, and what is said where it leads to nothing. */
#include "records/link.h"

#include "base/memory.h"

#include <string.h>

/* The nearest to ID of the COUNT names that NAME gives, which INDEX is made of; NULL where none is near. */
static const char *suggest(struct link *link, struct nearest *index, const char *id, uint32_t count,
                           link_name *name)
{
    if (!index->words) {
        const char **names = memory_new(count, sizeof *names);
        uint32_t known = 0;
        for (uint32_t i = 0; i < count; i++)
            if ((names[known] = name(link->records, i)) != NULL)
                known++;
        nearest_make(index, names, known);
        memory_free(names);
    }
    return nearest_find(index, id);
}

uint32_t link_find(struct link *link, const struct map *map, const char *id, struct place place,
                   enum source_kind kind, const char *code, uint32_t count, link_name *name)
{
    uint32_t index = map_find(map, id);
    if (index != map_none || !link_knows(link, kind))
        return index;
    bool counted = diag_counts_only(link->diags, place);
    if (!counted && link_meant(link, id, place, code, code))
        return records_none;
    static const struct {
        const char *code, *plain, *near;
    } messages[link_kinds] = {
        {"unknown-category", N_("no category \"{1}\""), N_("no category \"{1}\"; did you mean \"{2}\"?")},
        {"unknown-rule", N_("no rule \"{1}\""), N_("no rule \"{1}\"; did you mean \"{2}\"?")},
        {"unknown-household",
         N_("no household \"{1}\"; one that has left stays on the list, with {2}: its last day"),
         N_("no household \"{1}\"; did you mean \"{2}\"? (one that has left stays on the list, with {3}: "
            "its last day)")},
        {"unknown-resident", N_("no resident \"{1}\""), N_("no resident \"{1}\"; did you mean \"{2}\"?")},
        {"unknown-meeting", N_("no meeting \"{1}\""), N_("no meeting \"{1}\"; did you mean \"{2}\"?")},
        {"unknown-claim", N_("no claim \"{1}\""), N_("no claim \"{1}\"; did you mean \"{2}\"?")},
        {"unknown-objection", N_("no objection \"{1}\""), N_("no objection \"{1}\"; did you mean \"{2}\"?")},
        {"unknown-reward", N_("no reward \"{1}\""), N_("no reward \"{1}\"; did you mean \"{2}\"?")},
    };
    size_t m = 0;
    while (strcmp(messages[m].code, code) != 0)
        m++;
    const struct records *r = link->records;
    const struct node *listed = r->households_len ? r->households[0]->record.node : NULL;
    const char *until = schema_called(&household_schema, listed, "until");
    const char *near = counted ? NULL : suggest(link, &link->nearest[m], id, count, name);
    if (near)
        diag_error(link->diags, place, code, messages[m].near, id, near, until, NULL);
    else if (!counted && link_nearly_meant(link, id, place, code, code))
        return records_none;
    else
        diag_error(link->diags, place, code, messages[m].plain, id, until, NULL);
    return records_none;
}

void link_end(struct link *link)
{
    for (size_t i = 0; i < link_kinds; i++)
        nearest_free(&link->nearest[i]);
    named_free(&link->named);
}

static const char *household_name(const struct records *r, uint32_t i)
{
    return r->households[i]->id;
}
static const char *resident_name_(const struct records *r, uint32_t i)
{
    return r->residents[i]->id;
}
static const char *rule_name(const struct records *r, uint32_t i)
{
    return r->rules[i]->id;
}
static const char *meeting_name(const struct records *r, uint32_t i)
{
    return r->meetings[i]->id;
}
static const char *category_name(const struct records *r, uint32_t i)
{
    return r->categories[i]->id;
}
static const char *reward_name(const struct records *r, uint32_t i)
{
    return r->rewards[i]->id;
}

uint32_t link_household(struct link *link, const char *id, struct place place)
{
    return link_find(link, &link->records->household_ids, id, place, source_households, "unknown-household",
                     link->records->households_len, household_name);
}

uint32_t link_resident(struct link *link, const char *id, struct place place)
{
    return link_find(link, &link->records->resident_ids, id, place, source_households, "unknown-resident",
                     link->records->residents_len, resident_name_);
}

uint32_t link_rule(struct link *link, const char *id, struct place place)
{
    return link_find(link, &link->records->rule_ids, id, place, source_rules, "unknown-rule",
                     link->records->rules_len, rule_name);
}

uint32_t link_meeting(struct link *link, const char *id, struct place place)
{
    return link_find(link, &link->records->meeting_ids, id, place, source_meeting, "unknown-meeting",
                     link->records->meetings_len, meeting_name);
}

uint32_t link_category(struct link *link, const char *id, struct place place)
{
    return link_find(link, &link->records->category_ids, id, place, source_rules, "unknown-category",
                     link->records->categories_len, category_name);
}

uint32_t link_reward(struct link *link, const char *id, struct place place)
{
    return link_find(link, &link->records->reward_ids, id, place, source_rewards, "unknown-reward",
                     link->records->rewards_len, reward_name);
}

/* Says that ID is a line for many, and which entries it has; false: it is none. */
static bool report_line(struct link *link, const char *id, struct place place)
{
    enum { most_listed = 8 };
    uint32_t count, first = entries_of_line(link->records, id, &count);
    struct buf ids = {0};
    if (first == records_none)
        return false;
    entry_ids(link->records, first, count, most_listed, &ids);
    diag_error(link->diags, place, "unknown-entry",
               N_("\"{1}\" is a line for many: write which of its entries is meant, of {2}"), id,
               buf_text(&ids), NULL);
    buf_free(&ids);
    return true;
}

/* Says that ID is of points passed on, which are no entry; false: it is not. */
static bool report_transfer(struct link *link, const char *id, struct place place)
{
    const struct records *r = link->records;
    const char *slash = strchr(id, '/');
    uint32_t meeting = slash ? map_get(&r->meeting_ids, id, (size_t)(slash - id)) : records_none;
    if (meeting == records_none || slash[1] != 't')
        return false;
    struct buf own = {0};
    bool found = false;
    for (uint32_t i = 0; i < r->meetings[meeting]->transfers_len && !found; i++) {
        buf_clear(&own);
        buf_printf(&own, "t%u", i + 1);
        found = strcmp(buf_text(&own), slash + 1) == 0;
    }
    buf_free(&own);
    if (found)
        diag_error(link->diags, place, "unknown-entry",
                   N_("\"{1}\" is points passed on, and no entry: a later meeting passes them back ({2})"),
                   id, schema_called(&meeting_schema, r->meetings[meeting]->record.node, "transfers"), NULL);
    return found;
}

uint32_t link_entry(struct link *link, const char *id, struct place place)
{
    bool line_unknown;
    uint32_t entry = entry_look_up(link->records, id, strlen(id), &line_unknown);
    if (entry == records_none && !line_unknown && link_knows(link, source_meeting) &&
        link_knows(link, source_claims) && !report_line(link, id, place) && !report_transfer(link, id, place))
        diag_error(link->diags, place, "unknown-entry",
                   N_("no entry \"{1}\": an entry's id is MEETING/PLACE, of a line for many "
                      "MEETING/PLACE/HOUSEHOLD"),
                   id, NULL);
    return entry;
}
