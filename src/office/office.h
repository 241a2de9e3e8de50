/* What the office keeps open in a browser: the day's list, and a calendar of its own. Never hosted. */
#ifndef OFFICE_OFFICE_H
#define OFFICE_OFFICE_H

#include "base/sink.h"
#include "view/view.h"

/* Gives SINK office/today.html and office/calendar.ics; VIEW is of circle_office. False where the sink stops
 * it. */
bool office_make(const struct view *view, const struct sink *sink);

#endif
