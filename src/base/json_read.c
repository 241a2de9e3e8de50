#include "base/json_read.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <stdbool.h>
#include <string.h>

enum { deepest = 64 };

struct reading {
    struct arena *arena;
    const char *p, *end;
    struct buf text; /* of the string that is being read */
};

static void skip_blank(struct reading *r)
{
    while (r->p < r->end && (*r->p == ' ' || *r->p == '\t' || *r->p == '\n' || *r->p == '\r'))
        r->p++;
}

/* Takes the character C, if it comes next. */
static bool take(struct reading *r, char c)
{
    skip_blank(r);
    if (r->p == r->end || *r->p != c)
        return false;
    r->p++;
    return true;
}

/* The four hexadecimal digits of a \u, or UINT32_MAX. */
static uint32_t read_hex(struct reading *r)
{
    uint32_t code = 0;
    if (r->end - r->p < 4)
        return UINT32_MAX;
    for (int i = 0; i < 4; i++) {
        char c = *r->p++;
        uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a') + 10
                         : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A') + 10
                                                : 16;
        if (digit == 16)
            return UINT32_MAX;
        code = code * 16 + digit;
    }
    return code;
}

static bool read_escape(struct reading *r)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    if (r->p == r->end)
        return false;
    char c = *r->p++;
    const char *known = c ? strchr(from, c) : NULL;
    if (known) {
        buf_putc(&r->text, to[known - from]);
        return true;
    }
    if (c != 'u')
        return false;
    uint32_t code = read_hex(r);
    if (code >= 0xD800 && code < 0xDC00 && r->end - r->p >= 6 && r->p[0] == '\\' && r->p[1] == 'u') {
        r->p += 2;
        uint32_t low = read_hex(r);
        if (low < 0xDC00 || low > 0xDFFF)
            return false;
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    }
    if (code == 0 || code == UINT32_MAX || (code >= 0xD800 && code <= 0xDFFF))
        return false;
    buf_put_utf8(&r->text, code);
    return true;
}

/* Reads a string whose opening mark was taken; NULL where it is wrong. */
static const char *read_string(struct reading *r)
{
    buf_clear(&r->text);
    while (r->p < r->end && *r->p != '"') {
        uint32_t code;
        size_t n = utf8_decode(r->p, (size_t)(r->end - r->p), &code);
        if (n == 0 || code < 0x20)
            return NULL;
        if (*r->p == '\\') {
            r->p++;
            if (!read_escape(r))
                return NULL;
            continue;
        }
        buf_put(&r->text, r->p, n);
        r->p += n;
    }
    if (r->p == r->end)
        return NULL;
    r->p++;
    return arena_text(r->arena, buf_text(&r->text), r->text.len);
}

static size_t digits(const char *p, const char *end)
{
    size_t n = 0;
    while (p + n < end && p[n] >= '0' && p[n] <= '9')
        n++;
    return n;
}

static bool read_number(struct reading *r, struct json_value *value)
{
    const char *p = r->p;
    p += p < r->end && *p == '-';
    size_t whole = digits(p, r->end);
    if (whole == 0 || (whole > 1 && *p == '0'))
        return false;
    p += whole;
    if (p < r->end && *p == '.') {
        size_t part = digits(p + 1, r->end);
        if (part == 0)
            return false;
        p += 1 + part;
    }
    if (p < r->end && (*p == 'e' || *p == 'E')) {
        p++;
        p += p < r->end && (*p == '+' || *p == '-');
        size_t power = digits(p, r->end);
        if (power == 0)
            return false;
        p += power;
    }
    value->kind = json_is_number;
    value->text = arena_text(r->arena, r->p, (size_t)(p - r->p));
    r->p = p;
    return true;
}

/* true, false, null. */
static bool read_word(struct reading *r, struct json_value *value)
{
    static const char *const words[] = {"true", "false", "null"};
    for (int i = 0; i < 3; i++) {
        size_t len = strlen(words[i]);
        if ((size_t)(r->end - r->p) >= len && memcmp(r->p, words[i], len) == 0) {
            value->kind = i == 2 ? json_is_null : json_is_flag;
            value->text = words[i];
            r->p += len;
            return true;
        }
    }
    return false;
}

static struct json_value *read_value(struct reading *r, int depth);

/* What stands in an array or object whose opening mark was taken, up to the mark CLOSE. */
static bool read_items(struct reading *r, struct json_value *value, char close, int depth)
{
    const struct json_value **next = &value->first;
    if (take(r, close))
        return true;
    do {
        const char *key = NULL;
        if (close == '}' && (!take(r, '"') || !(key = read_string(r)) || !take(r, ':')))
            return false;
        struct json_value *item = read_value(r, depth + 1);
        if (!item)
            return false;
        item->key = key;
        *next = item;
        next = &item->next;
    } while (take(r, ','));
    return take(r, close);
}

static struct json_value *read_value(struct reading *r, int depth)
{
    struct json_value *value = arena_new(r->arena, struct json_value, 1);
    bool right;
    skip_blank(r);
    if (depth > deepest || r->p == r->end)
        return NULL;
    if (take(r, '{')) {
        value->kind = json_is_object;
        right = read_items(r, value, '}', depth);
    } else if (take(r, '[')) {
        value->kind = json_is_array;
        right = read_items(r, value, ']', depth);
    } else if (take(r, '"')) {
        value->kind = json_is_text;
        value->text = read_string(r);
        right = value->text;
    } else {
        right = read_word(r, value) || read_number(r, value);
    }
    return right ? value : NULL;
}

const struct json_value *json_read(struct arena *arena, const char *text, size_t len)
{
    struct reading r = {.arena = arena, .p = text, .end = text + len};
    const struct json_value *value = read_value(&r, 0);
    skip_blank(&r);
    buf_free(&r.text);
    return r.p == r.end ? value : NULL;
}

const struct json_value *json_member(const struct json_value *object, const char *key)
{
    if (!object || object->kind != json_is_object)
        return NULL;
    for (const struct json_value *v = object->first; v; v = v->next)
        if (strcmp(v->key, key) == 0)
            return v;
    return NULL;
}

const char *json_member_text(const struct json_value *object, const char *key)
{
    const struct json_value *value = json_member(object, key);
    return value ? value->text : NULL;
}
