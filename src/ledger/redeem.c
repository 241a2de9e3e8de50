/* The checks of redemptions and of points passed on, each as of its own day. */
#include "base/memory.h"
#include "base/points.h"
#include "ledger/account.h"
#include "ledger/rank.h"
#include "ledger/timeline.h"

#include <stdio.h>

/* Everything that the check of one redemption needs of those before it. */
struct check {
    const struct records *records;
    struct diags *diags; /* NULL: nothing is reported */
    struct timelines timelines;
    int64_t *delivered;   /* by reward, up to the day */
    uint32_t *deliveries; /* by reward: how many of its deliveries these are */
    bool *counted;        /* by redemption */
    bool *passed;         /* by transfer */
    uint32_t
        *arriving;    /* by household: the first transfer that counts and is still to arrive; records_none */
    uint32_t *next;   /* by transfer: the next of the same household; records_none */
    int64_t *taken;   /* by reward */
    uint32_t *quotas; /* by reward: where its quotas begin among a household's */
    uint32_t quotas_len; /* quotas of all rewards */
    struct meter **used; /* by household: a meter a quota; NULL: nothing taken yet */
    int32_t earliest;    /* of what exists as of the day: deed dates and redemptions that count */
    uint32_t meeting;    /* the first that is still to come */
    struct arena *arena; /* for traces; NULL: none */
};

/* By household, whether it redeems or gives something: the others need no timeline. The caller frees. */
static bool *spending(const struct records *records)
{
    bool *spends = memory_new(records->households_len, sizeof *spends);
    for (uint32_t i = 0; i < records->redemptions_len; i++)
        spends[records->redemptions[i]->household] = true;
    for (uint32_t i = 0; i < records->transfers_len; i++)
        spends[records->transfers[i]->from] = true;
    return spends;
}

static void check_begin(struct check *check, const struct records *records, struct diags *diags)
{
    *check = (struct check){.records = records, .diags = diags, .earliest = date_last};
    bool *spends = spending(records);
    timelines_make(&check->timelines, records, spends);
    memory_free(spends);
    check->counted = memory_new(records->redemptions_len, sizeof *check->counted);
    check->timelines.counted = check->counted;
    check->passed = memory_new(records->transfers_len, sizeof *check->passed);
    check->timelines.passed = check->passed;
    check->next = memory_new(records->transfers_len, sizeof *check->next);
    check->arriving = memory_new(records->households_len, sizeof *check->arriving);
    for (uint32_t h = 0; h < records->households_len; h++)
        check->arriving[h] = records_none;
    check->delivered = memory_new(records->rewards_len, sizeof *check->delivered);
    check->deliveries = memory_new(records->rewards_len, sizeof *check->deliveries);
    check->taken = memory_new(records->rewards_len, sizeof *check->taken);
    check->quotas = memory_new(records->rewards_len, sizeof *check->quotas);
    check->used = memory_new(records->households_len, sizeof *check->used);
    for (uint32_t r = 0; r < records->rewards_len; r++) {
        check->quotas[r] = check->quotas_len;
        check->quotas_len += records->rewards[r]->quota.len;
    }
}

static void check_end(struct check *check)
{
    for (uint32_t h = 0; h < check->records->households_len; h++)
        memory_free(check->used[h]);
    memory_free(check->used);
    memory_free(check->counted);
    memory_free(check->passed);
    memory_free(check->arriving);
    memory_free(check->next);
    memory_free(check->delivered);
    memory_free(check->deliveries);
    memory_free(check->taken);
    memory_free(check->quotas);
    timelines_free(&check->timelines);
}

/* Moves on to DATE: which cycles are computed depends on what the whole village has by then. */
static void move_to(struct check *check, int32_t date)
{
    const struct records *records = check->records;
    for (; check->meeting < records->meetings_len; check->meeting++) {
        const struct meeting *meeting = records->meetings[check->meeting];
        if (meeting->date > date)
            break;
        for (uint32_t i = 0; i < meeting->entries; i++) {
            int32_t deed = records->entries[meeting->first_entry + i].date;
            check->earliest = deed < check->earliest ? deed : check->earliest;
        }
    }
}

/* The cycle of HOUSEHOLD that holds DATE, as of that day. */
static struct timeline_cycle *cycle_at(struct check *check, uint32_t household, int32_t date)
{
    int cycle = cycle_of(&check->records->village, date);
    return &timeline_at(&check->timelines, household, date)[cycle - check->timelines.first_cycle];
}

