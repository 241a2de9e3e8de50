/*
 * What is sent to an Onbon BX-5K or BX-6K controller: frames of its protocol (user edition 1.4 of 2021), byte
 * for byte as the maker's own programs write them. Numbers are little-endian.
 */
#ifndef LED_FRAME_H
#define LED_FRAME_H

#include "base/buf.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    frame_any_screen = 0xFFFE, /* which answers; 0xFFFF: all screens, and none answers */
    frame_sender = 0x8000,
    frame_any_device = 0xFE,
    frame_most_data = 1024 /* the controller's buffer */
};

enum frame_display { frame_still = 1, frame_left = 3 };

/* A dynamic area, and how its text is shown. */
struct frame_area {
    bool pixels;       /* x and width are given in pixels (BX-6K), not in units of 8 (BX-5K) */
    uint16_t x, y;     /* pixels */
    uint16_t width;    /* pixels; in units of 8 the rest is cut off */
    uint16_t height;   /* pixels */
    uint8_t number;    /* of the area */
    uint8_t spacing;   /* of lines, in pixels */
    uint8_t run;       /* 0 loop, 1 once, 2 loop until the timeout */
    uint16_t timeout;  /* seconds */
    uint8_t alignment; /* bits 1–0: left, right, centre; bits 3–2: top, bottom, middle */
    bool single_line;
    bool automatic_break;
    enum frame_display display;
    uint8_t speed;    /* 0 the fastest to 24 */
    uint8_t hold;     /* half seconds */
    const char *text; /* GBK, with the controller's escapes */
    uint32_t len;
};

/* A packet with the LEN bytes of DATA for the screen DESTINATION, framed, behind what is in OUT. */
void frame_put(struct buf *out, uint16_t destination, const void *data, size_t len);

/* The data of commands, behind what is in OUT. */
void frame_data_area(struct buf *out, const struct frame_area *area);
void frame_data_power(struct buf *out, bool on);
/* The clock is set to so many SECONDS since 1970-01-01T00:00Z, in Beijing's time. */
void frame_data_clock(struct buf *out, int64_t seconds);

/* Bytes of the data of an area besides its text. */
enum { frame_area_overhead = 36 };

#endif
