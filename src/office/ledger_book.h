/* The ledger as a workbook, for the office. */
#ifndef OFFICE_LEDGER_BOOK_H
#define OFFICE_LEDGER_BOOK_H

#include "base/sink.h"
#include "view/view.h"

/*
 * Puts the workbook of the newest cycle into SINK, as office/ledger.xlsx: by household, who took part, the
 * figures of each month, by entry, by rule, redemptions, stock, claims. VIEW is of circle_office: names stand
 * in it in full. False where the sink says stop.
 */
bool ledger_book(const struct view *view, const struct sink *sink);

#endif
