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

const struct account **standing_winners(const struct cycle *cycle, uint32_t honour, struct arena *arena,
                                        uint32_t *len)
{
    const struct account **winners = arena_new(arena, const struct account *, cycle->accounts_len + 1);
    *len = 0;
    for (uint32_t i = 0; i < cycle->accounts_len; i++)
        if (holds(cycle->accounts[i].honours, cycle->accounts[i].honours_len, honour))
            winners[(*len)++] = &cycle->accounts[i];
    return winners;
}

const struct period_account **standing_period_winners(const struct period_result *period, uint32_t honour,
                                                      struct arena *arena, uint32_t *len)
{
    const struct period_account **winners =
        arena_new(arena, const struct period_account *, period->households_len + 1);
    *len = 0;
    for (uint32_t i = 0; i < period->households_len; i++)
        if (holds(period->households[i].honours, period->households[i].honours_len, honour))
            winners[(*len)++] = &period->households[i];
    return winners;
}

static bool period_won(const struct period_result *period)
{
    for (uint32_t i = 0; i < period->households_len; i++)
        if (period->households[i].honours_len > 0)
            return true;
    return false;
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
    return false;
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
