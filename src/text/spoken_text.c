/* Texts of the records, read aloud. */
#include "base/buf.h"
#include "base/utf8.h"
#include "text/spoken.h"

#include <stdbool.h>
#include <string.h>

/* The code points of a text, full-width forms as the plain ones. */
struct reading {
    uint32_t *codes;
    size_t len;
    struct arena *arena;
    struct buf *out;
};

static uint32_t plain(uint32_t code)
{
    if (code >= 0xff01 && code <= 0xff5e && code != 0xff0c && code != 0xff1a && code != 0xff1b &&
        code != 0xff1f && code != 0xff01 && code != 0xff08 && code != 0xff09)
        return code - 0xff01 + '!';
    return code;
}

static uint32_t at(const struct reading *r, size_t i)
{
    return i < r->len ? r->codes[i] : 0;
}

static bool is_digit(uint32_t code)
{
    return code >= '0' && code <= '9';
}

static bool is_letter(uint32_t code)
{
    return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
}

static bool among(uint32_t code, const char *set)
{
    for (size_t left = strlen(set), step; code && left > 0; set += step, left -= step) {
        uint32_t one;
        step = utf8_decode(set, left, &one);
        if (one == code)
            return true;
    }
    return false;
}

/* The number of the digits FROM..TO, at most eighteen of them. */
static int64_t value_of(const struct reading *r, size_t from, size_t to)
{
    int64_t value = 0;
    for (size_t i = from; i < to; i++)
        value = value * 10 + (int64_t)(r->codes[i] - '0');
    return value;
}

static void put_digits(const struct reading *r, size_t from, size_t to, bool phone)
{
    char text[64];
    size_t len = 0;
    for (size_t i = from; i < to && len + 1 < sizeof text; i++)
        text[len++] = (char)r->codes[i];
    text[len] = '\0';
    if (phone) {
        buf_puts(r->out, spoken_phone(r->arena, text));
        return;
    }
    for (size_t i = 0; i < len; i++)
        if (text[i] >= '0' && text[i] <= '9')
            buf_puts(r->out, spoken_number(r->arena, text[i] - '0'));
}

static size_t digits_end(const struct reading *r, size_t i)
{
    while (is_digit(at(r, i)))
        i++;
    return i;
}

/* Where a telephone number that begins at I ends; I where none does: seven digits or more, with hyphens. */
static size_t phone_end(const struct reading *r, size_t i)
{
    size_t end = i, digits = 0;
    while (is_digit(at(r, end)) || (at(r, end) == '-' && is_digit(at(r, end + 1)))) {
        digits += is_digit(at(r, end));
        end++;
    }
    bool year = at(r, i + 4) == '-'; /* a date: 2026-03-05 */
    return digits >= 7 && !(year && digits == 8) ? end : i;
}

/* Where a time of day that begins at I ends (9:00, 14:30), with its HOUR and MINUTES; I where there is none.
 */
static size_t time_at(const struct reading *r, size_t i, int64_t *hour, int64_t *minutes)
{
    size_t colon = digits_end(r, i), end = digits_end(r, colon + 1);
    bool parts =
        colon > i && colon - i <= 2 && (at(r, colon) == ':' || at(r, colon) == 0xff1a) && end - colon == 3;
    if (!parts)
        return i;
    *hour = value_of(r, i, colon);
    *minutes = value_of(r, colon + 1, end);
    return *hour <= 24 && *minutes < 60 ? end : i;
}

/* Whether one of the times of the text can only be one of a day of 24 hours: the others are so too. */
static bool hours_to_24(const struct reading *r)
{
    int64_t hour = 0, minutes;
    for (size_t i = 0, end; i<r->len; i = end> i ? end : i + 1) {
        end = time_at(r, i, &hour, &minutes);
        if (end > i && hour > 12)
            return true;
        end = end > i ? end : digits_end(r, i);
    }
    return false;
}

/* The part of the day that HOUR is in, as one says it. */
static const char *part_of_day(int64_t hour)
{
    return hour < 6 ? "凌晨" : hour < 12 ? "上午" : hour == 12 ? "中午" : hour < 18 ? "下午" : "晚上";
}

