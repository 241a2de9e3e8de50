/*
 * Tables as a workbook for offices (.xlsx): a sheet a table, its heading row frozen and repeated on paper,
 * with filters, numbers and days as such, and sums as formulas, so that changing a figure shows in its sum.
 * A4, as wide as the page. The same tables and day give the same bytes.
 */
#ifndef TABLES_BOOK_H
#define TABLES_BOOK_H

#include "tables/listing.h"

enum { book_piece_rows = 200 }; /* are packed by themselves: a table that flows has as many at hand */

struct book_sheet {
    const char *name;            /* at most 31 characters, unlike the others */
    const struct listing *table; /* of one that flows without its rows */
    /* of one that flows: lets its rows, which will be ROWS, go to FLOW, one table at hand behind another */
    void (*fill)(void *context, struct listing_flow *flow);
    void *context;
    size_t rows;
};

/* A workbook that was made before, by the same program: what of its rows is the same is taken over packed.
 */
struct book_before {
    const char *bytes;
    size_t len;
    const char *note; /* what book_put said of it */
};

/*
 * Puts the workbook of COUNT sheets as of DATE behind OUT, from where what is much goes on to SPILL, if that
 * is not NULL; SUM stands before the sums of a sheet. BEFORE may be NULL: what comes out is the same. Where
 * to find the pieces of it goes behind NOTE.
 */
void book_put(const struct book_sheet *sheets, size_t count, const char *sum, int32_t date,
              const struct book_before *before, const struct spill *spill, struct buf *out, struct buf *note);

#endif
