/* Ids as they are defined: once each, and where they become the names of files, as every system can keep
 * them.
 */
#include "records/link.h"

#include "base/memory.h"

#include <string.h>

/* Notes where ID is defined; the place of the first, where PLACE is a later one. */
static const struct place *note_place(struct definitions *d, struct map *map, const char *id, size_t len,
                                      struct place place)
{
    uint32_t first = map_put(map, id, len, (uint32_t)d->places.len);
    if (first != map_none)
        return &d->places.items[first];
    memory_push(&d->places, place);
    return NULL;
}

static bool is_second(struct link *link, struct definitions *d, const char *id, size_t len, uint32_t index,
                      struct place place)
{
    const struct place *first = note_place(d, &d->places_of, id, len, place);
    if (!first) {
        map_put(d->map, id, len, index);
        return false;
    }
    link_repeat(link,
                (struct repeat){.place = place,
                                .first = *first,
                                .code = "duplicate-id",
                                .id = id,
                                .message = d->message,
                                .apart = N_("\"{1}\" is defined already, at {2}"),
                                .copied = N_("\"{1}\" is defined already, at {2}: one of the two files is "
                                             "probably a copy of the other; delete it")});
    return true;
}

void define(struct link *link, struct definitions *d, const char *id, uint32_t index, struct place place)
{
    is_second(link, d, id, strlen(id), index, place);
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Whether some system or the site keeps the name ID (in small letters) for itself. */
static bool is_reserved(const char *id, size_t len)
{
    static const char *const kept[] = {"con", "prn", "aux", "nul"};
    size_t stem = strcspn(id, ".");
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (stem == 3 && memcmp(id, kept[i], 3) == 0)
            return true;
    if (stem == 4 && (memcmp(id, "com", 3) == 0 || memcmp(id, "lpt", 3) == 0) && id[3] >= '1' && id[3] <= '9')
        return true;
    return id[len - 1] == '.' || strcmp(id, "index.html") == 0;
}

void define_file(struct link *link, struct definitions *d, const char *id, uint32_t index, struct place place)
{
    size_t len = strlen(id);
    char *small = arena_text(&link->records->arena, id, len);
    for (size_t i = 0; i < len; i++)
        small[i] = lower(id[i]);
    bool twice = is_second(link, d, id, len, index, place);
    const struct place *near = note_place(d, &d->folded, small, len, place);
    if (near && !twice)
        diag_error(
            link->diags, place, "duplicate-id",
            N_("\"{1}\" differs from another id only by the case of its letters, and becomes the name of a "
               "file: many systems would keep one of the two alone"),
            id, NULL);
    if (is_reserved(small, len))
        diag_error(
            link->diags, place, "bad-value",
            N_("\"{1}\" becomes the name of a file, and no file can be called so everywhere: choose another "
               "id"),
            id, NULL);
}

struct place link_key_place(const struct node *map, const char *name)
{
    const struct node *key = node_key(map, name);
    return key ? key->place : node_start(map);
}

void define_end(struct definitions *d)
{
    map_free(&d->places_of);
    map_free(&d->folded);
    memory_free(d->places.items);
}
