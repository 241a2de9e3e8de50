/*
 * What libyaml takes for the end of a line and no editor does: U+0085, U+2028, U+2029. They are hidden from
 * it behind characters that the text does not have, one for one, so that places stay what they are.
 */
#ifndef YAML_BREAKS_H
#define YAML_BREAKS_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum { breaks_kinds = 3 };

struct breaks {
    bool any;                        /* whether the text has one */
    char stand_ins[breaks_kinds][5]; /* what stands for each kind */
};

/* TEXT with its breaks hidden: itself where it has none, else a copy in ARENA. *LEN is its length before and
 * after. */
const char *breaks_hide(struct breaks *breaks, struct arena *arena, const char *text, size_t *len);

/* Puts them back into TEXT, LEN bytes, a piece of what was hidden. Returns its new length. */
size_t breaks_restore(const struct breaks *breaks, char *text, size_t len);

#endif
