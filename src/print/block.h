/* What the papers in running text are made of: paragraphs, headings, tables, one below the other. */
#ifndef PRINT_BLOCK_H
#define PRINT_BLOCK_H

#include "paper/table.h"

enum block_kind {
    block_paragraph,  /* a paragraph, 2 em in */
    block_heading,    /* 一、: 黑 */
    block_subheading, /* （一）: 楷 */
    block_table
};

struct block {
    enum block_kind kind;
    const char *text; /* of all but a table */
    /* of a table alone: */
    int series; /* tables of the same number, but 0, have the same columns, equally wide */
    const struct table_column *columns;
    size_t column_count;
    const char *const *cells; /* as in struct table */
    size_t rows;
    const char *const *notes; /* likewise */
    const size_t *lines;      /* likewise */
    bool written;             /* it is written in by hand: rows are high, and columns without a text wide */
};

#endif
