#include "base/map.h"

#include "base/memory.h"

#include <string.h>
#include <xxhash.h>

struct map_slot {
    const void *key; /* NULL: empty */
    uint64_t hash;
    uint32_t len;
    uint32_t value;
};

/* The slot that holds KEY, or the empty one where it would go. The map has slots. */
static struct map_slot *slot_of(const struct map *map, const void *key, size_t len, uint64_t hash)
{
    size_t i = (size_t)hash & (map->cap - 1);
    for (;; i = (i + 1) & (map->cap - 1)) {
        struct map_slot *s = &map->slots[i];
        if (!s->key || (s->hash == hash && s->len == len && memcmp(s->key, key, len) == 0))
            return s;
    }
}

static void grow(struct map *map)
{
    struct map bigger = {.cap = map->cap ? map->cap * 2 : 16};
    bigger.slots = memory_new(bigger.cap, sizeof *bigger.slots);
    for (size_t i = 0; i < map->cap; i++)
        if (map->slots[i].key)
            *slot_of(&bigger, map->slots[i].key, map->slots[i].len, map->slots[i].hash) = map->slots[i];
    bigger.len = map->len;
    memory_free(map->slots);
    *map = bigger;
}

static struct map_slot *slot_for(struct map *map, const void *key, size_t len, uint32_t value, uint32_t *old)
{
    if (map->len * 4 >= map->cap * 3)
        grow(map);
    uint64_t hash = XXH3_64bits(key, len);
    struct map_slot *s = slot_of(map, key, len, hash);
    *old = map_none;
    if (s->key) {
        *old = s->value;
    } else {
        *s = (struct map_slot){.key = key, .len = (uint32_t)len, .hash = hash, .value = value};
        map->len++;
    }
    return s;
}

uint32_t map_get(const struct map *map, const void *key, size_t len)
{
    if (!map->cap)
        return map_none;
    struct map_slot *s = slot_of(map, key, len, XXH3_64bits(key, len));
    return s->key ? s->value : map_none;
}

uint32_t map_find(const struct map *map, const char *key)
{
    return map_get(map, key, strlen(key));
}

uint32_t map_put(struct map *map, const void *key, size_t len, uint32_t value)
{
    uint32_t old;
    slot_for(map, key, len, value, &old);
    return old;
}

void map_set(struct map *map, const void *key, size_t len, uint32_t value)
{
    uint32_t old;
    slot_for(map, key, len, value, &old)->value = value;
}

void map_free(struct map *map)
{
    memory_free(map->slots);
    *map = (struct map){0};
}
