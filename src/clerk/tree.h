/* The tree of one record file, for who writes into it. */
#ifndef CLERK_TREE_H
#define CLERK_TREE_H

#include "source/source.h"
#include "yaml/node.h"

/* The tree of FILE, its keys known by the table of its kind; NULL where there is no file (NULL), or it can't
 * be read. It lives in ARENA. */
const struct node *tree_of(const struct source_file *file, struct arena *arena);

#endif
