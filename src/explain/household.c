/* A household: its standing, its honours, the services open to it, its accounts. */
#include "explain/steps.h"
#include "ledger/forfeit.h"

static void put_listed(struct steps *steps, const struct household *household)
{
    const struct node *node = household->record.node;
    if (household->since != date_first) {
        steps_add(steps, step_listed_since, node);
        steps_detail(steps, detail_from, household->since, steps_written(node, "since"));
    }
    if (household->until != date_last) {
        steps_add(steps, step_listed_until, node);
        steps_detail(steps, detail_until, household->until, steps_written(node, "until"));
    }
}

/* How many entries of ACCOUNT count for its earned points, and for its pending ones. */
static void count_entries(const struct ledger *ledger, const struct account *account, uint32_t *final,
                          uint32_t *pending)
{
    *final = *pending = 0;
    for (uint32_t i = 0; i < account->entries; i++) {
        enum status status = ledger->postings[ledger->lines[account->first + i].entry].status;
        *final += status == status_final;
        *pending += status == status_notice || status == status_suspended;
    }
}

/* R of a cycle: the day as of which it is ranked. */
static int32_t day_of(const struct steps *steps, const struct cycle *cycle)
{
    return steps->ledger->date < cycle->to ? steps->ledger->date : cycle->to;
}

/* How many households of the group of HOUSEHOLD have a rank. */
static uint32_t ranked_of_group(const struct steps *steps, const struct cycle *cycle, uint32_t household)
{
    return cycle->groups[steps->records->households[household]->group].households;
}

/* The entries that bar the household from redeeming. */
static void put_bars(struct steps *steps, const struct account *account)
{
    const struct ledger *ledger = steps->ledger;
    const struct records *r = steps->records;
    uint32_t h = account->household;
    if (account->barred_until == date_first)
        return;
    for (uint32_t i = ledger->household_first[h]; i < ledger->household_first[h + 1]; i++) {
        const struct ledger_line *line = &ledger->lines[i];
        int32_t from = posting_final_from(&ledger->postings[line->entry]);
        int32_t last = forfeit_bar_last(&r->village, r->rules[line->rule], from);
        if (line->status != status_final || last < ledger->date)
            continue;
        steps_add(steps, step_barred, r->entries[line->entry].node);
        steps_detail(steps, detail_entry, line->entry, NULL);
        steps_detail(steps, detail_rule, line->rule,
                     steps_written(r->entries[line->entry].deed->record.node, "rule"));
        steps_detail(steps, detail_until, last, NULL);
    }
}

/* What the village works out besides. */
static void put_also(struct steps *steps, const struct cycle *cycle, const struct account *account)
{
    const struct node *node = steps->records->households[account->household]->record.node;
    uint32_t also = steps->records->village.also, cycles = 0;
    if (also & also_group_rank && account->group_rank) {
        steps_add(steps, step_group_rank, node);
        steps_detail(steps, detail_rank, account->group_rank, NULL);
        steps_detail(steps, detail_count, ranked_of_group(steps, cycle, account->household), NULL);
    }
    if (!(also & also_lifetime))
        return;
    for (const struct cycle *c = steps->ledger->cycles; c <= cycle; c++)
        cycles += cycle_account(c, steps->records, account->household) != NULL;
    steps_add(steps, step_lifetime, node);
    steps_detail(steps, detail_count, cycles, NULL);
    steps_detail(steps, detail_points, account->lifetime, NULL);
}

static void put_standing(struct steps *steps, const struct cycle *cycle, const struct account *account)
{
    const struct records *records = steps->records;
    const struct household *household = records->households[account->household];
    uint32_t final, pending, ranked = 0;
    count_entries(steps->ledger, account, &final, &pending);
    steps_section(steps, section_standing, cycle->id);
    put_listed(steps, household);
    if (account->base != 0) {
        steps_add(steps, step_base, records->village.record.node);
        steps_detail(steps, detail_base, account->base, steps_written(records->village.record.node, "base"));
    }
    steps_add(steps, step_earned, household->record.node);
    steps_detail(steps, detail_count, final, NULL);
    steps_detail(steps, detail_points, account->earned, NULL);
    if (pending) {
        steps_add(steps, step_pending, household->record.node);
        steps_detail(steps, detail_count, pending, NULL);
        steps_detail(steps, detail_points, account->pending, NULL);
    }
    for (uint32_t i = 0; i < cycle->groups_len; i++)
        ranked += cycle->groups[i].households;
    if (account->rank) {
        steps_add(steps, step_rank, household->record.node);
        steps_detail(steps, detail_rank, account->rank, NULL);
        steps_detail(steps, detail_count, ranked, NULL);
    } else {
        steps_unranked(steps, household, day_of(steps, cycle));
    }
    put_also(steps, cycle, account);
    put_bars(steps, account);
}

