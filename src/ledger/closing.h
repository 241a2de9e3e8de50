/*
 * What ends soon: points that lapse, and the year, with what is carried on of it. Points are hundredths. A
 * pure function of the ledger.
 */
#ifndef LEDGER_CLOSING_H
#define LEDGER_CLOSING_H

#include "ledger/ledger.h"

/* How many days before is in time. */
enum { closing_ahead = 60 };

/* Points of a household, or of all. */
struct closing_sum {
    uint32_t households; /* that have any */
    int64_t points;
};

struct closing {
    int32_t lapse; /* the last day on which points can be spent that no later day can: the cycle's last, or
                      that of what it carried over; date_last: none, or it is past */
    struct closing_sum lapsing;
    int32_t end;             /* the cycle's last day */
    bool carries;            /* what is left of the cycle then can be spent in the next … */
    int32_t until;           /* … up to this day; date_last: without end */
    struct closing_sum left; /* what is left of it now, where it carries */
};

/* What T's cycle closes with, over all households. */
void closing_of(struct closing *closing, const struct ledger *ledger);

/* The same of ACCOUNT alone, one of T's cycle. */
void closing_account(struct closing *closing, const struct ledger *ledger, const struct account *account);

/* Whether DAY is T's or one of the next AHEAD. */
bool closing_soon(const struct ledger *ledger, int32_t day, int32_t ahead);

#endif
