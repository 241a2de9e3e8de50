/* gongshi led: what its commands share. */
#ifndef CMD_LED_H
#define CMD_LED_H

#include <stdbool.h>
#include <stdint.h>

struct led_options {
    const char *dir;
    int32_t date;
    bool dry_run;
    int seconds; /* that an answer may take */
    int tries;
    const char *listen;     /* [ADDRESS:]PORT; NULL: not said */
    const char *controller; /* of the simulated sign; NULL: not said */
    int operands;           /* screens' ids, in ARGV from 1 on */
    char **argv;
};

/* What is sent. */
enum led_order { led_order_feed, led_order_on, led_order_off, led_order_clock };

/* Sends to the chosen screens, side by side; the exit status. */
int led_send(const struct led_options *options, enum led_order order);

/* A sign in the terminal, until a signal comes; the exit status. */
int led_simulate(const struct led_options *options);

#endif
