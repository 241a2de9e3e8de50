#include "base/date.h"

int32_t date_of(int year, int month, int day)
{
    int y = month <= 2 ? year - 1 : year;
    int era = (y >= 0 ? y : y - 399) / 400;
    int year_of_era = y - era * 400;
    int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

struct date_parts date_split(int32_t date)
{
    int z = date + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int day_of_era = z - era * 146097;
    int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int m = (5 * day_of_year + 2) / 153;
    struct date_parts p = {
        .year = year_of_era + era * 400 + (m >= 10),
        .month = m < 10 ? m + 3 : m - 9,
        .day = day_of_year - (153 * m + 2) / 5 + 1,
    };
    return p;
}

static bool date_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int date_month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && date_leap(year) ? 29 : days[month - 1];
}

int date_weekday(int32_t date)
{
    int w = (date + 3) % 7; /* 1970-01-01 was a Thursday */
    return (w < 0 ? w + 7 : w) + 1;
}

static bool digits(const char *text, int count, int *value)
{
    *value = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        *value = *value * 10 + (text[i] - '0');
    }
    return true;
}

bool date_parse(const char *text, size_t len, int32_t *date)
{
    int year, month, day;
    if (len != 10 || text[4] != '-' || text[7] != '-' || !digits(text, 4, &year) ||
        !digits(text + 5, 2, &month) || !digits(text + 8, 2, &day))
        return false;
    if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 ||
        day > date_month_days(year, month))
        return false;
    *date = date_of(year, month, day);
    return true;
}

/* Two digits of NUMBER. */
static void put_two(char *text, int number)
{
    text[0] = (char)('0' + number / 10 % 10);
    text[1] = (char)('0' + number % 10);
}

void date_format(int32_t date, char text[date_text_size])
{
    struct date_parts p = date_split(date);
    put_two(text, p.year / 100);
    put_two(text + 2, p.year % 100);
    text[4] = '-';
    put_two(text + 5, p.month);
    text[7] = '-';
    put_two(text + 8, p.day);
    text[10] = '\0';
}

int32_t date_in_beijing(int64_t seconds)
{
    int64_t local = seconds + 8 * 3600;
    return (int32_t)(local >= 0 ? local / 86400 : -((-local + 86399) / 86400));
}
