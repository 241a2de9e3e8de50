/* What follows from the accounts of a cycle: ranks, groups, residents, services, honours. */
#ifndef LEDGER_RANK_H
#define LEDGER_RANK_H

#include "ledger/trace.h"

/*
 * Gives each of LEN items that takes part 1 + the number of those that take part and have more POINTS; 0 to
 * the others.
 */
void rank_make(const int64_t *points, const bool *takes_part, uint32_t len, uint32_t *ranks);

/* The same, of more POINTS and of the same group: GROUPS has one an item. */
void rank_make_within(const int64_t *points, const bool *takes_part, const uint32_t *groups, uint32_t len,
                      uint32_t *ranks);

/* Averages and ranks of all GROUPS, of which households and earned are known. */
void rank_make_groups(struct group_account *groups, uint32_t len);

/* The group of each account of CYCLE. The caller frees. */
uint32_t *rank_groups(const struct ledger *ledger, const struct cycle *cycle);

/* R: the earlier of the ledger's date and LAST, the last day of a cycle or period. */
int32_t rank_day(const struct ledger *ledger, int32_t last);

/* Ranks of the accounts of CYCLE, and what they earned in all cycles; its groups; its residents. After the
 * cycle before. */
void ranks_make(struct ledger *ledger, struct cycle *cycle);

/* honours.c: the periods of CYCLE, if an honour asks for them. After the ranks. */
void periods_make(struct ledger *ledger, struct cycle *cycle);

/* honours.c: the honours of CYCLE and of its periods. After what is settled. */
void honours_make(struct ledger *ledger, struct cycle *cycle);

/* The services open to the accounts of CYCLE. */
void services_make(struct ledger *ledger, struct cycle *cycle);

/* Fills in TRACE->met from what it has otherwise: whether the `needs` of REWARD are reached. */
void services_reached(const struct reward *reward, struct needs_trace *trace);

#endif
