/* From files to arrays: all records of a kind together, in their order, and the maps of their ids. */
#include "records/link.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* A growing array of pointers, moved to the arena when it is complete. */
struct pointers {
    void **items;
    size_t len;
    size_t cap;
};

static uint32_t settle(struct link *link, struct pointers *from, void *array)
{
    void **items = arena_new(&link->records->arena, void *, from->len);
    if (from->len)
        memcpy(items, from->items, from->len * sizeof *items);
    memory_free(from->items);
    memcpy(array, &items, sizeof items);
    return (uint32_t)from->len;
}

static void collect_lists(struct link *link)
{
    struct records *r = link->records;
    struct pointers lists = {0}, categories = {0}, rules = {0}, adjustments = {0};
    struct definitions category_ids = {.map = &r->category_ids,
                                       .message = N_("there is a category \"{1}\" already")},
                       rule_ids = {.map = &r->rule_ids, .message = N_("there is a rule \"{1}\" already")};
    for (uint32_t f = 0; f < r->files_len; f++) {
        struct records_file *file = r->files[f];
        if (file->kind != source_rules || !file->root)
            continue;
        struct rules_file *list = file->items;
        list->file = f;
        memory_push(&lists, (void *)list);
        for (uint32_t i = 0; i < list->categories_len; i++) {
            struct category *c = &list->categories[i];
            c->list = list;
            if (field_right(&c->record, category_id)) {
                define(link, &category_ids, c->id, (uint32_t)categories.len,
                       node_place(c->record.node, "id"));
                memory_push(&categories, (void *)c);
            }
        }
        for (uint32_t i = 0; i < list->rules_len; i++) {
            struct rule *rule = &list->rules[i];
            rule->list = list;
            if (field_right(&rule->record, rule_id))
                define(link, &rule_ids, rule->id, (uint32_t)rules.len, node_place(rule->record.node, "id"));
            memory_push(&rules, (void *)rule);
        }
        for (uint32_t i = 0; i < list->adjustments_len; i++) {
            list->adjustments[i].list = list;
            memory_push(&adjustments, (void *)&list->adjustments[i]);
        }
    }
    define_end(&category_ids);
    define_end(&rule_ids);
    r->lists_len = settle(link, &lists, &r->lists);
    r->categories_len = settle(link, &categories, &r->categories);
    r->rules_len = settle(link, &rules, &r->rules);
    r->adjustments_len = settle(link, &adjustments, &r->adjustments);
}

static int group_by_id(const void *a, const void *b)
{
    return strcmp((*(struct group *const *)a)->id, (*(struct group *const *)b)->id);
}

static int household_by_id(const void *a, const void *b)
{
    return strcmp((*(struct household *const *)a)->id, (*(struct household *const *)b)->id);
}

static int resident_by_id(const void *a, const void *b)
{
    return strcmp((*(struct resident *const *)a)->id, (*(struct resident *const *)b)->id);
}

/* Gives MAP the places after sorting of the LEN records at ITEMS, whose ids stand ID_AT bytes in. */
static void renumber(struct map *map, const void *items, uint32_t len, size_t id_at)
{
    const char *const *records = items;
    for (uint32_t i = 0; i < len; i++) {
        const char *id;
        memcpy(&id, records[i] + id_at, sizeof id);
        map_set(map, id, strlen(id), i);
    }
}

/* Groups, households and residents as they are found. */
struct people {
    struct pointers groups, households, residents;
    struct definitions group_ids, household_ids, resident_ids;
};

static void define_household(struct link *link, struct people *people, struct household *household)
{
    if (field_right(&household->record, household_id)) {
        define_file(link, &people->household_ids, household->id, 0, node_place(household->record.node, "id"));
        memory_push(&people->households, (void *)household);
    }
    for (uint32_t k = 0; k < household->members_len; k++) {
        struct resident *resident = &household->members[k];
        if (!field_right(&resident->record, resident_id))
            continue;
        define(link, &people->resident_ids, resident->id, 0, node_place(resident->record.node, "id"));
        memory_push(&people->residents, (void *)resident);
    }
}

/* To what their group and household came, now that all have their numbers. */
static void tie_households(struct records *r, struct households_file *h)
{
    uint32_t group =
        field_right(&h->group.record, group_id) ? map_find(&r->group_ids, h->group.id) : records_none;
    for (uint32_t i = 0; i < h->households_len; i++) {
        struct household *household = &h->households[i];
        household->group = group;
        uint32_t number = field_right(&household->record, household_id)
                              ? map_find(&r->household_ids, household->id)
                              : records_none;
        for (uint32_t k = 0; k < household->members_len; k++)
            household->members[k].household = number;
    }
}

/* The file's items where it is one of households that could be read; else NULL. */
static struct households_file *households_of(const struct records_file *file)
{
    return file->kind == source_households && file->root ? file->items : NULL;
}

