/*
 * Writing into a file that people write too: something is put behind what stands there, and all else stays as
 * it is, byte for byte: comments, order, line ends, a byte order mark.
 */
#ifndef YAML_INSERT_H
#define YAML_INSERT_H

#include "base/buf.h"

#include <stdbool.h>
#include <stdint.h>

/* How the file's lines are written. */
struct insert_style {
    size_t indent;        /* blanks before the items of its list */
    const char *line_end; /* that of its first line */
};

/* The style of LEN bytes at TEXT, a file that is a list of lines or nothing yet; false where it is a list in
 * brackets, or none, to which nothing can be put behind. */
bool insert_style_of(const char *text, size_t len, struct insert_style *style);

/* Puts the LEN bytes at TEXT into OUT, and a line end where the last line has none: an item may follow. */
void insert_begin(const char *text, size_t len, const struct insert_style *style, struct buf *out);

/* The number of the line that comes behind LEN bytes, which end with a line end. */
uint32_t insert_line(const char *text, size_t len);

/* TEXT, one line, as a scalar within brackets, in quotes where it would be read otherwise without. */
void insert_scalar(struct buf *out, const char *text);

#endif
