/* A new file or item of a kind of record: what stands in it at first, and where it goes. */
#ifndef CMD_NEW_ITEM_H
#define CMD_NEW_ITEM_H

#include "base/arena.h"
#include "cmd/load.h"
#include "cmd/scaffold.h"

struct new_kind;

struct new_item {
    const struct new_kind *kind;
    const struct schema *schema;
    bool chinese;
    int32_t today;
    struct scaffold_given given[32]; /* as YAML; those with "" are to be filled in */
    size_t count;
};

/* Where it goes. */
struct new_place {
    const char *path;
    const char *was; /* the file as it was read; NULL: there is none */
    size_t was_len;
    size_t from, len; /* the new bytes of the text */
    uint32_t line;    /* its first */
};

/* All kinds, with commas between, behind OUT. */
void new_item_kinds(struct buf *out);

/* Begins an item of KIND, in either language, with its next id and the day TODAY. False: there is no such
 * kind (said). Texts live in ARENA. */
bool new_item_begin(const char *kind, const struct loaded *loaded, int32_t today, struct arena *arena,
                    struct new_item *item);

/* Puts VALUE into FIELD of ITEM. */
void new_item_set(struct arena *arena, struct new_item *item, const struct field *field, const char *value);

/*
 * Puts the whole file with ITEM in it behind OUT, and where it goes into PLACE, whose path lives in ARENA.
 * The exit status; what is wrong is said.
 */
int new_item_put(const struct new_item *item, const struct loaded *loaded, struct arena *arena,
                 struct new_place *place, struct buf *out);

#endif
