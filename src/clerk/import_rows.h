/* Inside clerk/ only: which rows of a table hold an item, and which are sums, remarks and headings. */
#ifndef CLERK_IMPORT_ROWS_H
#define CLERK_IMPORT_ROWS_H

#include "clerk/import_columns.h"

/*
 * Whether ROW holds no item: it sums up others (合计, 平均), is a remark ("#", 注：), repeats the headings,
 * or has nothing in any column that is used. Such a row is noted in `left`.
 */
bool import_row_left(struct importing *importing, const struct columns *columns, const struct cells_row *row);

#endif