/* A time of day, as it is said: 下午两点半. Which part of the day it is in is said where that is sure, and
 * not again where the text has it already. Returns where it ends; I where there is none. */
static size_t put_time(const struct reading *r, size_t i)
{
    int64_t hour = 0, minutes = 0, first = 0, ignored;
    size_t end = time_at(r, i, &hour, &minutes), before = i;
    if (end == i)
        return i;
    if (i > 0 && among(r->codes[i - 1], "-–—~～至到"))
        for (before = i - 1; before > 0 && (is_digit(r->codes[before - 1]) || r->codes[before - 1] == ':' ||
                                            r->codes[before - 1] == 0xff1a);)
            before--;
    bool same = before < i && time_at(r, before, &first, &ignored) == i - 1 &&
                part_of_day(first) == part_of_day(hour);
    bool said = i > 0 && among(r->codes[i - 1], "午上晨晚间早夜");
    if (!same && !said && hours_to_24(r))
        buf_puts(r->out, part_of_day(hour));
    buf_printf(r->out, "%s点", spoken_count(r->arena, hour > 12 ? hour - 12 : hour));
    if (minutes > 0 && minutes < 10)
        buf_puts(r->out, "零");
    if (minutes == 30)
        buf_puts(r->out, "半");
    else if (minutes > 0)
        buf_printf(r->out, "%s分", spoken_number(r->arena, minutes));
    return end;
}

/* A number that begins at I; returns where it ends. */
static size_t put_number(const struct reading *r, size_t i)
{
    enum { most_digits = 15, year_digits = 4 };
    size_t phone = phone_end(r, i), time = phone == i ? put_time(r, i) : i, end = digits_end(r, i);
    if (phone > i) {
        put_digits(r, i, phone, true);
        return phone;
    }
    if (time > i)
        return time;
    bool year = end - i == year_digits &&
                (among(at(r, end), "年") || (at(r, end) == '-' && is_digit(at(r, end + 1))));
    bool fraction = at(r, end) == '.' && is_digit(at(r, end + 1)) && at(r, digits_end(r, end + 1)) != '.';
    size_t last = fraction ? digits_end(r, end + 1) : end;
    bool percent = at(r, last) == '%';
    if (percent)
        buf_puts(r->out, "百分之");
    if (year || end - i > most_digits || (at(r, i) == '0' && end - i > 1)) {
        put_digits(r, i, end, false);
    } else {
        bool ordinal = i > 0 && among(r->codes[i - 1], "第");
        bool counted = !fraction && !percent && !ordinal &&
                       among(at(r, end), "户人条件次分天个名块袋桶斤支双把床瓶本只张元小辆棵亩里米");
        int64_t value = value_of(r, i, end);
        buf_puts(r->out, counted ? spoken_count(r->arena, value) : spoken_number(r->arena, value));
    }
    if (fraction) {
        buf_puts(r->out, "点");
        put_digits(r, end + 1, last, false);
    }
    return last + (percent ? 1 : 0);
}

/* Letters from I on: a unit behind a number, else one by one. Returns where they end. */
static size_t put_letters(const struct reading *r, size_t i)
{
    static const struct {
        const char *unit, *said;
    } units[] = {{"kg", "公斤"},  {"g", "克"}, {"km", "公里"}, {"m", "米"},   {"cm", "厘米"},
                 {"mm", "毫米"},  {"l", "升"}, {"ml", "毫升"}, {"t", "吨"},   {"h", "小时"},
                 {"min", "分钟"}, {"s", "秒"}, {"w", "瓦"},    {"kw", "千瓦"}};
    static const char *const names[] = {
        "诶", "比", "西", "迪", "伊",   "艾弗", "吉", "艾尺", "艾", "杰",     "开",     "艾勒", "艾姆",
        "恩", "欧", "批", "丘", "阿尔", "艾斯", "提", "优",   "维", "达不溜", "艾克斯", "歪",   "贼德"};
    char word[8] = {0};
    size_t end = i;
    for (; is_letter(at(r, end)); end++)
        if (end - i + 1 < sizeof word)
            word[end - i] = (char)(r->codes[end] | 0x20);
    for (size_t k = 0; i > 0 && is_digit(r->codes[i - 1]) && k < sizeof units / sizeof *units; k++)
        if (end - i < sizeof word && strcmp(units[k].unit, word) == 0) {
            buf_puts(r->out, units[k].said);
            return end;
        }
    for (size_t k = i; k < end; k++)
        buf_puts(r->out, names[(r->codes[k] | 0x20) - 'a']);
    return end;
}

