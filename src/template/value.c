#include "template/value.h"

#include "base/digest.h"
#include "base/memory.h"
#include "template/find.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

/* A map of no more keys is searched from end to end, a larger one by its hash table. */
enum { small_map = 8, first_room = 4 };

static struct value *value_of(struct arena *arena, enum value_kind kind)
{
    struct value *v = arena_new(arena, struct value, 1);
    v->kind = kind;
    return v;
}

static uint32_t count_of(size_t len)
{
    if (len > UINT32_MAX)
        memory_failed(len);
    return (uint32_t)len;
}

struct value *value_map(struct arena *arena)
{
    return value_of(arena, value_is_map);
}

struct value *value_list(struct arena *arena)
{
    return value_of(arena, value_is_list);
}

struct value *value_flag(bool flag)
{
    static struct value yes = {.kind = value_is_flag, .flag = true}, no = {.kind = value_is_flag};
    return flag ? &yes : &no;
}

/* Whether nothing of the LEN bytes at TEXT is escaped in HTML. */
static bool is_plain(const char *text, size_t len)
{
    static const bool escaped[256] = {['&'] = true, ['<'] = true, ['>'] = true, ['"'] = true, ['\''] = true};
    for (size_t i = 0; i < len; i++)
        if (escaped[(unsigned char)text[i]])
            return false;
    return true;
}

/* LEN bytes at TEXT themselves, with a NUL behind. */
static struct value *text_of(struct arena *arena, const char *text, size_t len)
{
    static struct value empty = {.kind = value_is_text, .text = "", .plain = true};
    if (!len)
        return &empty;
    struct value *v = value_of(arena, value_is_text);
    v->text = text;
    v->len = count_of(len);
    v->plain = is_plain(text, len);
    return v;
}

struct value *value_text_kept(struct arena *arena, const char *text)
{
    return text_of(arena, text, text && *text ? strlen(text) : 0);
}

struct value *value_bytes(struct arena *arena, const char *bytes, size_t len)
{
    return text_of(arena, len ? arena_text(arena, bytes, len) : "", len);
}

struct value *value_text(struct arena *arena, const char *text)
{
    return value_bytes(arena, text, text ? strlen(text) : 0);
}

struct value_key value_key_of(const char *text, size_t len)
{
    return (struct value_key){.text = text, .len = count_of(len), .hash = (uint32_t)XXH3_64bits(text, len)};
}

/* --- maps */

/* Room in the array ITEMS of VALUE for one object of SIZE bytes more; cap stays a power of two. */
static void *room(struct arena *arena, struct value *value, void *items, size_t size)
{
    if (value->len < value->cap)
        return items;
    size_t cap = value->cap ? (size_t)value->cap * 2 : first_room;
    if (cap > UINT32_MAX / 2)
        memory_failed(cap);
    void *larger = arena_alloc(arena, cap * size);
    if (items)
        memcpy(larger, items, value->len * size);
    value->cap = (uint32_t)cap;
    return larger;
}

/* --- rows */

/* Puts the keys of FORM in their places; false where two have the same. */
static bool form_settle(struct value_form *form)
{
    memset(form->places, 0, (form->mask + 1) * sizeof *form->places);
    for (uint32_t i = 0; i < form->len; i++) {
        uint16_t *place = &form->places[form_place(form, &form->keys[i])];
        if (*place)
            return false;
        *place = (uint16_t)(i + 1);
    }
    return true;
}

struct value_form *value_form_new(struct arena *arena, const char *const *keys, size_t count)
{
    struct value_form *form = arena_new(arena, struct value_form, 1);
    form->len = count_of(count);
    form->keys = arena_new(arena, struct value_key, count);
    for (size_t i = 0; i < count; i++)
        form->keys[i] = value_key_of(keys[i], strlen(keys[i]));
    for (form->mask = 7; form->mask < 2 * form->len; form->mask = form->mask * 2 + 1)
        ;
    for (;; form->mask = form->mask * 2 + 1) {
        form->places = arena_new(arena, uint16_t, form->mask + 1);
        for (form->shift = 0; form->mask << form->shift >> form->shift == form->mask; form->shift++)
            if (form_settle(form))
                return form;
    }
}

struct value *value_row(struct arena *arena, const struct value_form *form)
{
    struct value *row = value_of(arena, value_is_map);
    row->is_row = true;
    row->form = form;
    row->len = form->len;
    row->items = arena_new(arena, struct value *, form->len);
    return row;
}