/* What was passed on to HOUSEHOLD and has arrived by DATE is its own. */
static void let_arrive(struct check *check, uint32_t household, int32_t date)
{
    const struct records *records = check->records;
    struct timeline_cycle *cycles = timeline_at(&check->timelines, household, date);
    for (uint32_t *link = &check->arriving[household]; *link != records_none;) {
        const struct transfer *t = records->transfers[*link];
        if (transfer_arrives(records, t) > date) {
            link = &check->next[*link];
            continue;
        }
        int cycle = cycle_of(&records->village, records->meetings[t->meeting]->date);
        cycles[cycle - check->timelines.first_cycle].received += t->points;
        *link = check->next[*link];
    }
}

/* What HOUSEHOLD has on DATE: a balance in whole and its sum, taken apart for whoever explains it. */
static void look_at_account(struct check *check, uint32_t household, int32_t date, struct funds *funds)
{
    const struct village *village = &check->records->village;
    int cycle = cycle_of(village, date);
    let_arrive(check, household, date);
    struct timeline_cycle *cycles = timeline_at(&check->timelines, household, date);
    timeline_forfeits(&check->timelines, household, cycles, cycle, date);
    const struct timeline_cycle *now = &cycles[cycle - check->timelines.first_cycle];
    *funds = (struct funds){.carried = timeline_carried(&check->timelines, cycles, cycle, date),
                            .base = village->base,
                            .earned = village->base + now->earned,
                            .redeemed = now->redeemed,
                            .forfeited = now->forfeited,
                            .given = now->given,
                            .received = now->received};
    funds->balance = funds->carried + timeline_gained(now);
}

/* What else is looked at of the household of R: whether redeeming is barred, what it has earned. */
static void look_at_household(struct check *check, const struct redemption *r, struct redemption_trace *trace)
{
    const struct records *records = check->records;
    const struct village *village = &records->village;
    int cycle = cycle_of(village, r->date);
    const struct household *household = records->households[r->household];
    const struct timeline_cycle *now = cycle_at(check, r->household, r->date);
    trace->barred_until = timeline_barred(&check->timelines, r->household, r->date, &trace->barred_by);
    int32_t earliest = check->earliest < r->date ? check->earliest : r->date;
    trace->needs.now = trace->funds.earned;
    trace->needs.has_before =
        cycle - 1 >= cycle_of(village, earliest) &&
        account_takes_part(household, cycle_first(village, cycle - 1), cycle_last(village, cycle - 1));
    trace->needs.before = trace->needs.has_before ? village->base + now[-1].earned : 0;
    services_reached(records->rewards[r->reward], &trace->needs);
}

static void look_at_stock(struct check *check, const struct redemption *r, struct redemption_trace *trace)
{
    const struct reward *reward = check->records->rewards[r->reward];
    uint32_t *next = &check->deliveries[r->reward];
    for (; *next < reward->stock_len && reward->stock[*next].date <= r->date; ++*next)
        check->delivered[r->reward] += reward->stock[*next].quantity;
    trace->delivered = check->delivered[r->reward];
    trace->taken = check->taken[r->reward];
}

/* The meter of a quota of the household for the period that holds the day. */
static struct meter *quota_meter(struct check *check, const struct redemption *r, uint32_t quota)
{
    const struct records *records = check->records;
    if (!check->used[r->household])
        check->used[r->household] = memory_new(check->quotas_len, sizeof(struct meter));
    struct meter *meter = &check->used[r->household][check->quotas[r->reward] + quota];
    int32_t start =
        period_first(&records->village, records->rewards[r->reward]->quota.items[quota].period, r->date);
    if (!meter->run || meter->start != start)
        *meter = (struct meter){.run = 1, .start = start};
    return meter;
}

/* Whether the quotas leave room; QUOTAS, if not NULL, gets what was used. */
static bool within_quotas(struct check *check, const struct redemption *r, struct quota_step *quotas)
{
    const struct caps *quota = &check->records->rewards[r->reward]->quota;
    bool within = true;
    for (uint32_t q = 0; q < quota->len; q++) {
        const struct meter *meter = quota_meter(check, r, q);
        if (r->quantity > quota->items[q].points - meter->used)
            within = false;
        if (quotas)
            quotas[q] = (struct quota_step){
                .quota = &quota->items[q],
                .from = meter->start,
                .to = period_last(&check->records->village, quota->items[q].period, r->date),
                .used = meter->used,
            };
    }
    return within;
}

