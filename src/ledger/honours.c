/* Who wins an honour in a cycle, a quarter or a month. */
#include "base/memory.h"
#include "ledger/contest.h"
#include "ledger/rank.h"
#include "ledger/settle.h"

#include <pthread.h>
#include <stdio.h>

struct win {
    uint32_t competitor; /* of the contest */
    uint32_t reward;
};

struct wins {
    struct win *items;
    size_t len;
    size_t cap;
};

/* Who won honour number R, which is settled in CONTEST's days or is not yet. */
static void add_settled(const struct contest *contest, uint32_t r, struct wins *wins)
{
    const struct settlement *s = settle_find(contest->ledger, contest->cycle, contest->period, r);
    for (uint32_t i = 0; s && i < contest->len; i++) {
        struct win win = {i, r};
        if (s->reached[i] && !s->vetoed[i])
            memory_push(wins, win);
    }
}

/* All that is won, honour by honour in the order of the file. */
static void contest_hold(struct contest *contest, struct wins *wins)
{
    const struct records *records = contest->ledger->records;
    for (uint32_t r = 0; r < records->rewards_len; r++) {
        const struct reward *reward = records->rewards[r];
        if (!contest_offers(contest, reward))
            continue;
        if (reward->has_settled) {
            add_settled(contest, r, wins);
            continue;
        }
        contest_look(contest, reward, false);
        for (uint32_t i = 0; i < contest->len; i++) {
            struct win win = {i, r};
            if (!contest->vetoed[i] && contest_reaches(contest, reward, i))
                memory_push(wins, win);
        }
    }
}

/* Gives what is won to a competitor: who it is of AWARD in the cycle is number I. */
static void give(struct cycle *cycle, struct period_result *period, enum award award, uint32_t i,
                 const uint32_t *honours, uint32_t len)
{
    struct {
        const uint32_t **honours;
        uint32_t *len;
    } to = {NULL, NULL};
    if (award == award_group) {
        struct group_account *group = period ? &period->groups[i] : &cycle->groups[i];
        to.honours = &group->honours;
        to.len = &group->honours_len;
    } else if (award == award_resident) {
        struct resident_account *resident = &cycle->residents[i];
        if (period)
            resident = (struct resident_account *)(uintptr_t)period_resident(period, resident->resident);
        to.honours = resident ? &resident->honours : NULL;
        to.len = resident ? &resident->honours_len : NULL;
    } else if (period) {
        struct period_account *account =
            (struct period_account *)(uintptr_t)period_account(period, cycle->accounts[i].household);
        to.honours = account ? &account->honours : NULL;
        to.len = account ? &account->honours_len : NULL;
    } else {
        to.honours = &cycle->accounts[i].honours;
        to.len = &cycle->accounts[i].honours_len;
    }
    if (to.honours) {
        *to.honours = honours;
        *to.len = len;
    }
}

/* Holds the contest for AWARD of a cycle or of a PERIOD of it, and hands out the honours. */
static void hand_out(struct ledger *ledger, struct cycle *cycle, struct period_result *period,
                     enum award award)
{
    struct contest contest;
    struct wins wins = {0};
    contest_open(&contest, ledger, cycle, period, award);
    contest_hold(&contest, &wins);
    uint32_t len = contest.len;
    contest_close(&contest);

    uint32_t *counts = memory_new(len, sizeof *counts);
    for (size_t i = 0; i < wins.len; i++)
        counts[wins.items[i].competitor]++;
    uint32_t **lists = memory_new(len, sizeof *lists);
    uint32_t *place = arena_new(&ledger->arena, uint32_t, wins.len);
    for (uint32_t i = 0; i < len; i++) {
        lists[i] = place;
        give(cycle, period, award, i, place, counts[i]);
        place += counts[i];
    }
    for (size_t i = 0; i < wins.len; i++)
        *lists[wins.items[i].competitor]++ = wins.items[i].reward;
    memory_free(counts);
    memory_free(lists);
    memory_free(wins.items);
}

/* Whether an honour for AWARD is won within PER. */
static bool is_asked(const struct records *records, enum per per, enum award award)
{
    for (uint32_t r = 0; r < records->rewards_len; r++) {
        const struct reward *reward = records->rewards[r];
        if (reward->kind == reward_honour && reward->per == per && reward->award == award)
            return true;
    }
    return false;
}

static bool is_asked_of_any(const struct records *records, enum per per)
{
    return is_asked(records, per, award_household) || is_asked(records, per, award_resident) ||
           is_asked(records, per, award_group);
}

