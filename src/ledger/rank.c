#include "ledger/rank.h"

#include "base/memory.h"
#include "base/points.h"

#include <stdlib.h>

int32_t rank_day(const struct ledger *ledger, int32_t last)
{
    return ledger->date < last ? ledger->date : last;
}

struct competitor {
    int64_t points;
    uint32_t group;
    uint32_t item;
};

static int more_points_first(const void *a, const void *b)
{
    const struct competitor *x = a, *y = b;
    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    return (x->points < y->points) - (x->points > y->points);
}

void rank_make_within(const int64_t *points, const bool *takes_part, const uint32_t *groups, uint32_t len,
                      uint32_t *ranks)
{
    struct competitor *all = memory_new(len, sizeof *all);
    uint32_t count = 0;
    for (uint32_t i = 0; i < len; i++) {
        ranks[i] = 0;
        if (takes_part[i])
            all[count++] = (struct competitor){points[i], groups ? groups[i] : 0, i};
    }
    qsort(all, count, sizeof *all, more_points_first);
    uint32_t rank = 0, first = 0;
    for (uint32_t i = 0; i < count; i++) {
        bool begins = i == 0 || all[i].group != all[i - 1].group;
        first = begins ? i : first;
        if (begins || all[i].points != all[i - 1].points)
            rank = i - first + 1;
        ranks[all[i].item] = rank;
    }
    memory_free(all);
}

void rank_make(const int64_t *points, const bool *takes_part, uint32_t len, uint32_t *ranks)
{
    rank_make_within(points, takes_part, NULL, len, ranks);
}

uint32_t *rank_groups(const struct ledger *ledger, const struct cycle *cycle)
{
    uint32_t *groups = memory_new(cycle->accounts_len, sizeof *groups);
    for (uint32_t i = 0; i < cycle->accounts_len; i++)
        groups[i] = ledger->records->households[cycle->accounts[i].household]->group;
    return groups;
}

static void rank_accounts(const struct ledger *ledger, struct cycle *cycle)
{
    uint32_t len = cycle->accounts_len;
    int32_t day = rank_day(ledger, cycle->to);
    int64_t *points = memory_new(len, sizeof *points);
    bool *listed = memory_new(len, sizeof *listed);
    uint32_t *ranks = memory_new(len, sizeof *ranks);
    for (uint32_t i = 0; i < len; i++) {
        points[i] = cycle->accounts[i].earned;
        listed[i] = household_listed(ledger->records->households[cycle->accounts[i].household], day);
    }
    rank_make(points, listed, len, ranks);
    for (uint32_t i = 0; i < len; i++)
        cycle->accounts[i].rank = ranks[i];
    if (ledger->records->village.also & also_group_rank) {
        uint32_t *groups = rank_groups(ledger, cycle);
        rank_make_within(points, listed, groups, len, ranks);
        for (uint32_t i = 0; i < len; i++)
            cycle->accounts[i].group_rank = ranks[i];
        memory_free(groups);
    }
    memory_free(points);
    memory_free(listed);
    memory_free(ranks);
}

/* A household's cycles follow each other without gaps: what it had up to the one before is in that one. */
static void sum_lifetimes(const struct ledger *ledger, struct cycle *cycle)
{
    if (!(ledger->records->village.also & also_lifetime))
        return;
    for (uint32_t i = 0; i < cycle->accounts_len; i++) {
        struct account *account = &cycle->accounts[i];
        const struct account *before =
            cycle > ledger->cycles ? cycle_account(cycle - 1, ledger->records, account->household) : NULL;
        account->lifetime = (before ? before->lifetime : 0) + account->earned - account->base;
    }
}

void rank_make_groups(struct group_account *groups, uint32_t len)
{
    int64_t *averages = memory_new(len, sizeof *averages);
    bool *ranked = memory_new(len, sizeof *ranked);
    uint32_t *ranks = memory_new(len, sizeof *ranks);
    for (uint32_t i = 0; i < len; i++) {
        struct group_account *group = &groups[i];
        group->group = i;
        group->has_average = group->households > 0;
        if (group->has_average)
            group->average = points_divide(group->earned, group->households);
        averages[i] = group->average;
        ranked[i] = group->has_average;
    }
    rank_make(averages, ranked, len, ranks);
    for (uint32_t i = 0; i < len; i++)
        groups[i].rank = ranks[i];
    memory_free(averages);
    memory_free(ranked);
    memory_free(ranks);
}

