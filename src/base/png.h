/*
 * Small pictures as PNG (ISO/IEC 15948) by libpng: up to 256 colours, nothing but the picture in the file.
 * The same picture gives the same bytes.
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
