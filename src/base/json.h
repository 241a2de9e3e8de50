/* Writing JSON: commas and escapes are this module's, the order of things its caller's. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/buf.h"
#include "base/spill.h"

#include <stdbool.h>
#include <stdint.h>

struct json {
    struct buf *out;
    bool comma;                /* whether something stands before the next value of this level */
    const struct spill *spill; /* where it goes on to, object by object; NULL: it stays in OUT */
};

/* Begins writing into OUT: struct json j = {.out = out}; */

void json_open(struct json *json, const char *key);  /* { */
void json_close(struct json *json);                  /* } */
void json_array(struct json *json, const char *key); /* [ */
void json_end(struct json *json);                    /* ] */

/* KEY, of which nothing needs to be escaped, is NULL within an array and at the top. Text is valid UTF-8;
 * "</" is written "<\/", so that it can stand in a script. */
void json_text(struct json *json, const char *key, const char *text); /* NULL: null */
void json_points(struct json *json, const char *key, int64_t hundredths);
void json_whole(struct json *json, const char *key, int64_t number);
void json_date(struct json *json, const char *key, int32_t date);
void json_flag(struct json *json, const char *key, bool value);
void json_null(struct json *json, const char *key);

#endif
