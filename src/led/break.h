/*
 * How a text is broken into lines and pages of a sign. Inside led/ only.
 */
#ifndef LED_BREAK_H
#define LED_BREAK_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Lines as they stand on the sign. */
struct led_lines {
    const char **items;
    size_t len;
    size_t cap;
};

/* What a text is broken for. */
struct led_room {
    uint32_t halves;          /* of a line */
    uint32_t rows;            /* at most so many lines; 0: as many as it takes */
    uint32_t tail;            /* halves of the last line that stay free */
    bool whole;               /* lines end at spaces alone, as between names */
    const char *const *words; /* that stay whole: names, as people and places have them */
    size_t words_len;
};

/*
 * Breaks TEXT into lines: none begins with closing punctuation or ends with an opening one; numbers with
 * their units, Latin words and the room's words stay whole where they are not longer than a line. Lines end
 * with a clause where they can, else where a word is likely to end, and are about equally long. Puts them,
 * in ARENA, behind those in LINES. False where that does not hold: there are more lines than the room has
 * rows, or a line ends within a number or word (a name that is longer than a line may be parted, and a number
 * that is so behind a hyphen).
 */
bool led_break(struct arena *arena, const char *text, const struct led_room *room, struct led_lines *lines);

/* Halves of a column that TEXT takes. */
uint32_t led_width(const char *text, size_t len);

#endif
