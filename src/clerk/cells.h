/*
 * A table as people hand it in: cells of text, from a spreadsheet's first sheet (.xlsx) or from a text with
 * commas, tabs or semicolons between (.csv), in whatever encoding it is.
 */
#ifndef CLERK_CELLS_H
#define CLERK_CELLS_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { cells_most_columns = 256, cells_most_rows = 100000 };

struct cells_row {
    uint32_t number; /* as the spreadsheet counts, from 1; of a text its lines of cells */
    uint32_t count;
    const char **items; /* NULL where nothing stands; without blanks at the ends */
};

struct cells {
    struct arena *arena;
    struct cells_row *items; /* only those that have anything in them */
    size_t len, cap;
    bool from_1904;      /* numbers that are days count from 1904, not from 1900 */
    size_t joined;       /* cells that were looked at because they are joined with one above */
    const char *sheet;   /* what the sheet is called that was read; NULL: it was no workbook */
    const char **others; /* the sheets with anything in them that were not */
    size_t others_len;
};

/*
 * cells_read.c: reads LEN bytes at BYTES: of a workbook the sheet that is called SHEET or has that number,
 * from 1; NULL: the first that is not hidden. False, with the reason, a catalogue key, in *WHY, where they
 * are neither, or damaged, or too many. The caller frees with cells_free; texts live in ARENA.
 */
bool cells_read(struct cells *cells, struct arena *arena, const char *bytes, size_t len, const char *sheet,
                const char **why);
void cells_free(struct cells *cells);

/* The text of COLUMN, from 0, of ROW; "" where it has none. */
const char *cells_text(const struct cells_row *row, size_t column);

/* How a spreadsheet calls COLUMN: A, B, …, AA. */
void cells_column_name(size_t column, char name[8]);

/* --- for those who read them */

/* Puts LEN bytes at TEXT into COLUMN of the row NUMBER, which is the last one or comes behind it. False: too
 * many. */
bool cells_put(struct cells *cells, uint32_t number, size_t column, const char *text, size_t len);

/* Gives the text of COLUMN in the row number FIRST to the rows up to LAST, which are joined with it: those
 * that have anything in them, and nothing there. False: too many. */
bool cells_join(struct cells *cells, size_t column, uint32_t first, uint32_t last);

/* workbook.c: reads a workbook, as cells_read. */
bool cells_read_workbook(struct cells *cells, const char *bytes, size_t len, const char *sheet,
                         const char **why);

#endif
