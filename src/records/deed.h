/*
 * What is wrong with a deed, whoever writes it down: a line of minutes, a claim that a meeting approves, what
 * a resident declares. Nothing is reported here; each says in its words, at its place, what it is told.
 */
#ifndef RECORDS_DEED_H
#define RECORDS_DEED_H

#include "records/rules.h"
#include "records/village.h"

/* The day of a deed against the one on which it is decided or claimed. */
enum deed_day { deed_in_time, deed_to_come, deed_too_late };

enum deed_day deed_day_of(const struct village *village, int32_t date, int32_t decided);

/* What RULE is worth for a deed of DATE; NULL where it does not hold then. */
const struct value_range *deed_value(const struct rule *rule, int32_t date);

/* The points that are given with a deed, against what its rule is worth. */
enum deed_points { deed_points_right, deed_points_missing, deed_points_given, deed_points_outside };

/* GIVEN: POINTS are said. */
enum deed_points deed_points_of(const struct value_range *value, bool given, int64_t points);

/* What RULE needs and GIVEN, bits of the same kind (need_note …), has not. */
uint32_t deed_lacks(const struct rule *rule, uint32_t given);

/* Whether PATH, of evidence, stays inside records/: no part of it empty, "." or "..", no backslash. */
bool evidence_inside(const char *path);

/* What makes two deeds the same. Without padding: it may be hashed as bytes. */
struct deed_key {
    uint32_t household, resident, rule;
    int32_t date;
};

bool deed_same(const struct deed_key *one, const struct deed_key *other);

#endif
