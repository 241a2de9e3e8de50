/* What was published last, against what the records say now: whether points of the past have changed. */
#ifndef CMD_PUBLISHED_H
#define CMD_PUBLISHED_H

#include "ledger/ledger.h"

/*
 * Says on standard error, in one line, by the records of LEDGER, of how many households the points as of the
 * day that OUT (NULL: DIR/out) was made for are otherwise than OUT has them: a rule or a record of the past
 * was changed. Says nothing where nothing was published there, or it can't be read.
 */
void published_compare(const char *dir, const char *out, const struct ledger *ledger);

#endif
