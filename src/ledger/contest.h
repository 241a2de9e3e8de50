/*
 * Who competes for honours within a cycle, a quarter or a month, as of a day, and what an honour looks at of
 * each. Inside ledger/ only.
 */
#ifndef LEDGER_CONTEST_H
#define LEDGER_CONTEST_H

#include "ledger/ledger.h"

struct contest {
    const struct ledger *ledger;
    const struct cycle *cycle;
    const struct period_result *period; /* NULL: the cycle as a whole */
    const struct ledger_line *lines; /* the entries as they are on the day as of which it is held, each in the
                                        place of the ledger's own */
    enum per per;
    int32_t from, to;
    int32_t day;  /* R */
    int64_t base; /* that counts for earned */
    /* by the accounts of the cycle */
    int64_t *earned; /* 0 where it takes no part */
    bool *ranked;    /* it has a rank */
    bool *costly;    /* a final entry of the cycle costs it the honours */
    /* by the competitors: these accounts, the residents of the cycle, or all groups */
    enum award award;
    uint32_t len;
    int64_t *points; /* E of the honour looked at */
    uint32_t *order; /* rank by E; 0: none */
    bool *listed;    /* takes part */
    bool *vetoed;
};

/* For honours that are for AWARD, of CYCLE or of PERIOD within it (NULL: none), at the ledger's date. The
 * caller closes. */
void contest_open(struct contest *contest, const struct ledger *ledger, const struct cycle *cycle,
                  const struct period_result *period, enum award award);

/* The same as of another day, when the period was over, on which LINES were as they are there. */
void contest_open_then(struct contest *contest, const struct ledger *ledger, const struct cycle *cycle,
                       const struct period_result *period, enum award award, const struct ledger_line *lines);

void contest_close(struct contest *contest);

/* Sets points and, if it asks for a rank or RANKED, order to what REWARD looks at. */
void contest_look(struct contest *contest, const struct reward *reward, bool ranked);

/* The group of each competitor. The caller frees. */
uint32_t *contest_groups(const struct contest *contest);

/* Whether REWARD is one that is won in such a contest, and its dates hold. */
bool contest_offers(const struct contest *contest, const struct reward *reward);

/* What does not count for winning REWARD by rank. */
int64_t contest_floor(const struct contest *contest, const struct reward *reward);

/* Whether competitor I has what the REWARD that was looked at asks for, vetoes aside. */
bool contest_reaches(const struct contest *contest, const struct reward *reward, uint32_t i);

/* The credited points of the final entries of ACCOUNT among LINES with a deed date FROM … TO, of the
 * CATEGORIES alone (by index) if these are not NULL. */
int64_t contest_sum(const struct ledger *ledger, const struct ledger_line *lines,
                    const struct account *account, int32_t from, int32_t to, const bool *categories);

/* What is found of the residents of a cycle, each by its place there; any may be NULL. */
struct contest_shares {
    bool *named;     /* an entry names it */
    bool *earning;   /* a final one does that is not under a negative rule */
    int64_t *points; /* what contest_sum adds up of those that do */
};

/* Looks at the entries among LINES with a deed date FROM … TO, for points at those of the CATEGORIES alone
 * (by index) if these are not NULL. What SHARES has is added to. */
void contest_residents(const struct ledger *ledger, const struct ledger_line *lines,
                       const struct cycle *cycle, int32_t from, int32_t to, const bool *categories,
                       struct contest_shares *shares);

#endif
