/*
 * Reads JSON into the values that templates see: for tests only. null is an empty text, numbers are the text
 * they stand as.
 */
#ifndef TESTS_JSON_READER_H
#define TESTS_JSON_READER_H

#include "base/buf.h"
#include "template/value.h"

#include <stdlib.h>
#include <string.h>

struct json_reader {
    struct arena *arena;
    const char *at;
};

static inline void json_reader_blanks(struct json_reader *r)
{
    r->at += strspn(r->at, " \t\r\n");
}

/* Goes past C, if that comes next. */
static inline bool json_reader_take(struct json_reader *r, char c)
{
    json_reader_blanks(r);
    bool there = *r->at == c;
    r->at += there;
    return there;
}

static inline unsigned json_reader_unit(struct json_reader *r)
{
    char digits[5] = {0};
    strncpy(digits, r->at, 4);
    r->at += strlen(digits);
    return (unsigned)strtoul(digits, NULL, 16);
}

/* The string at AT, which is behind its quotation mark. */
static inline char *json_reader_string(struct json_reader *r, size_t *len)
{
    struct buf text = {0};
    while (*r->at && *r->at != '"') {
        char c = *r->at++;
        static const char letters[] = "nrtbf", means[] = "\n\r\t\b\f";
        const char *letter = NULL;
        if (c == '\\') {
            c = *r->at++;
            letter = strchr(letters, c);
            if (letter)
                c = means[letter - letters];
        }
        if (c == 'u' && r->at[-2] == '\\') {
            unsigned code = json_reader_unit(r);
            if (code >= 0xD800 && code < 0xDC00 && strncmp(r->at, "\\u", 2) == 0) {
                r->at += 2;
                code = 0x10000 + ((code - 0xD800) << 10) + (json_reader_unit(r) - 0xDC00);
            }
            buf_put_utf8(&text, code);
        } else {
            buf_putc(&text, c);
        }
    }
    r->at += *r->at == '"';
    *len = text.len;
    char *copy = arena_text(r->arena, buf_text(&text), text.len);
    buf_free(&text);
    return copy;
}

static inline struct value *json_reader_value(struct json_reader *r)
{
    size_t len;
    if (json_reader_take(r, '{')) {
        struct value *map = value_map(r->arena);
        while (json_reader_take(r, '"')) {
            char *key = json_reader_string(r, &len);
            json_reader_take(r, ':');
            value_set(r->arena, map, key, json_reader_value(r));
            json_reader_take(r, ',');
        }
        json_reader_take(r, '}');
        return map;
    }
    if (json_reader_take(r, '[')) {
        struct value *list = value_list(r->arena);
        while (*r->at && !json_reader_take(r, ']')) {
            value_add(r->arena, list, json_reader_value(r));
            json_reader_take(r, ',');
        }
        return list;
    }
    if (json_reader_take(r, '"')) {
        char *text = json_reader_string(r, &len);
        return value_bytes(r->arena, text, len);
    }
    len = strcspn(r->at, ",]} \t\r\n");
    struct value *word = value_bytes(r->arena, r->at, len);
    r->at += len;
    if (strcmp(word->text, "true") == 0 || strcmp(word->text, "false") == 0)
        return value_flag(word->text[0] == 't');
    return strcmp(word->text, "null") == 0 ? value_text(r->arena, NULL) : word;
}

/* The value that TEXT is, in ARENA. */
static inline struct value *json_read(struct arena *arena, const char *text)
{
    struct json_reader r = {.arena = arena, .at = text};
    return json_reader_value(&r);
}

#endif
