/*
 * Thoughts and how they are set on pages. Inside led/ only.
 */
#ifndef LED_PAGES_H
#define LED_PAGES_H

#include "led/break.h"
#include "led/led.h"

/* A line before it is broken: what is said, and the number or date that it ends in. */
struct led_line {
    const char *text;   /* NULL or "": the value alone */
    const char *value;  /* stands at the right edge; NULL: none */
    struct place place; /* of the text, for warnings */
    bool below;  /* the value stands at the left edge of a line of its own, or goes on where there is none */
    bool centre; /* the text is centred */
    bool names;  /* the text is names with a space between: they stay whole, and pages may part them */
};

/* What belongs together: it begins a page. */
struct led_thought {
    enum screen_part part;
    const char *about;    /* of its pages */
    int32_t until;        /* the same */
    struct led_line head; /* what its later pages begin with, where there is room; without a text: nothing */
    bool named;           /* the head stands there even where it leaves but a row */
    bool list;            /* may be shown in part; otherwise whole or not at all */
    bool must;            /* is shown even where it has to be parted */
    bool follows;         /* says nothing without the last before it that does not follow */
    size_t opening;       /* so many of its lines stand together at its beginning, and nothing without them */
    struct led_line *items; /* its lines, from the top */
    size_t len;
    size_t cap;
};

/* Something that no page of the screen has room for. */
struct led_unset {
    const char *text;
    struct place place;
};

/* What became of thoughts. */
struct led_outcome {
    size_t items; /* that a page has room for: a list is of its lines behind the opening, another of one */
    size_t set;   /* of them, on the feed's pages */
    struct led_unset *unset; /* the others */
    size_t unset_len;
    size_t cap;
};

void led_unset_add(struct led_outcome *outcome, const char *text, struct place place);
void led_outcome_free(struct led_outcome *outcome);

/* Whether a page of SCREEN has room for LINE as it is. */
bool led_line_fits(struct arena *arena, const struct screen *screen, const char *const *words,
                   size_t words_len, const struct led_line *line);

/*
 * Puts the pages of the COUNT thoughts behind those of FEED, as many as there is room for in MOST pages, and
 * adds to OUTCOME. No page has a part of a line alone: what needs more than one is left out, and so is what
 * has a number or word that is longer than the screen's lines. WORDS stay whole.
 */
void led_set(struct arena *arena, const struct led_thought *thoughts, size_t count, size_t most,
             const char *const *words, size_t words_len, struct led_feed *feed, struct led_outcome *outcome);

#endif
