/* A feed as the text of a controller's dynamic area. */
#ifndef LED_SEND_H
#define LED_SEND_H

#include "led/led.h"

#include <stdbool.h>
#include <stdint.h>

/* What is sent to a screen. */
struct led_sending {
    struct buf data;   /* of the command: led/frame.h */
    size_t pages;      /* that it shows */
    uint32_t left_out; /* thoughts for which there was no time, or no room in the controller */
    bool full;         /* for want of room */
};

/*
 * Composes the feed of SCREEN, which has a controller, and sets it as one dynamic area: its pages in order,
 * each as high as the area, so that a page on the sign is a page of the feed. Where the text is longer than
 * the controller takes, what comes last is left out. False where the system does not know GBK
 * (`screen-encoding`, an error). The caller frees `data`.
 */
bool led_send_make(const struct led_input *input, const struct screen *screen, struct led_sending *sending,
                   struct diags *diags);

/* Areas and bytes of text that the controller of a screen takes. */
uint32_t led_most_areas(enum controller controller);
size_t led_most_text(enum controller controller);

#endif
