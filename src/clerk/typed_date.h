/* Dates as people and spreadsheets write them. */
#ifndef CLERK_TYPED_DATE_H
#define CLERK_TYPED_DATE_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Reads 2026-3-5, 2026/3/5, 2026.3.5, 2026年3月5日, 20260305, and a spreadsheet's count of days (of 1904
 * where FROM_1904); 3月5日, 3-5 and 3/5 are the last such day up to TODAY. Digits and marks may be
 * full-width, and a time may stand behind. False: it is none, or no real day from 1900 to 2199.
 */
bool typed_date(const char *text, int32_t today, bool from_1904, int32_t *date);

#endif
