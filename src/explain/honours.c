/* What a household, a resident or a group won of a cycle, its quarters and months, or why not. */
#include "explain/steps.h"
#include "ledger/status.h"

#include "base/map.h"

/* One whose honours are explained. */
struct contender {
    enum award award;
    uint32_t who;
    const struct account *account; /* of the household that it is or is of; NULL: a group */
};

/* What it has won. */
struct won {
    const uint32_t *honours;
    uint32_t len;
};

void steps_unranked(struct steps *steps, const struct household *household, int32_t day)
{
    steps_add(steps, step_unranked, household->record.node);
    steps_detail(steps, detail_date, day, NULL);
}

void steps_not_offered(struct steps *steps, const struct reward *reward, int32_t day)
{
    const struct node *node = reward->record.node;
    if (day < reward->from) {
        steps_add(steps, step_not_from, node);
        steps_detail(steps, detail_from, reward->from, steps_written(node, "from"));
    } else if (day > reward->until) {
        steps_add(steps, step_not_until, node);
        steps_detail(steps, detail_until, reward->until, steps_written(node, "until"));
    }
}

/* A condition of an honour: what is asked for stands at KEY. */
static void put_condition(struct steps *steps, enum step_kind kind, const struct reward *honour,
                          const char *key, int64_t needs, int64_t points)
{
    steps_add(steps, kind, honour->record.node);
    steps_detail(steps, detail_needs, needs, steps_written(honour->record.node, key));
    steps_detail(steps, detail_points, points, NULL);
}

static void put_rank_condition(struct steps *steps, const struct reward *honour,
                               const struct honour_trace *trace)
{
    bool within = trace->rank <= (uint32_t)honour->rank;
    if (honour->within == within_group) {
        steps_add(steps, honour->award == award_resident ? step_honour_within_residents : step_honour_within,
                  steps_written(honour->record.node, "within"));
        steps_detail(steps, detail_count, trace->rivals, NULL);
    }
    if (trace->points <= trace->base) {
        steps_add(steps, step_honour_nothing, honour->record.node);
        steps_detail(steps, detail_base, trace->base, NULL);
        steps_detail(steps, detail_points, trace->points, NULL);
        return;
    }
    steps_add(steps, within ? step_honour_rank : step_honour_rank_missed, honour->record.node);
    steps_detail(steps, detail_limit, honour->rank, steps_written(honour->record.node, "rank"));
    steps_detail(steps, detail_rank, trace->rank, NULL);
}

/* The final entries that cost the household of ACCOUNT its honours, as of DAY. */
static void put_vetoes(struct steps *steps, const struct account *account, int32_t day)
{
    const struct records *records = steps->records;
    for (uint32_t i = 0; i < account->entries; i++) {
        uint32_t index = steps->ledger->lines[account->first + i].entry;
        const struct entry *entry = &records->entries[index];
        struct posting then;
        status_at(records, entry, day, &then);
        if (!records->rules[entry->rule]->veto || then.status != status_final)
            continue;
        steps_add(steps, step_honour_veto, entry->node);
        steps_detail(steps, detail_entry, index, NULL);
        steps_detail(steps, detail_rule, entry->rule, steps_written(entry->deed->record.node, "rule"));
        steps_detail(steps, detail_date, posting_final_from(&then), NULL);
    }
}

/* As of which day an honour stands that is settled, or when it will be. */
static void put_settled(struct steps *steps, const struct reward *honour, const struct honour_trace *trace)
{
    if (!honour->has_settled)
        return;
    steps_add(steps, trace->waits ? step_honour_waits : step_honour_settled,
              steps_written(honour->record.node, "settled"));
    steps_detail(steps, detail_date, trace->settles, NULL);
}

/* Why one takes no part. */
static void put_no_part(struct steps *steps, const struct contender *contender, int32_t day)
{
    const struct records *r = steps->records;
    if (contender->award == award_group) {
        steps_add(steps, step_group_empty, r->groups[contender->who]->record.node);
        steps_detail(steps, detail_date, day, NULL);
        return;
    }
    const struct household *household =
        contender->account ? r->households[contender->account->household] : NULL;
    if (contender->award == award_household || (household && !household_listed(household, day)))
        steps_unranked(steps, household, day);
    else
        steps_add(steps, step_honour_unnamed, r->residents[contender->who]->record.node);
}

static void put_conditions(struct steps *steps, const struct contender *contender,
                           const struct reward *honour, const struct honour_trace *trace)
{
    const struct node *node = honour->record.node;
    if (honour->award != award_household)
        steps_add(steps, honour->award == award_group ? step_honour_of_groups : step_honour_of_residents,
                  steps_written(node, "for"));
    for (uint32_t i = 0; i < honour->categories_len; i++) {
        steps_add(steps, step_honour_categories, node);
        steps_detail(steps, detail_category, honour->categories[i],
                     steps_item(steps_written(node, "category"), i));
    }
    steps_not_offered(steps, honour, trace->day);
    put_settled(steps, honour, trace);
    if (!trace->listed) {
        put_no_part(steps, contender, trace->day);
        return;
    }
    if (honour->has_points && trace->points >= honour->points) {
        put_condition(steps, step_honour_points, honour, "points", honour->points, trace->points);
    } else if (honour->has_points) {
        put_condition(steps, step_honour_points_missing, honour, "points", honour->points, trace->points);
        steps_detail(steps, detail_missing, honour->points - trace->points, NULL);
    }
    if (honour->has_below)
        put_condition(steps, trace->points < honour->below ? step_honour_below : step_honour_above, honour,
                      "below", honour->below, trace->points);
    if (honour->has_rank)
        put_rank_condition(steps, honour, trace);
    if (contender->account)
        put_vetoes(steps, contender->account, trace->asof);
}

