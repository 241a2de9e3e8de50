/*
 * A household's accounts as of one day after another: for redemptions, each of which is checked as of its own
 * day. Moving on costs what changes: the entries whose caps can be touched, not the village.
 */
#ifndef LEDGER_TIMELINE_H
#define LEDGER_TIMELINE_H

#include "ledger/credit.h"
#include "ledger/order.h"

/* What all timelines share. */
struct timelines {
    const struct records *records;
    struct arena arena;
    struct order order; /* of all entries, whatever their meetings' dates */
    struct credits credits;
    struct moment *moments; /* by place in order.by_household: the entry as of its household's day */
    int first_cycle;        /* the earliest that anything belongs to */
    uint32_t cycles;
    struct timeline **of; /* by household; NULL: not begun */
};

/* A household in one cycle, as of its day. */
struct timeline_cycle {
    int64_t earned;   /* without base */
    int64_t redeemed; /* by what was recorded with timeline_redeem */
    int64_t spent;    /* of that, until the day up to which what was carried can be spent */
};

void timelines_make(struct timelines *timelines, const struct records *records);
void timelines_free(struct timelines *timelines);

/* Moves HOUSEHOLD on to DATE, which is never earlier than the one before, and gives its cycles, by their
 * place from first_cycle. */
struct timeline_cycle *timeline_at(struct timelines *timelines, uint32_t household, int32_t date);

/* What the household has carried into CYCLE (its name), at DATE, by CYCLES as they are now. */
int64_t timeline_carried(const struct timelines *timelines, uint32_t household,
                         const struct timeline_cycle *cycles, int cycle, int32_t date);

#endif