void value_put(struct value *row, size_t key, struct value *item)
{
    row->items[key] = item;
}

/* --- setting */

static void grow_map(struct arena *arena, struct value *map)
{
    uint32_t before = map->cap;
    map->entries = room(arena, map, map->entries, sizeof *map->entries);
    if (map->cap == before || map->cap <= small_map)
        return;
    map->places = arena_new(arena, uint32_t, (size_t)map->cap * 2);
    for (uint32_t i = 0; i < map->len; i++)
        *place_of(map, &map->entries[i].key) = i + 1;
}

void value_set(struct arena *arena, struct value *map, const char *key, struct value *item)
{
    struct value_key k = value_key_of(key, strlen(key));
    if (map->is_row) {
        uint32_t number = form_find(map->form, &k);
        if (number == map->len)
            abort(); /* a mistake of ours */
        map->items[number] = item;
        return;
    }
    struct value_entry *old = entry_of(map, &k);
    if (old) {
        old->value = item;
        return;
    }
    grow_map(arena, map);
    if (map->places)
        *place_of(map, &k) = map->len + 1;
    map->entries[map->len++] = (struct value_entry){.key = k, .value = item};
}

void value_set_flag(struct arena *arena, struct value *map, const char *key, bool flag)
{
    value_set(arena, map, key, value_flag(flag));
}

void value_set_text(struct arena *arena, struct value *map, const char *key, const char *text)
{
    value_set(arena, map, key, value_text(arena, text));
}

void value_set_textf(struct arena *arena, struct value *map, const char *key, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    value_set(arena, map, key, value_text_kept(arena, arena_vprintf(arena, format, args)));
    va_end(args);
}

struct value *value_set_map(struct arena *arena, struct value *map, const char *key)
{
    struct value *item = value_map(arena);
    value_set(arena, map, key, item);
    return item;
}

struct value *value_set_list(struct arena *arena, struct value *map, const char *key)
{
    struct value *item = value_list(arena);
    value_set(arena, map, key, item);
    return item;
}

struct value *value_set_list_with(struct arena *arena, struct value *map, const char *key, const char *has)
{
    struct value *whether = value_of(arena, value_is_whether);
    whether->of = value_set_list(arena, map, key);
    value_set(arena, map, has, whether);
    return value_get(map, key);
}

struct value *value_add(struct arena *arena, struct value *list, struct value *item)
{
    list->items = room(arena, list, list->items, sizeof *list->items);
    list->items[list->len++] = item;
    return item;
}

struct value *value_add_map(struct arena *arena, struct value *list)
{
    return value_add(arena, list, value_map(arena));
}

void value_add_text(struct arena *arena, struct value *list, const char *text)
{
    value_add(arena, list, value_text(arena, text));
}

struct value *value_get(const struct value *map, const char *key)
{
    struct value_key k = value_key_of(key, strlen(key));
    return find_key(map, &k);
}

size_t value_length(const struct value *value)
{
    return value->kind == value_is_list || value->kind == value_is_map ? value->len : 0;
}

struct value *value_at(const struct value *value, size_t i)
{
    if (i >= value_length(value))
        return NULL;
    return value->kind == value_is_map && !value->is_row ? value->entries[i].value : value->items[i];
}

const char *value_key_at(const struct value *map, size_t i)
{
    if (map->kind != value_is_map || i >= map->len)
        return NULL;
    return map->is_row ? map->form->keys[i].text : map->entries[i].key.text;
}

void value_say(const struct value *value, struct buf *out)
{
    if (value->kind == value_is_whether) {
        digest_put_number(out, value_is_flag);
        digest_put_number(out, value_holds(value->of));
        return;
    }
    digest_put_number(out, value->kind);
    if (value->kind == value_is_flag) {
        digest_put_number(out, value->flag);
    } else if (value->kind == value_is_text) {
        digest_put_bytes(out, value->text, value->len);
    } else {
        digest_put_number(out, value->len);
        for (size_t i = 0; i < value->len; i++) {
            if (!value_at(value, i))
                continue;
            if (value->kind == value_is_map)
                digest_put_text(out, value_key_at(value, i));
            value_say(value_at(value, i), out);
        }
    }
}

bool value_holds(const struct value *value)
{
    switch (value->kind) {
    case value_is_flag:
        return value->flag;
    case value_is_whether:
        return value_holds(value->of);
    case value_is_map:
        return true;
    case value_is_text:
    case value_is_list:
        break;
    }
    return value->len > 0;
}
