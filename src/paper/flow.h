/*
 * A flow: strips one below the other - lines, rows of tables, whatever is never parted - which are parted
 * into pages once all are known. So a page can end where it should: no heading alone at its foot, no line or
 * row of several left alone, and on the last page some of what the paper says, not only who signs it.
 *
 * Lengths are thousandths of a point in an int32_t.
 */
#ifndef PAPER_FLOW_H
#define PAPER_FLOW_H

#include "paper/sheet.h"

/* How well a page ends below a strip. */
enum flow_end { flow_well, flow_poor, flow_never };

struct flow_strip {
    int32_t height;
    int32_t above; /* blank above it, none at the top of a page */
    enum flow_end end;
    bool tail;        /* what only ends a paper, such as a signature */
    size_t head;      /* the strip that stands above it at the top of a page, counted from 1; 0: none */
    int32_t foot;     /* a rule of this thickness closes it where a page ends below it; 0: none */
    const char *mark; /* the bookmark to it, or NULL */
    size_t text, box; /* its first ones in the flow */
};

struct flow {
    struct paper *paper;
    int32_t page_width, page_height;
    int32_t left, top, width, height; /* the type area */
    int32_t pitch;                    /* of its lines, by which pages count as full */
    /* from here on zero at the beginning */
    int32_t blank;    /* above the next strip */
    const char *mark; /* to the next strip */
    bool tail;        /* whether strips are tails */
    size_t head;      /* of the next strips */
    struct {
        struct flow_strip *items;
        size_t len, cap;
    } strips;
    struct {
        struct sheet_text *items; /* from the type area's left edge and the strip's top */
        size_t len, cap;
    } texts;
    struct {
        struct sheet_box *items; /* likewise */
        size_t len, cap;
    } boxes;
};

/* Adds a strip of HEIGHT; texts and boxes go to the last one. The pointer holds until the next is added. */
struct flow_strip *flow_strip(struct flow *flow, int32_t height);
void flow_text(struct flow *flow, uint32_t element, int32_t x, int32_t y, const struct line *line);
void flow_box(struct flow *flow, const struct sheet_box *box);

/* Leaves HEIGHT blank, nothing at the top of a page. */
void flow_space(struct flow *flow, int32_t height);

/* No page ends below the last strip, where that can be helped. */
void flow_keep(struct flow *flow);

/* Parts what there is into pages, adds these to the paper and leaves the flow empty. */
void flow_end(struct flow *flow);

/* Puts strip I on PAGE, which there is, with its left top corner at X and Y: for who parts strips himself. */
void flow_place(struct flow *flow, size_t i, size_t page, int32_t x, int32_t y);

/* Likewise where it stands there once more, and is not read again. */
void flow_repeat(struct flow *flow, size_t i, size_t page, int32_t x, int32_t y);

/* Leaves the flow without strips. */
void flow_empty(struct flow *flow);

/* A paragraph's way. */
struct flow_style {
    enum font_style face;
    enum element_kind element; /* what it is to who has it read aloud: a paragraph where nothing is said */
    int32_t size;
    int32_t pitch;  /* from line to line */
    int32_t indent; /* of the first line */
    enum line_align align;
    uint32_t colour;
    int32_t stroke; /* see cell.h */
    bool balance;   /* see line.h */
    bool even_end;  /* see line.h */
};

/* TEXT broken to WIDTH; the same lines for the same text. */
struct lines flow_lines(struct flow *flow, const char *text, const struct flow_style *style, int32_t width);

/* What TEXT needs in STYLE. */
struct line_need flow_need(struct flow *flow, const char *text, const struct flow_style *style);

/* Adds a paragraph, a strip a line. */
void flow_paragraph(struct flow *flow, const char *text, const struct flow_style *style);

/* Puts lines of text into the last strip, WIDTH wide, from X and Y on. Gives their height. */
int32_t flow_put(struct flow *flow, int32_t x, int32_t y, int32_t width, const char *text,
                 const struct flow_style *style);

/* The baseline of a line of SIZE within a box of height PITCH, from its top. */
int32_t flow_baseline(int32_t size, int32_t pitch);

#endif
