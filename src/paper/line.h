/*
 * Lines: text broken to a width, with the place of every character, as values. What draws them knows nothing
 * of breaking, and this knows nothing of PDF.
 *
 * Lengths are thousandths of a point in an int32_t.
 */
#ifndef PAPER_LINE_H
#define PAPER_LINE_H

#include "paper/cell.h"

enum line_align {
    line_justify, /* both edges straight; the last line left */
    line_left,
    line_centre,
    line_right
};

struct line_shape {
    int32_t width;  /* of the column */
    int32_t indent; /* of the first line */
    enum line_align align;
    /* Lines of about the same length, and few: for titles. Where the text marks with U+200B where a line
     * best ends, it ends there, at a mark or a space, and within words only where nothing else fits.
     */
    bool balance;
    bool even_end; /* balanced where the last line would have one character or two: for cells of tables */
};

/* Characters one behind the other, in one face, size, stroke and colour. */
struct line_run {
    const uint32_t *codes; /* in the arena */
    size_t count;
    int32_t x;       /* of the first character's origin, from the column's left edge */
    int32_t spacing; /* behind each character, besides its advance */
    int32_t size;
    uint32_t colour; /* 0xRRGGBB */
    int face;
    int32_t stroke;
};

struct line {
    struct line_run *runs; /* in the arena, from left to right */
    size_t count;
    int32_t left;  /* where the ink's square begins */
    int32_t width; /* from there to the end of the last character; a space that it ends at stands behind */
    int32_t size;  /* the largest on it */
    bool last;     /* of its paragraph, or before a "\n" */
    uint64_t says; /* the digest of all that is drawn */
};

struct lines {
    struct line *items; /* in the arena */
    size_t len;
};

/*
 * Breaks SPANS to SHAPE, in ARENA; WORK takes what is needed for that alone. A word that is longer than a
 * whole line is broken between any two characters as people see them. Text without a character gives no line.
 */
struct lines line_break(const struct fonts *fonts, struct arena *arena, struct arena *work,
                        const struct line_span *spans, size_t count, const struct line_shape *shape,
                        struct font_missing_list *missing);

/* What SPANS need. */
struct line_need {
    int32_t whole; /* on a single line */
    int32_t piece; /* the longest piece that is not to be broken */
};

struct line_need line_measure(const struct fonts *fonts, struct arena *work, const struct line_span *spans,
                              size_t count, struct font_missing_list *missing);

/* The characters of LINE as UTF-8, behind what is in OUT: what a reader copies from it. */
void line_text(const struct line *line, struct buf *out);

#endif
