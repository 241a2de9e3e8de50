/* What the office keeps: the day's list for a browser, a calendar of its own, the ledger as a workbook. Never
 * hosted. */
#ifndef OFFICE_OFFICE_H
#define OFFICE_OFFICE_H

#include "base/sink.h"
#include "view/view.h"

/* Gives SINK office/today.html, office/calendar.ics and office/ledger.xlsx; VIEW is of circle_office. False
 * where the sink stops it. */
bool office_make(const struct view *view, const struct sink *sink);

#endif
