/*
 * A flow: paragraphs and tables one below the other, over as many pages as they need.
 *
 * Lengths are thousandths of a point in an int32_t.
 */
#ifndef PAPER_FLOW_H
#define PAPER_FLOW_H

#include "paper/page.h"

struct flow {
    struct paper *paper;
    int32_t page_width, page_height;
    int32_t left, top, width, height; /* the type area */
    size_t page;                      /* where it goes on */
    int32_t y;                        /* from the page's top: what is free below */
};

/* Begins a flow on a new page; the fields above PAGE are set. */
void flow_begin(struct flow *flow);

/* Goes on on a new page. */
void flow_turn(struct flow *flow);

/* Turns the page unless HEIGHT is free below; a page that is empty so far is kept. */
void flow_room(struct flow *flow, int32_t height);

/* Leaves HEIGHT blank, nothing at the top of a page. */
void flow_space(struct flow *flow, int32_t height);

/* A paragraph's way. */
struct flow_style {
    enum font_style face;
    int32_t size;
    int32_t pitch;  /* from line to line */
    int32_t indent; /* of the first line */
    enum line_align align;
    uint32_t colour;
    bool bold;
    bool balance; /* see line.h */
};

/* TEXT broken to WIDTH, in the paper's arena. */
struct lines flow_lines(struct flow *flow, const char *text, const struct flow_style *style, int32_t width);

/*
 * Sets a paragraph. KEEP: height that must be free below its last line on the same page, so that a heading
 * does not part from what it heads. A paragraph that is parted leaves no line alone at the page's end or top,
 * where it has four or more.
 */
void flow_paragraph(struct flow *flow, const char *text, const struct flow_style *style, int32_t keep);

/* Sets a single line with its box at X, of WIDTH, from the page's left edge, without moving on. */
void flow_put(struct flow *flow, size_t page, int32_t x, int32_t y, int32_t width, const char *text,
              const struct flow_style *style);

/* The baseline of a line of SIZE within a box of height PITCH, from its top. */
int32_t flow_baseline(int32_t size, int32_t pitch);

#endif
