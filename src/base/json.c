#include "base/json.h"

#include "base/date.h"
#include "base/points.h"

#include <string.h>

/* The bytes at TEXT that stand as they are, whatever is before them. */
static size_t plain_len(const char *text)
{
    static const bool looked_at[256] = {
        [0x00] = true, [0x01] = true, [0x02] = true, [0x03] = true, [0x04] = true, [0x05] = true,
        [0x06] = true, [0x07] = true, [0x08] = true, [0x09] = true, [0x0A] = true, [0x0B] = true,
        [0x0C] = true, [0x0D] = true, [0x0E] = true, [0x0F] = true, [0x10] = true, [0x11] = true,
        [0x12] = true, [0x13] = true, [0x14] = true, [0x15] = true, [0x16] = true, [0x17] = true,
        [0x18] = true, [0x19] = true, [0x1A] = true, [0x1B] = true, [0x1C] = true, [0x1D] = true,
        [0x1E] = true, [0x1F] = true, ['"'] = true,  ['\\'] = true, ['/'] = true,  [0x7F] = true,
        [0xE2] = true,
    };
    size_t len = 0;
    while (!looked_at[(unsigned char)text[len]])
        len++;
    return len;
}

/* Puts the character at TEXT + AT, which is looked at, as JSON has it; gives how many bytes of TEXT it took.
 */
static size_t put_special(struct buf *out, const char *text, size_t at)
{
    const unsigned char *p = (const unsigned char *)text + at;
    unsigned char c = *p;
    if (c == '"' || c == '\\')
        buf_printf(out, "\\%c", c);
    else if (c == '\n')
        buf_puts(out, "\\n");
    else if (c == '\t')
        buf_puts(out, "\\t");
    else if (c < 0x20 || c == 0x7F)
        buf_printf(out, "\\u%04x", c);
    else if (c == 0xE2 && p[1] == 0x80 && (p[2] & 0xFE) == 0xA8) {
        buf_puts(out, p[2] == 0xA8 ? "\\u2028" : "\\u2029"); /* line ends to older scripts */
        return 3;
    } else if (c == '/' && at > 0 && p[-1] == '<')
        buf_puts(out, "\\/");
    else
        buf_putc(out, (char)c);
    return 1;
}

static void put_string(struct buf *out, const char *text)
{
    size_t at = plain_len(text);
    char *room = buf_reserve(out, at + 2);
    room[0] = '"';
    memcpy(room + 1, text, at);
    out->len += at + 1;
    while (text[at]) {
        at += put_special(out, text, at);
        size_t plain = plain_len(text + at);
        buf_put(out, text + at, plain);
        at += plain;
    }
    buf_putc(out, '"');
}

/* What stands before a value: a comma where one is due, the key. */
static void begin(struct json *json, const char *key)
{
    struct buf *out = json->out;
    size_t len = key ? strlen(key) : 0;
    char *at = buf_reserve(out, len + 4);
    if (json->comma)
        *at++ = ',';
    json->comma = true;
    if (key) {
        *at++ = '"';
        memcpy(at, key, len);
        at += len;
        *at++ = '"';
        *at++ = ':';
    }
    out->len = (size_t)(at - out->data);
    *at = '\0';
}

void json_open(struct json *json, const char *key)
{
    begin(json, key);
    buf_putc(json->out, '{');
    json->comma = false;
}

void json_close(struct json *json)
{
    buf_putc(json->out, '}');
    json->comma = true;
    spill_much(json->spill, json->out);
}

void json_array(struct json *json, const char *key)
{
    begin(json, key);
    buf_putc(json->out, '[');
    json->comma = false;
}

void json_end(struct json *json)
{
    buf_putc(json->out, ']');
    json->comma = true;
}

void json_text(struct json *json, const char *key, const char *text)
{
    if (!text) {
        json_null(json, key);
        return;
    }
    begin(json, key);
    put_string(json->out, text);
}

void json_points(struct json *json, const char *key, int64_t hundredths)
{
    char text[points_text_size];
    size_t len = points_format(hundredths, text);
    begin(json, key);
    buf_put(json->out, text, len);
}

void json_whole(struct json *json, const char *key, int64_t number)
{
    begin(json, key);
    if (number < 0)
        buf_putc(json->out, '-');
    buf_put_number(json->out, number < 0 ? 0 - (unsigned long long)number : (unsigned long long)number);
}

void json_date(struct json *json, const char *key, int32_t date)
{
    char text[date_text_size];
    date_format(date, text);
    begin(json, key);
    buf_putc(json->out, '"');
    buf_puts(json->out, text);
    buf_putc(json->out, '"');
}

void json_flag(struct json *json, const char *key, bool value)
{
    begin(json, key);
    buf_puts(json->out, value ? "true" : "false");
}

void json_null(struct json *json, const char *key)
{
    begin(json, key);
    buf_puts(json->out, "null");
}
