#include "clerk/typed_points.h"

#include "base/fold.h"
#include "base/utf8.h"
#include "records/schemas.h"

#include <string.h>

void typed_number(const char *text, struct buf *out)
{
    for (size_t i = 0, len = strlen(text); i < len;) {
        uint32_t code = 0;
        size_t n = utf8_decode(text + i, len - i, &code);
        code = fold_code(code);
        if (fold_hyphen(code))
            code = '-';
        if (!fold_blank(code))
            buf_put_utf8(out, code);
        i += n ? n : 1;
    }
}

/* Moves *P behind one of WORDS, the last of which is NULL; which one, or -1. */
static int take(const char **p, const char *const *words)
{
    for (int i = 0; words[i]; i++)
        if (strncmp(*p, words[i], strlen(words[i])) == 0) {
            *p += strlen(words[i]);
            return i;
        }
    return -1;
}

/* The digits at P, with a point among them or not. */
static size_t digits_of(const char *p)
{
    size_t whole = strspn(p, "0123456789");
    return whole && p[whole] == '.' && p[whole + 1] >= '0' && p[whole + 1] <= '9'
               ? whole + 1 + strspn(p + whole + 1, "0123456789")
               : whole;
}

/* --- points */

enum { unit_longest = 12 /* bytes: four characters */ };

static const char *const points_words[] = {"分", NULL};

struct reading {
    const char *lo, *hi; /* the digits; HI: of a range */
    size_t lo_len, hi_len;
    bool negative;
    const char *unit;
    size_t unit_len;
};

/* The unit at *P up to END or what no unit has in it. */
static bool take_unit(const char **p, const char *const *ends, struct reading *r)
{
    const char *from = *p, *end = *p;
    while (*end && !strchr("0123456789+-/", *end)) {
        const char *next = end;
        if (take(&next, ends) >= 0)
            break;
        end++;
    }
    *p = end;
    r->unit = from;
    r->unit_len = (size_t)(end - from);
    return end > from && r->unit_len <= unit_longest;
}

static bool parse_points(const char *p, struct reading *r)
{
    static const char *const each[] = {"每", NULL}, *const per[] = {"/每", "/", "每", NULL};
    static const char *const less[] = {"扣减", "扣除", "扣", "减", "-", NULL};
    static const char *const more[] = {"奖励", "加", "奖", "计", "记", "得", "+", NULL};
    static const char *const unit_ends[] = {"扣", "减", "加", "奖", "计", "记", "得", NULL}, *const none[] = {
                                                                                                 NULL};
    static const char *const between[] = {"-", "~", "～", "—", "至", "到", "..", NULL};
    if (take(&p, each) >= 0 && !take_unit(&p, unit_ends, r))
        return false;
    r->negative = take(&p, less) >= 0;
    if (!r->negative)
        take(&p, more);
    r->lo = p;
    p += r->lo_len = digits_of(p);
    take(&p, points_words);
    if (r->lo_len && take(&p, between) >= 0) {
        if (r->negative)
            take(&p, less);
        r->hi = p;
        p += r->hi_len = digits_of(p);
        take(&p, points_words);
    }
    if (take(&p, per) >= 0 && (r->unit || !take_unit(&p, none, r)))
        return false;
    return r->lo_len && (!r->hi || r->hi_len) && !*p;
}

bool typed_points(const char *text, struct buf *value, struct buf *unit)
{
    struct buf plain = {0};
    struct reading r = {.unit = NULL};
    typed_number(text, &plain);
    bool right = parse_points(buf_text(&plain), &r);
    if (!right) {
        buf_put(value, buf_text(&plain), plain.len);
    } else if (r.negative && r.hi) {
        buf_printf(value, "-%.*s..-%.*s", (int)r.hi_len, r.hi, (int)r.lo_len, r.lo);
    } else {
        buf_printf(value, "%s%.*s", r.negative ? "-" : "", (int)r.lo_len, r.lo);
        if (r.hi)
            buf_printf(value, "..%.*s", (int)r.hi_len, r.hi);
    }
    if (right && r.unit && (r.unit_len != strlen("次") || memcmp(r.unit, "次", r.unit_len) != 0))
        buf_put(unit, r.unit, r.unit_len);
    buf_free(&plain);
    return right;
}

/* --- caps */

/* What a period is called in lists, of each the longer ones first. */
static const char *const period_names[][6] = {{"天", "日", NULL},
                                              {"星期", "周", NULL},
                                              {"月份", "月度", "月", NULL},
                                              {"季度", "季", NULL},
                                              {"积分年度", "年度", "年", NULL}};

/* One cap; false: it is none. */
static bool put_cap(const char *p, const char *end, bool chinese, struct buf *out)
{
    static const char *const fillers[] = {
        "每户", "每人", "一户", "每",   "单",   "全",     "当",       "个",   "内",   "累计",
        "合计", "总计", "最多", "最高", "至多", "不超过", "不得超过", "上限", "封顶", "限",
        "为",   "加",   "计",   "得",   "分",   "以",     "：",       ":",    "/",    NULL};
    const char *number = NULL;
    size_t len = 0;
    int period = -1;
    while (p < end) {
        int found = -1;
        for (int i = 0; i < 5 && found < 0; i++)
            found = take(&p, period_names[i]) >= 0 ? i : -1;
        if (found >= 0 && period >= 0)
            return false;
        period = found >= 0 ? found : period;
        if (found >= 0 || take(&p, fillers) >= 0)
            continue;
        if (number || !(len = digits_of(p)))
            return false;
        number = p;
        p += len;
    }
    if (!number || period < 0)
        return false;
    buf_printf(out, "%.*s/%s", (int)len, number,
               chinese ? period_words[period].zh : period_words[period].name);
    return true;
}

bool typed_cap(const char *text, bool chinese, struct buf *out)
{
    static const char *const commas[] = {"、", "，", ",", "；", ";", "且", NULL};
    struct buf plain = {0}, list = {0};
    size_t count = 0;
    bool right = true;
    typed_number(text, &plain);
    for (const char *p = buf_text(&plain); right && *p; count++) {
        const char *end = p, *behind;
        for (behind = end; *end && take(&behind, commas) < 0; behind = end)
            end++;
        buf_puts(&list, count ? ", " : "");
        right = put_cap(p, end, chinese, &list);
        p = behind;
    }
    if (right && count)
        buf_printf(out, count > 1 ? "[%s]" : "%s", buf_text(&list));
    buf_free(&plain);
    buf_free(&list);
    return right && count;
}
