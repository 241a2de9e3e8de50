/*
 * The village's mark on screens: 公示 in white on the red of the board, as an icon and as the picture that
 * chat applications show beside a link. Drawn from strokes, so that no face is needed and every machine draws
 * the same.
 */
#ifndef SITE_MARK_H
#define SITE_MARK_H

#include "base/buf.h"

#include <stdint.h>

/* A square icon as SVG. */
void mark_svg(struct buf *out);

/* The same as PNG, SIDE pixels each way. */
void mark_icon(struct buf *out, uint32_t side);

/* A card of 1200 × 630 pixels with the mark in the middle: all of it is within the square that some
 * applications cut out. */
void mark_card(struct buf *out);

#endif
