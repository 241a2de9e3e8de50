/*
 * Frames as they arrive: whatever pieces the line gives them in, with noise before them. Written from the
 * protocol alone, apart from what writes frames (led/frame.h), so that each can be held against the other.
 */
#ifndef LED_UNFRAME_H
#define LED_UNFRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { unframe_most_data = 1024, unframe_most = 16 + unframe_most_data };

struct unframe {
    unsigned leads; /* of the bytes that begin a frame, seen in a row */
    bool inside, escape, broken,
        long_;          /* broken: an escape that is none; long_: more than the buffer holds */
    unsigned char mark; /* the byte that the escape began with */
    size_t len;
    unsigned char packet[unframe_most];
};

enum unframe_result {
    unframe_more,    /* nothing is whole yet */
    unframe_whole,   /* a packet that is right */
    unframe_corrupt, /* a frame ended, and its check, length or an escape is wrong */
    unframe_too_long /* a frame ended that has more data than a controller's buffer holds */
};

/* What stands in a packet that is right; of one that is not, the addresses as far as they were there. */
struct unframed {
    uint16_t destination, source;
    uint8_t device, version;
    const unsigned char *data; /* within the unframe, until its next byte */
    size_t len;
};

/* Takes one byte. Ready to use when zeroed; after a frame it waits for the next. */
enum unframe_result unframe_take(struct unframe *u, unsigned char byte, struct unframed *packet);

#endif
