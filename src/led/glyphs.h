/* The 16-dot font of signs: GNU Unifont's .hex form (Debian's package unifont). Inside led/ only. */
#ifndef LED_GLYPHS_H
#define LED_GLYPHS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { glyph_dots = 16 };

/* A character's dots, row by row from the top; of a row the highest of WIDTH bits is the leftmost. */
struct glyph {
    uint32_t width; /* 8 or 16 */
    uint16_t rows[glyph_dots];
};

/*
 * The dots of CODE in FONT: lines CODE:DOTS of hexadecimal digits, ascending by code. False where the font
 * has none; *GLYPH is then a box, so that it is seen. It takes time as the logarithm of LEN.
 */
bool glyph_find(const char *font, size_t len, uint32_t code, struct glyph *glyph);

#endif
