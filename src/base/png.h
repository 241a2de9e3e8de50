/*
 * Small pictures as PNG (ISO/IEC 15948): up to 256 colours, each row as its difference from the one above,
 * runs of equal bytes in one block of deflate with its fixed codes (RFC 1951). The same bytes everywhere.
 */
#ifndef BASE_PNG_H
#define BASE_PNG_H

#include "base/buf.h"

#include <stddef.h>
#include <stdint.h>

struct png {
    uint32_t width, height;
    const unsigned char *pixels; /* row by row, a byte each: a place in the palette */
    const uint32_t *palette;     /* 0xRRGGBB */
    uint32_t colours;            /* in the palette, 1 to 256 */
};

/* Puts the whole file behind what is in OUT. */
void png_put(struct buf *out, const struct png *png);

#endif
