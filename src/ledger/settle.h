/*
 * Honours that are settled: from so many days after the end of the cycle, quarter or month on they stand as
 * they were computed as of that day, whatever becomes known later. Inside ledger/ only.
 */
#ifndef LEDGER_SETTLE_H
#define LEDGER_SETTLE_H

#include "ledger/contest.h"

/* An honour of a cycle or of a period of it, as it was settled. Arrays are by the competitors of a contest.
 */
struct settlement {
    const struct cycle *cycle;
    const struct period_result *period; /* NULL: of the cycle as a whole */
    uint32_t reward;
    enum award award; /* its */
    int32_t day;      /* as of which it stands */
    int64_t *points;
    uint32_t *order;
    bool *listed, *vetoed, *reached;
};

/* Settles what is to be settled up to the ledger's date, in its memory: after the periods of all cycles. */
void settle_make(struct ledger *ledger);

/* That of honour number REWARD of CYCLE, or of PERIOD within it; NULL: it is not settled. */
const struct settlement *settle_find(const struct ledger *ledger, const struct cycle *cycle,
                                     const struct period_result *period, uint32_t reward);

#endif
