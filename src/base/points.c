#include "base/points.h"

#include <string.h>

bool points_parse(const char *text, size_t len, int64_t *points)
{
    size_t i = 0;
    bool negative = false;
    if (i < len && (text[i] == '-' || text[i] == '+'))
        negative = text[i++] == '-';
    int64_t value = 0;
    size_t start = i;
    for (; i < len && text[i] >= '0' && text[i] <= '9'; i++) {
        if (value > points_sum_max)
            return false;
        value = value * 10 + (text[i] - '0');
    }
    if (i == start || value > points_sum_max / points_one)
        return false;
    value *= points_one;
    if (i < len && text[i] == '.') {
        i++;
        start = i;
        for (int64_t unit = 10; i < len && text[i] >= '0' && text[i] <= '9'; i++, unit /= 10) {
            if (unit == 0)
                return false;
            value += unit * (text[i] - '0');
        }
        if (i == start)
            return false;
    }
    if (i != len || value > points_sum_max)
        return false;
    *points = negative ? -value : value;
    return true;
}

size_t points_format(int64_t points, char text[points_text_size])
{
    uint64_t p = points < 0 ? (uint64_t)0 - (uint64_t)points : (uint64_t)points;
    uint64_t whole = p / 100;
    unsigned cents = (unsigned)(p % 100);
    char digits[points_text_size], *first = digits + sizeof digits;
    if (cents % 10 != 0)
        *--first = (char)('0' + cents % 10);
    if (cents != 0) {
        *--first = (char)('0' + cents / 10);
        *--first = '.';
    }
    do
        *--first = (char)('0' + whole % 10);
    while (whole /= 10);
    if (points < 0)
        *--first = '-';
    size_t len = (size_t)(digits + sizeof digits - first);
    memcpy(text, first, len);
    text[len] = '\0';
    return len;
}

int64_t points_divide(int64_t a, int64_t count)
{
    int64_t size = a < 0 ? -a : a;
    int64_t rounded = (size + count / 2) / count; /* an odd count has no halves */
    return a < 0 ? -rounded : rounded;
}

int64_t points_times(int64_t a, int64_t b)
{
    return points_divide(a * b, points_one);
}

bool points_add(int64_t *sum, int64_t more)
{
    int64_t s;
    if (__builtin_add_overflow(*sum, more, &s) || s > points_sum_max || s < -points_sum_max)
        return false;
    *sum = s;
    return true;
}
