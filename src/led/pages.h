/*
 * Thoughts and how they are broken into lines and pages. Inside led/ only.
 */
#ifndef LED_PAGES_H
#define LED_PAGES_H

#include "base/arena.h"
#include "led/led.h"

/* A line before it is broken: what is said, and the number or date that it ends in. */
struct led_line {
    const char *text;  /* NULL or "": the value alone */
    const char *value; /* stands at the right edge; NULL: none */
    bool centre;       /* the text is centred */
};

/* What belongs together: it begins a page, and is shown whole or not at all. */
struct led_thought {
    enum screen_part part;
    bool list;              /* goes on on the page of a list item before it, where there is room */
    struct led_line *items; /* its lines, from the top */
    size_t len;
    size_t cap;
};

/* Lines as they stand on the sign. */
struct led_lines {
    const char **items;
    size_t len;
    size_t cap;
};

/*
 * Breaks TEXT into lines of at most HALVES: none begins with closing punctuation or ends with an opening one,
 * numbers and Latin words stay whole where they are not longer than a line, and a number keeps the unit
 * behind it. The lines are about equally long. Puts them, in ARENA, behind those in LINES.
 */
void led_break(struct arena *arena, const char *text, uint32_t halves, uint32_t tail,
               struct led_lines *lines);

/* Halves of a column that TEXT takes. */
uint32_t led_width(const char *text, size_t len);

/*
 * Puts the pages of the COUNT thoughts behind those of FEED, as many as there is room for in MOST pages;
 * returns how many thoughts were set.
 */
size_t led_set(struct arena *arena, const struct led_thought *thoughts, size_t count, size_t most,
               struct led_feed *feed);

#endif
