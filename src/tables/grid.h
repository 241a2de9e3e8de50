/* Cells set in columns for a terminal, aligned for full-width characters. */
#ifndef TABLES_GRID_H
#define TABLES_GRID_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Writes ROWS × COLUMNS cells, row by row, two blanks between columns; those of a column that RIGHT says are
 * set at its right. No blanks stand at a line's end.
 */
void grid_text(const char *const *cells, size_t rows, size_t columns, const bool *right, struct buf *out);

#endif
