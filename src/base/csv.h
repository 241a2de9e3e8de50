/*
 * Writing CSV for spreadsheets (RFC 4180): a comma between fields, CR LF behind rows, UTF-8 with a byte order
 * mark, which spreadsheets need to know it by. Commas and quotes are this module's, the order of things its
 * caller's.
 */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/buf.h"
#include "base/spill.h"

#include <stdbool.h>
#include <stdint.h>

struct csv {
    struct buf *out;
    bool comma;                /* whether something stands before the next field of this row */
    const struct spill *spill; /* where it goes on to, row by row; NULL: it stays in OUT */
};

/* Begins a file behind what is in OUT: the byte order mark. */
struct csv csv_begin(struct buf *out);

/*
 * A field: quoted where it must be. Text that a spreadsheet would take for a formula (it begins with = + - @,
 * a tab or a carriage return) gets an apostrophe in front (OWASP, CSV injection). Numbers are put by
 * csv_points and csv_whole, which leave "-3" alone.
 */
void csv_text(struct csv *csv, const char *text);
void csv_points(struct csv *csv, int64_t hundredths);
void csv_whole(struct csv *csv, int64_t number);
void csv_empty(struct csv *csv);

/* Ends a row. */
void csv_end(struct csv *csv);

#endif
