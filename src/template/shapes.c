#include "template/shapes.h"

#include "base/memory.h"

#include <string.h>

/* The place of NAME among SHAPE's items: of the first that is not before it. */
static size_t place_of(const struct shape *shape, const char *name)
{
    size_t low = 0, high = shape->len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(shape->items[middle]->name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct shape *shapes_find(const struct shape *shape, const char *name)
{
    size_t i = place_of(shape, name);
    return i < shape->len && strcmp(shape->items[i]->name, name) == 0 ? shape->items[i] : NULL;
}

bool shapes_always(const struct shape *shape, const struct shape *item)
{
    return item->seen == shape->maps;
}

/* The item NAME of SHAPE, made where it is not there yet. */
static struct shape *item_of(struct arena *arena, struct shape *shape, const char *name)
{
    size_t i = place_of(shape, name);
    if (i < shape->len && strcmp(shape->items[i]->name, name) == 0)
        return shape->items[i];
    struct shape *item = arena_new(arena, struct shape, 1);
    item->name = arena_copy(arena, name);
    memory_push(shape, item);
    memmove(shape->items + i + 1, shape->items + i, (shape->len - 1 - i) * sizeof *shape->items);
    shape->items[i] = item;
    return item;
}

static void note(struct arena *arena, struct shape *shape, const struct value *value)
{
    shape->is[value->kind] = true;
    if (value->kind == value_is_list)
        for (size_t i = 0; i < value_length(value); i++)
            note(arena, shape, value_at(value, i));
    if (value->kind != value_is_map)
        return;
    shape->maps++;
    for (size_t i = 0; i < value_length(value); i++) {
        if (!value_at(value, i))
            continue;
        struct shape *item = item_of(arena, shape, value_key_at(value, i));
        item->seen++;
        note(arena, item, value_at(value, i));
    }
}

void shapes_add(struct shapes *shapes, const char *name, const struct value *value)
{
    struct shape *shape = item_of(&shapes->arena, &shapes->all, name);
    shape->seen++;
    note(&shapes->arena, shape, value);
}

static void free_items(struct shape *shape)
{
    for (size_t i = 0; i < shape->len; i++)
        free_items(shape->items[i]);
    memory_free(shape->items);
}

void shapes_free(struct shapes *shapes)
{
    free_items(&shapes->all);
    arena_free(&shapes->arena);
    *shapes = (struct shapes){0};
}
