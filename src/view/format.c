/* Numbers and dates as people read them. */
#include "base/date.h"
#include "base/points.h"
#include "records/schemas.h"
#include "view/words.h"

#include <stdio.h>
#include <string.h>

static const char *whole(struct arena *arena, int64_t number)
{
    if (number < 0 || number > 9999)
        return arena_printf(arena, "%lld", (long long)number);
    char digits[4], *first = digits + sizeof digits;
    do
        *--first = (char)('0' + number % 10);
    while (number /= 10);
    return arena_text(arena, first, (size_t)(digits + sizeof digits - first));
}

const char *words_points(const struct words *words, struct arena *arena, int64_t points, bool is_signed)
{
    static const char minus[] = "\xE2\x88\x92";
    char text[sizeof minus + points_text_size], *digits = text + sizeof minus - 1;
    (void)words; /* the digits are the same in both languages */
    size_t len = points_format(points, digits);
    if (points < 0) {
        memcpy(text + 1, minus, sizeof minus - 1); /* in place of the hyphen */
        return arena_text(arena, text + 1, len - 1 + sizeof minus - 1);
    }
    if (is_signed)
        digits[-1] = '+';
    return is_signed ? arena_text(arena, digits - 1, len + 1) : arena_text(arena, digits, len);
}

/* --- dates */

/* The parts of a date as arguments of a text. */
struct parts {
    const char *year, *month, *day, *month_name;
};

/* The name of MONTH in the list KEY of the words. */
static const char *month_name(const struct words *words, struct arena *arena, const char *key, int month)
{
    return words_get(words, arena_printf(arena, "%s.%d", key, month));
}

static struct parts parts_of(const struct words *words, struct arena *arena, int32_t date)
{
    struct date_parts d = date_split(date);
    return (struct parts){whole(arena, d.year), whole(arena, d.month), whole(arena, d.day),
                          month_name(words, arena, "months", d.month)};
}

const char *words_dated(const struct words *words, struct arena *arena, const char *key, int32_t date)
{
    struct parts p = parts_of(words, arena, date);
    return words_format(words, arena, key, p.year, p.month, p.day, p.month_name, NULL);
}

const char *words_cell_date(const struct words *words, struct arena *arena, int32_t date, bool with_year)
{
    struct parts p = parts_of(words, arena, date);
    return words_format(words, arena, with_year ? "date.cell_full" : "date.cell", p.year, p.month, p.day,
                        p.month_name, month_name(words, arena, "months_short", date_split(date).month), NULL);
}

const char *words_date(const struct words *words, struct arena *arena, int32_t date)
{
    return words_dated(words, arena, "date.full", date);
}

const char *words_day(const struct words *words, struct arena *arena, int32_t date)
{
    return words_dated(words, arena, "date.day", date);
}

const char *words_month(const struct words *words, struct arena *arena, int32_t date)
{
    return words_dated(words, arena, "date.month", date);
}

const char *words_quarter(const struct words *words, struct arena *arena, int32_t date)
{
    struct date_parts d = date_split(date);
    return words_format(words, arena, "date.quarter", whole(arena, d.year),
                        whole(arena, (d.month - 1) / 3 + 1), NULL);
}

const char *words_span(const struct words *words, struct arena *arena, int32_t from, int32_t to)
{
    struct parts a = parts_of(words, arena, from), b = parts_of(words, arena, to);
    bool year = strcmp(a.year, b.year) == 0, month = year && strcmp(a.month, b.month) == 0;
    const char *key = from == to ? "span.day" : month ? "span.month" : year ? "span.year" : "span.years";
    return words_format(words, arena, key, a.year, a.month, a.day, a.month_name, b.year, b.month, b.day,
                        b.month_name, NULL);
}

const char *words_span_counted(const struct words *words, struct arena *arena, int32_t from, int32_t to)
{
    return words_format(words, arena, "span.counted", words_span(words, arena, from, to),
                        whole(arena, (int64_t)to - from + 1), NULL);
}

const char *words_bounds(const struct words *words, struct arena *arena, int32_t from, int32_t until)
{
    const char *first = from == date_first ? "" : words_date(words, arena, from);
    const char *last = until == date_last ? "" : words_date(words, arena, until);
    const char *key = *first && *last ? "bounds.both"
                      : *first        ? "bounds.from"
                      : *last         ? "bounds.until"
                                      : "bounds.none";
    return words_format(words, arena, key, first, last, NULL);
}

const char *words_iso(struct arena *arena, int32_t date)
{
    char text[date_text_size];
    date_format(date, text);
    return arena_copy(arena, text);
}

/* --- what rules say */

const char *words_value(const struct words *words, struct arena *arena, const struct value_range *value)
{
    const char *low = words_points(words, arena, value->lo, false);
    if (value->range)
        return words_format(words, arena, "value.range", low, words_points(words, arena, value->hi, false),
                            NULL);
    return words_format(words, arena, "value.one", low, NULL);
}

/* The limits one after the other: texts of SECTION by period, with the number as FORMAT gives it. */
static const char *limits(const struct words *words, struct arena *arena, const struct caps *caps,
                          const char *section, bool points)
{
    struct buf out = {0};
    for (uint32_t i = 0; i < caps->len; i++) {
        const struct cap *cap = &caps->items[i];
        char key[32];
        snprintf(key, sizeof key, "%s.%s", section, period_words[cap->period].name);
        if (i)
            buf_puts(&out, words_get(words, "caps.between"));
        buf_puts(&out, words_format(words, arena, key,
                                    points ? words_points(words, arena, cap->points, false)
                                           : whole(arena, cap->points),
                                    NULL));
    }
    const char *text = arena_copy(arena, buf_text(&out));
    buf_free(&out);
    return text;
}

const char *words_caps(const struct words *words, struct arena *arena, const struct caps *caps)
{
    return limits(words, arena, caps, "caps", true);
}

const char *words_quota(const struct words *words, struct arena *arena, const struct caps *quota)
{
    return limits(words, arena, quota, "quota", false);
}
