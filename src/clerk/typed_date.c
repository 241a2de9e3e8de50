#include "clerk/typed_date.h"

#include "base/buf.h"
#include "base/date.h"
#include "base/fold.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* The marks between the parts of a date as "-"; a mark behind the day is none. False: something else stands
 * there. */
static bool straighten(const char *text, struct buf *out)
{
    for (size_t i = 0, len = strlen(text); i < len;) {
        uint32_t code = 0;
        size_t n = utf8_decode(text + i, len - i, &code);
        if (!n)
            return false;
        i += n;
        code = fold_code(code);
        if (fold_blank(code) || code == 'T' || code == 't') {
            char last = out->len ? out->data[out->len - 1] : '-';
            if (last == '-') /* 2026年 3月 5日 */
                continue;
            return strspn(text + i, "0123456789:. +Zz") == len - i; /* a time */
        }
        if (code >= '0' && code <= '9')
            buf_putc(out, (char)code);
        else if (code == 0x5E74 || code == 0x6708 || code == '/' || code == '.' || fold_hyphen(code))
            buf_putc(out, '-');
        else if ((code == 0x65E5 || code == 0x53F7) && i == len)
            continue;
        else
            return false;
    }
    return true;
}

static bool take(const char **p, size_t most, int *number)
{
    size_t digits = strspn(*p, "0123456789");
    if (digits == 0 || digits > most)
        return false;
    *number = (int)strtol(*p, NULL, 10);
    *p += digits;
    return true;
}

static bool real(int year, int month, int day)
{
    return year >= 1900 && year <= 2199 && month >= 1 && month <= 12 && day >= 1 &&
           day <= date_month_days(year, month);
}

/* A count of days: spreadsheets begin with 1900-01-01 as 1 and take 1900 for a leap year. */
static bool read_count(const char *text, bool from_1904, int32_t *date)
{
    long days = strtol(text, NULL, 10);
    if (days < 61 || days > 109574)
        return false;
    *date = (from_1904 ? date_of(1904, 1, 1) : date_of(1899, 12, 30)) + (int32_t)days;
    return *date <= date_of(2199, 12, 31);
}

static bool read_parts(const char *text, int32_t today, bool from_1904, int32_t *date)
{
    const char *p = text;
    int parts[3] = {0, 0, 0}, count = 0;
    size_t digits = strspn(text, "0123456789");
    if (!text[digits] && digits == 8) {
        int all = (int)strtol(text, NULL, 10);
        parts[0] = all / 10000, parts[1] = all / 100 % 100, parts[2] = all % 100;
        count = 3;
    } else if (!text[digits]) {
        return digits <= 6 && read_count(text, from_1904, date);
    } else {
        while (count < 3 && take(&p, count ? 2 : 4, &parts[count])) {
            count++;
            if (*p != '-')
                break;
            p++;
        }
        if (*p || count < 2)
            return false;
    }
    if (count == 2) {
        int year = date_split(today).year;
        if (!real(year, parts[0], parts[1]) || date_of(year, parts[0], parts[1]) > today)
            year--;
        parts[2] = parts[1], parts[1] = parts[0], parts[0] = year;
    }
    if (!real(parts[0], parts[1], parts[2]))
        return false;
    *date = date_of(parts[0], parts[1], parts[2]);
    return true;
}

bool typed_date(const char *text, int32_t today, bool from_1904, int32_t *date)
{
    struct buf plain = {0};
    bool right = straighten(text, &plain) && read_parts(buf_text(&plain), today, from_1904, date);
    buf_free(&plain);
    return right;
}
