/* Inside clerk/ only: the keys and words of a record file in one language. */
#ifndef CLERK_RENAME_H
#define CLERK_RENAME_H

#include "clerk/spans.h"
#include "yaml/schema.h"

/* Replaces in SPANS every key and word of the tree ROOT, a list of SCHEMA's records or one, that is in the
 * other language. Returns how many. */
size_t rename_all(struct spans *spans, const struct node *root, const struct schema *schema, bool chinese);

#endif
