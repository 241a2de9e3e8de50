/*
 * The values that templates see: maps, lists, texts and flags, in an arena. A number is text that was
 * formatted beforehand.
 *
 *     struct value *page = value_map(arena);
 *     value_set_text(arena, page, "title", "积分公示");
 *     struct value *rows = value_set_list(arena, page, "rows");
 *     value_set_text(arena, value_add_map(arena, rows), "name", "第一组");
 *
 * A value may stand in several maps and lists at once; what is shared is not changed any more. Values
 * that nobody changes may be read by several threads. Composers set every key of a map always, an empty text
 * or a false flag where there is nothing to say: then a name that a template looks up in vain is a mistake in
 * the template (see template_misses).
 */
#ifndef TEMPLATE_VALUE_H
#define TEMPLATE_VALUE_H

#include "base/arena.h"
#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum value_kind { value_is_flag, value_is_text, value_is_list, value_is_map, value_is_whether };

struct value_entry;
struct value_form;

struct value {
    enum value_kind kind;
    bool flag;    /* of a flag: what it says */
    bool is_row;  /* of a map: it has the keys of a form */
    bool plain;   /* of a text: nothing in it is escaped in HTML, as was seen when it was made */
    uint32_t len; /* bytes of a text, items of a list, keys of a map */
    uint32_t cap; /* places in items or entries */
    union {
        uint32_t *places; /* of a larger map: a hash table of 2 × cap places, entry + 1 or 0 for none */
        const struct value_form *form; /* of a row */
    };
    union {
        const char *text;            /* with a NUL behind */
        struct value **items;        /* of a list; of a row: what its keys are, NULL where one is not set */
        struct value_entry *entries; /* of a map, as they were set */
        const struct value *of;      /* of whether: the value that holds or does not, when it is asked */
    };
};

struct value *value_map(struct arena *arena);
struct value *value_list(struct arena *arena);
struct value *value_flag(bool flag);

/* A copy of TEXT; NULL is the empty text. At most 4 GiB, as all counts here. */
struct value *value_text(struct arena *arena, const char *text);

/* A copy of LEN bytes. */
struct value *value_bytes(struct arena *arena, const char *bytes, size_t len);

/* TEXT itself, which must live as long as the arena. */
struct value *value_text_kept(struct arena *arena, const char *text);

/*
 * Sets KEY of MAP, which then has ITEM in place of what was there. KEY is not copied: it is a literal, or
 * lives as long as the arena. A key with a point in it can't be reached from a template.
 */
void value_set(struct arena *arena, struct value *map, const char *key, struct value *item);

/* The same with a new value. */
void value_set_flag(struct arena *arena, struct value *map, const char *key, bool flag);
void value_set_text(struct arena *arena, struct value *map, const char *key, const char *text);
void value_set_textf(struct arena *arena, struct value *map, const char *key, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The same with a new, empty map or list, which they give. */
struct value *value_set_map(struct arena *arena, struct value *map, const char *key);
struct value *value_set_list(struct arena *arena, struct value *map, const char *key);

/*
 * A list that says itself whether it has anything: value_set_rows(arena, map, "rows") sets "has_rows" too, by
 * which a template shows a heading once. KEY is a literal.
 */
#define value_set_rows(arena, map, key) value_set_list_with(arena, map, key, "has_" key)
struct value *value_set_list_with(struct arena *arena, struct value *map, const char *key, const char *has);

/*
 * Rows: maps of which there are very many, all with the same keys, so that these are known beforehand and a
 * row is no more than a place for each. KEYS are COUNT literals; threads may share a form.
 *
 *     enum { row_name, row_points, row_keys };
 *     static const char *const keys[] = {[row_name] = "name", [row_points] = "points"};
 *     struct value_form *form = value_form_new(arena, keys, row_keys);
 *     struct value *row = value_row(arena, form);
 *     value_put(row, row_name, name);
 *
 * A key that was not put is not there, as in any map. value_set knows no other keys in a row than its form's.
 */
struct value_form *value_form_new(struct arena *arena, const char *const *keys, size_t count);
struct value *value_row(struct arena *arena, const struct value_form *form);
void value_put(struct value *row, size_t key, struct value *item);

/* Puts ITEM at the end of LIST and gives it. */
struct value *value_add(struct arena *arena, struct value *list, struct value *item);

/* Puts a new, empty map at the end of LIST and gives it. */
struct value *value_add_map(struct arena *arena, struct value *list);
void value_add_text(struct arena *arena, struct value *list, const char *text);

/* What KEY of MAP is; NULL where it is not there or MAP is no map. */
struct value *value_get(const struct value *map, const char *key);

/* A key as it is looked up often: hashed once. */
struct value_key {
    const char *text;
    uint32_t len;
    uint32_t hash;
};

struct value_key value_key_of(const char *text, size_t len);

/* Items of a list, keys of a map or of a row's form; 0 of anything else. */
size_t value_length(const struct value *value);

/* Item number I of a list, or what key number I of a map is; NULL beyond the end, and where a row's key was
 * not put. */
struct value *value_at(const struct value *value, size_t i);

/* Key number I of a map, in the order they were set, or of a row's form; NULL beyond the end. */
const char *value_key_at(const struct value *map, size_t i);

/* Puts what VALUE says behind OUT, so that a digest of it tells whether something else says the same. */
void value_say(const struct value *value, struct buf *out);

/* What a section is rendered for: all but false, the empty text and the empty list. */
bool value_holds(const struct value *value);

#endif