static bool contains(const uint32_t *items, uint32_t len, uint32_t item)
{
    for (uint32_t i = 0; i < len; i++)
        if (items[i] == item)
            return true;
    return false;
}

void steps_needs(struct steps *steps, const struct reward *reward, const struct needs_trace *needs, int cycle)
{
    if (reward->cycle != needs_last) {
        steps_add(steps, step_needs_now, reward->record.node);
        steps_detail(steps, detail_year, cycle, NULL);
        steps_detail(steps, detail_points, needs->now, NULL);
    }
    if (reward->cycle == needs_this)
        return;
    steps_add(steps, needs->has_before ? step_needs_before : step_needs_none, reward->record.node);
    steps_detail(steps, detail_year, cycle - 1, NULL);
    if (needs->has_before)
        steps_detail(steps, detail_points, needs->before, NULL);
}

static void put_service(struct steps *steps, const struct cycle *cycle, const struct account *account,
                        uint32_t index)
{
    const struct reward *service = steps->records->rewards[index];
    const struct node *node = service->record.node;
    bool open = contains(account->eligible, account->eligible_len, index);
    struct needs_trace needs;
    ledger_trace_needs(steps->ledger, cycle, account, index, &needs);
    bool barred = open && account->barred_until != date_first;
    steps_add(steps,
              barred      ? step_service_barred
              : open      ? step_service_open
              : needs.met ? step_service_shut
                          : step_service_closed,
              node);
    steps_detail(steps, detail_reward, index, steps_written(node, "id"));
    steps_detail(steps, detail_needs, service->needs, steps_written(node, "needs"));
    if (barred)
        steps_detail(steps, detail_until, account->barred_until, NULL);
    if (!needs.met) {
        int64_t best = service->cycle == needs_last ? needs.before : needs.now;
        if (service->cycle == needs_either && needs.has_before && needs.before > best)
            best = needs.before;
        steps_detail(steps, detail_missing, service->needs - best, NULL);
    }
    steps_needs(steps, service, &needs, cycle->id);
    steps_not_offered(steps, service, day_of(steps, cycle));
    if (!account->rank)
        steps_unranked(steps, steps->records->households[account->household], day_of(steps, cycle));
}

static void put_services(struct steps *steps, const struct cycle *cycle, const struct account *account)
{
    const struct records *records = steps->records;
    steps_section(steps, section_services, cycle->id);
    for (uint32_t r = 0; r < records->rewards_len; r++)
        if (records->rewards[r]->kind == reward_service && records->rewards[r]->until >= cycle->from &&
            records->rewards[r]->from <= cycle->to)
            put_service(steps, cycle, account, r);
}

void explain_household(struct explainer *explainer, uint32_t household, struct arena *arena,
                       struct explanation *out)
{
    struct steps steps;
    const struct ledger *ledger = explainer->ledger;
    steps_begin(&steps, explainer, arena, out, subject_household, household);
    if (!cycle_account(ledger_current(ledger), ledger->records, household)) {
        steps_section(&steps, section_standing, ledger_current(ledger)->id);
        put_listed(&steps, ledger->records->households[household]);
    }
    for (uint32_t c = 0; c < ledger->cycles_len; c++) {
        const struct cycle *cycle = &ledger->cycles[c];
        const struct account *account = cycle_account(cycle, ledger->records, household);
        if (!account)
            continue;
        if (c + 1 == ledger->cycles_len)
            put_standing(&steps, cycle, account);
        steps_honours(&steps, cycle, award_household, household);
        if (c + 1 == ledger->cycles_len)
            put_services(&steps, cycle, account);
        steps_account(&steps, cycle, account);
    }
    steps_end(&steps);
}