/* The accounts of PERIOD: earned and ranks. */
static void make_period_accounts(struct ledger *ledger, const struct cycle *cycle,
                                 struct period_result *period)
{
    const struct records *records = ledger->records;
    int32_t day = rank_day(ledger, period->to);
    uint32_t len = cycle->accounts_len;
    int64_t *points = memory_new(len, sizeof *points);
    bool *listed = memory_new(len, sizeof *listed);
    uint32_t *ranks = memory_new(len, sizeof *ranks);
    period->households = arena_new(&ledger->arena, struct period_account, len);
    for (uint32_t i = 0; i < len; i++) {
        const struct account *account = &cycle->accounts[i];
        const struct household *household = records->households[account->household];
        if (household->since > day || household->until < period->from)
            continue;
        uint32_t k = period->households_len++;
        points[k] = contest_sum(ledger, ledger->lines, account, period->from, period->to, NULL);
        listed[k] = household_listed(household, day);
        period->households[k].household = account->household;
        period->households[k].earned = points[k];
    }
    rank_make(points, listed, period->households_len, ranks);
    for (uint32_t k = 0; k < period->households_len; k++)
        period->households[k].rank = ranks[k];
    memory_free(points);
    memory_free(listed);
    memory_free(ranks);
}

/* The groups of PERIOD, where an honour is for such. */
static void make_period_groups(struct ledger *ledger, struct period_result *period)
{
    const struct records *records = ledger->records;
    if (!records->awarded[award_group])
        return;
    period->groups = arena_new(&ledger->arena, struct group_account, records->groups_len);
    period->groups_len = records->groups_len;
    for (uint32_t i = 0; i < period->households_len; i++) {
        const struct period_account *account = &period->households[i];
        struct group_account *group = &period->groups[records->households[account->household]->group];
        group->households += account->rank != 0;
        group->earned += account->rank ? account->earned : 0;
    }
    rank_make_groups(period->groups, period->groups_len);
}

/* The residents that an entry of PERIOD names, where an honour is for such. */
static void make_period_residents(struct ledger *ledger, const struct cycle *cycle,
                                  struct period_result *period)
{
    if (!ledger->records->awarded[award_resident])
        return;
    bool *named = memory_new(cycle->residents_len, sizeof *named);
    int64_t *points = memory_new(cycle->residents_len, sizeof *points);
    contest_residents(ledger, ledger->lines, cycle, period->from, period->to, NULL,
                      &(struct contest_shares){.named = named, .points = points});
    period->residents = arena_new(&ledger->arena, struct resident_account, cycle->residents_len);
    for (uint32_t i = 0; i < cycle->residents_len; i++)
        if (named[i])
            period->residents[period->residents_len++] =
                (struct resident_account){.resident = cycle->residents[i].resident, .earned = points[i]};
    memory_free(named);
    memory_free(points);
}

/* Appends the months or quarters that have a day in CYCLE and begin on or before the ledger's date. */
static void add_periods(struct ledger *ledger, struct cycle *cycle, enum per per)
{
    enum period kind = per == per_month ? period_month : period_quarter;
    int32_t from = cycle->from;
    while (from <= cycle->to && from <= ledger->date) {
        struct period_result *period = &cycle->periods[cycle->periods_len++];
        struct date_parts parts = date_split(from);
        int32_t last = period_last(&ledger->records->village, kind, from);
        period->per = per;
        period->from = from;
        period->to = last < cycle->to ? last : cycle->to;
        if (per == per_month)
            snprintf(period->id, sizeof period->id, "%04d-%02d", parts.year % 10000, parts.month % 100);
        else
            snprintf(period->id, sizeof period->id, "%04d-Q%d", parts.year % 10000,
                     (parts.month + 2) / 3 % 10);
        make_period_accounts(ledger, cycle, period);
        make_period_groups(ledger, period);
        make_period_residents(ledger, cycle, period);
        from = last + 1;
    }
}

void periods_make(struct ledger *ledger, struct cycle *cycle)
{
    enum { most_periods = 13 + 5 }; /* a cycle that begins within a month or quarter has two parts of it */
    bool months = is_asked_of_any(ledger->records, per_month),
         quarters = is_asked_of_any(ledger->records, per_quarter);
    if (months || quarters)
        cycle->periods = arena_new(&ledger->arena, struct period_result, most_periods);
    if (months)
        add_periods(ledger, cycle, per_month);
    if (quarters)
        add_periods(ledger, cycle, per_quarter);
}

void honours_make(struct ledger *ledger, struct cycle *cycle)
{
    static const enum award all[awards] = {award_household, award_resident, award_group};
    for (size_t a = 0; a < awards; a++) {
        if (is_asked(ledger->records, per_cycle, all[a]))
            hand_out(ledger, cycle, NULL, all[a]);
        for (uint32_t i = 0; i < cycle->periods_len; i++)
            if (is_asked(ledger->records, cycle->periods[i].per, all[a]))
                hand_out(ledger, cycle, &cycle->periods[i], all[a]);
    }
}

