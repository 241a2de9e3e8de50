/*
 * The village's mark on screens: 公示 in white on the red of the board, as an icon and as the picture that
 * chat applications show beside a link. The same for every village: drawn by src/maker/mark.c when gongshi is
 * built.
 */
#ifndef SITE_MARK_H
#define SITE_MARK_H

#include "base/buf.h"

/* A square icon as SVG. */
void mark_svg(struct buf *out);

/* The same as PNG, so many pixels each way. */
void mark_icon_180(struct buf *out);
void mark_icon_192(struct buf *out);
void mark_icon_512(struct buf *out);

/* A card of 1200 × 630 pixels with the mark in the middle: all of it is within the square that some
 * applications cut out. */
void mark_card(struct buf *out);

#endif
