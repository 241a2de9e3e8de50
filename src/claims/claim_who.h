/*
 * Whose deed a claim's text says: households by their ids, and where the rule wants it residents, by their
 * names as people write them or by their ids.
 */
#ifndef CLAIMS_CLAIM_WHO_H
#define CLAIMS_CLAIM_WHO_H

#include "claims/claim_check.h"

/* One whose deed it was. */
struct claim_doer {
    uint32_t household;
    uint32_t resident;  /* records_none: the household is named */
    struct place place; /* in the text */
};

struct claim_doers {
    struct claim_doer *items;
    size_t len, cap;
};

/*
 * Adds those of TEXT to DOERS, which the caller frees: a resident by the name in its household (among those
 * that are named, else in the village), a household that none of its residents stands for by itself; where
 * the rule WANTS residents that is an error, which says who is in it. What else is wrong is reported too.
 */
void claim_who(const struct claim_checking *checking, const struct claim_text *text, bool wants,
               struct claim_doers *doers);

#endif
