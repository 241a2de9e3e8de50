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
    const struct source_file *file; /* the one that it goes into, or the last of its kind; NULL */
    const struct node *root;        /* its tree; NULL */
    bool chinese;
    int32_t today;
    struct scaffold_given given[32]; /* as YAML; those with "" are to be filled in */
    size_t count;
    bool named;                        /* its id was typed */
    const char *group_id, *group_name; /* of a new group, as YAML: "" is to be filled in; NULL: it is none */
};

/* Where it goes. */
struct new_place {
    const char *path;
    const char *was; /* the file as it was read; NULL: there is none */
    size_t was_len;
    uint32_t line; /* the item's first, in the new text */
};

/* All kinds, with commas between and in the language of messages, behind OUT. */
void new_item_kinds(struct buf *out);

/*
 * Begins an item of KIND, in either language, with its next id and the day TODAY; GROUP is that of a
 * household, by id or name, NULL: the last. False: there is no such kind or group (said). Texts live in
 * ARENA.
 */
bool new_item_begin(const char *kind, const char *group, const struct loaded *loaded, int32_t today,
                    struct arena *arena, struct new_item *item);

/* The field of ITEM, or of the group that it is, that KEY names; NULL. */
const struct field *new_item_field(const struct new_item *item, const struct node *key);

/* Puts VALUE, as it was typed, into FIELD of ITEM. False: it is none (said). */
bool new_item_set(struct arena *arena, struct new_item *item, const struct loaded *loaded,
                  const struct field *field, const char *value);

/*
 * Puts the whole file with ITEM in it behind OUT, and where it goes into PLACE, whose path lives in ARENA.
 * The exit status; what is wrong is said.
 */
int new_item_put(const struct new_item *item, const struct loaded *loaded, struct arena *arena,
                 struct new_place *place, struct buf *out);

#endif
