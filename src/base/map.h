/* A map from bytes to a number: ids to places in an array, mostly. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stddef.h>
#include <stdint.h>

struct map_slot;

struct map {
    struct map_slot *slots; /* open addressing, a power of two of them */
    size_t len;             /* keys in it */
    size_t cap;             /* slots */
};

#define map_none UINT32_MAX /* what map_get answers where there is nothing */

/* A map is ready to use when zeroed. It does not copy keys: they must live as long as the map. */

/* The value of KEY, or map_none. */
uint32_t map_get(const struct map *map, const void *key, size_t len);
uint32_t map_find(const struct map *map, const char *key);

/* Puts KEY if it is not there yet, and gives what was there before: map_none if nothing was (then VALUE is
 * now). */
uint32_t map_put(struct map *map, const void *key, size_t len, uint32_t value);

/* Sets KEY to VALUE, whether it was there or not. */
void map_set(struct map *map, const void *key, size_t len, uint32_t value);

void map_free(struct map *map);

#endif
