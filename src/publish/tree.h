/* The tree of before: what is in it, which of it stays, and how that gets into the new one. */
#ifndef PUBLISH_TREE_H
#define PUBLISH_TREE_H

#include "base/arena.h"
#include "base/digest.h"
#include "base/files.h"
#include "base/map.h"

#include <stdbool.h>
#include <stddef.h>

/* What becomes of an item. */
enum publish_fate {
    fate_gone,     /* neither published nor kept */
    fate_replaced, /* published with other bytes */
    fate_same,     /* published with the bytes it has */
    fate_kept,     /* kept unseen */
};

struct publish_item {
    const char *path; /* relative to the tree's top; in the tree's arena */
    enum file_kind kind;
    enum publish_fate fate;
};

struct publish_tree {
    struct arena arena;         /* of paths */
    struct publish_item *items; /* in byte order of names: a folder stands before what is in it */
    size_t len;
    size_t cap;
    struct map paths; /* path to index among the items */
};

/*
 * Lists all below the folder ROOT into TREE (zeroed). 0 or an errno value, EBUSY where something is mounted
 * within; then *WHERE is the path it was about, which the caller frees with memory_free.
 */
int publish_tree_scan(const char *root, struct publish_tree *tree, char **where);

/* Whether a folder of TREE has nothing in it and is not kept. */
bool publish_tree_hollow(const struct publish_tree *tree);

void publish_tree_free(struct publish_tree *tree);

/* Whether PATH is a file, not a link, of exactly these bytes. */
bool publish_same(const char *path, const void *bytes, size_t len);

/* Whether PATH is a file, not a link, of SIZE bytes with DIGEST. */
bool publish_agrees(const char *path, size_t size, const struct digest *digest);

/* Writes a file that must not be there yet. 0 or an errno value. */
int publish_write(const char *path, const void *bytes, size_t len);

/* The same piece by piece: *FD is the file, begun; closed by close. */
int publish_create(const char *path, int *fd);
int publish_append(int fd, const void *bytes, size_t len);

/* Puts what is at FROM, not a folder, at TO as well: linked or else copied with its times. 0 or an errno. */
int publish_take(const char *from, const char *to);

#endif
