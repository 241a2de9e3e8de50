/*
 * Which values templates are rendered with: for each template what may be said in it, by name and kind. Kept
 * while pages are made, for people who write templates.
 *
 * A page's template is rendered with the page's values, a partial with the item or map that it stands in.
 * What a template has only in some of its renderings is no name that it may count on, and is left out.
 */
#ifndef TEMPLATE_SHAPES_H
#define TEMPLATE_SHAPES_H

#include "base/arena.h"
#include "base/map.h"
#include "template/value.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct shape {
    const char *name;              /* the key it stands under; of a template its name */
    bool is[value_is_whether + 1]; /* by enum value_kind: what it has been seen as */
    uint32_t seen;                 /* times it was seen */
    uint32_t maps;                 /* maps seen: itself, or the items of the list that it is */
    struct shape **items;          /* what is in these maps, in byte order of their names */
    size_t len;
    size_t cap;
};

/* Ready to use when zeroed; used by one thread. */
struct shapes {
    struct arena arena;
    struct shape all; /* its items are templates */
};

/* Notes that template NAME is rendered with VALUE. */
void shapes_add(struct shapes *shapes, const char *name, const struct value *value);

/* The item NAME of SHAPE; NULL: there is none. */
const struct shape *shapes_find(const struct shape *shape, const char *name);

/* Whether ITEM is there whenever SHAPE, which it is in, is. */
bool shapes_always(const struct shape *shape, const struct shape *item);

void shapes_free(struct shapes *shapes);

#endif
