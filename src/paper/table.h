/* Tables in a flow: cells wrapped, rows kept whole, the heading again on every page. */
#ifndef PAPER_TABLE_H
#define PAPER_TABLE_H

#include "paper/flow.h"

struct table_column {
    const char *heading;
    enum line_align align; /* of its cells; line_left or line_justify for running text */
};

struct table {
    const struct table_column *columns;
    size_t column_count;
    const char *const *cells; /* row by row, COLUMN_COUNT to a row; NULL is empty */
    size_t rows;
    /* a text a column that its width goes by, besides the heading, in place of its cells: so that tables that
     * belong together have the same columns; NULL, or NULL for a column: the cells decide */
    const char *const *samples;
    struct flow_style head; /* of the headings, which stand centred */
    struct flow_style body; /* of the cells; align comes from the column */
};

/*
 * Sets the table over the flow's whole width. Columns are as wide as what stands in them; where that is too
 * much, the wide ones give. A row that is taller than a page is parted by lines, all others stay whole.
 */
void table_set(struct flow *flow, const struct table *table);

#endif
