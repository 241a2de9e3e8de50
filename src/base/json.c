#include "base/json.h"

#include "base/date.h"
#include "base/points.h"

/* The bytes at TEXT that stand as they are, whatever is before them. */
static size_t plain_len(const char *text)
{
    size_t len = 0;
    for (unsigned char c; (c = (unsigned char)text[len]) >= 0x20; len++)
        if (c == '"' || c == '\\' || c == '/' || c == 0x7F || c == 0xE2)
            break;
    return len;
}

static void put_string(struct buf *out, const char *text)
{
    buf_putc(out, '"');
    for (const char *p = text; *p; p++) {
        size_t plain = plain_len(p);
        buf_put(out, p, plain);
        p += plain;
        unsigned char c = (unsigned char)*p;
        if (!c)
            break;
        if (c == '"' || c == '\\')
            buf_printf(out, "\\%c", c);
        else if (c == '\n')
            buf_puts(out, "\\n");
        else if (c == '\t')
            buf_puts(out, "\\t");
        else if (c < 0x20 || c == 0x7F)
            buf_printf(out, "\\u%04x", c);
        else if (c == 0xE2 && (unsigned char)p[1] == 0x80 && ((unsigned char)p[2] & 0xFE) == 0xA8) {
            buf_printf(out, "\\u202%c",
                       (unsigned char)p[2] == 0xA8 ? '8' : '9'); /* line ends to older scripts */
            p += 2;
        } else if (c == '/' && p > text && p[-1] == '<')
            buf_puts(out, "\\/");
        else
            buf_putc(out, (char)c);
    }
    buf_putc(out, '"');
}

/* What stands before a value: a comma where one is due, the key. */
static void begin(struct json *json, const char *key)
{
    if (json->comma)
        buf_putc(json->out, ',');
    json->comma = true;
    if (key) {
        put_string(json->out, key);
        buf_putc(json->out, ':');
    }
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
    points_format(hundredths, text);
    begin(json, key);
    buf_puts(json->out, text);
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
    json_text(json, key, text);
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
