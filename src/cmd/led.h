/* gongshi led: what its commands (led_send.c, led_simulate.c) share, and what is sent (led_frames.c). */
#ifndef CMD_LED_H
#define CMD_LED_H

#include "base/buf.h"

#include <stdbool.h>
#include <stdint.h>

/* The options as they were typed. */
struct led_typed {
    const char *folder, *date, *seconds, *tries;
    const char *listen;     /* [ADDRESS:]PORT; NULL: not said */
    const char *controller; /* of the simulated sign; NULL: not said */
    bool dry_run;
};

struct led_options {
    struct led_typed typed;
    const char *dir;
    int32_t day;
    int seconds; /* that an answer may take */
    int tries;
    int operands; /* screens' ids, in ARGV from 1 on */
    char **argv;
};

/* What is sent. */
enum led_order { led_order_feed, led_order_on, led_order_off, led_order_clock };

/*
 * Reads the village and puts the frames for the chosen screens behind what is in OUT: of each four lines, its
 * id, its address, how many pages it is sent, the frame in hexadecimal digits. The exit status; what is wrong
 * is said. For a process of its own (cmd/apart.h).
 */
int led_frames(const struct led_options *options, enum led_order order, struct buf *out);

/* Sends to the chosen screens, side by side; the exit status. */
int led_send(const struct led_options *options, enum led_order order);

/* A sign in the terminal, until a signal comes; the exit status. */
int led_simulate(const struct led_options *options);

#endif
