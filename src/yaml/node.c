#include "yaml/node.h"

#include <string.h>

bool node_empty(const struct node *node)
{
    return !node || (node->kind == node_scalar && node->plain && node->length == 0);
}

const struct node *node_key(const struct node *map, const char *name)
{
    if (!map || map->kind != node_map)
        return NULL;
    size_t len = strlen(name);
    for (const struct node *key = map->first; key; key = key->next->next)
        if (key->length == len && memcmp(key->text, name, len) == 0)
            return key;
    return NULL;
}

const struct node *node_get(const struct node *map, const char *name)
{
    const struct node *key = node_key(map, name);
    return key ? key->next : NULL;
}

struct place node_place(const struct node *map, const char *name)
{
    const struct node *value = node_get(map, name);
    return node_empty(value) ? node_start(map) : value->place;
}

struct place node_start(const struct node *node)
{
    return node->kind == node_map && node->first ? node->first->place : node->place;
}

struct place node_text_place(const struct node *scalar)
{
    struct place place = scalar->place;
    if (scalar->block) {
        place.line++;
        place.column = 0;
    } else if (!scalar->plain) {
        place.column++;
    }
    return place;
}
