/* What points buy, open and honour, as facts. Who wins an honour follows from what it says, as an entry's
 * points follow from its rule: that stays, of days past. What goods cost is told of by who took them. */
#include "history/collect.h"

#include "base/points.h"
#include "history/words.h"

#include <inttypes.h>
#include <stdio.h>

static void put_quota(struct collecting *c, const struct reward *reward)
{
    const struct field *field = fact_schema_field(c->fact.kind, "quota");
    struct buf out = {0};
    for (uint32_t i = 0; i < reward->quota.len; i++)
        buf_printf(&out, "%s%" PRId64 "/%s", i ? ", " : "", reward->quota.items[i].points,
                   field->per[reward->quota.items[i].period].name);
    fact_put(c, reward->record.node, "quota", guard_free, out.len ? buf_text(&out) : NULL);
    buf_free(&out);
}

static void put_stock(struct collecting *c, const struct reward *reward)
{
    struct buf out = {0};
    for (uint32_t i = 0; i < reward->stock_len; i++) {
        const struct delivery *d = &reward->stock[i];
        char date[date_text_size], value[points_text_size];
        date_format(d->date, date);
        buf_printf(&out, "%s%s: %" PRId64, i ? "\n" : "", date, d->quantity);
        if (d->source)
            buf_printf(&out, " %s", d->source);
        if (d->value >= 0) {
            points_format(d->value, value);
            buf_printf(&out, " %s", value);
        }
    }
    fact_put(c, reward->record.node, "stock", guard_free, out.len ? buf_text(&out) : NULL);
    buf_free(&out);
}

static void collect_offered(struct collecting *c, const struct reward *reward)
{
    const struct node *node = reward->record.node;
    bool goods = reward->kind == reward_goods;
    fact_begin(c, goods ? fact_goods : fact_service, reward->id, node_start(node));
    fact_put(c, node, "title", guard_free, reward->title);
    fact_put_date(c, node, "from", guard_free, reward->from);
    fact_put_date(c, node, "until", guard_free, reward->until);
    if (goods)
        fact_put_points(c, node, "cost", guard_free, reward->cost);
    if (reward->needs)
        fact_put_points(c, node, "needs", guard_free, reward->needs);
    put_quota(c, reward);
    fact_put_word(c, node, "cycle", guard_free, (int)reward->cycle);
    if (goods)
        put_stock(c, reward);
    fact_end(c);
}

static void put_number(struct collecting *c, const struct node *node, const char *name, bool given,
                       int32_t number)
{
    char text[16];
    snprintf(text, sizeof text, "%" PRId32, number);
    fact_put(c, node, name, guard_fixed, given ? text : NULL);
}

static void collect_honour(struct collecting *c, const struct reward *honour)
{
    const struct node *node = honour->record.node;
    fact_begin(c, fact_honour, honour->id, node_start(node));
    c->fact.since = honour->from > c->in_use ? honour->from : c->in_use;
    fact_put(c, node, "title", guard_fixed, honour->title);
    fact_put_date(c, node, "from", guard_fixed, honour->from);
    fact_put_date(c, node, "until", guard_ends, honour->until);
    if (honour->has_points)
        fact_put_points(c, node, "points", guard_fixed, honour->points);
    if (honour->has_below)
        fact_put_points(c, node, "below", guard_fixed, honour->below);
    put_number(c, node, "rank", honour->has_rank, honour->rank);
    fact_put_strings(c, node, "category", guard_fixed, &honour->category_ids);
    fact_put_word(c, node, "per", guard_fixed, (int)honour->per);
    fact_put_word(c, node, "within", guard_fixed, (int)honour->within);
    fact_put_word(c, node, "for", guard_fixed, (int)honour->award);
    put_number(c, node, "settled", honour->has_settled, honour->settled);
    fact_end(c);
}

void collect_rewards(struct collecting *c)
{
    for (uint32_t i = 0; i < c->records->rewards_len; i++) {
        const struct reward *reward = c->records->rewards[i];
        if (!reward->id || !reward->record.node)
            continue;
        if (reward->kind == reward_honour)
            collect_honour(c, reward);
        else
            collect_offered(c, reward);
    }
}
