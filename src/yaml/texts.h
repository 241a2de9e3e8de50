/* Inside yaml/ only: the texts of a file, each kept once, however often it stands there: the names of fields,
 * ids, dates. */
#ifndef YAML_TEXTS_H
#define YAML_TEXTS_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct texts_kept {
    struct texts_item *items;
    size_t len;
    size_t cap;
    struct texts_slot *slots;
    size_t slots_len; /* a power of two, or 0 */
};

/* The LEN bytes at TEXT with a NUL behind them, in ARENA: the same pointer for the same text. */
const char *texts_keep(struct texts_kept *texts, struct arena *arena, const char *text, size_t len);

/*
 * A text that was kept may be marked, for each LEVEL from 0 to 31 by itself: so a mapping knows which of its
 * keys it has had. Returns whether it was marked.
 */
bool texts_mark(const char *kept, unsigned level);
void texts_unmark(const char *kept, unsigned level);

void texts_free(struct texts_kept *texts);

#endif