/* What CONTENDER won in CYCLE, or in PERIOD within it. False: it had no part in the period. */
static bool find_won(const struct cycle *cycle, const struct period_result *period,
                     const struct contender *contender, struct won *won)
{
    *won = (struct won){0};
    if (contender->award == award_group) {
        const struct group_account *groups = period ? period->groups : cycle->groups;
        *won = (struct won){groups[contender->who].honours, groups[contender->who].honours_len};
    } else if (contender->award == award_resident) {
        const struct resident_account *of =
            period ? period_resident(period, contender->who) : cycle_resident(cycle, contender->who);
        if (of)
            *won = (struct won){of->honours, of->honours_len};
        return of;
    } else if (period) {
        const struct period_account *of = period_account(period, contender->who);
        if (of)
            *won = (struct won){of->honours, of->honours_len};
        return of;
    } else {
        *won = (struct won){contender->account->honours, contender->account->honours_len};
    }
    return true;
}

static bool holds(const struct won *won, uint32_t honour)
{
    for (uint32_t i = 0; i < won->len; i++)
        if (won->honours[i] == honour)
            return true;
    return false;
}

/*
 * The honours of CYCLE, or of PERIOD within it. ALL: each that is offered within those days, won or not; else
 * those that are won and those that a veto costs.
 */
static void put_contest(struct steps *steps, const struct cycle *cycle, const struct contender *contender,
                        const struct period_result *period, bool all)
{
    const struct records *records = steps->records;
    struct won won;
    if (!find_won(cycle, period, contender, &won))
        return;
    bool vetoed = contender->account && contender->account->vetoed;
    int32_t from = period ? period->from : cycle->from, to = period ? period->to : cycle->to;
    enum per per = period ? period->per : per_cycle;
    for (uint32_t r = 0; r < records->rewards_len; r++) {
        const struct reward *honour = records->rewards[r];
        if (honour->kind != reward_honour || honour->award != contender->award || honour->per != per ||
            honour->from > to || honour->until < from)
            continue;
        if (!holds(&won, r) && !all && !vetoed && !honour->has_settled)
            continue;
        struct honour_trace trace;
        ledger_trace_honour(steps->explainer->looks, cycle, period, contender->who, r, &trace);
        bool lost = trace.reached && !trace.won && !trace.waits;
        if (!trace.won && !lost && !all)
            continue;
        steps_add(steps,
                  trace.won ? step_honour_won
                  : lost    ? step_honour_lost
                            : step_honour_missed,
                  honour->record.node);
        steps_detail(steps, detail_reward, r, steps_written(honour->record.node, "id"));
        steps_pair(steps, detail_span, from, to, NULL);
        put_conditions(steps, contender, honour, &trace);
    }
}

/* What a resident won in CYCLE, or in PERIOD within it, as lines of the household's. */
static void put_resident_won(struct steps *steps, const struct cycle *cycle,
                             const struct period_result *period, const struct resident_account *account)
{
    const struct records *r = steps->records;
    for (uint32_t k = 0; account && k < account->honours_len; k++) {
        const struct node *node = r->rewards[account->honours[k]]->record.node;
        steps_add(steps, step_honour_resident, node);
        steps_detail(steps, detail_resident, account->resident, NULL);
        steps_detail(steps, detail_reward, account->honours[k], steps_written(node, "id"));
        steps_pair(steps, detail_span, period ? period->from : cycle->from, period ? period->to : cycle->to,
                   NULL);
    }
}

/* What the residents of HOUSEHOLD won. */
static void put_residents(struct steps *steps, const struct cycle *cycle, const struct household *household)
{
    for (uint32_t i = 0; i < household->members_len; i++) {
        uint32_t resident = map_find(&steps->records->resident_ids, household->members[i].id);
        put_resident_won(steps, cycle, NULL, cycle_resident(cycle, resident));
        for (uint32_t p = 0; p < cycle->periods_len; p++)
            put_resident_won(steps, cycle, &cycle->periods[p], period_resident(&cycle->periods[p], resident));
    }
}

void steps_honours(struct steps *steps, const struct cycle *cycle, enum award award, uint32_t who)
{
    const struct records *r = steps->records;
    struct contender contender = {.award = award, .who = who};
    bool current = cycle == ledger_current(steps->ledger);
    if (award != award_group)
        contender.account =
            cycle_account(cycle, r, award == award_resident ? r->residents[who]->household : who);
    steps_section(steps, section_honours, cycle->id);
    put_contest(steps, cycle, &contender, NULL, current);
    for (uint32_t i = 0; i < cycle->periods_len; i++) {
        const struct period_result *period = &cycle->periods[i];
        put_contest(steps, cycle, &contender, period, current && steps->ledger->date <= period->to);
    }
    if (award == award_household && r->awarded[award_resident])
        put_residents(steps, cycle, r->households[who]);
}
