#include "site/whole.h"

#include "base/utf8.h"

#include <stdbool.h>
#include <string.h>

/* As wide as a run may be, in tenths of an em: "2026年12月31日" has 78, "23 September 2026" 96. */
enum { widest = 100, of_letter = 6, of_blank = 3, of_other = 10 };

/* A run of text between two tags. */
struct text {
    const char *at, *end;
};

/*
 * What a byte may be: every byte of every page is looked at, most of them in vain. Of `within` are the marks
 * of an id or a telephone number; `other` are the first bytes of what is looked at closer: a tag, a
 * reference, the 第 before a number.
 */
enum { digit = 1, letter = 2, within = 4, other = 8 };

static const unsigned char kinds[256] = {
    ['0'] = digit,  ['1'] = digit,  ['2'] = digit,  ['3'] = digit,  ['4'] = digit,  ['5'] = digit,
    ['6'] = digit,  ['7'] = digit,  ['8'] = digit,  ['9'] = digit,  ['A'] = letter, ['B'] = letter,
    ['C'] = letter, ['D'] = letter, ['E'] = letter, ['F'] = letter, ['G'] = letter, ['H'] = letter,
    ['I'] = letter, ['J'] = letter, ['K'] = letter, ['L'] = letter, ['M'] = letter, ['N'] = letter,
    ['O'] = letter, ['P'] = letter, ['Q'] = letter, ['R'] = letter, ['S'] = letter, ['T'] = letter,
    ['U'] = letter, ['V'] = letter, ['W'] = letter, ['X'] = letter, ['Y'] = letter, ['Z'] = letter,
    ['a'] = letter, ['b'] = letter, ['c'] = letter, ['d'] = letter, ['e'] = letter, ['f'] = letter,
    ['g'] = letter, ['h'] = letter, ['i'] = letter, ['j'] = letter, ['k'] = letter, ['l'] = letter,
    ['m'] = letter, ['n'] = letter, ['o'] = letter, ['p'] = letter, ['q'] = letter, ['r'] = letter,
    ['s'] = letter, ['t'] = letter, ['u'] = letter, ['v'] = letter, ['w'] = letter, ['x'] = letter,
    ['y'] = letter, ['z'] = letter, ['.'] = within, [','] = within, [':'] = within, ['/'] = within,
    ['_'] = within, ['%'] = within, ['-'] = within, ['<'] = other,  ['&'] = other,  [0xE7] = other,
};

static bool is(char c, int kind)
{
    return kinds[(unsigned char)c] & kind;
}

static bool is_digit(char c)
{
    return is(c, digit);
}

static bool is_letter(char c)
{
    return is(c, letter);
}

static bool starts(const char *at, const char *end, const char *with)
{
    for (; *with; at++, with++)
        if (at == end || *at != *with)
            return false;
    return true;
}

/* The bytes of the Han character at AT; 0 where there is another or none. */
static size_t han_at(const char *at, const char *end)
{
    uint32_t code;
    size_t len = at < end ? utf8_decode(at, (size_t)(end - at), &code) : 0;
    return len && utf8_han(code) ? len : 0;
}

/* Behind the digits, and the letters and marks within an id or a telephone number, that begin at AT. */
static const char *run_end(const char *at, const char *end)
{
    const char *last = at;
    for (; at < end && is(*at, digit | letter | within); at++)
        if (is(*at, digit | letter) || *at == '%')
            last = at + 1;
    return last;
}

/* Behind the unit at AT, one of UNITS, of those that everybody knows, or a single character; AT where there
 * is none. */
static const char *unit_end(const char *at, const char *end, const struct whole_units *units)
{
    static const char *const known[] = {"千克", "公斤", "公里", "公顷",   "毫升",   "毫米", "厘米",
                                        "千米", "小时", "分钟", "平方米", "立方米", "万元"};
    size_t longest = han_at(at, end);
    for (size_t i = 0; longest && i < sizeof known / sizeof *known; i++)
        if (starts(at, end, known[i]) && strlen(known[i]) > longest)
            longest = strlen(known[i]);
    for (size_t i = 0; longest && units && i < units->count; i++)
        if (starts(at, end, units->items[i]) && strlen(units->items[i]) > longest)
            longest = strlen(units->items[i]);
    return at + longest;
}

/* Behind what goes on with another number: the month behind 年, the day behind 月, the end of "9:00—11:30".
 */
static const char *next_number(const char *at, const char *end)
{
    static const char *const links[] = {"年第", "年", "月", "—", "–"};
    if (at == end || (unsigned char)*at < 0x80)
        return NULL; /* as behind most */
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        if (!starts(at, end, links[i]))
            continue;
        size_t len = strlen(links[i]);
        if (at + len < end && is_digit(at[len]))
            return at + len;
    }
    return NULL;
}

/* Behind the word at AT, which is after a number and a blank; AT where there is none. */
static const char *word_end(const char *at, const char *end)
{
    const char *p = at + 1;
    while (p < end && is_letter(*p))
        p++;
    if (at == end || *at != ' ' || p == at + 1 || p - at > 14)
        return at;
    bool year = at[1] >= 'A' && at[1] <= 'Z' && end - p >= 5 && *p == ' ' && is_digit(p[1]) &&
                is_digit(p[2]) && is_digit(p[3]) && is_digit(p[4]);
    return year ? p + 5 : p;
}

