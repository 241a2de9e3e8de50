/*
 * Text as cells, one a character: how wide each is, how much of its blank may go, and where a line may end.
 * The rules are UAX #14 with those of the W3C's Requirements for Chinese Text Layout (clreq, 3.1) and of
 * GB/T 15834-2011 (5.1) above it.
 *
 * Lengths on paper are thousandths of a point in an int32_t.
 */
#ifndef PAPER_CELL_H
#define PAPER_CELL_H

#include "paper/font.h"

/* Text set in one way. */
struct line_span {
    /* valid UTF-8; "\n" ends a line, U+2060 forbids a break, U+200B allows one (see line.h) */
    const char *text;
    size_t len;
    enum font_style style;
    int32_t size;    /* thousandths of a point */
    int32_t stroke;  /* width of the line along its outlines that makes it heavier; 0: none */
    uint32_t colour; /* 0xRRGGBB */
};

enum cell_kind {
    cell_latin, /* letters, digits and what belongs to them: never spread apart */
    cell_space,
    cell_open,  /* full-width opening punctuation: blank at its left */
    cell_close, /* full-width closing punctuation: blank at its right */
    cell_dash,  /* — and …, which come in pairs */
    cell_han    /* all others */
};

enum cell_break { cell_break_no, cell_break_may, cell_break_must };

struct cell {
    uint32_t code;   /* what is set */
    int face;        /* the face that has it */
    int32_t size;    /* of its span */
    uint32_t colour; /* of its span */
    int32_t advance; /* with all its blank */
    int32_t left;    /* blank at its left that may go */
    int32_t right;   /* blank at its right that may go */
    int32_t gap;     /* space before it, where it is not first on its line */
    enum cell_kind kind;
    enum cell_break before; /* whether a line may end before it */
    bool starts;    /* a grapheme cluster begins here: a line may end before it where nothing else helps */
    bool good;      /* U+200B stands before it: a line of a balanced text best ends here */
    int32_t stroke; /* of its span */
};

struct cell_list {
    struct cell *items; /* in the arena */
    size_t len;
};

/* The cells of SPANS, in ARENA; characters that no face has are added to MISSING. */
struct cell_list cells_of(const struct fonts *fonts, struct arena *arena, const struct line_span *spans,
                          size_t count, struct font_missing_list *missing);

#endif
