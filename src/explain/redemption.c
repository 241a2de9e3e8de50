/* A redemption: its price, what it was paid from, and what it had to keep within, as of its own day. */
#include "explain/steps.h"

static void put_price(struct steps *steps, const struct redemption *r, const struct redemption_trace *trace)
{
    const struct reward *reward = steps->records->rewards[r->reward];
    const struct node *node = reward->record.node;
    put_step(steps, reward->kind == reward_goods ? step_cost : step_costs_nothing, node);
    if (reward->kind != reward_goods) {
        put_fact(steps, fact_reward, r->reward, written(node, "id"));
        return;
    }
    put_fact(steps, fact_cost, reward->cost, written(node, "cost"));
    put_fact(steps, fact_quantity, r->quantity, written(r->record.node, "quantity"));
    put_fact(steps, fact_points, trace->cost, NULL);
}

static void put_payment(struct steps *steps, const struct redemption *r, const struct redemption_trace *trace)
{
    const struct node *node = r->record.node;
    int cycle = cycle_of(&steps->records->village, r->date);
    put_section(steps, section_paid, 0);
    if (trace->carried != 0) {
        put_step(steps, step_had_carried, steps->records->village.record.node);
        put_fact(steps, fact_year, cycle - 1, NULL);
        put_fact(steps, fact_points, trace->carried, NULL);
    }
    put_step(steps, step_had_earned, node);
    put_fact(steps, fact_date, r->date, NULL);
    put_fact(steps, fact_points, trace->earned - trace->base, NULL);
    put_step(steps, step_had_redeemed, node);
    put_fact(steps, fact_points, trace->redeemed, NULL);
    put_step(steps, step_had_balance, node);
    put_fact(steps, fact_points, trace->balance + trace->cost, NULL);
    put_step(steps, step_left_balance, node);
    put_fact(steps, fact_balance, trace->balance, NULL);
}

/* How many a delivery brought: the number itself, or `quantity` of the mapping. */
static const struct node *quantity_node(const struct node *node)
{
    return node && node->kind == node_map ? written(node, "quantity") : node;
}

static void put_limits(struct steps *steps, const struct redemption *r, const struct redemption_trace *trace)
{
    const struct reward *reward = steps->records->rewards[r->reward];
    const struct node *node = reward->record.node;
    put_section(steps, section_allowed, 0);
    for (uint32_t i = 0; reward->has_stock && i < reward->stock_len; i++) {
        if (reward->stock[i].date > r->date)
            break;
        put_step(steps, step_delivery, node);
        put_fact(steps, fact_date, reward->stock[i].date,
                 key_of(written(node, "stock"), reward->stock[i].node));
        put_fact(steps, fact_stock, reward->stock[i].quantity, quantity_node(reward->stock[i].node));
    }
    if (reward->has_stock) {
        put_step(steps, step_stock, node);
        put_fact(steps, fact_stock, trace->delivered, NULL);
        put_fact(steps, fact_count, trace->taken, NULL);
        put_fact(steps, fact_quantity, r->quantity, written(r->record.node, "quantity"));
    }
    if (reward->needs > 0) {
        put_step(steps, step_needs, node);
        put_fact(steps, fact_needs, reward->needs, written(node, "needs"));
        put_needs(steps, reward, &trace->needs, cycle_of(&steps->records->village, r->date));
    }
    for (uint32_t q = 0; q < trace->quotas_len; q++) {
        const struct quota_step *quota = &trace->quotas[q];
        put_step(steps, step_quota, node);
        put_pair(steps, fact_quota, quota->quota->points, quota->quota->period,
                 item_of(written(node, "quota"), q));
        put_pair(steps, fact_span, quota->from, quota->to, NULL);
        put_fact(steps, fact_count, quota->used, NULL);
        put_fact(steps, fact_quantity, r->quantity, written(r->record.node, "quantity"));
    }
}

void explain_redemption(struct explainer *explainer, uint32_t index, struct arena *arena,
                        struct explanation *out)
{
    struct steps steps;
    const struct records *records = explainer->ledger->records;
    const struct redemption *r = records->redemptions[index];
    const struct node *node = r->record.node;
    steps_begin(&steps, explainer, arena, out, subject_redemption, index);
    put_section(&steps, section_taken, 0);
    if (r->date > explainer->ledger->date) {
        put_step(&steps, step_redemption_future, node);
        put_fact(&steps, fact_date, r->date, written(node, "date"));
        steps_end(&steps);
        return;
    }
    if (!explainer->traces) {
        explainer->traces = arena_new(&explainer->arena, struct redemption_trace, records->redemptions_len);
        ledger_trace_redemptions(records, &explainer->arena, explainer->traces);
    }
    const struct redemption_trace *trace = &explainer->traces[index];
    put_step(&steps, step_redeemed, node);
    put_fact(&steps, fact_household, r->household, written(node, "household"));
    put_fact(&steps, fact_quantity, r->quantity, written(node, "quantity"));
    put_fact(&steps, fact_reward, r->reward, written(node, "reward"));
    put_fact(&steps, fact_date, r->date, written(node, "date"));
    put_price(&steps, r, trace);
    if (records->rewards[r->reward]->kind == reward_goods)
        put_payment(&steps, r, trace);
    put_limits(&steps, r, trace);
    steps_end(&steps);
}
