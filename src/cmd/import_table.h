/* A table that is taken into the records: read from its file, and what is wrong with it said. */
#ifndef CMD_IMPORT_TABLE_H
#define CMD_IMPORT_TABLE_H

#include "clerk/import.h"

/* Reads the file at PATH, of a workbook the sheet SHEET (as cells_read), into CELLS, whose texts live in
 * ARENA. Returns the exit status, the reason said. The caller frees with cells_free in any case. */
int import_table_read(const char *path, const char *sheet, struct arena *arena, struct cells *cells);

/* Says which columns and rows of the table are left alone. */
void import_table_left(const struct importing *im);

/* Says what is wrong with the table NAME, by row and column, and how many things that are. */
void import_table_problems(struct importing *im, const char *name);

/* Says what to look at in the table NAME, which stops nothing. */
void import_table_warnings(struct importing *im, const char *name);

#endif
