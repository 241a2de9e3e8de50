/* Who wins an honour in a cycle, a quarter or a month. */
#include "base/memory.h"
#include "ledger/rank.h"

#include <pthread.h>
#include <stdio.h>

/* The days within which an honour is won, and who takes part. Arrays are by the accounts of the cycle. */
struct contest {
    const struct ledger *ledger;
    const struct cycle *cycle;
    enum per per;
    int32_t from, to;
    int32_t day;     /* R */
    int64_t base;    /* that counts for earned */
    int64_t *earned; /* 0 where it takes no part */
    uint32_t *ranks; /* by earned; 0: none */
    int64_t *points; /* E of the honour looked at */
    uint32_t *order; /* rank by E */
    bool *listed;    /* has a rank */
};

/* The credited points of the final entries of ACCOUNT with a deed date FROM … TO, of the CATEGORIES alone (by
 * index) if these are not NULL. */
static int64_t sum_final(const struct ledger *ledger, const struct account *account, int32_t from, int32_t to,
                         const bool *categories)
{
    const struct ledger_line *line = ledger->lines + account->first, *end = line + account->entries;
    for (uint32_t count = account->entries; count > 0;) { /* to the first from FROM on */
        uint32_t half = count / 2;
        if (line[half].date < from) {
            line += half + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    int64_t sum = 0;
    for (; line < end && line->date <= to; line++)
        if (line->status == status_final &&
            (!categories || categories[ledger->records->rules[line->rule]->category]))
            sum += line->credited;
    return sum;
}

static void contest_open(struct contest *contest, const struct ledger *ledger, const struct cycle *cycle,
                         const struct period_result *period)
{
    uint32_t len = cycle->accounts_len;
    *contest = (struct contest){
        .ledger = ledger,
        .cycle = cycle,
        .per = period ? period->per : per_cycle,
        .from = period ? period->from : cycle->from,
        .to = period ? period->to : cycle->to,
        .base = period ? 0 : ledger->records->village.base,
        .earned = memory_new(len, sizeof *contest->earned),
        .ranks = memory_new(len, sizeof *contest->ranks),
        .points = memory_new(len, sizeof *contest->points),
        .order = memory_new(len, sizeof *contest->order),
        .listed = memory_new(len, sizeof *contest->listed),
    };
    contest->day = rank_day(ledger, contest->to);
    for (uint32_t i = 0, k = 0; i < len; i++) {
        const struct account *account = &cycle->accounts[i];
        if (!period) {
            contest->earned[i] = account->earned;
            contest->ranks[i] = account->rank;
        } else if (k < period->households_len && period->households[k].household == account->household) {
            contest->earned[i] = period->households[k].earned;
            contest->ranks[i] = period->households[k].rank;
            k++;
        }
        contest->listed[i] = contest->ranks[i] != 0;
    }
}

static void contest_close(struct contest *contest)
{
    memory_free(contest->earned);
    memory_free(contest->ranks);
    memory_free(contest->points);
    memory_free(contest->order);
    memory_free(contest->listed);
}

static bool *category_set(const struct records *records, const struct reward *reward)
{
    bool *set = memory_new(records->categories_len, sizeof *set);
    for (uint32_t i = 0; i < reward->categories_len; i++)
        set[reward->categories[i]] = true;
    return set;
}

/* Sets points and order to what REWARD looks at. RANKED: the order too, even if it is by categories. */
static void contest_look(struct contest *contest, const struct reward *reward, bool ranked)
{
    uint32_t len = contest->cycle->accounts_len;
    if (!reward->categories_len) {
        for (uint32_t i = 0; i < len; i++) {
            contest->points[i] = contest->earned[i];
            contest->order[i] = contest->ranks[i];
        }
    } else {
        bool *categories = category_set(contest->ledger->records, reward);
        for (uint32_t i = 0; i < len; i++)
            contest->points[i] = sum_final(contest->ledger, &contest->cycle->accounts[i], contest->from,
                                           contest->to, categories);
        memory_free(categories);
    }
    if (!ranked || (!reward->categories_len && reward->within == within_village))
        return;
    uint32_t *groups = reward->within == within_group ? rank_groups(contest->ledger, contest->cycle) : NULL;
    rank_make_within(contest->points, contest->listed, groups, len, contest->order);
    memory_free(groups);
}

static bool contest_offers(const struct contest *contest, const struct reward *reward)
{
    return reward->kind == reward_honour && reward->per == contest->per && reward->from <= contest->day &&
           contest->day <= reward->until;
}

/* What does not count for winning by rank. */
static int64_t floor_of(const struct contest *contest, const struct reward *reward)
{
    return reward->categories_len ? 0 : contest->base;
}

/* Whether account number I of the cycle has what the REWARD that was looked at asks for, vetoes aside. */
static bool contest_reaches(const struct contest *contest, const struct reward *reward, uint32_t i)
{
    int64_t points = contest->points[i];
    if (!contest->listed[i])
        return false;
    if (reward->has_points && points < reward->points)
        return false;
    if (reward->has_below && points >= reward->below)
        return false;
    return !reward->has_rank ||
           (contest->order[i] <= (uint32_t)reward->rank && points > floor_of(contest, reward));
}

/* Whether account number I of the cycle wins the REWARD that was looked at and is offered. */
static bool contest_wins(const struct contest *contest, const struct reward *reward, uint32_t i)
{
    return !contest->cycle->accounts[i].vetoed && contest_reaches(contest, reward, i);
}

struct win {
    uint32_t account; /* of the cycle */
    uint32_t reward;
};

struct wins {
    struct win *items;
    size_t len;
    size_t cap;
};

/* All that is won, honour by honour in the order of the file. */
static void contest_hold(struct contest *contest, struct wins *wins)
{
    const struct records *records = contest->ledger->records;
    for (uint32_t r = 0; r < records->rewards_len; r++) {
        const struct reward *reward = records->rewards[r];
        if (!contest_offers(contest, reward))
            continue;
        contest_look(contest, reward, reward->has_rank);
        for (uint32_t i = 0; i < contest->cycle->accounts_len; i++) {
            struct win win = {i, r};
            if (contest_wins(contest, reward, i))
                memory_push(wins, win);
        }
    }
}

/* Holds the contest of a cycle or of a PERIOD of it, and hands out the honours. */
static void award(struct ledger *ledger, struct cycle *cycle, struct period_result *period)
{
    struct contest contest;
    struct wins wins = {0};
    contest_open(&contest, ledger, cycle, period);
    contest_hold(&contest, &wins);
    contest_close(&contest);

    uint32_t *counts = memory_new(cycle->accounts_len, sizeof *counts);
    for (size_t i = 0; i < wins.len; i++)
        counts[wins.items[i].account]++;
    uint32_t **lists = memory_new(cycle->accounts_len, sizeof *lists);
    uint32_t *place = arena_new(&ledger->arena, uint32_t, wins.len);
    for (uint32_t i = 0, k = 0; i < cycle->accounts_len; i++) {
        struct account *account = &cycle->accounts[i];
        lists[i] = place;
        if (!period) {
            account->honours = place;
            account->honours_len = counts[i];
        } else if (k < period->households_len && period->households[k].household == account->household) {
            period->households[k].honours = place;
            period->households[k].honours_len = counts[i];
            k++;
        }
        place += counts[i];
    }
    for (size_t i = 0; i < wins.len; i++)
        *lists[wins.items[i].account]++ = wins.items[i].reward;
    memory_free(counts);
    memory_free(lists);
    memory_free(wins.items);
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
        points[k] = sum_final(ledger, account, period->from, period->to, NULL);
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
        from = last + 1;
    }
}

void honours_make(struct ledger *ledger, struct cycle *cycle)
{
    enum { most_periods = 13 + 5 }; /* a cycle that begins within a month or quarter has two parts of it */
    const struct records *records = ledger->records;
    bool asked[per_month + 1] = {false};
    for (uint32_t r = 0; r < records->rewards_len; r++)
        if (records->rewards[r]->kind == reward_honour)
            asked[records->rewards[r]->per] = true;
    if (asked[per_month] || asked[per_quarter])
        cycle->periods = arena_new(&ledger->arena, struct period_result, most_periods);
    if (asked[per_month])
        add_periods(ledger, cycle, per_month);
    if (asked[per_quarter])
        add_periods(ledger, cycle, per_quarter);
    if (asked[per_cycle])
        award(ledger, cycle, NULL);
    for (uint32_t i = 0; i < cycle->periods_len; i++)
        award(ledger, cycle, &cycle->periods[i]);
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
        contest_open(contest, ledger, cycle, period);
        contest_look(contest, ledger->records->rewards[reward], true);
        *place = contest;
    }
    pthread_mutex_unlock(&looks->mutex);
    return *place;
}

void ledger_trace_honour(struct honour_looks *looks, const struct cycle *cycle,
                         const struct period_result *period, uint32_t household, uint32_t reward,
                         struct honour_trace *trace)
{
    const struct records *records = looks->ledger->records;
    const struct reward *honour = records->rewards[reward];
    const struct account *account = cycle_account(cycle, records, household);
    *trace = (struct honour_trace){0};
    if (!account)
        return;
    uint32_t i = (uint32_t)(account - cycle->accounts);
    const struct contest *contest = look_at(looks, cycle, period, reward);
    trace->day = contest->day;
    trace->listed = contest->listed[i];
    trace->offered = contest_offers(contest, honour);
    trace->vetoed = account->vetoed;
    trace->base = floor_of(contest, honour);
    trace->points = contest->points[i];
    trace->rank = contest->order[i];
    trace->reached = trace->offered && contest_reaches(contest, honour, i);
    trace->won = trace->offered && contest_wins(contest, honour, i);
}
