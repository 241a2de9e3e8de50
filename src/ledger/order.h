/* The order of the caps: deed date, then meeting date, meeting id, place in the meeting. */
#ifndef LEDGER_ORDER_H
#define LEDGER_ORDER_H

#include "records/records.h"

struct order {
    uint32_t count;    /* entries in it: the first so many of the records */
    uint32_t *entries; /* over the whole village */
    uint32_t *places;  /* by place in entries: where the same entry is when they are laid out household by
                          household, each one's in the order of the caps */
    uint32_t *first;   /* where there those of a household begin; households_len + 1 of them */
};

/* How many entries of the records exist at DATE: they are the first ones, since meetings are in the order of
 * their dates. */
uint32_t order_existing(const struct records *records, int32_t date);

/* Orders the first COUNT entries, by counting: no comparison. `entries` and `first` live as long as ARENA,
 * `places` until order_end. */
void order_make(struct order *order, const struct records *records, uint32_t count, struct arena *arena);
void order_end(struct order *order);

/* Turns how many there are of each of LEN into where each begins; returns how many there are of all. */
uint32_t order_starts(uint32_t *counts, size_t len);

#endif
