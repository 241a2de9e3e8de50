/*
 * The feed of an LED sign: a text file a screen, pages of so many columns and rows, one thought a page, the
 * number last on its line. It is composed as pages first and encoded then.
 *
 * Widths are in halves of a column: a full-width character takes two, an ASCII one takes one.
 */
#ifndef LED_LED_H
#define LED_LED_H

#include "base/sink.h"
#include "content/news.h"
#include "view/view.h"

struct led_input {
    const struct view *view;     /* of circle_led */
    const struct headline *news; /* the latest first */
    uint32_t news_len;
    size_t most_pages; /* of a feed, whatever time there is; 0: as many as there is time for */
    const char *font;  /* GNU Unifont's .hex file, for previews; NULL: none are made */
    size_t font_len;
};

/* What the sign shows at a time. */
struct led_page {
    enum screen_part part; /* what it belongs to */
    const char *about;     /* the part's word, with what it is about behind a slash: notices/2026-11-18 */
    int32_t until;         /* the last day for which it holds; date_last: no such day */
    const char **lines;    /* UTF-8, from the top; aligned by spaces before and within, none behind */
    uint32_t len;          /* 1 to the screen's rows */
    uint32_t above;        /* half rows that stay free above them: few lines stand in the middle */
};

/* The feed of a screen. */
struct led_feed {
    const struct screen *screen;
    struct led_page *pages;
    size_t len;
    size_t cap;
    uint32_t cut;   /* items that were left out for want of time */
    uint32_t unset; /* the same, because no page has room for one as it is */
};

/*
 * Composes the feed of SCREEN in ARENA: what it shows in the order of `show`, no longer than `max_minutes` at
 * `seconds` a page. Where that does not hold everything, what comes last is left out, and DIAGS says so
 * (`screen-full`); what no page has room for as a whole is left out too (`screen-room`). A character that the
 * screen's encoding lacks is replaced by a near one or by 〓, with a warning (`screen-character`) at the
 * record that it comes from where that reads otherwise.
 */
void led_compose(const struct led_input *input, const struct screen *screen, struct arena *arena,
                 struct led_feed *feed, struct diags *diags);

/* Frees the list of pages; what stands on them is the arena's. */
void led_feed_free(struct led_feed *feed);

/*
 * files.c: puts the file of FEED, in its screen's encoding, behind what is in OUT: lines end in CR LF, a
 * blank line stands between pages, and an empty row above few lines is a line of one space. False where the
 * system can't write that encoding.
 */
bool led_encode(const struct led_feed *feed, struct buf *out);

/* The same as data, as of DATE: JSON, UTF-8, `above` in dots of 16 a row. */
void led_data(const struct led_feed *feed, int32_t date, struct buf *out);

/* Composes the feed of SCREEN as led_compose does; false where the system does not know the screen's encoding
 * (`screen-encoding`, an error). */
bool led_feed_make(const struct led_input *input, const struct screen *screen, struct arena *arena,
                   struct led_feed *feed, struct diags *diags);

/* Gives SINK the files of each screen of the village: led/ID.txt, the same as data, led/ID.json, and where
 * there is a font what it looks like, led/ID.png and led/ID.html. False where that fails: the sink knows why,
 * or DIAGS has an error (`screen-encoding`). */
bool led_make(const struct led_input *input, const struct sink *sink, struct diags *diags);

#endif
