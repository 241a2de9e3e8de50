/*
 * What an entry is worth and what the caps leave of it. The one place where caps are applied: the accounts,
 * the checks of redemptions and the explanation of a figure all come here.
 */
#ifndef LEDGER_CREDIT_H
#define LEDGER_CREDIT_H

#include "ledger/trace.h"

enum { credit_periods = period_cycle + 1 };

/* What was credited in the period that an owner of caps is in. */
struct meter {
    uint32_t run;  /* of which run this is; others have not begun */
    int32_t start; /* first day of the period */
    int64_t used;  /* absolute value */
};

/* A charge of a meter, kept for who wants to know what used up a cap. */
struct charge {
    uint32_t meter; /* its index */
    int32_t start;  /* of the period */
    uint32_t entry;
    int64_t amount; /* absolute value */
};

struct charges {
    struct charge *items;
    size_t len;
    size_t cap;
};

/* What the caps must know of an entry. */
struct credit_item {
    uint32_t entry; /* its number: for charges alone */
    uint32_t rule;
    int32_t date; /* of the deed */
};

/* The first days of the periods that hold a day. */
struct starts {
    bool known;
    int32_t date;
    int32_t days[credit_periods];
};

enum { starts_kept = 4096 }; /* days, a power of two: eleven years, so that each is worked out once */

/* Meters for all rules, then for all categories, a meter a period each. */
struct credits {
    const struct records *records;
    struct meter *meters;
    uint8_t *periods;         /* by rule, then category: bits of the periods that a cap of it ever had */
    uint32_t run;             /* the run: one household's entries in the order of the caps */
    struct starts *kept;      /* by the last bits of the date */
    const struct starts *now; /* of the entry's date */
    struct charges *charges;  /* NULL: not kept */
};

void credits_make(struct credits *credits, const struct records *records);
void credits_free(struct credits *credits);

/* Begins with a household: nothing is used yet. Its entries follow in the order of the caps. */
void credits_begin(struct credits *credits);

/* The value of ENTRY: the rule's at the deed date, or what the meeting chose. */
int64_t credit_value(const struct records *records, const struct entry *entry);

/* Value × times, rounded to hundredths, halves away from zero. */
int64_t credit_raw(const struct records *records, const struct entry *entry);

/*
 * What the caps leave of RAW for ITEM, which is not void; it counts from now on against what
 * follows. TRACE, if not NULL, gets its caps (from ARENA) and what was credited; `charges` tells by whom they
 * were used.
 */
int64_t credits_add(struct credits *credits, struct credit_item item, int64_t raw, struct credit_trace *trace,
                    struct arena *arena);

/* Counts what ITEM was credited with, known already, against what follows. */
void credits_replay(struct credits *credits, struct credit_item item, int64_t credited);

/* The first day whose entries can count against a cap of an entry of DATE. */
int32_t credits_reach(const struct records *records, int32_t date);

#endif
