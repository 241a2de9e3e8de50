/*
 * Who competes for honours within a cycle, a quarter or a month, as of a day, and what an honour looks at of
 * each. Inside ledger/ only.
 */
#ifndef LEDGER_CONTEST_H
#define LEDGER_CONTEST_H

#include "ledger/ledger.h"

/* Arrays are by the accounts of the cycle. */
struct contest {
    const struct ledger *ledger;
    const struct cycle *cycle;
    const struct ledger_line *lines; /* the entries as they are on the day as of which it is held, each in the
                                        place of the ledger's own */
    enum per per;
    int32_t from, to;
    int32_t day;     /* R */
    int64_t base;    /* that counts for earned */
    int64_t *earned; /* 0 where it takes no part */
    uint32_t *ranks; /* by earned; 0: none */
    int64_t *points; /* E of the honour looked at */
    uint32_t *order; /* rank by E */
    bool *listed;    /* has a rank */
    bool *vetoed;    /* a final entry of the cycle costs it the honours */
};

/* Of CYCLE or of PERIOD within it (NULL: none), at the ledger's date. The caller closes. */
void contest_open(struct contest *contest, const struct ledger *ledger, const struct cycle *cycle,
                  const struct period_result *period);

/* The same as of another day, when the period was over, on which LINES were as they are there. */
void contest_open_then(struct contest *contest, const struct ledger *ledger, const struct cycle *cycle,
                       const struct period_result *period, const struct ledger_line *lines);

void contest_close(struct contest *contest);

/* Sets points and order to what REWARD looks at. RANKED: the order too, even if it is by categories. */
void contest_look(struct contest *contest, const struct reward *reward, bool ranked);

/* Whether REWARD is one that is won in such a contest, and its dates hold. */
bool contest_offers(const struct contest *contest, const struct reward *reward);

/* What does not count for winning REWARD by rank. */
int64_t contest_floor(const struct contest *contest, const struct reward *reward);

/* Whether account number I of the cycle has what the REWARD that was looked at asks for, vetoes aside. */
bool contest_reaches(const struct contest *contest, const struct reward *reward, uint32_t i);

/* The credited points of the final entries of ACCOUNT among LINES with a deed date FROM … TO, of the
 * CATEGORIES alone (by index) if these are not NULL. */
int64_t contest_sum(const struct ledger *ledger, const struct ledger_line *lines,
                    const struct account *account, int32_t from, int32_t to, const bool *categories);

#endif
