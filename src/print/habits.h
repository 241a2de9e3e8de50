/* The rules that a village lives by: those that hold on T, the most used first, and the reverse list. */
#ifndef PRINT_HABITS_H
#define PRINT_HABITS_H

#include "base/arena.h"
#include "ledger/ledger.h"

/*
 * The rules that earn points and hold on T, in ARENA: by how many final entries there are under each with a
 * deed in the 365 days up to T, the most first, equals in the order of the lists. *LEN is how many.
 */
const uint32_t *habits_of(const struct ledger *ledger, struct arena *arena, size_t *len);

/* The negative rules that hold on T, in the order of the lists. */
const uint32_t *habits_reverse(const struct ledger *ledger, struct arena *arena, size_t *len);

#endif
