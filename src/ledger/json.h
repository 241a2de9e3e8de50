/* The ledger as data: section 5 of the contract. */
#ifndef LEDGER_JSON_H
#define LEDGER_JSON_H

#include "ledger/ledger.h"

/*
 * Writes the whole computed state as one JSON object and a line end: for own and office, with nothing left
 * out. What the public may see is composed in view/.
 */
void ledger_json(const struct ledger *ledger, struct buf *out);

#endif
