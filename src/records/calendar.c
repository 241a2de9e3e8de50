#include "records/village.h"

int32_t cycle_first(const struct village *village, int cycle)
{
    return date_of(cycle, village->cycle.month, village->cycle.day);
}

int32_t cycle_last(const struct village *village, int cycle)
{
    return cycle_first(village, cycle + 1) - 1;
}

int cycle_of(const struct village *village, int32_t date)
{
    int year = date_split(date).year;
    return date < cycle_first(village, year) ? year - 1 : year;
}

int32_t period_first(const struct village *village, enum period period, int32_t date)
{
    struct date_parts p;
    switch (period) {
    case period_day:
        return date;
    case period_week:
        return date - (date_weekday(date) - 1);
    case period_month:
        p = date_split(date);
        return date_of(p.year, p.month, 1);
    case period_quarter:
        p = date_split(date);
        return date_of(p.year, (p.month - 1) / 3 * 3 + 1, 1);
    case period_cycle:
        break;
    }
    return cycle_first(village, cycle_of(village, date));
}

int32_t period_last(const struct village *village, enum period period, int32_t date)
{
    struct date_parts p = date_split(date);
    switch (period) {
    case period_day:
        return date;
    case period_week:
        return period_first(village, period, date) + 6;
    case period_month:
        return date_of(p.year, p.month, date_month_days(p.year, p.month));
    case period_quarter:
        p.month = (p.month - 1) / 3 * 3 + 3;
        return date_of(p.year, p.month, date_month_days(p.year, p.month));
    case period_cycle:
        break;
    }
    return cycle_last(village, cycle_of(village, date));
}
