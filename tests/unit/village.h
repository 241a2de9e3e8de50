/* A little village built by hand, for the tests of what follows from records. Things are put in the order
 * that the records have them in: households by id, meetings and redemptions by date. */
#ifndef UNIT_VILLAGE_H
#define UNIT_VILLAGE_H

#include "base/arena.h"
#include "base/memory.h"
#include "base/points.h"
#include "records/fields.h"
#include "records/records.h"
#include "unit/look.h"

#include <string.h>

enum { most_things = 2048 }; /* of each kind */

struct built {
    struct records r;
    struct entry entries[most_things];
    uint32_t line; /* of the node made last: each has its own */
};

static inline const struct node *new_node(struct built *b)
{
    struct node *node = arena_new(&b->r.arena, struct node, 1);
    node->kind = node_map;
    node->place.line = ++b->line;
    return node;
}

#define new_thing(b, type, field) \
    ((b)->r.field[(b)->r.field##_len++] = arena_new(&(b)->r.arena, struct type, 1))

static inline struct built *village_new(void)
{
    struct built *b = memory_new(1, sizeof *b);
    struct records *r = &b->r;
    r->village.cycle = (struct day_of_year){1, 1};
    r->village.notice.days = 5;
    r->categories = arena_new(&r->arena, struct category *, most_things);
    r->rules = arena_new(&r->arena, struct rule *, most_things);
    r->groups = arena_new(&r->arena, struct group *, most_things);
    r->households = arena_new(&r->arena, struct household *, most_things);
    r->residents = arena_new(&r->arena, struct resident *, most_things);
    r->meetings = arena_new(&r->arena, struct meeting *, most_things);
    r->corrections = arena_new(&r->arena, struct correction *, most_things);
    r->resolutions = arena_new(&r->arena, struct resolution *, most_things);
    r->claims = arena_new(&r->arena, struct claim *, most_things);
    r->objections = arena_new(&r->arena, struct objection *, most_things);
    r->rewards = arena_new(&r->arena, struct reward *, most_things);
    r->redemptions = arena_new(&r->arena, struct redemption *, most_things);
    r->entries = b->entries;
    r->files = arena_new(&r->arena, struct records_file *, 1);
    r->files[0] = arena_new(&r->arena, struct records_file, 1);
    r->files[0]->path = "records/meetings/here.yaml"; /* where everything stands */
    return b;
}

static inline void village_free(struct built *b)
{
    arena_free(&b->r.arena);
    memory_free(b);
}

static inline struct group *put_group(struct built *b, const char *id)
{
    struct group *g = new_thing(b, group, groups);
    g->id = id;
    return g;
}

/* Of the group put last. */
static inline struct household *put_household(struct built *b, const char *id)
{
    if (!b->r.groups_len)
        put_group(b, "g1");
    struct household *h = new_thing(b, household, households);
    h->id = id;
    h->head.text = "张大山";
    h->since = date_first;
    h->until = date_last;
    h->group = b->r.groups_len - 1;
    return h;
}

static inline struct caps caps_of(struct built *b, uint32_t len, struct cap first, struct cap second)
{
    struct cap *items = arena_new(&b->r.arena, struct cap, 2);
    items[0] = first;
    items[1] = second;
    return (struct caps){items, len};
}

static inline struct caps one_cap(struct built *b, int64_t points, enum period period)
{
    return caps_of(b, 1, (struct cap){points, period}, (struct cap){0, period_day});
}

static inline struct category *put_category(struct built *b, const char *id)
{
    struct category *c = new_thing(b, category, categories);
    c->id = id;
    return c;
}

/* A rule of the category put last that is worth POINTS (hundredths). */
static inline struct rule *put_rule(struct built *b, const char *id, int64_t points)
{
    if (!b->r.categories_len)
        put_category(b, "order");
    struct rule *rule = new_thing(b, rule, rules);
    struct dated_value *value = arena_new(&b->r.arena, struct dated_value, 1);
    *value = (struct dated_value){
        .from = date_first, .value = {points, points, false}, .decided_meeting = records_none};
    rule->id = id;
    rule->category = b->r.categories_len - 1;
    rule->kind = points < 0 ? kind_negative : kind_positive;
    rule->values = value;
    rule->values_len = 1;
    rule->from = date_first;
    rule->until = date_last;
    return rule;
}

static inline struct meeting *put_meeting(struct built *b, int32_t date)
{
    struct meeting *m = new_thing(b, meeting, meetings);
    m->date = m->noticed = date;
    m->notice_last = date + b->r.village.notice.days - 1;
    m->present = -1;
    m->record.node = new_node(b);
    m->first_entry = b->r.entries_len;
    return m;
}

/* An entry of the meeting put last. */
static inline uint32_t put_entry(struct built *b, uint32_t household, uint32_t rule, int32_t date,
                                 int32_t times)
{
    struct meeting *m = b->r.meetings[b->r.meetings_len - 1];
    m->entries++;
    b->entries[b->r.entries_len] = (struct entry){
        .meeting = b->r.meetings_len - 1,
        .household = household,
        .resident = records_none,
        .rule = rule,
        .claim = records_none,
        .line = m->entries,
        .date = date,
        .times = times,
        .correction = records_none,
        .first_objection = records_none,
        .node = new_node(b),
    };
    return b->r.entries_len++;
}

/* By the meeting put last. */
static inline void put_correction(struct built *b, uint32_t entry)
{
    b->entries[entry].correction = b->r.corrections_len;
    struct correction *c = new_thing(b, correction, corrections);
    c->entry = entry;
    c->meeting = b->r.meetings_len - 1;
}

static inline uint32_t put_objection(struct built *b, uint32_t entry, int32_t received)
{
    uint32_t index = b->r.objections_len;
    struct objection *o = new_thing(b, objection, objections);
    o->entry = entry;
    o->received = received;
    o->resolution = records_none;
    o->next_objection = b->entries[entry].first_objection;
    b->entries[entry].first_objection = index;
    return index;
}

/* By the meeting put last. */
static inline void put_resolution(struct built *b, uint32_t objection, bool upheld)
{
    b->r.objections[objection]->resolution = b->r.resolutions_len;
    struct resolution *r = new_thing(b, resolution, resolutions);
    r->objection = objection;
    r->upheld = upheld;
    r->meeting = b->r.meetings_len - 1;
}

static inline struct reward *put_reward(struct built *b, const char *id, enum reward_kind kind)
{
    struct reward *r = new_thing(b, reward, rewards);
    r->id = id;
    r->kind = kind;
    r->from = date_first;
    r->until = date_last;
    return r;
}

static inline void put_redemption(struct built *b, uint32_t household, uint32_t reward, int32_t date,
                                  int64_t quantity)
{
    struct redemption *r = new_thing(b, redemption, redemptions);
    r->date = date;
    r->household = household;
    r->reward = reward;
    r->quantity = quantity;
    r->record.node = new_node(b);
}

#endif
