/* A date as people write it: other marks, other digits, a time or a weekday behind it; and days that are
 * none. */
#include "base/date.h"
#include "yaml/slip_marks.h"

#include <stdio.h>
#include <string.h>

struct reading {
    const char *text;
    size_t len, at;
};

static uint32_t next(const struct reading *r, size_t *bytes)
{
    return mark_half_width(mark_at(r->text, r->len, r->at, bytes));
}

/* The digit that C is, or is taken for: full-width, Chinese, a letter that looks like one; −1. */
static int digit_of(uint32_t c)
{
    static const uint32_t han[] = {0x96F6, 0x4E00, 0x4E8C, 0x4E09, 0x56DB,
                                   0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D};
    if (c >= '0' && c <= '9')
        return (int)(c - '0');
    for (int i = 0; i < 10; i++)
        if (han[i] == c)
            return i;
    if (c == 0x3007 || c == 0x25CB || c == 'O' || c == 'o') /* 〇 ○ */
        return 0;
    return c == 'l' || c == 'I' ? 1 : -1;
}

/* A number of at most MOST digits, or a Chinese one of tens; −1 where none is. */
static int take_number(struct reading *r, int most)
{
    enum { ten = 0x5341 };
    int value = 0, digits = 0;
    size_t bytes;
    bool tens = false;
    for (;; r->at += bytes) {
        uint32_t c = next(r, &bytes);
        int digit = digit_of(c);
        if (c == ten && !tens && most == 2 && digits <= 1) { /* 十 */
            value = digits ? value * 10 : 10;
            digits = 1;
            tens = true;
        } else if (digit >= 0 && digits < most) {
            value = tens ? value + digit : value * 10 + digit;
            digits++;
        } else {
            return digits ? value : -1;
        }
    }
}

/* Moves behind one mark that stands between the parts of a date, and blanks. */
static void skip_separator(struct reading *r)
{
    static const uint32_t marks[] = {'-',    '/',    '.',    0x5E74, 0x6708, 0x65E5,
                                     0x53F7, 0x3002, 0x3001, ',',    '_',    '\\'};
    size_t bytes;
    uint32_t c = next(r, &bytes);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (c == marks[i]) {
            r->at += bytes;
            break;
        }
    while (r->at < r->len && next(r, &bytes) == ' ')
        r->at += bytes;
}

static void skip_quotes(struct reading *r)
{
    size_t bytes;
    for (uint32_t c; r->at < r->len; r->at += bytes) {
        c = mark_at(r->text, r->len, r->at, &bytes);
        if (!mark_is_odd_quote(c) && mark_half_width(c) != ' ')
            break;
    }
}

/* Whether what is left is a time of day, a weekday or what else says no day. */
static bool says_no_day(struct reading *r, bool blank)
{
    size_t bytes, digits = 0;
    r->at += r->at < r->len && r->text[r->at] == 'T';
    if (digit_of(next(r, &bytes)) >= 0 && !blank)
        return false;
    struct reading rest = *r;
    while (digits < 2 && digit_of(next(&rest, &bytes)) >= 0) {
        rest.at += bytes;
        digits++;
    }
    if (digits)
        return next(&rest, &bytes) == ':' || next(&rest, &bytes) == 0x65F6 || next(&rest, &bytes) == 0x70B9;
    for (; rest.at < rest.len; rest.at += bytes)
        if (next(&rest, &bytes) >= '0' && next(&rest, &bytes) <= '9')
            return false;
    return true;
}

/* Says which part of a date makes it none. */
static bool is_no_day(const int part[3], const char *text, size_t len, struct slip *slip)
{
    enum { most = 60 };
    int days = part[1] >= 1 && part[1] <= 12 ? date_month_days(part[0], part[1]) : 0;
    slip->message = NULL;
    if (part[0] < 1900 || part[0] > 2199)
        slip->message = N_("\"{1}\" is out of bounds: days are from 1900-01-01 to 2199-12-31");
    else if (!days)
        slip->message = N_("\"{1}\" is no day: a year has the months 01 to 12");
    else if (part[2] < 1 || part[2] > days)
        slip->message = N_("\"{1}\" is no day: that month has the days 01 to {2}");
    if (len > most)
        for (len = most; len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80;)
            len--;
    snprintf(slip->found, sizeof slip->found, "%.*s", (int)len, text);
    snprintf(slip->wanted, sizeof slip->wanted, "%d", days);
    return slip->message;
}

bool slip_in_date(const char *text, size_t len, struct slip *slip)
{
    struct reading r = {.text = text, .len = len};
    int part[3];
    size_t year = 0, end = 0;
    if (slip_unseen(text, len, slip))
        return true;
    skip_quotes(&r);
    for (int i = 0; i < 3; i++) {
        size_t from = r.at;
        part[i] = take_number(&r, i ? 2 : 4);
        year = i ? year : r.at - from;
        end = r.at;
        skip_separator(&r);
    }
    bool blank = r.at > end;
    skip_quotes(&r);
    if (part[0] < 0 || part[1] < 0 || part[2] < 0 || (r.at < len && !says_no_day(&r, blank)))
        return false;
    part[0] += year == 2 && part[0] < 100 ? 2000 : 0;
    *slip = (struct slip){.span = 0};
    if (year <= 2 && part[0] < 1900)
        return false;
    if (is_no_day(part, text, len, slip))
        return true;
    slip->message = N_("a date is written year-month-day: write {2}");
    date_format(date_of(part[0], part[1], part[2]), slip->wanted);
    return true;
}
