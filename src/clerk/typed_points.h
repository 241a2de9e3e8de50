/* Points and caps as people write them in points lists. */
#ifndef CLERK_TYPED_POINTS_H
#define CLERK_TYPED_POINTS_H

#include "base/buf.h"

#include <stdbool.h>

/*
 * Puts TEXT as points behind VALUE: "5分" and "+5" are 5, "1-5", "1～5分" and "1至5" 1..5, "扣2分" -2,
 * "扣1-5分" -5..-1. What they are given for goes behind UNIT where it is said and no time: 小时 of
 * "每小时1分" and of "1分/小时". False: it is none of these, and stands behind VALUE with digits and signs
 * half-width.
 */
bool typed_points(const char *text, struct buf *value, struct buf *unit);

/*
 * Puts TEXT as a cap behind OUT, or as a list of caps in brackets: "5分/月", "每月最多5分" and "月上限5分"
 * are 5/月, "每天2分、每月10分" are [2/日, 10/月]; the periods by their Chinese names where CHINESE. False,
 * with nothing put: it is none of these.
 */
bool typed_cap(const char *text, bool chinese, struct buf *out);

/* Puts TEXT with digits, signs and letters half-width, and without blanks. */
void typed_number(const char *text, struct buf *out);

#endif
