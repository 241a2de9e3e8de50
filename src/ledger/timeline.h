/*
 * Households' accounts as of one day after another: for redemptions, each of which is checked as of its own
 * day. Moving on costs what changes: the entries whose caps can be touched, not the village.
 */
#ifndef LEDGER_TIMELINE_H
#define LEDGER_TIMELINE_H

#include "ledger/credit.h"

struct moment;
struct event;

/* All households' timelines. */
struct timelines {
    const struct records *records;
    struct arena arena;
    struct credits credits;
    uint32_t *first;        /* by household: where its moments begin; one more than households */
    struct moment *moments; /* the entries, household by household, each one's in the order of the caps */
    uint32_t *next;         /* by household: the first of its events that is still to come */
    uint32_t *last;         /* by household: the end of its events */
    struct event *events;   /* household by household, each one's by date */
    const bool *counted;    /* by redemption: nothing is wrong with it; put there likewise; NULL: all count */
    const bool *passed;     /* by transfer, likewise */
    int first_cycle;        /* the earliest that anything belongs to */
    uint32_t cycles_len;
    struct timeline_cycle *cycles; /* cycles_len of each household */
};

/* A household in one cycle, as of its day. */
struct timeline_cycle {
    int64_t earned;          /* without base */
    int64_t forfeited;       /* taken by entries under rules with `zero`; put there by who moves on */
    int64_t redeemed;        /* put there by who lets redemptions count */
    int64_t given, received; /* put there by who lets transfers count */
    int64_t spent; /* redeemed and given up to the day until which what was carried can be spent; put there
                      likewise */
};

/* Makes the timelines of the HOUSEHOLDS that are marked, by their index; the others have none. */
void timelines_make(struct timelines *timelines, const struct records *records, const bool *households);
void timelines_free(struct timelines *timelines);

/* Moves HOUSEHOLD on to DATE, which is never earlier than the one before, and gives its cycles, by their
 * place from first_cycle. */
struct timeline_cycle *timeline_at(struct timelines *timelines, uint32_t household, int32_t date);

/* Works out what HOUSEHOLD has lost to entries under rules with `zero` at DATE, by what it was moved on to,
 * and puts it into CYCLES, as far as the cycle named LAST. */
void timeline_forfeits(const struct timelines *timelines, uint32_t household, struct timeline_cycle *cycles,
                       int last, int32_t date);

/* The last day on which HOUSEHOLD is barred from redeeming, as of DATE, that it was moved on to; *BY is the
 * entry that bars it. date_first: it is not. */
int32_t timeline_barred(const struct timelines *timelines, uint32_t household, int32_t date, uint32_t *by);
/* The next day after HOUSEHOLD's on which anything becomes of its entries; date_last: none does. */
int32_t timeline_next(const struct timelines *timelines, uint32_t household);

/* Entry number PLACE of HOUSEHOLD in the order of the caps, as of its day. */
struct timeline_entry {
    uint32_t entry;
    int cycle;        /* the name of the one that it counts in */
    bool there;       /* decided and not void */
    bool final;       /* and final */
    int64_t raw;      /* before the caps */
    int64_t credited; /* 0 while it is not there */
};

uint32_t timeline_entries(const struct timelines *timelines, uint32_t household);
struct timeline_entry timeline_entry(const struct timelines *timelines, uint32_t household, uint32_t place);

/* What of a CYCLE changes a balance beside what was carried into it. */
int64_t timeline_gained(const struct timeline_cycle *cycle);

/* What a household has carried into CYCLE (its name), at DATE, by its CYCLES as they are now. */
int64_t timeline_carried(const struct timelines *timelines, const struct timeline_cycle *cycles, int cycle,
                         int32_t date);

#endif
