/*
 * From what a claim's text says to claims that a meeting could approve: references looked up among the
 * records, values read, and everything found that would make an error of the claim once it is approved.
 */
#ifndef CLAIMS_CLAIM_CHECK_H
#define CLAIMS_CLAIM_CHECK_H

#include "claims/claim_text.h"

/* A claim to be written: one household or resident. */
struct claim_draft {
    uint32_t household; /* of the records */
    uint32_t resident;  /* records_none: the household is named */
    uint32_t rule;
    int32_t date;
    int64_t times;
    bool has_points;
    int64_t points;
    const char *note; /* NULL */
    const char **evidence;
    uint32_t evidence_len;
    bool again;
};

struct claim_drafts {
    struct claim_draft *items;
    size_t len;
    size_t cap;
};

struct claim_checking {
    const struct records *records; /* without errors */
    int32_t received;
    bool again;   /* what stands in the records already is meant to be there twice */
    bool options; /* the text was made of a command's options, of which messages speak then */
    struct arena *arena;
    struct diags *diags;
};

/* Adds the claims of TEXT, one a household, to DRAFTS. What is wrong is reported at its place in the text;
 * evidence that the rule needs and that is not there yet is only warned of. */
void claim_check(const struct claim_checking *checking, const struct claim_text *text,
                 struct claim_drafts *drafts);

#endif
