/* From records to facts: of what follows from nothing else, and of the village as a whole. */
#include "history/collect.h"

#include "base/memory.h"

#include <stdio.h>
#include <string.h>

/* --- the village, its households */

/* The first day on which anything decided was put on notice: from then on the points list is in use. */
static int32_t first_notice(const struct records *records)
{
    int32_t first = date_last;
    for (uint32_t i = 0; i < records->meetings_len; i++) {
        const struct meeting *m = records->meetings[i];
        if ((m->lines_len || m->decisions_len) && m->noticed < first)
            first = m->noticed;
    }
    return first;
}

static void put_day(struct collecting *c, const struct node *node, const char *name, struct day_of_year day)
{
    char text[32];
    snprintf(text, sizeof text, "%02d-%02d", day.month, day.day);
    fact_put(c, node, name, guard_fixed, day.month ? text : NULL);
}

static void put_committee(struct collecting *c, const struct node *node, const char *name,
                          const struct committee *committee)
{
    struct buf out = {0};
    if (committee->record.node) {
        buf_printf(&out, "%d", (int)committee->quorum);
        for (uint32_t i = 0; i < committee->members_.len; i++)
            buf_printf(&out, "\n%s", strings_at(&committee->members_, i));
    }
    fact_put(c, node, name, guard_free, out.len ? buf_text(&out) : NULL);
    buf_free(&out);
}

/* What no figure depends on: who decides, and what is shown. */
static void collect_terms(struct collecting *c, const struct village *v)
{
    const struct node *node = v->privacy.record.node ? v->privacy.record.node : v->record.node;
    char days[16];
    snprintf(days, sizeof days, "%d", (int)v->late);
    fact_put(c, v->record.node, "late", guard_free, days);
    fact_put_words(c, v->record.node, "also", guard_free, v->also);
    fact_put_word(c, node, "site", guard_free, (int)v->privacy.site);
    fact_put_word(c, node, "print", guard_free, (int)v->privacy.print);
    fact_put_word(c, node, "led", guard_free, (int)v->privacy.led);
    fact_put_word(c, node, "warnings", guard_free, (int)v->privacy.warnings);
    node = v->committees.record.node ? v->committees.record.node : v->record.node;
    put_committee(c, node, "review", &v->committees.review);
    put_committee(c, node, "assembly", &v->committees.assembly);
}

static void collect_village(struct collecting *c)
{
    const struct village *v = &c->records->village;
    if (!v->record.node)
        return;
    char days[16];
    fact_begin(c, fact_village, "village", node_start(v->record.node));
    c->fact.since = c->in_use;
    put_day(c, v->record.node, "cycle", v->cycle);
    fact_put_points(c, v->record.node, "base", guard_fixed, v->base);
    if (v->carry == carry_until)
        put_day(c, v->record.node, "carry", v->carry_day);
    else
        fact_put(c, v->record.node, "carry", guard_fixed, v->carry == carry_balance ? "balance" : "none");
    snprintf(days, sizeof days, "%d", (int)v->notice.days);
    fact_put(c, v->notice.record.node ? v->notice.record.node : v->record.node, "days", guard_fixed, days);
    collect_terms(c, v);
    fact_end(c);
}

static void collect_household(struct collecting *c, const struct household *h)
{
    const struct node *node = h->record.node;
    if (!h->id || !node)
        return;
    struct buf members = {0}, minors = {0};
    for (uint32_t i = 0; i < h->members_len; i++) {
        if (!h->members[i].id || !h->members[i].name.text)
            continue;
        buf_printf(&members, "%s%s %s", members.len ? "\n" : "", h->members[i].id, h->members[i].name.text);
        if (h->members[i].minor)
            buf_printf(&minors, "%s%s", minors.len ? "\n" : "", h->members[i].id);
    }
    fact_begin(c, fact_household, h->id, node_place(node, "id"));
    c->fact.since = date_first;
    fact_put(c, node, "head", guard_free, h->head.text);
    fact_put(c, node, "group", guard_free,
             h->group == records_none ? NULL : c->records->groups[h->group]->id);
    fact_put_date(c, node, "since", guard_free, h->since);
    fact_put_date(c, node, "until", guard_free, h->until);
    fact_put(c, node, "offline", guard_free, h->offline ? "true" : NULL);
    fact_put_date(c, node, "consent", guard_free, h->consent);
    fact_put(c, node, "members", guard_free, members.len ? buf_text(&members) : NULL);
    fact_put(c, node, "minor", guard_free, minors.len ? buf_text(&minors) : NULL);
    fact_end(c);
    buf_free(&members);
    buf_free(&minors);
}

/* --- redemptions, disclosures */

