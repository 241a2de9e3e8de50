/*
 * What a terminal may be shown of a text that somebody else wrote, a file's name among them: it can't move
 * the cursor, change colours or turn the order of characters around.
 */
#ifndef BASE_TERMINAL_H
#define BASE_TERMINAL_H

#include "base/buf.h"

#include <stddef.h>

/*
 * Appends the first character of the LEFT > 0 bytes at TEXT: a tab as four spaces; a control character, an
 * invisible one and a byte that is not UTF-8 as U+FFFD. Returns the bytes it takes, and adds its columns to
 * *COLUMNS.
 */
size_t terminal_put(struct buf *out, const char *text, size_t left, int *columns);

/* Appends all of TEXT so. */
void terminal_puts(struct buf *out, const char *text);

/* The same with the line feeds of TEXT kept. */
void terminal_put_lines(struct buf *out, const char *text);

#endif
