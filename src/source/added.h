/* Inside source/ only: how what was found is added, and what is said where that fails. */
#ifndef SOURCE_ADDED_H
#define SOURCE_ADDED_H

#include "base/buf.h"
#include "source/door.h"
#include "source/source.h"

/* Sets FAILURE to the system's ERROR at PATH. */
void source_fail(struct source_failure *failure, const char *path, int error);

/* Adds what stands at PATH; TEXT may be NULL. */
void source_add(struct source *source, const char *path, enum source_kind kind, const struct buf *text);

/* Adds a place that only an error stands at. */
void source_add_wrong(struct source *source, const char *path, enum source_wrong wrong);

/* Takes the text of number ITEM through the door; what is refused of a page or theme is nothing behind it. */
void source_pass_door(struct source *source, size_t item, enum door door, struct diags *diags);

#endif
