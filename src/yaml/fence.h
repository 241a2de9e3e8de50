/* The lines of --- that front matter stands between, and what people take for them. */
#ifndef YAML_FENCE_H
#define YAML_FENCE_H

#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Whether TEXT, with a NUL behind it and without a byte order mark, begins with front matter: a line of three
 * hyphens, fields, another such line. *END is where that line begins.
 */
bool fence_find(const char *text, const char **end);

/*
 * Reports front matter of TEXT, the file number FILE, that fence_find does not take for it: it does not begin
 * in the first line, or its dashes are others, or they are missing. KEYS, closed by NULL, are the names of
 * its fields: what has none is text. Returns whether there was something to report.
 */
bool fence_report(const char *text, const char *const *keys, uint32_t file, struct diags *diags);

#endif
