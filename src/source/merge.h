/* Marks that a version control system leaves in a text where it could not unite two versions. */
#ifndef SOURCE_MERGE_H
#define SOURCE_MERGE_H

#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Reports every unfinished merge in the LEN bytes at TEXT, the file number FILE, once, with the lines of both
 * versions; a mark that is left of one, too. A line of = under a line of text is a heading in a PAGE, and is
 * none where no other mark belongs to it. Returns whether there is one.
 */
bool merge_check(const char *text, size_t len, bool page, uint32_t file, struct diags *diags);

#endif
