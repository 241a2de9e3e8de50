/* How the households of a cycle stand: in the order of their ranks, and who won what. */
#ifndef LEDGER_STANDING_H
#define LEDGER_STANDING_H

#include "base/arena.h"
#include "ledger/ledger.h"

/* Puts LEN accounts of a cycle in the order in which ranks are read: by rank, then by id; those without a
 * rank behind. */
void standing_sort(const struct account **accounts, uint32_t len);

/* All accounts of CYCLE in that order, in ARENA. */
const struct account **standing_by_rank(const struct cycle *cycle, struct arena *arena);

/* Whether anybody has earned anything in the cycle yet: before that all share the first rank, which is not
 * said. */
bool standing_begun(const struct cycle *cycle);

/* Who won HONOUR (of records.rewards) in PERIOD, or where that is NULL in CYCLE as a whole: households,
 * residents or groups, as the honour is for, by their numbers in RECORDS, in that order, in ARENA; sets LEN.
 */
const uint32_t *standing_winners(const struct records *records, const struct cycle *cycle,
                                 const struct period_result *period, uint32_t honour, struct arena *arena,
                                 uint32_t *len);

/* The first day on which HONOUR, of days that end with TO, can be said to be won: that on which it is
 * settled, else the day behind them. */
int32_t standing_won_on(const struct reward *honour, int32_t to);

/* The cycle whose honours are shown: T's; where none of its own (not of its months and quarters) has been won
 * in it yet, the one before, where one was won in that. Of LEDGER, as long as it lives. */
const struct cycle *standing_honoured(const struct ledger *ledger);

/* The last period of PER in T's cycle that is over at T and in which an honour was won; where there is none,
 * that of the cycle before; NULL: in neither. Of LEDGER, as long as it lives. */
const struct period_result *standing_last_honoured(const struct ledger *ledger, enum per per);

#endif