static void order(struct pointers *found, int (*compare)(const void *, const void *))
{
    if (found->len)
        qsort(found->items, found->len, sizeof *found->items, compare);
}

static void collect_households(struct link *link)
{
    struct records *r = link->records;
    struct people people = {
        .group_ids = {.map = &r->group_ids, .message = N_("there is a group \"{1}\" already")},
        .household_ids = {.map = &r->household_ids, .message = N_("there is a household \"{1}\" already")},
        .resident_ids = {.map = &r->resident_ids, .message = N_("there is a resident \"{1}\" already")}};
    for (uint32_t f = 0; f < r->files_len; f++) {
        struct households_file *h = households_of(r->files[f]);
        if (!h)
            continue;
        h->group.file = f;
        if (field_right(&h->group.record, group_id)) {
            define(link, &people.group_ids, h->group.id, 0, node_place(h->group.record.node, "id"));
            memory_push(&people.groups, (void *)&h->group);
        }
        for (uint32_t i = 0; i < h->households_len; i++)
            define_household(link, &people, &h->households[i]);
    }
    define_end(&people.group_ids);
    define_end(&people.household_ids);
    define_end(&people.resident_ids);
    order(&people.groups, group_by_id);
    order(&people.households, household_by_id);
    order(&people.residents, resident_by_id);
    r->groups_len = settle(link, &people.groups, &r->groups);
    r->households_len = settle(link, &people.households, &r->households);
    r->residents_len = settle(link, &people.residents, &r->residents);
    renumber(&r->group_ids, r->groups, r->groups_len, offsetof(struct group, id));
    renumber(&r->household_ids, r->households, r->households_len, offsetof(struct household, id));
    renumber(&r->resident_ids, r->residents, r->residents_len, offsetof(struct resident, id));
    for (uint32_t f = 0; f < r->files_len; f++) {
        struct households_file *h = households_of(r->files[f]);
        if (h)
            tie_households(r, h);
    }
}

static int meeting_in_order(const void *a, const void *b)
{
    const struct meeting *x = *(struct meeting *const *)a, *y = *(struct meeting *const *)b;
    if (x->date != y->date)
        return x->date < y->date ? -1 : 1;
    return strcmp(x->id, y->id);
}

/* The meeting's id where its file does not give one: the file's name. */
static bool name_meeting(struct link *link, struct meeting *m, const char *path)
{
    if (field_given(&m->record, meeting_id))
        return field_right(&m->record, meeting_id);
    m->id = file_id(&link->records->arena, path);
    if (id_valid(m->id, strlen(m->id)))
        return true;
    const char *same = copy_of(link->records, m->file);
    if (same)
        diag_error(
            link->diags, node_start(m->record.node), "bad-value",
            N_("the file's name \"{1}\" is no id for the meeting, and the file is the same as {2}, probably "
               "a copy: delete it"),
            m->id, same, NULL);
    else
        diag_error(
            link->diags, node_start(m->record.node), "bad-value",
            N_("the file's name \"{1}\" is no id for the meeting: give it one ({2}: …) or rename the file"),
            m->id, schema_called(&meeting_schema, m->record.node, "id"), NULL);
    return false;
}

static void collect_meetings(struct link *link)
{
    struct records *r = link->records;
    struct pointers meetings = {0};
    struct definitions ids = {.map = &r->meeting_ids, .message = N_("there is a meeting \"{1}\" already")};
    for (uint32_t f = 0; f < r->files_len; f++) {
        struct records_file *file = r->files[f];
        if (file->kind != source_meeting || !file->root)
            continue;
        struct meeting *m = file->items;
        m->file = f;
        if (name_meeting(link, m, file->path))
            define_file(link, &ids, m->id, 0,
                        field_given(&m->record, meeting_id) ? node_place(m->record.node, "id")
                                                            : node_start(m->record.node));
        else
            m->id = "";
        if (!field_given(&m->record, meeting_noticed))
            m->noticed = m->date;
        memory_push(&meetings, (void *)m);
    }
    define_end(&ids);
    order(&meetings, meeting_in_order);
    r->meetings_len = settle(link, &meetings, &r->meetings);
    for (uint32_t i = 0; i < r->meetings_len; i++) {
        struct meeting *m = r->meetings[i];
        m->notice_last = m->noticed + r->village.notice.days - 1;
        if (m->id[0])
            map_set(&r->meeting_ids, m->id, strlen(m->id), i);
    }
}

static int claim_by_id(const void *a, const void *b)
{
    return strcmp((*(struct claim *const *)a)->id, (*(struct claim *const *)b)->id);
}

static int objection_by_id(const void *a, const void *b)
{
    return strcmp((*(struct objection *const *)a)->id, (*(struct objection *const *)b)->id);
}

