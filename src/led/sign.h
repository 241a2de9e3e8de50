/*
 * A sign that takes a controller's commands (Onbon BX-5K, BX-6K) and knows what it would show. For trying
 * without a screen. Written from the protocol alone, apart from led/frame.h.
 */
#ifndef LED_SIGN_H
#define LED_SIGN_H

#include "base/buf.h"
#include "led/unframe.h"

enum { sign_most_areas = 8, sign_most_text = 1024 };

struct sign_area {
    bool there;
    unsigned x, y, width, height; /* pixels */
    unsigned spacing, run, timeout, alignment, display, speed, hold;
    bool single_line, automatic_break;
    size_t len;
    unsigned char text[sign_most_text];
};

struct sign {
    bool five;       /* a BX-5K; else a BX-6K */
    uint16_t number; /* its own address */
    bool off;
    unsigned char clock[8]; /* as it was set last: BCD */
    bool has_clock;
    unsigned refused; /* the protocol's number for why the last packet that was refused was */
    struct sign_area areas[sign_most_areas];
};

/* What a packet did. */
enum sign_event {
    sign_nothing, /* it asks for nothing that can be seen */
    sign_others,  /* it is for another screen: not answered */
    sign_refused, /* for what `refused` says */
    sign_shows,   /* the areas are others */
    sign_cleared,
    sign_power, /* on or off */
    sign_time
};

/* Takes what unframe_take gave (RESULT is not unframe_more), and puts the answer, framed, behind ANSWER: none
 * where none is wanted. */
enum sign_event sign_take(struct sign *sign, enum unframe_result result, const struct unframed *packet,
                          struct buf *answer);

/*
 * sign_text.c: what stands in AREA at a time, as UTF-8 behind what is in OUT: lines, each with a line feed
 * behind it, and a form feed between pages. Lines are broken and pages ended by the heights and widths of the
 * card's fonts. False where this system does not know GBK.
 */
bool sign_pages(const struct sign_area *area, struct buf *out);

#endif
