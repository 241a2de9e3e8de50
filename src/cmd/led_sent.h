/*
 * What the controllers of the screens acknowledged last: kept in the village's .gongshi/sent/, a file a
 * screen with the digest of the frame, so that the list of a day can say which were not sent to. It can be
 * thrown away at any time: a screen then counts as not sent to.
 */
#ifndef CMD_LED_SENT_H
#define CMD_LED_SENT_H

#include "base/buf.h"

#include <stdbool.h>

/* Makes the folder for the village in DIR and returns its path, which the caller frees; NULL where it can't
 * be made: nothing is remembered then. */
char *led_sent_folder(const char *dir);

/* Remembers in FOLDER that the screen ID has acknowledged FRAME. */
void led_sent_remember(const char *folder, const char *id, const struct buf *frame);

/* Whether FRAME is what the screen ID of the village in DIR acknowledged last. */
bool led_sent_is(const char *dir, const char *id, const struct buf *frame);

#endif
