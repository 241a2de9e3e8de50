/*
 * Thoughts and how they are set on pages. Inside led/ only.
 */
#ifndef LED_PAGES_H
#define LED_PAGES_H

#include "led/break.h"
#include "led/led.h"

/* A line before it is broken: what is said, and the number or date that it ends in. */
struct led_line {
    const char *text;  /* NULL or "": the value alone */
    const char *value; /* stands at the right edge; NULL: none */
    bool centre;       /* the text is centred */
    bool names;        /* the text is names with a space between: they stay whole, and pages may part them */
};

/* What belongs together: it begins a page. */
struct led_thought {
    enum screen_part part;
    const char *about;    /* of its pages */
    int32_t until;        /* the same */
    struct led_line head; /* what its later pages begin with, where there is room; without a text: nothing */
    bool named;           /* the head stands there even where it leaves but a row */
    bool list;            /* may be shown in part; otherwise whole or not at all */
    size_t opening;       /* so many of its lines stand together at its beginning */
    struct led_line *items; /* its lines, from the top */
    size_t len;
    size_t cap;
};

/* Of how many items the COUNT thoughts are: a list is of its lines behind the opening, another of one. */
size_t led_items(const struct led_thought *thoughts, size_t count);

/*
 * Puts the pages of the COUNT thoughts behind those of FEED, as many as there is room for in MOST pages;
 * returns how many items were set. WORDS stay whole.
 */
size_t led_set(struct arena *arena, const struct led_thought *thoughts, size_t count, size_t most,
               const char *const *words, size_t words_len, struct led_feed *feed);

#endif
