#include "ledger/standing.h"

#include <stdlib.h>

static int by_rank(const void *a, const void *b)
{
    const struct account *x = *(const struct account *const *)a, *y = *(const struct account *const *)b;
    if (x->rank != y->rank)
        return x->rank - 1 < y->rank - 1 ? -1 : 1; /* 0 comes last */
    return x->household < y->household ? -1 : x->household > y->household;
}

void standing_sort(const struct account **accounts, uint32_t len)
{
    if (len)
        qsort(accounts, len, sizeof *accounts, by_rank);
}

const struct account **standing_by_rank(const struct cycle *cycle, struct arena *arena)
{
    const struct account **accounts = arena_new(arena, const struct account *, cycle->accounts_len + 1);
    for (uint32_t i = 0; i < cycle->accounts_len; i++)
        accounts[i] = &cycle->accounts[i];
    standing_sort(accounts, cycle->accounts_len);
    return accounts;
}

bool standing_begun(const struct cycle *cycle)
{
    for (uint32_t i = 0; i < cycle->accounts_len; i++)
        if (cycle->accounts[i].earned != cycle->accounts[i].base)
            return true;
    return false;
}

static bool holds(const uint32_t *honours, uint32_t len, uint32_t honour)
{
    for (uint32_t i = 0; i < len; i++)
        if (honours[i] == honour)
            return true;
    return false;
}

/* The numbers of those that won an honour. */
struct winners {
    uint32_t *items;
    uint32_t len;
    uint32_t honour;
};

static void add(struct winners *winners, uint32_t who, const uint32_t *honours, uint32_t len)
{
    if (holds(honours, len, winners->honour))
        winners->items[winners->len++] = who;
}

static struct winners winners_new(struct arena *arena, uint32_t honour, uint32_t most)
{
    return (struct winners){.items = arena_new(arena, uint32_t, most + 1), .honour = honour};
}

static struct winners of_households(const struct cycle *cycle, const struct period_result *period,
                                    uint32_t honour, struct arena *arena)
{
    struct winners winners =
        winners_new(arena, honour, period ? period->households_len : cycle->accounts_len);
    for (uint32_t i = 0; period && i < period->households_len; i++) {
        const struct period_account *account = &period->households[i];
        add(&winners, account->household, account->honours, account->honours_len);
    }
    for (uint32_t i = 0; !period && i < cycle->accounts_len; i++) {
        const struct account *account = &cycle->accounts[i];
        add(&winners, account->household, account->honours, account->honours_len);
    }
    return winners;
}

const uint32_t *standing_winners(const struct records *records, const struct cycle *cycle,
                                 const struct period_result *period, uint32_t honour, struct arena *arena,
                                 uint32_t *len)
{
    enum award award = records->rewards[honour]->award;
    struct winners winners;
    if (award == award_resident) {
        const struct resident_account *residents = period ? period->residents : cycle->residents;
        uint32_t count = period ? period->residents_len : cycle->residents_len;
        winners = winners_new(arena, honour, count);
        for (uint32_t i = 0; i < count; i++)
            add(&winners, residents[i].resident, residents[i].honours, residents[i].honours_len);
    } else if (award == award_group) {
        const struct group_account *groups = period ? period->groups : cycle->groups;
        uint32_t count = period ? period->groups_len : cycle->groups_len;
        winners = winners_new(arena, honour, count);
        for (uint32_t i = 0; i < count; i++)
            add(&winners, groups[i].group, groups[i].honours, groups[i].honours_len);
    } else {
        winners = of_households(cycle, period, honour, arena);
    }
    *len = winners.len;
    return winners.items;
}

int32_t standing_won_on(const struct reward *honour, int32_t to)
{
    return to + (honour->has_settled && honour->settled > 1 ? honour->settled : 1);
}

/* Whether one of these has won an honour. */
static bool group_won(const struct group_account *groups, uint32_t len)
{
    for (uint32_t i = 0; i < len; i++)
        if (groups[i].honours_len > 0)
            return true;
    return false;
}

static bool resident_won(const struct resident_account *residents, uint32_t len)
{
    for (uint32_t i = 0; i < len; i++)
        if (residents[i].honours_len > 0)
            return true;
    return false;
}

static bool period_won(const struct period_result *period)
{
    for (uint32_t i = 0; i < period->households_len; i++)
        if (period->households[i].honours_len > 0)
            return true;
    return resident_won(period->residents, period->residents_len) ||
           group_won(period->groups, period->groups_len);
}

/* The last period of PER in CYCLE that is over at DATE and in which an honour was won; NULL: there is none.
 */
static const struct period_result *last_won(const struct cycle *cycle, enum per per, int32_t date)
{
    const struct period_result *period = NULL;
    for (uint32_t i = 0; i < cycle->periods_len; i++)
        if (cycle->periods[i].per == per && cycle->periods[i].to <= date && period_won(&cycle->periods[i]))
            period = &cycle->periods[i];
    return period;
}

/* The cycle before T's; NULL: it is the first. */
static const struct cycle *cycle_before(const struct ledger *ledger)
{
    const struct cycle *current = ledger_current(ledger);
    return current > ledger->cycles ? current - 1 : NULL;
}

static bool cycle_won(const struct cycle *cycle)
{
    for (uint32_t i = 0; i < cycle->accounts_len; i++)
        if (cycle->accounts[i].honours_len > 0)
            return true;
    return resident_won(cycle->residents, cycle->residents_len) ||
           group_won(cycle->groups, cycle->groups_len);
}

const struct cycle *standing_honoured(const struct ledger *ledger)
{
    const struct cycle *current = ledger_current(ledger), *before = cycle_before(ledger);
    return !cycle_won(current) && before && cycle_won(before) ? before : current;
}

const struct period_result *standing_last_honoured(const struct ledger *ledger, enum per per)
{
    const struct cycle *before = cycle_before(ledger);
    const struct period_result *period = last_won(ledger_current(ledger), per, ledger->date);
    return period || !before ? period : last_won(before, per, ledger->date);
}
