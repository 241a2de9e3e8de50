/*
 * Where a key is in a map. Rendering does little else: within the module only, and inline, so that a name
 * that is found further out costs next to nothing where it is not.
 */
#ifndef TEMPLATE_FIND_H
#define TEMPLATE_FIND_H

#include "template/value.h"

#include <string.h>

struct value_entry {
    struct value_key key;
    struct value *value;
};

struct value_form {
    struct value_key *keys;
    uint32_t len;
    uint32_t shift, mask;  /* a key's place is its hash, shifted: no two keys have the same */
    uint16_t *places;      /* mask + 1 of them: the key's number + 1, or 0 */
    const uint16_t *slots; /* by number of a key of a template's name: that of the form's; len: it is none */
    uint32_t slots_len;
};

static inline uint32_t form_place(const struct value_form *form, const struct value_key *key)
{
    return key->hash >> form->shift & form->mask;
}

static inline bool same_key(const struct value_key *a, const struct value_key *b)
{
    return a->hash == b->hash && a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
}

/* The place in the hash table of MAP that holds KEY, or the empty one where it would go. */
static inline uint32_t *place_of(const struct value *map, const struct value_key *key)
{
    uint32_t mask = map->cap * 2 - 1;
    for (uint32_t i = key->hash & mask;; i = (i + 1) & mask) {
        uint32_t *place = &map->places[i];
        if (!*place || same_key(&map->entries[*place - 1].key, key))
            return place;
    }
}

/* The entry of KEY in MAP, which is no row; NULL: it is not set. */
static inline struct value_entry *entry_of(const struct value *map, const struct value_key *key)
{
    if (map->places) {
        uint32_t place = *place_of(map, key);
        return place ? &map->entries[place - 1] : NULL;
    }
    for (uint32_t i = 0; i < map->len; i++)
        if (same_key(&map->entries[i].key, key))
            return &map->entries[i];
    return NULL;
}

/* The number of KEY; that of keys where it is none of them. */
static inline uint32_t form_find(const struct value_form *form, const struct value_key *key)
{
    uint32_t place = form->places[form_place(form, key)];
    return place && same_key(&form->keys[place - 1], key) ? place - 1 : form->len;
}

/* What KEY of MAP is; NULL where it is not there or MAP is no map. */
static inline struct value *find_key(const struct value *map, const struct value_key *key)
{
    if (map->kind != value_is_map)
        return NULL;
    if (map->is_row) {
        uint32_t number = form_find(map->form, key);
        return number < map->len ? map->items[number] : NULL;
    }
    struct value_entry *entry = entry_of(map, key);
    return entry ? entry->value : NULL;
}

#endif
