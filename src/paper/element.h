/*
 * What the texts of a paper are to who has it read aloud: headings, paragraphs, cells of tables, one within
 * another, in the order in which they are read. What has no element is not read: rules, page numbers,
 * headings that only stand there again.
 */
#ifndef PAPER_ELEMENT_H
#define PAPER_ELEMENT_H

#include "base/buf.h"

#include <stdint.h>

enum element_kind {
    element_paragraph,
    element_title, /* headings of three ranks */
    element_heading,
    element_subheading,
    element_section, /* one of several like it: of one household, of one award */
    element_list,
    element_item,
    element_item_text, /* all that an item says: paragraphs */
    element_table,
    element_row,
    element_column_head, /* a cell that says what stands below it */
    element_row_head,    /* one that says what stands beside it */
    element_cell,
    element_wide_cell, /* of all columns of its table */
    element_figure,    /* what is drawn, and told in words */
    element_kinds,
    element_unread /* none is made: it is not read */
};

/* There is one for each cell of a table: it is kept small. */
struct element {
    uint32_t within; /* the element it is a part of, which stands before it; 0: of the whole */
    uint8_t kind;    /* enum element_kind */
    uint8_t rank;    /* of a heading, from 1; of a wide cell how many columns there are */
};

struct element_words {
    uint32_t element;
    const char *text; /* it lives as long as the elements */
};

/* What is within an element stands right behind it, all of it. */
struct elements {
    struct element *items; /* number 1 is the first */
    size_t len, cap;
    struct {
        struct element_words *items; /* of the figures */
        size_t len, cap;
    } words;
    uint32_t open; /* what the next is a part of; 0: the whole */
    uint8_t rank;  /* of the last heading */
};

/* Adds an element of KIND within the open one and opens it; its number. No heading is more than a rank below
 * the one before it. */
uint32_t element_begin(struct elements *elements, enum element_kind kind);

/* Closes the open one. */
void element_end(struct elements *elements);

/* The element of a text of KIND, a new one within the open one; 0 where it is not read. */
uint32_t element_of(struct elements *elements, enum element_kind kind);

/* The element of a cell of COUNT columns. */
uint32_t element_wide_of(struct elements *elements, size_t count);

/* The element of a figure that TEXT says. */
uint32_t element_figure_of(struct elements *elements, const char *text);

/* What a figure is in words. */
const char *element_text(const struct elements *elements, uint32_t number);

const struct element *element_at(const struct elements *elements, uint32_t number);

/* What PDF calls such an element (ISO 32000-1, 14.8.4): "P". */
const char *element_name(const struct element *element);

/* Puts what decides how they are read behind what is in OUT (see base/digest.h). */
void elements_say(const struct elements *elements, struct buf *out);

void elements_free(struct elements *elements);

#endif
