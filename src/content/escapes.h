/* The ways to write characters of a text otherwise: escapes, tags between them, folded lines. All take valid
 * UTF-8 and put it behind what is in OUT. */
#ifndef CONTENT_ESCAPES_H
#define CONTENT_ESCAPES_H

#include "base/buf.h"

#include <stddef.h>

/* Undoes entities (&#24352; &#x5F20; &middot;), backslashes (\u5F20 \u{5F20} \x41 and CSS's \5F20), %XX and
 * %uXXXX, and =XX of quoted-printable. Line ends stay where they are. */
void escapes_undo(const char *text, size_t len, struct buf *out);

/* Leaves out tags, and what ruby says above characters; blocks of HTML are kept apart by a bar. */
void escapes_tags(const char *text, size_t len, struct buf *out);

/* Unfolds lines (RFC 5545, section 3.1; quoted-printable's "=" at a line's end), and joins the parts of a
 * name that semicolons divide. */
void escapes_folds(const char *text, size_t len, struct buf *out);

/* Joins cells of a table that a name is divided into: one or two Han characters, and one to three behind a
 * comma, a semicolon or a tab. */
void escapes_cells(const char *text, size_t len, struct buf *out);

#endif
