/* Slips within a key or a value, of which it is known what it should have been. */
#include "yaml/slip_marks.h"

#include "base/date.h"
#include "base/fold.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

enum { longest_key = 64 };

static void put_start(const char *text, size_t len, char word[slip_text_size])
{
    if (len >= slip_text_size)
        len = 0;
    memcpy(word, text, len);
    word[len] = '\0';
}

bool slip_unseen(const char *text, size_t len, struct slip *slip)
{
    struct buf rest = {0};
    size_t bytes, first = len, plain = 0;
    while (plain < len && (unsigned char)text[plain] < 0x80)
        plain++;
    if (plain == len)
        return false;
    for (size_t at = 0; at < len; at += bytes) {
        uint32_t c = mark_at(text, len, at, &bytes);
        if (c < 0x80 || !(fold_unseen(c) || utf8_hidden(c)))
            buf_put(&rest, text + at, bytes);
        else if (first == len)
            first = at;
    }
    if (first < len) {
        mark_slip(slip, N_("the invisible character {1} stands here; delete it"), text, len, first, NULL);
        snprintf(slip->found, sizeof slip->found, "U+%04X", (unsigned)mark_at(text, len, first, &bytes));
        put_start(buf_text(&rest), rest.len, slip->wanted);
    }
    buf_free(&rest);
    return first < len;
}

bool slip_in_key(const char *text, size_t len, struct slip *slip)
{
    size_t bytes, at = 0;
    while (at < len && at < longest_key && mark_in_key(mark_at(text, len, at, &bytes)))
        at += bytes;
    if (at == 0 || at >= len)
        return false;
    size_t colon = at;
    uint32_t c = mark_at(text, len, at, &bytes), behind = c;
    while (mark_is_odd_blank(c) || c == ' ')
        c = mark_at(text, len, colon += bytes, &bytes);
    if (colon >= len && mark_is_odd_blank(behind)) { /* the colon stands where it should */
        mark_blank_slip(slip, text, len, at);
        put_start(text, at, slip->wanted);
        return true;
    }
    uint32_t next = mark_at(text, len, colon + bytes, &(size_t){0});
    bool odd = c == 0xFF1A || c == 0xFE55 || c == 0x2236 || c == 0xFE13 || c == '=' || c == 0xFF1D;
    if (c == ':' && next == ' ') { /* in quotation marks, else it would be a field */
        mark_slip(slip, N_("quotation marks stand around the value alone: write \"{2}: …\""), text, len,
                  colon, NULL);
        put_start(text, at, slip->wanted);
        return true;
    }
    if (c == ':' && mark_is_odd_blank(next)) {
        mark_blank_slip(slip, text, len, colon + 1);
        put_start(text, at, slip->wanted);
        return true;
    }
    if (!odd && (c != ':' || next == '/' || next == 0))
        return false;
    mark_slip(
        slip,
        odd ? N_("{1} is no colon behind a field: write \"{2}: …\", with a half-width colon and a blank")
            : N_("no blank stands behind the colon: write \"{2}: …\""),
        text, len, colon, NULL);
    put_start(text, at, slip->wanted);
    return true;
}

/* TEXT with what is full-width made half-width, with ", " for every comma, without brackets and quotes. */
static size_t straighten(const char *text, size_t len, char out[slip_text_size], size_t *commas)
{
    size_t to = 0, bytes;
    *commas = 0;
    for (size_t at = 0; at < len; at += bytes) {
        uint32_t c = mark_at(text, len, at, &bytes), half = mark_half_width(c);
        if (to + 4 >= slip_text_size)
            return 0;
        if (mark_is_odd_comma(c) || c == ',') {
            to -= to && out[to - 1] == ' ';
            memcpy(out + to, ", ", 2);
            to += 2;
            ++*commas;
        } else if (mark_is_odd_quote(c) || mark_bracket(c, NULL) || half == '(' || half == ')') {
            continue;
        } else if (half < 0x80) {
            if (half != ' ' || (to && out[to - 1] != ' '))
                out[to++] = (char)half;
        } else {
            memcpy(out + to, text + at, bytes);
            to += bytes;
        }
    }
    while (to && (out[to - 1] == ' ' || out[to - 1] == ','))
        to--;
    out[to] = '\0';
    return to;
}

