/* The households' accounts in a cycle: what was earned, what was carried, what is left. */
#ifndef LEDGER_ACCOUNT_H
#define LEDGER_ACCOUNT_H

#include "ledger/order.h"
#include "ledger/trace.h"

/* Whether HOUSEHOLD is on the list on one of the days FROM to TO. */
bool account_takes_part(const struct household *household, int32_t from, int32_t to);

/* Fills in until, passed and carried of TRACE, whose left and spent are given, for the cycle named CYCLE at
 * DATE. */
void account_carry(const struct village *village, int cycle, int32_t date, struct carry_trace *trace);

/* The day U in the cycle named CYCLE up to which what was carried can be spent; date_last where there is
 * none. */
int32_t account_carry_until(const struct village *village, int cycle);

/* Makes the cycles and their accounts, up to and including balance, from the postings of the ledger. */
void accounts_make(struct ledger *ledger, const struct order *order, struct diags *diags);

#endif
