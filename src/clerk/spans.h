/* Inside clerk/ only: places of a tree as bytes of its text, and replacing spans of it. */
#ifndef CLERK_SPANS_H
#define CLERK_SPANS_H

#include "base/buf.h"
#include "base/diag.h"

#include <stddef.h>

/* A text whose lines end with line feeds. */
struct spans {
    const char *text;
    size_t len;
    size_t *items; /* where each line begins */
    size_t lines, cap;
    struct span_edit *edits;
    size_t edits_len, edits_cap;
};

struct span_edit {
    size_t from, to; /* bytes that are replaced */
    const char *by;  /* lives as long as the spans */
};

void spans_begin(struct spans *spans, const char *text, size_t len);
void spans_free(struct spans *spans);

/* The byte at which the character COLUMN, from 1, of LINE stands, and the one CHARACTERS further. */
size_t spans_at(const struct spans *spans, uint32_t line, uint32_t column);
size_t spans_behind(const struct spans *spans, size_t at, size_t characters);

void spans_replace(struct spans *spans, size_t from, size_t to, const char *by);

/* The text with all replaced, behind OUT. Edits do not overlap. */
void spans_apply(struct spans *spans, struct buf *out);

#endif