static void collect_redemption(struct collecting *c, const struct redemption *d)
{
    const struct node *node = d->record.node;
    if (!node || !d->household_id || !d->reward_id)
        return;
    struct buf id = {0};
    char quantity[32];
    redemption_id(c->records, d, &id);
    fact_begin(c, fact_redemption, buf_text(&id), node_start(node));
    c->fact.since = d->date;
    c->fact.within = c->fact.path;
    snprintf(quantity, sizeof quantity, "%lld", (long long)d->quantity);
    fact_put_date(c, node, "date", guard_fixed, d->date);
    fact_put(c, node, "household", guard_fixed, d->household_id);
    fact_put(c, node, "reward", guard_fixed, d->reward_id);
    fact_put(c, node, "quantity", guard_fixed, quantity);
    if (c->whole && d->reward != records_none)
        fact_put_points(c, c->records->rewards[d->reward]->record.node, "cost", guard_follows,
                        c->records->rewards[d->reward]->cost);
    fact_end(c);
    buf_free(&id);
}

static void collect_disclosure(struct collecting *c, const struct disclosure *d, uint32_t place)
{
    const struct node *node = d->record.node;
    if (!node || !d->household_id)
        return;
    struct buf text = {0};
    const char *path = records_path(c->records, node->place.file), *name = strrchr(path, '/');
    name = name ? name + 1 : path;
    buf_printf(&text, "%.*s/%u", (int)strcspn(name, "."), name, place);
    fact_begin(c, fact_disclosure, buf_text(&text), node_start(node));
    c->fact.since = d->date;
    c->fact.within = c->fact.path;
    fact_put_date(c, node, "date", guard_fixed, d->date);
    fact_put(c, node, "household", guard_fixed, d->household_id);
    fact_put(c, node, "to", guard_fixed, d->to);
    fact_put(c, node, "basis", guard_fixed, d->basis);
    buf_clear(&text);
    for (uint32_t i = 0; i < d->cycles_len; i++)
        buf_printf(&text, "%s%d", i ? ", " : "", (int)d->cycles[i]);
    fact_put(c, node, "cycles", guard_fixed, text.len ? buf_text(&text) : NULL);
    fact_end(c);
    buf_free(&text);
}

/* The place of each in its file is that in the array that the file was read into. */
static void collect_disclosures(struct collecting *c)
{
    const struct records *r = c->records;
    const struct disclosure **first = memory_new((size_t)r->files_len + 1, sizeof *first);
    for (uint32_t i = 0; i < r->disclosures_len; i++) {
        const struct disclosure *d = r->disclosures[i];
        if (!d->record.node)
            continue;
        uint32_t file = d->record.node->place.file;
        if (!first[file] || d < first[file])
            first[file] = d;
    }
    for (uint32_t i = 0; i < r->disclosures_len; i++) {
        const struct disclosure *d = r->disclosures[i];
        if (d->record.node)
            collect_disclosure(c, d, (uint32_t)(d - first[d->record.node->place.file]) + 1);
    }
    memory_free(first);
}

/* --- all of it */

void facts_collect(const struct records *records, int32_t until, bool whole, struct facts *facts)
{
    struct collecting c = {
        .records = records, .until = until, .whole = whole, .in_use = first_notice(records), .facts = facts};
    collect_village(&c);
    collect_rules(&c);
    collect_rewards(&c);
    for (uint32_t i = 0; i < records->households_len; i++)
        collect_household(&c, records->households[i]);
    collect_decisions(&c);
    for (uint32_t i = 0; i < records->redemptions_len; i++)
        collect_redemption(&c, records->redemptions[i]);
    collect_disclosures(&c);
}

void facts_free(struct facts *facts)
{
    memory_free(facts->items);
    arena_free(&facts->arena);
    *facts = (struct facts){0};
}

const char *fact_value(const struct fact *fact, const char *name)
{
    for (uint32_t i = 0; i < fact->len; i++)
        if (strcmp(fact->fields[i].name, name) == 0)
            return fact->fields[i].value;
    return NULL;
}

const char *fact_word(enum fact_kind kind)
{
    static const char *const words[fact_kinds] = {
        [fact_village] = "village",       [fact_category] = "category",     [fact_rule] = "rule",
        [fact_adjustment] = "adjustment", [fact_goods] = "goods",           [fact_service] = "service",
        [fact_honour] = "honour",         [fact_household] = "household",   [fact_meeting] = "meeting",
        [fact_entry] = "entry",           [fact_claim] = "claim",           [fact_decision] = "decision",
        [fact_correction] = "correction", [fact_objection] = "objection",   [fact_resolution] = "resolution",
        [fact_transfer] = "transfer",     [fact_redemption] = "redemption", [fact_disclosure] = "disclosure",
    };
    return words[kind];
}

void fact_index_make(const struct facts *facts, struct fact_index *index)
{
    *index = (struct fact_index){0};
    for (size_t i = 0; i < facts->len; i++) {
        const char *key =
            arena_printf(&index->arena, "%c%s", 'a' + (int)facts->items[i].kind, facts->items[i].id);
        map_put(&index->map, key, strlen(key), (uint32_t)i);
    }
}

const struct fact *fact_find(const struct facts *facts, const struct fact_index *index, enum fact_kind kind,
                             const char *id)
{
    struct buf key = {0};
    buf_printf(&key, "%c%s", 'a' + (int)kind, id);
    uint32_t at = map_get(&index->map, buf_text(&key), key.len);
    buf_free(&key);
    return at == map_none ? NULL : &facts->items[at];
}

void fact_index_free(struct fact_index *index)
{
    map_free(&index->map);
    arena_free(&index->arena);
}
