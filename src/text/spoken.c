#include "text/spoken.h"

#include "base/buf.h"
#include "base/date.h"
#include "base/utf8.h"

#include <stdbool.h>
#include <string.h>

static const char *const digits[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

static const char *taken(struct arena *arena, struct buf *text)
{
    const char *copy = arena_text(arena, buf_text(text), text->len);
    buf_free(text);
    return copy;
}

/* A number below ten thousand. INNER: thousands stand before it, so that a gap is said. */
static void put_four(struct buf *out, unsigned number, bool inner)
{
    static const struct {
        unsigned of;
        const char *name;
    } places[] = {{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}};
    bool begun = inner, gap = false;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        unsigned digit = number / places[i].of % 10;
        if (digit == 0) {
            gap = begun;
            continue;
        }
        if (gap)
            buf_puts(out, "零");
        bool ten = places[i].of == 10 && digit == 1 && !begun; /* 十二, but 一百一十二 */
        if (!ten)
            buf_puts(out, places[i].of == 1000 && digit == 2 ? "两" : digits[digit]);
        buf_puts(out, places[i].name);
        begun = true;
        gap = false;
    }
}

static void put_number(struct buf *out, uint64_t number)
{
    static const struct {
        uint64_t of;
        const char *name;
    } groups[] = {{UINT64_C(1000000000000), "万亿"}, {100000000, "亿"}, {10000, "万"}, {1, ""}};
    bool begun = false;
    if (number == 0)
        buf_puts(out, digits[0]);
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        unsigned four = (unsigned)(number / groups[i].of % 10000);
        if (four == 0)
            continue;
        if (four == 2 && groups[i].of > 1)
            buf_puts(out, begun ? "零二" : "两");
        else
            put_four(out, four, begun);
        buf_puts(out, groups[i].name);
        begun = true;
    }
}

static void put_signed(struct buf *out, int64_t number)
{
    if (number < 0)
        buf_puts(out, "负");
    put_number(out, number < 0 ? 0 - (uint64_t)number : (uint64_t)number);
}

const char *spoken_number(struct arena *arena, int64_t number)
{
    struct buf out = {0};
    put_signed(&out, number);
    return taken(arena, &out);
}

const char *spoken_count(struct arena *arena, int64_t number)
{
    return number == 2 ? "两" : spoken_number(arena, number);
}

const char *spoken_points(struct arena *arena, int64_t hundredths)
{
    struct buf out = {0};
    uint64_t all = hundredths < 0 ? 0 - (uint64_t)hundredths : (uint64_t)hundredths;
    if (hundredths == 200)
        return "两";
    if (hundredths < 0)
        buf_puts(&out, "负");
    put_number(&out, all / 100);
    if (all % 100) {
        buf_printf(&out, "点%s", digits[all / 10 % 10]);
        if (all % 10)
            buf_puts(&out, digits[all % 10]);
    }
    return taken(arena, &out);
}

const char *spoken_day(struct arena *arena, int32_t date)
{
    struct date_parts d = date_split(date);
    return arena_printf(arena, "%s月%s日", spoken_number(arena, d.month), spoken_number(arena, d.day));
}

const char *spoken_month(struct arena *arena, int32_t date)
{
    return arena_printf(arena, "%s月", spoken_number(arena, date_split(date).month));
}

const char *spoken_phone(struct arena *arena, const char *text)
{
    struct buf out = {0};
    bool pause = false;
    for (size_t len = strlen(text), step; len > 0; text += step, len -= step) {
        uint32_t code;
        step = utf8_decode(text, len, &code);
        if (step == 0)
            break;
        if (code >= 0xff10 && code <= 0xff19)
            code -= 0xff10 - '0';
        if (code >= '0' && code <= '9') {
            if (pause && out.len)
                buf_puts(&out, "，");
            buf_puts(&out, code == '1' ? "幺" : digits[code - '0']);
            pause = false;
        } else {
            pause = true;
        }
    }
    return taken(arena, &out);
}
