#include "yaml/node.h"

#include "base/utf8.h"
#include "yaml/key.h"

#include <string.h>

void node_set_name(struct node *key, const char *name)
{
    ((struct node_key *)key)->name = name;
}

/* The name of the field that KEY is of; NULL: it is of none that is known. */
static const char *name_of(const struct node *key)
{
    return ((const struct node_key *)key)->name;
}

bool node_empty(const struct node *node)
{
    return !node || (node->kind == node_scalar && node->plain && node->length == 0);
}

bool text_chinese(const char *text)
{
    for (size_t i = 0, len = strlen(text); i < len;) {
        uint32_t c;
        size_t n = utf8_decode(text + i, len - i, &c);
        if ((c >= 0x3400 && c <= 0x9FFF) || c >= 0x20000)
            return true;
        i += n ? n : 1;
    }
    return false;
}

bool node_chinese(const struct node *map)
{
    if (!map->count || map->kind != node_map)
        return map->around == tongue_chinese && map->kind != node_list;
    for (const struct node *key = node_first(map); key; key = key->next->next)
        if (text_chinese(key->text))
            return true;
    return false;
}

static bool has_keys(const struct node *node)
{
    return node->kind == node_map && node->count;
}

bool node_untold(const struct node *node)
{
    bool nameless = !has_keys(node);
    for (const struct node *item = node->kind == node_list ? node_first(node) : NULL; item && nameless;
         item = item->next)
        nameless = !has_keys(item);
    return nameless && node->around == tongue_unknown;
}

/* What the keys of MAP are written in: those of a mapping from dates or ids to values say nothing. */
static enum tongue tongue_of(const struct node *map)
{
    if (node_chinese(map))
        return tongue_chinese;
    for (const struct node *key = node_first(map); key; key = key->next->next)
        if (key->length && !strpbrk(key->text, "0123456789"))
            return tongue_english;
    return tongue_unknown;
}

static void tell(struct node *node, enum tongue tongue)
{
    enum tongue own = has_keys(node) ? tongue_of(node) : tongue_unknown;
    for (const struct node *item = node->kind == node_list ? node_first(node) : NULL; item && !own;
         item = item->next)
        own = has_keys(item) ? tongue_of(item) : own;
    own = own ? own : tongue;
    node->around = own & 3;
    for (struct node *child = node_first(node); child; child = child->next) {
        child = node->kind == node_map ? child->next : child;
        tell(child, own);
    }
}

void node_tell(const struct node *root, enum tongue tongue)
{
    tell((struct node *)root, tongue);
}

const struct node *node_key(const struct node *map, const char *name)
{
    if (!map || map->kind != node_map)
        return NULL;
    size_t len = strlen(name);
    for (const struct node *key = node_first(map); key; key = key->next->next)
        if (name_of(key) ? strcmp(name_of(key), name) == 0
                         : key->length == len && memcmp(key->text, name, len) == 0)
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
    return node->kind == node_map && node_first(node) ? node_first(node)->place : node->place;
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
