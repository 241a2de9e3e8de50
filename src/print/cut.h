/* Sheets of A4 that are cut up: so many cells across and down, with thin lines to cut along. */
#ifndef PRINT_CUT_H
#define PRINT_CUT_H

#include "paper/flow.h"

/* Lengths in thousandths of a point. */
struct cut_grid {
    int32_t margin; /* of the sheet: printers leave some blank */
    int32_t columns, rows;
};

struct cut_cell {
    size_t page;
    int32_t x, y, width, height;
};

/* The place of cell NUMBER, from 0 and one after the other: the first of a sheet adds it to PAPER. */
struct cut_cell cut_next(struct paper *paper, const struct cut_grid *grid, size_t number);

#endif
