/* The ledger as a workbook, for the office. */
#ifndef OFFICE_LEDGER_BOOK_H
#define OFFICE_LEDGER_BOOK_H

#include "base/buf.h"
#include "view/view.h"

/*
 * Puts the workbook of the newest cycle behind OUT: by household, who took part, the figures of each month,
 * by entry, by rule, redemptions, stock, claims. VIEW is of circle_office: names stand in it in full.
 */
void ledger_book(const struct view *view, struct buf *out);

#endif
