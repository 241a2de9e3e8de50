/* A frame brought to one controller, its answer checked. */
#ifndef CMD_LED_DELIVER_H
#define CMD_LED_DELIVER_H

#include "base/buf.h"

#include <stdbool.h>

struct led_delivery {
    const char *address;
    struct buf frame;
    int seconds; /* that a try may take */
    int tries;   /* at most */
    int tried;
    bool arrived;
    struct buf why; /* where it did not */
};

/* Connects, sends and waits for the answer; tries again, after a time that doubles, where the line fails, no
 * answer comes, or the controller is busy or says that it did not get what was sent. */
void led_deliver(struct led_delivery *delivery);

/* What a controller says of why it refuses, by the protocol's number. */
const char *led_refusal(unsigned code);

#endif
