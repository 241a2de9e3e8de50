/* What a sign shows, dot by dot: a picture of all pages, and a page that goes through them. Inside led/ only.
 */
#ifndef LED_PREVIEW_H
#define LED_PREVIEW_H

#include "base/buf.h"
#include "led/led.h"
#include "led/send.h"

/*
 * All pages as one PNG, from left to right and from the top, behind what is in OUT: a dot is so many pixels
 * that the picture stays of a size that can be looked at; where there are too many pages for any, the last
 * are left out.
 */
void led_preview_picture(const struct led_feed *feed, const char *font, size_t font_len, struct buf *out);

/* A page for a browser that pages through the sign at its pace; it needs the picture beside it only where no
 * script runs. It says what of the feed the controller has no room for by SENDING (NULL: there is none). */
void led_preview_page(const struct led_feed *feed, const struct led_sending *sending, const struct view *view,
                      const char *font, size_t font_len, struct buf *out);

#endif