/* A number with what is counted behind it: "2次". */
static bool slip_in_number(const char *text, size_t len, struct slip *slip)
{
    size_t at = 0, bytes, characters = 0, digits = 0;
    char number[slip_text_size];
    while (at < len && digits < slip_text_size - 1) {
        uint32_t half = mark_half_width(mark_at(text, len, at, &bytes));
        if (half >= 0x80 || !strchr("+-0123456789.", (int)half))
            break;
        number[digits++] = (char)half;
        at += bytes;
    }
    size_t end = at;
    if (at == 0 || at >= len || number[digits - 1] == '.')
        return false;
    while (end < len && utf8_han(mark_at(text, len, end, &bytes))) {
        end += bytes;
        characters++;
    }
    if (characters == 0 || characters > 2)
        return false;
    for (; end < len; end += bytes, characters++) { /* a full stop behind it is too much as well */
        uint32_t c = mark_at(text, len, end, &bytes);
        if (!mark_is_odd_comma(c) && c != ',' && c != '.')
            return false;
    }
    mark_slip(slip, N_("a number stands alone here: write {2}, without \"{1}\""), text, len, at, NULL);
    put_start(text + at, len - at, slip->found);
    put_start(number, digits, slip->wanted);
    slip->span = characters;
    return true;
}

bool slip_in_fields(const char *text, size_t len, struct slip *slip)
{
    size_t bytes;
    for (size_t comma = 0; comma < len; comma += bytes) {
        size_t at, word = 1, end;
        bytes = 1;
        if ((unsigned char)text[comma] < 0x80 && text[comma] != ',' && text[comma] != ';')
            continue;
        uint32_t c = mark_at(text, len, comma, &bytes);
        if (!mark_is_odd_comma(c) && c != ',')
            continue;
        for (at = comma + bytes;
             at < len && (text[at] == ' ' || mark_is_odd_blank(mark_at(text, len, at, &word)));)
            at += text[at] == ' ' ? 1 : word;
        for (end = at; end < len && mark_in_key(mark_at(text, len, end, &word));)
            end += word;
        c = mark_at(text, len, end, &word);
        if (end == at || end - at > longest_key || (c != 0xFF1A && c != 0xFE55 && c != 0x2236 && c != ':'))
            continue;
        mark_slip(slip, N_("{1} does not separate fields: write a half-width comma and a blank (, )"), text,
                  len, comma, NULL);
        put_start(text + at, end - at, slip->wanted);
        return true;
    }
    return false;
}

/* A mark of a sentence at the end of what is right without it: "3。", "3." */
static bool slip_at_end(const char *text, size_t len, struct slip *slip)
{
    size_t bytes, end = 0;
    while (end < len && (unsigned char)text[end] < 0x80 && !strchr(",;: ", text[end]))
        end++;
    while (end && text[end - 1] == '.')
        end--;
    for (size_t at = end; at < len; at += bytes) {
        uint32_t c = mark_at(text, len, at, &bytes);
        if (!mark_is_odd_comma(c) && c != ',' && c != '.' && c != 0xFF0E && c != 0xFF01 && c != ' ')
            return false;
    }
    if (end == 0 || end == len || text[end] == ' ' || strncmp(text + end, "..", 2) == 0)
        return false;
    mark_slip(slip, N_("{1} behind the value is too much: write {2}"), text, len, end, NULL);
    put_start(text, end, slip->wanted);
    return true;
}

/* The id with a digit in it that begins at AT: how many bytes it has. Words without one may be a name. */
static size_t id_at(const char *text, size_t len, size_t at)
{
    size_t end = at;
    bool digit = false;
    for (; end < len; end++) {
        char c = text[end];
        bool is_digit = c >= '0' && c <= '9';
        if (!is_digit && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') &&
            !(end > at && strchr("-_.", c)))
            break;
        digit = digit || is_digit;
    }
    return digit ? end - at : 0;
}

