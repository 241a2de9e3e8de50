/* What is looked up in a ledger that has been computed, or in what it is computed from. */
#include "ledger/ledger.h"

#include "base/points.h"

const struct cycle *ledger_cycle(const struct ledger *ledger, int id)
{
    int first = ledger->cycles[0].id;
    if (id < first || id - first >= (int)ledger->cycles_len)
        return NULL;
    return &ledger->cycles[id - first];
}

const struct cycle *ledger_current(const struct ledger *ledger)
{
    return &ledger->cycles[ledger->cycles_len - 1];
}

enum claim_status ledger_claim(const struct ledger *ledger, uint32_t claim)
{
    const struct claim *c = ledger->records->claims[claim];
    if (c->received > ledger->date)
        return claim_future;
    if (c->decision_meeting == records_none ||
        ledger->records->meetings[c->decision_meeting]->date > ledger->date)
        return claim_pending;
    return c->approved ? claim_approved : claim_rejected;
}

uint32_t ledger_replaced_by(const struct ledger *ledger, uint32_t entry)
{
    const struct records *r = ledger->records;
    uint32_t correction = r->entries[entry].correction;
    if (correction == records_none || r->meetings[r->corrections[correction]->meeting]->date > ledger->date)
        return records_none;
    return r->corrections[correction]->by;
}

bool ledger_has_transfers(const struct ledger *ledger)
{
    const struct records *r = ledger->records;
    return r->transfers_len && r->meetings[r->transfers[0]->meeting]->date <= ledger->date;
}

int64_t ledger_delivered(const struct ledger *ledger, uint32_t reward)
{
    const struct reward *goods = ledger->records->rewards[reward];
    int64_t sum = 0;
    for (uint32_t i = 0; i < goods->stock_len && goods->stock[i].date <= ledger->date; i++)
        sum += goods->stock[i].quantity;
    return sum;
}

int64_t ledger_taken(const struct ledger *ledger, uint32_t reward)
{
    return ledger->taken[reward];
}

/* The item about NUMBER among COUNT of SIZE bytes each, ordered by the number that each begins with; NULL. */
static void *find(const void *items, uint32_t count, size_t size, uint32_t number)
{
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (*(const uint32_t *)((const char *)items + middle * size) < number)
            low = middle + 1;
        else
            high = middle;
    }
    const char *item = (const char *)items + low * size;
    return low < count && *(const uint32_t *)item == number ? (void *)(uintptr_t)item : NULL;
}

const struct account *cycle_account(const struct cycle *cycle, const struct records *records,
                                    uint32_t household)
{
    (void)records;
    return find(cycle->accounts, cycle->accounts_len, sizeof *cycle->accounts, household);
}

const struct period_account *period_account(const struct period_result *period, uint32_t household)
{
    return find(period->households, period->households_len, sizeof *period->households, household);
}

const struct resident_account *cycle_resident(const struct cycle *cycle, uint32_t resident)
{
    return find(cycle->residents, cycle->residents_len, sizeof *cycle->residents, resident);
}

const struct resident_account *period_resident(const struct period_result *period, uint32_t resident)
{
    return find(period->residents, period->residents_len, sizeof *period->residents, resident);
}

int64_t redemption_cost(const struct records *records, const struct redemption *redemption)
{
    const struct reward *reward = records->rewards[redemption->reward];
    int64_t cost;
    if (reward->kind != reward_goods)
        return 0;
    if (__builtin_mul_overflow(reward->cost, redemption->quantity, &cost) || cost > points_sum_max)
        return points_sum_max + 1;
    return cost;
}
