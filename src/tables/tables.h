/*
 * The ledger as tables: for people at a terminal, and as CSV for spreadsheets (RFC 4180, UTF-8 with a byte
 * order mark, which spreadsheets need to know it by). One row a household and cycle. Names are as the view's
 * circle may see them.
 */
#ifndef TABLES_TABLES_H
#define TABLES_TABLES_H

#include "ledger/json.h"
#include "view/view.h"

/* A table a cycle, columns aligned for full-width characters. */
void table_text(const struct view *view, const struct ledger_selection *selection, struct buf *out);

/* A heading row and a row a household and cycle. */
void table_csv(const struct view *view, const struct ledger_selection *selection, struct buf *out);

/*
 * A field of CSV: quoted where it must be. Text that a spreadsheet would take for a formula (it begins with =
 * + - @, a tab or a carriage return) gets an apostrophe in front (OWASP, CSV injection). Numbers are put by
 * csv_number, which leaves "-3" alone.
 */
void csv_text(struct buf *out, const char *text);
void csv_number(struct buf *out, int64_t points);

#endif
