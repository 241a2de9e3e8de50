/*
 * Dates as days since 1970-01-01 in an int32_t, in the proleptic Gregorian calendar.
 * The conversions are Howard Hinnant's (https://howardhinnant.github.io/date_algorithms.html).
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define date_first INT32_MIN /* before every date: no lower bound */
#define date_last  INT32_MAX /* after every date: no upper bound */

struct date_parts {
    int year;  /* 1900 to 2199 for what date_parse accepts */
    int month; /* 1 to 12 */
    int day;   /* 1 to 31 */
};

/* The day of YEAR-MONTH-DAY, which must be a real date. */
int32_t date_of(int year, int month, int day);
struct date_parts date_split(int32_t date);

int date_month_days(int year, int month);

/* Monday 1 to Sunday 7 (ISO 8601). */
int date_weekday(int32_t date);

/* Reads exactly YYYY-MM-DD, a real day from 1900-01-01 to 2199-12-31. False: *DATE is untouched. */
bool date_parse(const char *text, size_t len, int32_t *date);

/* Writes YYYY-MM-DD and a NUL. */
enum { date_text_size = 16 };
void date_format(int32_t date, char text[date_text_size]);

/* Beijing's day (UTC+8) at SECONDS since 1970-01-01T00:00Z. */
int32_t date_in_beijing(int64_t seconds);

#endif
