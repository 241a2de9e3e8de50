/* Tables in a flow: cells wrapped, rows kept whole, the heading again on every page. */
#ifndef PAPER_TABLE_H
#define PAPER_TABLE_H

#include "paper/flow.h"

#define table_padding sheet_pt(3) /* left and right of what stands in a cell */

struct table_column {
    const char *heading;
    enum line_align align; /* of its cells; line_left or line_justify for running text */
    bool optional;         /* left out where nothing stands in it */
};

struct table {
    const struct table_column *columns;
    size_t column_count;
    const char *const *cells; /* row by row, COLUMN_COUNT to a row; NULL is empty */
    size_t rows;
    const char *const *notes; /* one a row: what is said below its cells, over the whole width; NULL: nothing.
                                 NULL: of no row */
    const size_t *lines;      /* one a row: it is so many lines high at least; NULL: as high as its texts */
    struct flow_style head;   /* of the headings, which stand centred */
    struct flow_style body;   /* of the cells; align comes from the column */
    int32_t padding;          /* left and right of what stands in a cell; 0: table_padding */
    int32_t apart;            /* where no rule stands between them, so much more between a column that ends at
                                 the right and one that begins at the left */
    bool grouped;             /* a row whose first cell is empty stays on the page of the one above it */
};

/*
 * widths.c: the widths of the columns, which COUNT tables of the same columns and styles share; 0 for one
 * that is left out. Together they are as wide as the flow. Columns are as wide as what stands in them; where
 * that is too much, short texts stay whole, and the others share what is left so that the tables become low.
 * In the paper's arena.
 */
const int32_t *table_widths(struct flow *flow, const struct table *tables, size_t count);

/* How much further in column C begins than its left edge and padding; WIDTHS 0 for those that are left out.
 */
int32_t table_apart(const struct table *table, const int32_t *widths, size_t c);

/*
 * Adds the table with columns of WIDTHS. A row that is taller than a page is parted by lines, all others stay
 * whole; no page ends below the headings, and none with the first row alone or before the last one where that
 * can be helped.
 */
void table_set(struct flow *flow, const struct table *table, const int32_t *widths);

#endif