/* Behind all that belongs to the number or id that begins at AT. */
static const char *whole_end(const char *at, const char *end, const struct whole_units *units)
{
    const char *p = run_end(at, end);
    bool letters = false;
    for (const char *c = at; c < p; c++)
        letters = letters || is_letter(*c);
    if (letters)
        return p;
    for (const char *next; (next = next_number(p, end)) != NULL;)
        p = run_end(next, end);
    const char *unit = unit_end(p, end, units);
    return unit == p ? word_end(p, end) : unit;
}

/* Behind the last slash between AT and END; AT where there is none. */
static const char *last_slash(const char *at, const char *end)
{
    while (end > at && end[-1] != '/')
        end--;
    return end;
}

/* Whether a line might end within what stands between AT and END, and it is short enough to forbid that. */
static bool worth(const char *at, const char *end)
{
    size_t width = 0;
    bool breaks = false;
    while (at < end) {
        uint32_t code = (unsigned char)*at;
        size_t len = code < 0x80 ? 1 : utf8_decode(at, (size_t)(end - at), &code);
        breaks = breaks || code >= 0x80 || code == ' ' || code == '-' || code == '/';
        width += code >= 0x80 ? of_other : code == ' ' ? of_blank : of_letter;
        at += len ? len : 1;
    }
    return breaks && width <= widest;
}

/* Where the next number or id begins: at its first digit or letter, or at the 第 before it. NULL: none. A
 * reference (&#39;) is none. */
static const char *next_start(const char *at, const char *end)
{
    static const char nth[] = "\xE7\xAC\xAC"; /* 第 */
    while (at < end) {
        if (*at == '&') {
            const char *semicolon = memchr(at, ';', (size_t)(end - at));
            at = semicolon ? semicolon + 1 : end;
        } else if (is_digit(*at) || is_letter(*at)) {
            const char *stop = run_end(at, end);
            for (const char *p = at; p < stop; p++)
                if (is_digit(*p))
                    return at;
            at = stop;
        } else if (starts(at, end, nth) && at + 3 < end && is_digit(at[3])) {
            return at;
        } else {
            at++;
        }
    }
    return NULL;
}

/* Puts what is kept together in TEXT, with all that is before it from DONE on; gives behind what was put. */
static const char *put_text(struct buf *out, const char *done, struct text text,
                            const struct whole_units *units)
{
    for (const char *start; (start = next_start(text.at, text.end)) != NULL;) {
        const char *number = is(*start, digit | letter) ? start : start + 3;
        const char *stop = whole_end(number, text.end, units);
        bool cuts = is_digit(*start) && !worth(start, stop);
        const char *cut = cuts ? last_slash(start, stop) : stop;
        if (worth(start, cut)) {
            buf_put(out, done, (size_t)(start - done));
            buf_puts(out, "<span class=\"whole\">");
            buf_put(out, start, (size_t)(cut - start));
            buf_puts(out, cut < stop ? "</span><wbr>" : "</span>");
            done = stop = cut;
        }
        text.at = stop;
    }
    return done;
}

/* The name of the element that the tag at AT opens, where nothing in that may be marked; NULL where it may.
 */
static const char *closed_name(const char *at, const char *end)
{
    static const char *const of_d[] = {"datalist", NULL}, *const of_p[] = {"pre", NULL},
                             *const of_s[] = {"script", "style", "select", "svg", NULL},
                             *const of_t[] = {"time", "textarea", NULL};
    const char *const *names = NULL;
    switch (at + 2 < end ? at[1] : '>') {
    case 'd':
        names = of_d;
        break;
    case 'p':
        names = of_p;
        break;
    case 's':
        names = of_s;
        break;
    case 't':
        names = of_t;
        break;
    default:
        return NULL;
    }
    for (; *names; names++) {
        if (at[2] != (*names)[1] || !starts(at + 1, end, *names))
            continue;
        const char *behind = at + 1 + strlen(*names);
        if (behind < end && !is_letter(*behind))
            return *names;
    }
    return NULL;
}

/* Behind the element that the tag at AT opens, where nothing in it may be marked; AT where it may. */
static const char *behind_closed(const char *at, const char *end)
{
    const char *name = closed_name(at, end);
    if (!name)
        return at;
    for (const char *p = at; (p = memchr(p, '<', (size_t)(end - p))) != NULL; p++)
        if (p + 2 < end && p[1] == '/' && starts(p + 2, end, name))
            return p;
    return end;
}

/* Behind the tag at AT. */
static const char *behind_tag(const char *at, const char *end)
{
    const char *close = memchr(at, '>', (size_t)(end - at));
    return close ? close + 1 : end;
}

/* Where the body of the page begins, whose head is not for reading. */
static const char *body_of(const char *page, const char *end)
{
    while (page < end && !starts(page, end, "<body")) {
        const char *next = memchr(page + 1, '<', (size_t)(end - page - 1));
        page = next ? next : end;
    }
    return page;
}

void whole_put(struct buf *out, const char *page, size_t len, const struct whole_units *units)
{
    const char *end = page + len, *done = page, *at = body_of(page, end);
    while (at < end) {
        if (*at == '<') {
            at = behind_tag(behind_closed(at, end), end);
        } else if (is(*at, digit | letter | other)) {
            const char *tag = memchr(at, '<', (size_t)(end - at));
            struct text text = {at, tag ? tag : end};
            done = put_text(out, done, text, units);
            at = text.end;
        } else {
            at++;
        }
    }
    buf_put(out, done, (size_t)(end - done));
}