static void report(const struct check *check, const struct node *node, const char *code, const char *message,
                   int64_t first, int64_t second)
{
    char a[points_text_size], b[points_text_size];
    if (!check->diags)
        return;
    points_format(first, a);
    points_format(second, b);
    diag_error(check->diags, node->place, code, message, a, b, NULL);
}

/* Reports that a decision bars the household of R from redeeming. */
static void report_barred(const struct check *check, const struct redemption *r,
                          const struct redemption_trace *trace)
{
    char until[date_text_size];
    struct buf id = {0};
    if (!check->diags)
        return;
    date_format(trace->barred_until, until);
    entry_id(check->records, &check->records->entries[trace->barred_by], &id);
    diag_error(check->diags, r->record.node->place, "barred",
               N_("household {1} may redeem nothing up to and including {2}: entry {3} bars it"),
               check->records->households[r->household]->id, until, buf_text(&id), NULL);
    buf_free(&id);
}

/* Reports what is wrong with R. Returns whether nothing is. */
static bool judge(struct check *check, const struct redemption *r, const struct redemption_trace *trace,
                  bool within)
{
    const struct reward *reward = check->records->rewards[r->reward];
    const struct node *node = r->record.node;
    bool right = true;
    int64_t total = trace->funds.redeemed;
    if (!points_add(&total, trace->cost)) {
        right = false;
        if (check->diags)
            diag_error(check->diags, r->record.node->place, "overflow",
                       N_("with this the points of household {1} are more than can be counted"),
                       check->records->households[r->household]->id, NULL);
    } else if (reward->kind == reward_goods && trace->balance < 0) {
        right = false;
        report(check, node, "overdrawn", N_("this costs {1}, but {2} points are left to spend on that day"),
               trace->cost, trace->balance + trace->cost);
    }
    if (reward->has_stock && r->quantity > trace->delivered - trace->taken) {
        right = false;
        report(check, node, "out-of-stock", N_("{1} wanted, but {2} left on that day"),
               r->quantity * points_one, (trace->delivered - trace->taken) * points_one);
    }
    if (reward->needs > 0 && !trace->needs.met) {
        int64_t have = reward->cycle == needs_last ? trace->needs.before : trace->needs.now;
        if (reward->cycle == needs_either && trace->needs.has_before && trace->needs.before > have)
            have = trace->needs.before;
        right = false;
        report(check, node, "not-eligible", N_("this needs {1} points, and {2} are reached on that day"),
               reward->needs, have);
    }
    if (trace->barred_until != date_first) {
        right = false;
        report_barred(check, r, trace);
    }
    if (!within) {
        right = false;
        if (check->diags)
            diag_error(check->diags, r->record.node->place, "quota-exceeded",
                       N_("more of \"{1}\" than a household may have in the period"), reward->id, NULL);
    }
    return right;
}

/* R counts from now on. */
static void take(struct check *check, const struct redemption *r, int64_t cost)
{
    const struct records *records = check->records;
    int cycle = cycle_of(&records->village, r->date);
    struct timeline_cycle *now = cycle_at(check, r->household, r->date);
    now->redeemed += cost;
    if (records->village.carry == carry_until && r->date <= account_carry_until(&records->village, cycle))
        now->spent += cost;
    check->taken[r->reward] += r->quantity;
    for (uint32_t q = 0; q < records->rewards[r->reward]->quota.len; q++)
        quota_meter(check, r, q)->used += r->quantity;
    check->earliest = r->date < check->earliest ? r->date : check->earliest;
}

static void check_one(struct check *check, uint32_t index, struct redemption_trace *trace)
{
    const struct records *records = check->records;
    const struct redemption *r = records->redemptions[index];
    struct quota_step *quotas = NULL;
    *trace = (struct redemption_trace){.cost = redemption_cost(records, r)};
    if (check->arena) {
        trace->quotas_len = records->rewards[r->reward]->quota.len;
        quotas = arena_new(check->arena, struct quota_step, trace->quotas_len);
        trace->quotas = quotas;
    }
    move_to(check, r->date);
    look_at_account(check, r->household, r->date, &trace->funds);
    trace->balance = trace->funds.balance - trace->cost;
    look_at_household(check, r, trace);
    look_at_stock(check, r, trace);
    bool within = within_quotas(check, r, quotas);
    trace->counts = judge(check, r, trace, within);
    check->counted[index] = trace->counts;
    if (trace->counts)
        take(check, r, trace->cost);
}

