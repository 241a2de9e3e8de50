#include "records/deed.h"

#include <string.h>

enum deed_day deed_day_of(const struct village *village, int32_t date, int32_t decided)
{
    if (date > decided)
        return deed_to_come;
    return decided - date > village->late ? deed_too_late : deed_in_time;
}

const struct value_range *deed_value(const struct rule *rule, int32_t date)
{
    return rule_holds(rule, date) ? rule_value(rule, date, NULL, NULL) : NULL;
}

enum deed_points deed_points_of(const struct value_range *value, bool given, int64_t points)
{
    if (!value->range)
        return given ? deed_points_given : deed_points_right;
    if (!given)
        return deed_points_missing;
    return points < value->lo || points > value->hi ? deed_points_outside : deed_points_right;
}

uint32_t deed_lacks(const struct rule *rule, uint32_t given)
{
    return rule->needs & ~given;
}

bool deed_same(const struct deed_key *one, const struct deed_key *other)
{
    return memcmp(one, other, sizeof *one) == 0;
}

bool evidence_inside(const char *path)
{
    for (const char *part = path;;) {
        size_t len = strcspn(part, "/");
        if (len == 0 || (len == 1 && part[0] == '.') || (len == 2 && part[0] == '.' && part[1] == '.') ||
            memchr(part, '\\', len))
            return false;
        if (!part[len])
            return true;
        part += len + 1;
    }
}
