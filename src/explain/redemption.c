/* A redemption: its price, what it was paid from, and what it had to keep within, as of its own day. */
#include "explain/steps.h"

static void put_price(struct steps *steps, const struct redemption *r, const struct redemption_trace *trace)
{
    const struct reward *reward = steps->records->rewards[r->reward];
    const struct node *node = reward->record.node;
    steps_add(steps, reward->kind == reward_goods ? step_cost : step_costs_nothing, node);
    if (reward->kind != reward_goods) {
        steps_detail(steps, detail_reward, r->reward, steps_written(node, "id"));
        return;
    }
    steps_detail(steps, detail_cost, reward->cost, steps_written(node, "cost"));
    steps_detail(steps, detail_quantity, r->quantity, steps_written(r->record.node, "quantity"));
    steps_detail(steps, detail_points, trace->cost, NULL);
}

void steps_funds(struct steps *steps, const struct node *node, int32_t date, const struct funds *funds)
{
    const struct {
        enum step_kind kind;
        int64_t points;
    } rest[] = {{step_had_forfeited, funds->forfeited},
                {step_had_given, funds->given},
                {step_had_received, funds->received}};
    if (funds->carried != 0) {
        steps_add(steps, step_had_carried, steps->records->village.record.node);
        steps_detail(steps, detail_year, cycle_of(&steps->records->village, date) - 1, NULL);
        steps_detail(steps, detail_points, funds->carried, NULL);
    }
    steps_add(steps, step_had_earned, node);
    steps_detail(steps, detail_date, date, NULL);
    steps_detail(steps, detail_points, funds->earned - funds->base, NULL);
    steps_add(steps, step_had_redeemed, node);
    steps_detail(steps, detail_points, funds->redeemed, NULL);
    for (size_t i = 0; i < sizeof rest / sizeof *rest; i++)
        if (rest[i].points != 0) {
            steps_add(steps, rest[i].kind, node);
            steps_detail(steps, detail_points, rest[i].points, NULL);
        }
    steps_add(steps, step_had_balance, node);
    steps_detail(steps, detail_points, funds->balance, NULL);
}

static void put_payment(struct steps *steps, const struct redemption *r, const struct redemption_trace *trace)
{
    steps_section(steps, section_paid, 0);
    steps_funds(steps, r->record.node, r->date, &trace->funds);
    steps_add(steps, step_left_balance, r->record.node);
    steps_detail(steps, detail_balance, trace->balance, NULL);
}

/* How many a delivery brought: the number itself, or `quantity` of the mapping. */
static const struct node *quantity_node(const struct node *node)
{
    return node && node->kind == node_map ? steps_written(node, "quantity") : node;
}

static void put_limits(struct steps *steps, const struct redemption *r, const struct redemption_trace *trace)
{
    const struct reward *reward = steps->records->rewards[r->reward];
    const struct node *node = reward->record.node;
    steps_section(steps, section_allowed, 0);
    if (reward->has_stock) {
        steps_add(steps, step_stock, node);
        steps_detail(steps, detail_stock, trace->delivered, NULL);
        steps_detail(steps, detail_count, trace->taken, NULL);
        steps_detail(steps, detail_quantity, r->quantity, steps_written(r->record.node, "quantity"));
    }
    for (uint32_t i = 0; reward->has_stock && i < reward->stock_len; i++) {
        if (reward->stock[i].date > r->date)
            break;
        steps_add(steps, step_delivery, node);
        steps_detail(steps, detail_date, reward->stock[i].date,
                     steps_key(steps_written(node, "stock"), reward->stock[i].node));
        steps_detail(steps, detail_stock, reward->stock[i].quantity, quantity_node(reward->stock[i].node));
    }
    if (reward->needs > 0) {
        steps_add(steps, step_needs, node);
        steps_detail(steps, detail_needs, reward->needs, steps_written(node, "needs"));
        steps_needs(steps, reward, &trace->needs, cycle_of(&steps->records->village, r->date));
    }
    for (uint32_t q = 0; q < trace->quotas_len; q++) {
        const struct quota_step *quota = &trace->quotas[q];
        steps_add(steps, step_quota, node);
        steps_pair(steps, detail_quota, quota->quota->points, quota->quota->period,
                   steps_item(steps_written(node, "quota"), q));
        steps_pair(steps, detail_span, quota->from, quota->to, NULL);
        steps_detail(steps, detail_count, quota->used, NULL);
        steps_detail(steps, detail_quantity, r->quantity, steps_written(r->record.node, "quantity"));
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
    steps_section(&steps, section_taken, 0);
    if (r->date > explainer->ledger->date) {
        steps_add(&steps, step_redemption_future, node);
        steps_detail(&steps, detail_date, r->date, steps_written(node, "date"));
        steps_end(&steps);
        return;
    }
    if (!explainer->traces) {
        explainer->traces = arena_new(&explainer->arena, struct redemption_trace, records->redemptions_len);
        ledger_trace_redemptions(records, &explainer->arena, explainer->traces);
    }
    const struct redemption_trace *trace = &explainer->traces[index];
    steps_add(&steps, step_redeemed, node);
    steps_detail(&steps, detail_household, r->household, steps_written(node, "household"));
    steps_detail(&steps, detail_quantity, r->quantity, steps_written(node, "quantity"));
    steps_detail(&steps, detail_reward, r->reward, steps_written(node, "reward"));
    steps_detail(&steps, detail_date, r->date, steps_written(node, "date"));
    put_price(&steps, r, trace);
    if (records->rewards[r->reward]->kind == reward_goods)
        put_payment(&steps, r, trace);
    put_limits(&steps, r, trace);
    steps_end(&steps);
}
