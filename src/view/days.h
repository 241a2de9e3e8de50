/* The days that the village has named (`events`) and that are still to come, and what ends soon: how
 * it is said. */
#ifndef VIEW_DAYS_H
#define VIEW_DAYS_H

#include "view/view.h"

/* Those from T's own day on, the earliest first, of one day in the order written; *LEN is their number. In
 * ARENA. */
const struct village_event **view_days(const struct view *view, struct arena *arena, uint32_t *len);

/* The first of them that is one of OCCASION; NULL: none is named. */
const struct village_event *view_next_day(const struct view *view, enum occasion occasion);

/* What day it is: its title, masked, else the word for its kind. */
const char *view_day_title(const struct view *view, struct arena *arena, const struct village_event *event);

/* When on the day and where, masked: 9:00—15:00，村委会一楼; "" where neither is said. */
const char *view_day_where(const struct view *view, struct arena *arena, const struct village_event *event);

/* Sentences to the household of ACCOUNT, one of T's cycle, on what ends soon: its points that lapse, the
 * year. Puts them into TEXTS and gives how many. */
enum { view_endings_most = 2 };
size_t view_endings(const struct view *view, struct arena *arena, const struct account *account,
                    const char *texts[view_endings_most]);

#endif