static void make_groups(struct ledger *ledger, struct cycle *cycle)
{
    const struct records *records = ledger->records;
    cycle->groups = arena_new(&ledger->arena, struct group_account, records->groups_len);
    cycle->groups_len = records->groups_len;
    for (uint32_t i = 0; i < cycle->accounts_len; i++) {
        const struct account *account = &cycle->accounts[i];
        struct group_account *group = &cycle->groups[records->households[account->household]->group];
        if (account->rank == 0)
            continue;
        group->households++;
        group->earned += account->earned;
    }
    rank_make_groups(cycle->groups, cycle->groups_len);
}

static void make_residents(struct ledger *ledger, struct cycle *cycle)
{
    const struct records *records = ledger->records;
    int64_t *earned = memory_new(records->residents_len, sizeof *earned);
    bool *named = memory_new(records->residents_len, sizeof *named);
    uint32_t count = 0;
    for (uint32_t i = 0; i < cycle->entries_len; i++) {
        uint32_t index = cycle->entries[i];
        uint32_t resident = records->entries[index].resident;
        if (resident == records_none)
            continue;
        count += !named[resident];
        named[resident] = true;
        if (ledger->postings[index].status == status_final)
            earned[resident] += ledger->postings[index].credited;
    }
    cycle->residents = arena_new(&ledger->arena, struct resident_account, count);
    for (uint32_t r = 0; r < records->residents_len; r++)
        if (named[r])
            cycle->residents[cycle->residents_len++] =
                (struct resident_account){.resident = r, .earned = earned[r]};
    memory_free(earned);
    memory_free(named);
}

void ranks_make(struct ledger *ledger, struct cycle *cycle)
{
    rank_accounts(ledger, cycle);
    sum_lifetimes(ledger, cycle);
    make_groups(ledger, cycle);
    make_residents(ledger, cycle);
}

void services_reached(const struct reward *reward, struct needs_trace *trace)
{
    bool now = trace->now >= reward->needs;
    bool before = trace->has_before && trace->before >= reward->needs;
    trace->met = (reward->cycle != needs_last && now) || (reward->cycle != needs_this && before);
}

void ledger_trace_needs(const struct ledger *ledger, const struct cycle *cycle, const struct account *account,
                        uint32_t reward, struct needs_trace *trace)
{
    *trace = (struct needs_trace){.now = account->earned};
    if (cycle > ledger->cycles) {
        const struct account *before = cycle_account(cycle - 1, ledger->records, account->household);
        trace->has_before = before != NULL;
        trace->before = before ? before->earned : 0;
    }
    services_reached(ledger->records->rewards[reward], trace);
}

void services_make(struct ledger *ledger, struct cycle *cycle)
{
    const struct records *records = ledger->records;
    int32_t day = rank_day(ledger, cycle->to);
    uint32_t *open = memory_new(records->rewards_len, sizeof *open);
    uint32_t open_len = 0;
    for (uint32_t r = 0; r < records->rewards_len; r++) {
        const struct reward *reward = records->rewards[r];
        if (reward->kind == reward_service && reward->from <= day && day <= reward->until)
            open[open_len++] = r;
    }
    for (uint32_t i = 0; open_len && i < cycle->accounts_len; i++) {
        struct account *account = &cycle->accounts[i];
        if (!household_listed(records->households[account->household], day))
            continue;
        uint32_t *eligible = arena_new(&ledger->arena, uint32_t, open_len);
        account->eligible = eligible;
        for (uint32_t k = 0; k < open_len; k++) {
            struct needs_trace needs;
            ledger_trace_needs(ledger, cycle, account, open[k], &needs);
            if (needs.met)
                eligible[account->eligible_len++] = open[k];
        }
    }
    memory_free(open);
}