/* A pause; of two in a row the longer one stays. */
static void put_pause(const struct reading *r, const char *mark)
{
    static const char *const marks[] = {"、", "，", "：", "；", "？", "。"}; /* the shortest first */
    size_t len = r->out->len;
    const char *last = len >= 3 ? r->out->data + len - 3 : NULL;
    bool longer = false;
    for (size_t i = 0; last && i < sizeof marks / sizeof *marks; i++) {
        if (memcmp(last, marks[i], 3) == 0) {
            if (longer || strcmp(marks[i], mark) == 0)
                return;
            buf_cut(r->out, len - 3);
            break;
        }
        longer = longer || strcmp(marks[i], mark) == 0;
    }
    if (r->out->len > 0)
        buf_puts(r->out, mark);
}

/* What is neither a number nor a letter. */
static void put_other(const struct reading *r, size_t i)
{
    uint32_t code = r->codes[i];
    static const struct {
        const char *signs, *said;
    } said[] = {{"*", "某"}, {"+", "加"}, {"=", "等于"},    {"/", "每"}, {"&", "和"},
                {"×", "乘"}, {"℃", "度"}, {"㎡", "平方米"}, {"〇", "零"}};
    static const struct {
        const char *signs, *pause;
    } pauses[] = {{"，,（）()[]【】", "，"},
                  {"。.", "。"},
                  {"；;", "；"},
                  {"：:", "："},
                  {"、", "、"},
                  {"？?", "？"},
                  {"！!", "。"}};
    bool between = i > 0 && is_digit(r->codes[i - 1]) && is_digit(at(r, i + 1));
    if (between && among(code, "-–—~～至")) {
        buf_puts(r->out, "至");
        return;
    }
    for (size_t k = 0; k < sizeof said / sizeof *said; k++)
        if (among(code, said[k].signs)) {
            buf_puts(r->out, said[k].said);
            return;
        }
    for (size_t k = 0; k < sizeof pauses / sizeof *pauses; k++)
        if (among(code, pauses[k].signs)) {
            put_pause(r, pauses[k].pause);
            return;
        }
    if (among(code, "—…\n"))
        put_pause(r, "，");
    else if (utf8_han(code))
        buf_put_utf8(r->out, code);
}

const char *spoken_text(struct arena *arena, const char *text)
{
    struct buf out = {0};
    size_t bytes = strlen(text);
    struct reading r = {.codes = arena_new(arena, uint32_t, bytes + 1), .arena = arena, .out = &out};
    for (size_t i = 0, step; i < bytes; i += step) {
        uint32_t code;
        step = utf8_decode(text + i, bytes - i, &code);
        if (step == 0)
            break;
        r.codes[r.len++] = plain(code);
    }
    for (size_t i = 0; i < r.len;) {
        if (is_digit(r.codes[i]))
            i = put_number(&r, i);
        else if (is_letter(r.codes[i]))
            i = put_letters(&r, i);
        else
            put_other(&r, i++);
    }
    const char *copy = arena_text(arena, buf_text(&out), out.len);
    buf_free(&out);
    return copy;
}

const char *spoken_name(struct arena *arena, const char *name)
{
    bool any = false;
    for (size_t at = 0, len = strlen(name), step; at < len; at += step) {
        uint32_t code;
        step = utf8_decode(name + at, len - at, &code);
        if (step == 0 || (!utf8_han(code) && code != 0xb7 && code != 0x30fb && code != ' '))
            return NULL;
        any = any || utf8_han(code);
    }
    return any ? spoken_text(arena, name) : NULL;
}