/* The points of transfer number INDEX are the giver's no more. */
static void pass_on(struct check *check, uint32_t index)
{
    const struct records *records = check->records;
    const struct transfer *t = records->transfers[index];
    int32_t date = records->meetings[t->meeting]->date;
    struct timeline_cycle *now = cycle_at(check, t->from, date);
    now->given += t->points;
    if (records->village.carry == carry_until &&
        date <= account_carry_until(&records->village, cycle_of(&records->village, date)))
        now->spent += t->points;
    check->next[index] = check->arriving[t->to];
    check->arriving[t->to] = index;
}

static void check_transfer(struct check *check, uint32_t index, struct transfer_trace *trace)
{
    const struct records *records = check->records;
    const struct transfer *t = records->transfers[index];
    int32_t date = records->meetings[t->meeting]->date;
    move_to(check, date);
    look_at_account(check, t->from, date, &trace->funds);
    trace->counts = t->points <= trace->funds.balance;
    check->passed[index] = trace->counts;
    if (trace->counts)
        pass_on(check, index);
    else
        report(check, t->record.node, "overdrawn",
               N_("{1} points are given, but {2} are left to spend on the day of the meeting"), t->points,
               trace->funds.balance);
}

/* Checks all, day by day: redemptions, then what meetings pass on. TRACES of both may be NULL. */
static void check_all(struct check *check, struct redemption_trace *redemptions,
                      struct transfer_trace *transfers)
{
    const struct records *records = check->records;
    struct redemption_trace redemption;
    struct transfer_trace transfer;
    for (uint32_t r = 0, t = 0; r < records->redemptions_len || t < records->transfers_len;) {
        bool redeems =
            r < records->redemptions_len &&
            (t == records->transfers_len ||
             records->redemptions[r]->date <= records->meetings[records->transfers[t]->meeting]->date);
        if (redeems) {
            check_one(check, r, redemptions ? &redemptions[r] : &redemption);
            r++;
        } else {
            check_transfer(check, t, transfers ? &transfers[t] : &transfer);
            t++;
        }
    }
}

/* Whether what was decided can't take any household's sum out of bounds, whatever the day: then none needs a
 * look. */
static bool sums_are_small(const struct records *records)
{
    int64_t *most = memory_new(records->households_len, sizeof *most);
    bool small = true;
    for (uint32_t h = 0; h < records->households_len; h++)
        most[h] = records->village.base < 0 ? -records->village.base : records->village.base;
    for (uint32_t i = 0; small && i < records->entries_len; i++) {
        int64_t raw = credit_raw(records, &records->entries[i]);
        small = points_add(&most[records->entries[i].household], raw < 0 ? -raw : raw);
    }
    memory_free(most);
    return small;
}

/*
 * Reports sums of entries that are out of bounds when all that was decided is known. Redemptions and what is
 * passed on are left out: whether one of them counts is for their own check to say. Returns whether there is
 * none.
 */
static bool report_overflow(const struct records *records, struct diags *diags)
{
    struct records decided = *records;
    struct ledger ledger;
    struct diags found = {0};
    if (!records->meetings_len || sums_are_small(records))
        return true;
    decided.redemptions_len = 0;
    decided.transfers_len = 0;
    ledger_compute(&ledger, &decided, records->meetings[records->meetings_len - 1]->date, &found);
    ledger_free(&ledger);
    for (size_t i = 0; i < found.len; i++) {
        const struct diag *d = &found.items[i];
        if (d->severity == severity_error)
            diag_error(diags, d->place, d->code, d->message, d->args[0], NULL);
    }
    bool none = found.errors == 0;
    diag_free(&found);
    return none;
}

void ledger_check(const struct records *records, struct diags *diags)
{
    if (!report_overflow(records, diags) || (!records->redemptions_len && !records->transfers_len))
        return;
    struct check check;
    check_begin(&check, records, diags);
    check_all(&check, NULL, NULL);
    check_end(&check);
}

void ledger_trace_redemptions(const struct records *records, struct arena *arena,
                              struct redemption_trace *traces)
{
    struct check check;
    check_begin(&check, records, NULL);
    check.arena = arena;
    check_all(&check, traces, NULL);
    check_end(&check);
}

void ledger_trace_transfers(const struct records *records, struct transfer_trace *traces)
{
    struct check check;
    check_begin(&check, records, NULL);
    check_all(&check, NULL, traces);
    check_end(&check);
}
