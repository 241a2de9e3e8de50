/* The calendar of the village: its cycles, and the periods that caps and quotas count by. */
#ifndef RECORDS_CALENDAR_H
#define RECORDS_CALENDAR_H

#include "base/date.h"

/* A day of any year. */
struct day_of_year {
    int month; /* 0: not given */
    int day;
};

enum period { period_day, period_week, period_month, period_quarter, period_cycle };

struct village;

/* The name Y of the cycle that holds DATE, and its first and last day. */
int cycle_of(const struct village *village, int32_t date);
int32_t cycle_first(const struct village *village, int cycle);
int32_t cycle_last(const struct village *village, int cycle);

/* The first day of the PERIOD that holds DATE (weeks begin on Monday; months and quarters are the
 * calendar's). */
int32_t period_first(const struct village *village, enum period period, int32_t date);

/* The last day of the PERIOD that holds DATE. */
int32_t period_last(const struct village *village, enum period period, int32_t date);

#endif
