/* A feed as the text of a controller's dynamic area. */
#ifndef LED_SEND_H
#define LED_SEND_H

#include "led/led.h"

#include <stdbool.h>
#include <stdint.h>

/* What is sent to a screen. */
struct led_sending {
    struct buf frame;  /* for any screen that listens; empty where there is no room for a page */
    size_t pages;      /* that it shows: the first of the feed's */
    uint32_t left_out; /* items for which there was no time, or no room in the controller */
    bool full;         /* for want of room */
};

/*
 * Composes the feed of SCREEN, which has a controller, and sets it as one dynamic area: its pages in order,
 * each as high as the area, so that a page on the sign is a page of the feed. Where the text is longer than
 * the controller takes, what comes last is left out, and DIAGS is warned (`screen-card`), as it is of what
 * led_compose warns of. False where the system does not know GBK (`screen-encoding`, an error). The caller
 * frees `frame`.
 */
bool led_send_make(const struct led_input *input, const struct screen *screen, struct led_sending *sending,
                   struct diags *diags);

/* What the controller of a screen is called: BX-6K. */
const char *led_card_name(enum controller controller);

/* Areas that the controller of a screen takes. */
uint32_t led_most_areas(enum controller controller);

#endif
