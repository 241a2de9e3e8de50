/*
 * CSV for spreadsheets (RFC 4180): a comma between fields, CR LF behind rows, UTF-8 with a byte order mark,
 * which spreadsheets need to know it by.
 */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/buf.h"

#include <stddef.h>
#include <stdint.h>

/* The byte order mark, which stands before the first row. */
void csv_begin(struct buf *out);

/*
 * A field: quoted where it must be. Text that a spreadsheet would take for a formula (it begins with = + - @,
 * a tab or a carriage return) gets an apostrophe in front (OWASP, CSV injection). Numbers are put by
 * csv_number, which leaves "-3" alone. Commas between fields are the caller's.
 */
void csv_text(struct buf *out, const char *text);
void csv_number(struct buf *out, int64_t points);

/* Ends a row. */
void csv_end(struct buf *out);

#endif