static void collect_claims(struct link *link)
{
    struct records *r = link->records;
    struct pointers claims = {0}, objections = {0};
    struct definitions claim_ids = {.map = &r->claim_ids, .message = N_("there is a claim \"{1}\" already")},
                       objection_ids = {.map = &r->objection_ids,
                                        .message = N_("there is an objection \"{1}\" already")};
    for (uint32_t f = 0; f < r->files_len; f++) {
        struct records_file *file = r->files[f];
        if (file->kind == source_claims)
            for (uint32_t i = 0; i < file->len; i++) {
                struct claim *c = &((struct claim *)file->items)[i];
                c->file = f;
                if (!field_right(&c->deed.record, claim_id))
                    c->id = "";
                else
                    define(link, &claim_ids, c->id, 0, node_place(c->deed.record.node, "id"));
                memory_push(&claims, (void *)c);
            }
        if (file->kind == source_objections)
            for (uint32_t i = 0; i < file->len; i++) {
                struct objection *o = &((struct objection *)file->items)[i];
                o->file = f;
                if (!field_right(&o->record, objection_id))
                    o->id = "";
                else
                    define(link, &objection_ids, o->id, 0, node_place(o->record.node, "id"));
                memory_push(&objections, (void *)o);
            }
    }
    define_end(&claim_ids);
    define_end(&objection_ids);
    order(&claims, claim_by_id);
    order(&objections, objection_by_id);
    r->claims_len = settle(link, &claims, &r->claims);
    r->objections_len = settle(link, &objections, &r->objections);
    renumber(&r->claim_ids, r->claims, r->claims_len, offsetof(struct claim, id));
    renumber(&r->objection_ids, r->objections, r->objections_len, offsetof(struct objection, id));
}

static void collect_reward_kind(struct link *link, struct definitions *ids, struct pointers *rewards,
                                struct reward *items, uint32_t len)
{
    for (uint32_t i = 0; i < len; i++) {
        if (field_right(&items[i].record, reward_id))
            define(link, ids, items[i].id, (uint32_t)rewards->len, node_place(items[i].record.node, "id"));
        memory_push(rewards, (void *)&items[i]);
    }
}

static int redemption_in_order(const void *a, const void *b)
{
    const struct redemption *x = *(struct redemption *const *)a, *y = *(struct redemption *const *)b;
    if (x->date != y->date)
        return x->date < y->date ? -1 : 1;
    if (x->file != y->file)
        return x->file < y->file ? -1 : 1;
    return x->place < y->place ? -1 : x->place > y->place;
}

static int disclosure_in_order(const void *a, const void *b)
{
    const struct disclosure *x = *(struct disclosure *const *)a, *y = *(struct disclosure *const *)b;
    if (x->date != y->date)
        return x->date < y->date ? -1 : 1;
    uint32_t f = x->record.node->place.file, g = y->record.node->place.file;
    if (f != g)
        return f < g ? -1 : 1;
    return x < y ? -1 : x > y;
}

static void collect_rewards(struct link *link)
{
    struct records *r = link->records;
    struct pointers rewards = {0}, redemptions = {0}, disclosures = {0};
    struct definitions ids = {.map = &r->reward_ids, .message = N_("there is a reward \"{1}\" already")};
    for (uint32_t f = 0; f < r->files_len; f++) {
        struct records_file *file = r->files[f];
        if (file->kind == source_rewards && file->root) {
            struct rewards_file *w = file->items;
            collect_reward_kind(link, &ids, &rewards, w->goods, w->goods_len);
            collect_reward_kind(link, &ids, &rewards, w->services, w->services_len);
            collect_reward_kind(link, &ids, &rewards, w->honours, w->honours_len);
        }
        if (file->kind == source_redemptions)
            for (uint32_t i = 0; i < file->len; i++) {
                struct redemption *d = &((struct redemption *)file->items)[i];
                d->file = f;
                d->place = i + 1;
                memory_push(&redemptions, (void *)d);
            }
        if (file->kind == source_disclosures)
            for (uint32_t i = 0; i < file->len; i++)
                memory_push(&disclosures, (void *)&((struct disclosure *)file->items)[i]);
    }
    define_end(&ids);
    order(&redemptions, redemption_in_order);
    order(&disclosures, disclosure_in_order);
    r->rewards_len = settle(link, &rewards, &r->rewards);
    r->redemptions_len = settle(link, &redemptions, &r->redemptions);
    r->disclosures_len = settle(link, &disclosures, &r->disclosures);
}

void link_collect(struct link *link)
{
    struct records *r = link->records;
    memcpy(&r->village, village_schema.initial, sizeof r->village);
    for (uint32_t f = 0; f < r->files_len; f++)
        if (r->files[f]->kind == source_village && r->files[f]->root)
            memcpy(&r->village, r->files[f]->items, sizeof r->village);
    collect_lists(link);
    collect_households(link);
    collect_meetings(link);
    collect_claims(link);
    collect_rewards(link);
}
