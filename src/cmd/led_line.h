/* A line to a screen's controller: TCP or serial. Nothing here waits longer than it is told. */
#ifndef CMD_LED_LINE_H
#define CMD_LED_LINE_H

#include "base/buf.h"

#include <stdbool.h>
#include <stdint.h>

/* Milliseconds of a clock that only goes forward. */
int64_t led_line_now(void);

/*
 * Opens the line to ADDRESS: tcp://HOST, tcp://HOST:PORT (5005 where none is said; an IPv6 address in square
 * brackets), serial:DEVICE or serial:DEVICE:BAUD (57600; eight bits, no parity). UNTIL: when it is given up.
 * −1 where it can't be had, and in WHY the reason.
 */
int led_line_open(const char *address, int64_t until, struct buf *why);

/* The device of ADDRESS, in a new string; NULL where it is none of a serial line. */
char *led_line_device(const char *address);

/* The port that ADDRESS, of TCP, leads to; 0 where it says one that is not known here. */
uint16_t led_line_port(const char *address);

/* Sends all of it. False, with the reason. */
bool led_line_put(int line, const void *bytes, size_t len, int64_t until, struct buf *why);

/* Waits for what comes, at most ROOM bytes; 0 where nothing came until then, or the line was closed or
 * failed: WHY says which. */
size_t led_line_get(int line, void *bytes, size_t room, int64_t until, struct buf *why);

#endif
