/* Points: hundredths in an int64_t, never a double. */
#ifndef BASE_POINTS_H
#define BASE_POINTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define points_one       INT64_C(100)                          /* one point */
#define points_value_max (INT64_C(1000000) * points_one)       /* a value in the records is within ± this */
#define points_sum_max   (INT64_C(1000000000000) * points_one) /* a sum is within ± this */

/*
 * Reads a decimal of at most two fractional digits: an optional sign, digits, optionally a point and one or
 * two digits. False where TEXT is none or it leaves ±10^12; then *POINTS is untouched.
 */
bool points_parse(const char *text, size_t len, int64_t *points);

/* Writes without trailing zeros ("-3", "0.5", "12.25") and a NUL; gives the bytes before that. */
enum { points_text_size = 32 };
size_t points_format(int64_t points, char text[points_text_size]);

/* A × B, both hundredths, rounded to hundredths, halves away from zero. |A| ≤ 10^8 and |B| ≤ 10^6 cannot
 * overflow. */
int64_t points_times(int64_t a, int64_t b);

/* A / COUNT rounded to hundredths, halves away from zero; COUNT > 0. */
int64_t points_divide(int64_t a, int64_t count);

/* Adds MORE to *SUM; false where the sum leaves ±10^12 (then *SUM is untouched). */
bool points_add(int64_t *sum, int64_t more);

#endif
