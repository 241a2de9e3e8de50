/* The points list as facts. */
#include "history/collect.h"

#include "base/points.h"
#include "records/schemas.h"

#include <stdio.h>
#include <string.h>

static void put_range(const struct value_range *value, struct buf *out)
{
    char lo[points_text_size], hi[points_text_size];
    points_format(value->lo, lo);
    points_format(value->hi, hi);
    if (value->range)
        buf_printf(out, "%s..%s", lo, hi);
    else
        buf_puts(out, lo);
}

/* The meeting that decided it, by id: the one that is known, else as it was written. */
static const char *decided_by(const struct collecting *c, uint32_t meeting, const char *own, const char *list)
{
    if (meeting != records_none && meeting < c->records->meetings_len)
        return c->records->meetings[meeting]->id;
    return own ? own : list;
}

static void collect_category(struct collecting *c, const struct category *category)
{
    const struct node *node = category->record.node;
    if (!category->id || !node)
        return;
    fact_begin(c, fact_category, category->id, node_start(node));
    c->fact.since = c->in_use;
    fact_put(c, node, "title", guard_free, category->title);
    fact_put_caps(c, node, "cap", guard_fixed, &category->caps);
    fact_end(c);
}

/* The values that hold up to c->until, as the file may write them in a mapping. */
static void put_values(struct collecting *c, const struct rule *rule)
{
    struct buf out = {0};
    for (uint32_t i = 0; i < rule->values_len; i++) {
        const struct dated_value *v = &rule->values[i];
        if (v->from != date_first && v->from > c->until)
            continue;
        if (out.len)
            buf_puts(&out, ", ");
        if (v->from != date_first) {
            char date[date_text_size];
            date_format(v->from, date);
            buf_printf(&out, "%s: ", date);
        }
        put_range(&v->value, &out);
    }
    fact_put(c, rule->record.node, "points", guard_fixed, out.len ? buf_text(&out) : NULL);
    buf_free(&out);
}

/* The values that later lists may set. */
static void put_bounds(struct collecting *c, const struct rule *rule)
{
    struct buf out = {0};
    if (rule->bounded)
        put_range(&(struct value_range){.lo = rule->bound_lo, .hi = rule->bound_hi, .range = true}, &out);
    fact_put(c, rule->record.node, "range", guard_free, out.len ? buf_text(&out) : NULL);
    buf_free(&out);
}

static void collect_rule(struct collecting *c, const struct rule *rule)
{
    const struct node *node = rule->record.node;
    if (!rule->id || !node)
        return;
    const char *decided = decided_by(c, rule->decided_meeting, rule->decided, rule->list->decided);
    fact_begin(c, fact_rule, rule->id, node_start(node));
    /* A list from above is adopted when it is first used. */
    c->fact.since = decided || rule->from > c->in_use ? rule->from : c->in_use;
    fact_put(c, node, "title", guard_free, rule->title);
    fact_put(c, node, "unit", guard_free, rule->unit);
    fact_put(c, rule->list->record.node, "level", guard_fixed, level_words[rule->list->level].name);
    fact_put(c, node, "category", guard_fixed, rule->category_id);
    fact_put_word(c, node, "kind", guard_fixed, (int)rule->kind);
    put_values(c, rule);
    fact_put_caps(c, node, "cap", guard_fixed, &rule->caps);
    fact_put_date(c, node, "from", guard_fixed, rule->from);
    fact_put_date(c, node, "until", guard_ends, rule->until);
    put_bounds(c, rule);
    fact_put_words(c, node, "needs", guard_free, rule->needs);
    fact_put(c, node, "veto", guard_fixed, rule->veto ? "true" : NULL);
    char bars[16];
    snprintf(bars, sizeof bars, "%d", (int)rule->bars);
    fact_put(c, node, "bars", guard_fixed, rule->bars == bars_cycle ? "cycle" : rule->bars ? bars : NULL);
    fact_put(c, node, "zero", guard_fixed, rule->zero ? "true" : NULL);
    fact_put(c, node, "decided", guard_fixed, decided);
    fact_end(c);
}

/* SEEN counts those of one rule and day. */
static void collect_adjustment(struct collecting *c, const struct adjustment *a, struct map *seen)
{
    const struct node *node = a->record.node;
    if (!a->rule_id || !node)
        return;
    struct buf text = {0};
    char date[date_text_size];
    date_format(a->from, date);
    buf_printf(&text, "%s@%s", a->rule_id, date);
    const char *key = arena_copy(&c->facts->arena, buf_text(&text));
    uint32_t before = map_find(seen, key);
    map_set(seen, key, strlen(key), before == map_none ? 1 : before + 1);
    if (before != map_none)
        buf_printf(&text, "#%u", before + 1);
    fact_begin(c, fact_adjustment, buf_text(&text), node_start(node));
    c->fact.since = a->from;
    c->fact.within = arena_copy(&c->facts->arena, a->rule_id);
    buf_clear(&text);
    if (a->has_value)
        put_range(&a->value, &text);
    fact_put(c, node, "points", guard_fixed, text.len ? buf_text(&text) : NULL);
    if (a->has_caps && !a->caps.len)
        fact_put(c, node, "cap", guard_fixed, "none");
    else
        fact_put_caps(c, node, "cap", guard_fixed, &a->caps);
    fact_put(c, node, "drop", guard_fixed, a->drop ? "true" : NULL);
    fact_put(c, node, "decided", guard_fixed,
             decided_by(c, a->decided_meeting, a->decided, a->list->decided));
    fact_end(c);
    buf_free(&text);
}

void collect_rules(struct collecting *c)
{
    for (uint32_t i = 0; i < c->records->categories_len; i++)
        collect_category(c, c->records->categories[i]);
    for (uint32_t i = 0; i < c->records->rules_len; i++)
        collect_rule(c, c->records->rules[i]);
    struct map seen = {0};
    for (uint32_t i = 0; i < c->records->adjustments_len; i++)
        collect_adjustment(c, c->records->adjustments[i], &seen);
    map_free(&seen);
}