/* Whether C stands between ids that are meant one by one, or (*RANGE) for all between two. */
static bool separates_ids(uint32_t c, bool *range)
{
    static const uint32_t between[] = {' ', '/', '|', '+', '&', 0x548C, 0x4E0E, 0x53CA, 0x8DDF};
    c = mark_half_width(c);
    if (c == '~' || c == 0x81F3 || c == 0x5230) { /* 至 到 */
        *range = true;
        return true;
    }
    for (size_t i = 0; i < sizeof between / sizeof *between; i++)
        if (between[i] == c)
            return true;
    return false;
}

bool slip_in_ids(const char *text, size_t len, struct slip *slip)
{
    char list[slip_text_size] = "";
    size_t at = 0, first = 0, used = 0, bytes;
    bool range = false;
    for (;;) {
        size_t id = id_at(text, len, at);
        if (!id || used + id + 3 > sizeof list)
            return false;
        used +=
            (size_t)snprintf(list + used, sizeof list - used, "%s%.*s", used ? ", " : "", (int)id, text + at);
        at += id;
        if (at >= len)
            break;
        size_t gap = at;
        while (at < len && separates_ids(mark_at(text, len, at, &bytes), &range))
            at += bytes;
        if (at == gap)
            return false;
        first = first ? first : gap;
    }
    return first &&
           mark_slip(slip,
                     range ? N_("\"{1}\" does not say which are meant: name each of them, as in [{2}]")
                           : N_("several are written as a list: [{2}]"),
                     text, len, first, list);
}

/* Digits from AT on, at most MOST. */
static size_t digits_at(const char *text, size_t len, size_t at, size_t most)
{
    size_t n = 0;
    while (n < most && at + n < len && text[at + n] >= '0' && text[at + n] <= '9')
        n++;
    return n;
}

bool slip_in_decimal(const char *text, size_t len, struct slip *slip)
{
    enum { longest_number = 20 };
    size_t sign = len && (*text == '+' || *text == '-'), bytes;
    size_t whole = sign + digits_at(text, len, sign, longest_number);
    uint32_t c = mark_at(text, len, whole, &bytes);
    if (whole == sign || whole >= len || (c != ',' && !mark_is_odd_comma(c)))
        return false;
    size_t digits = digits_at(text, len, whole + bytes, 3);
    if (digits == 0 || digits > 2 || whole + bytes + digits != len)
        return false;
    mark_slip(slip, N_("{1} is no decimal point: write {2}"), text, len, whole, NULL);
    snprintf(slip->wanted, sizeof slip->wanted, "%.*s.%.*s", (int)whole, text, (int)digits,
             text + whole + bytes);
    return true;
}

bool slip_in_value(const char *text, size_t len, struct slip *slip)
{
    char straight[slip_text_size];
    if (slip_unseen(text, len, slip))
        return true;
    if (slip_in_fields(text, len, slip) || slip_at_end(text, len, slip))
        return true;
    size_t commas, bytes, at = 0, n = straighten(text, len, straight, &commas);
    if (n == 0)
        return false;
    if (slip_in_number(text, len, slip))
        return true;
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)straight[i] >= 0x80)
            return false; /* a word, not an id or number with a slip in it */
    while (at < len) {
        uint32_t c = mark_at(text, len, at, &bytes);
        if (mark_is_odd_blank(c) && at == 0)
            return mark_blank_slip(slip, text, len, at);
        if (c >= 0x80 || c == ';' || c == ',')
            break;
        at += bytes;
    }
    if (at >= len)
        return false;
    const char *message = N_("{1} does not belong here, where marks are half-width: write {2}");
    if (commas && strcmp(straight, text) != 0)
        message = N_("{1} does not separate the items of a list: write [{2}]");
    else if (commas)
        return false;
    return mark_slip(slip, message, text, len, at, straight);
}
