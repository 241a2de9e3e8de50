/*
 * A face cut to the characters of one document: what embeds it is small, and depends on the document's own
 * text alone.
 *
 * Of a face's tables a cut has those that a PDF's reader wants of TrueType outlines (ISO 32000-1, 9.9),
 * without the programs that fit them to the dots of a screen. HarfBuzz cuts as well, and takes as long for it
 * as a paper takes to be composed, for it reads far more of a face than outlines.
 */
#ifndef PAPER_CUT_H
#define PAPER_CUT_H

#include "base/buf.h"
#include "paper/font.h"

struct cut;

struct cut *cut_new(const struct fonts *fonts, int face);
void cut_add(struct cut *cut, uint32_t code);

/* Makes the font of the characters added. False where the face is broken, or they are too many. */
bool cut_make(struct cut *cut);

/*
 * The TrueType file. Its characters are numbered 1, 2, … in the order of the face's glyphs: number N is glyph
 * N. Two characters that share a glyph of the face have one each.
 */
const char *cut_file(const struct cut *cut, size_t *len);

/* The number of CODE; 0 where it was not added, or the face lacks it. */
uint32_t cut_number(const struct cut *cut, uint32_t code);

/* A character by its number: what [0] says is number 1. */
struct cut_item {
    uint32_t code;
    uint32_t glyph;  /* in the face */
    int32_t advance; /* in thousandths of the size, rounded down */
};

const struct cut_item *cut_items(const struct cut *cut, size_t *count);

void cut_free(struct cut *cut);

#endif