/* Contests by cycle, period (the first place is the cycle's own) and honour; NULL: not looked at. */
struct honour_looks {
    const struct ledger *ledger;
    pthread_mutex_t mutex;
    struct contest **items;
    size_t *first; /* of each cycle; one more than there are */
};

struct honour_looks *honour_looks_open(const struct ledger *ledger)
{
    struct honour_looks *looks = memory_new(1, sizeof *looks);
    looks->ledger = ledger;
    looks->first = memory_new(ledger->cycles_len + 1, sizeof *looks->first);
    for (uint32_t c = 0; c < ledger->cycles_len; c++)
        looks->first[c + 1] =
            looks->first[c] + (size_t)(ledger->cycles[c].periods_len + 1) * ledger->records->rewards_len;
    looks->items = memory_new(looks->first[ledger->cycles_len] + 1, sizeof *looks->items);
    pthread_mutex_init(&looks->mutex, NULL);
    return looks;
}

void honour_looks_close(struct honour_looks *looks)
{
    if (!looks)
        return;
    for (size_t i = 0; i < looks->first[looks->ledger->cycles_len]; i++)
        if (looks->items[i]) {
            contest_close(looks->items[i]);
            memory_free(looks->items[i]);
        }
    pthread_mutex_destroy(&looks->mutex);
    memory_free(looks->items);
    memory_free(looks->first);
    memory_free(looks);
}

/* The contest of CYCLE, or of PERIOD within it, as honour number REWARD looks at it. */
static const struct contest *look_at(struct honour_looks *looks, const struct cycle *cycle,
                                     const struct period_result *period, uint32_t reward)
{
    const struct ledger *ledger = looks->ledger;
    size_t part = period ? (size_t)(period - cycle->periods) + 1 : 0;
    struct contest **place =
        &looks->items[looks->first[cycle - ledger->cycles] + part * ledger->records->rewards_len + reward];
    pthread_mutex_lock(&looks->mutex);
    if (!*place) {
        struct contest *contest = memory_new(1, sizeof *contest);
        contest_open(contest, ledger, cycle, period, ledger->records->rewards[reward]->award);
        contest_look(contest, ledger->records->rewards[reward], true);
        *place = contest;
    }
    pthread_mutex_unlock(&looks->mutex);
    return *place;
}

/* The place of WHO, a household, resident or group by what HONOUR is for, among the competitors of CYCLE;
 * records_none. */
static uint32_t competitor_of(const struct ledger *ledger, const struct cycle *cycle,
                              const struct reward *honour, uint32_t who)
{
    if (honour->award == award_group)
        return who;
    if (honour->award == award_resident) {
        const struct resident_account *resident = cycle_resident(cycle, who);
        return resident ? (uint32_t)(resident - cycle->residents) : records_none;
    }
    const struct account *account = cycle_account(cycle, ledger->records, who);
    return account ? (uint32_t)(account - cycle->accounts) : records_none;
}

/* How many of the group of competitor I are LISTED, where the rank of HONOUR counts within it. */
static uint32_t rivals_of(const struct contest *contest, const struct reward *honour, const bool *listed,
                          uint32_t i)
{
    uint32_t count = 0;
    if (honour->within != within_group)
        return count;
    uint32_t *groups = contest_groups(contest);
    for (uint32_t k = 0; k < contest->len; k++)
        count += listed[k] && groups[k] == groups[i];
    memory_free(groups);
    return count;
}

void ledger_trace_honour(struct honour_looks *looks, const struct cycle *cycle,
                         const struct period_result *period, uint32_t who, uint32_t reward,
                         struct honour_trace *trace)
{
    const struct ledger *ledger = looks->ledger;
    const struct reward *honour = ledger->records->rewards[reward];
    uint32_t i = competitor_of(ledger, cycle, honour, who);
    *trace = (struct honour_trace){0};
    if (i == records_none)
        return;
    const struct contest *contest = look_at(looks, cycle, period, reward);
    const struct settlement *s = honour->has_settled ? settle_find(ledger, cycle, period, reward) : NULL;
    trace->day = contest->day;
    trace->offered = contest_offers(contest, honour);
    trace->asof = s ? s->day : ledger->date;
    trace->waits = honour->has_settled && !s;
    trace->settles = honour->has_settled ? contest->to + honour->settled : date_last;
    trace->listed = s ? s->listed[i] : contest->listed[i];
    trace->vetoed = s ? s->vetoed[i] : contest->vetoed[i];
    trace->base = contest_floor(contest, honour);
    trace->points = s ? s->points[i] : contest->points[i];
    trace->rank = s ? s->order[i] : contest->order[i];
    trace->rivals = rivals_of(contest, honour, s ? s->listed : contest->listed, i);
    trace->reached = trace->offered && (s ? s->reached[i] : contest_reaches(contest, honour, i));
    trace->won = trace->reached && !trace->vetoed && !trace->waits;
}
