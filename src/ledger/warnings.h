/* What should be looked at, though it is no error. */
#ifndef LEDGER_WARNINGS_H
#define LEDGER_WARNINGS_H

#include "ledger/ledger.h"

/* Reports conflict-of-interest, late-notice, stale-claim and negative-balance as of the ledger's date. */
void warnings_report(const struct ledger *ledger, struct diags *diags);

#endif
