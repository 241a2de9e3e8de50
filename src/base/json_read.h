/* Reading JSON (RFC 8259) that somebody else wrote: a tree, or nothing. */
#ifndef BASE_JSON_READ_H
#define BASE_JSON_READ_H

#include "base/arena.h"

#include <stddef.h>
#include <stdint.h>

enum json_kind { json_is_null, json_is_flag, json_is_number, json_is_text, json_is_array, json_is_object };

struct json_value {
    enum json_kind kind;
    const char *key;  /* of a member of an object; NULL elsewhere */
    const char *text; /* of text what it says; of a flag, a number and null as it stands there; else NULL */
    const struct json_value *first; /* of an array or object: the first in it */
    const struct json_value *next;  /* the sibling */
};

/*
 * Reads LEN bytes at TEXT. NULL where that is no JSON, is nested more than 64 deep, or text in it is not
 * UTF-8 or holds U+0000. The tree lives as long as ARENA.
 */
const struct json_value *json_read(struct arena *arena, const char *text, size_t len);

/* The member KEY of an object; NULL where there is none, or OBJECT is none (NULL too). */
const struct json_value *json_member(const struct json_value *object, const char *key);

/* The text of the member KEY; NULL where it has none. */
const char *json_member_text(const struct json_value *object, const char *key);

#endif
