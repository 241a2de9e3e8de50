/* Inside clerk/ only: the marks of a file that is no YAML yet, mended line by line without reading the whole.
 */
#ifndef CLERK_MEND_LINES_H
#define CLERK_MEND_LINES_H

#include "base/buf.h"

#include <stddef.h>

/* What should stand where the mark at AT of TEXT does; NULL where it may mean several things. *TO: where it
 * ends. */
const char *mend_meant(const char *text, size_t len, size_t at, size_t *to);

/*
 * Puts LEN bytes at TEXT behind OUT, in each line the marks mended that YAML would take for something else:
 * of a file that was typed with full-width marks throughout no line is right before the others are. Comments
 * and texts in lines (|) stay. Returns how many marks.
 */
size_t mend_lines(const char *text, size_t len, struct buf *out);

#endif
