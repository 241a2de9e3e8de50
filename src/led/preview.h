/* What a sign shows, dot by dot: a picture of all pages, and a page that goes through them. Inside led/ only.
 */
#ifndef LED_PREVIEW_H
#define LED_PREVIEW_H

#include "base/buf.h"
#include "led/led.h"

/* The dots of a page: bytes of 0 and 1, row by row, WIDTH × HEIGHT of them. */
struct led_dots {
    uint32_t width, height;
    unsigned char *lit;
};

/* Sets PAGE in FONT (Unifont's .hex form) on the sign of SCREEN: columns × 16 by rows × 16 dots. The caller
 * frees with led_dots_free. */
void led_dots_make(const struct screen *screen, const struct led_page *page, const char *font,
                   size_t font_len, struct led_dots *dots);
void led_dots_free(struct led_dots *dots);

/*
 * All pages as one PNG, from left to right and from the top, behind what is in OUT: a dot is so many pixels
 * that the picture stays of a size that can be looked at; where there are too many pages for any, the last
 * are left out.
 */
void led_preview_picture(const struct led_feed *feed, const char *font, size_t font_len, struct buf *out);

/* A page for a browser that pages through the sign at its pace; it needs the picture beside it only where no
 * script runs. */
void led_preview_page(const struct led_feed *feed, const struct view *view, const char *font, size_t font_len,
                      struct buf *out);

#endif
