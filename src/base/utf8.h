/* UTF-8: code points, characters as people count them, and how wide they stand on a terminal. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Decodes the code point at TEXT (LEN > 0 bytes). Returns the bytes it takes; 0 where they are not UTF-8
 * (overlong, surrogate, beyond U+10FFFF, cut off).
 */
size_t utf8_decode(const char *text, size_t len, uint32_t *code);

/* Bytes of TEXT before the first that is not UTF-8: LEN if all is well. */
size_t utf8_valid(const char *text, size_t len);

/* Code points of valid text. */
size_t utf8_count(const char *text, size_t len);

/* Bytes of the first grapheme cluster of TEXT (UAX #29); 0 only where LEN is 0. */
size_t utf8_cluster(const char *text, size_t len);

/* Columns of the code point on a terminal: 0, 1 or 2; a control counts 1. */
int utf8_width(uint32_t code);

/* Columns of a text. */
int utf8_columns(const char *text, size_t len);

/*
 * What no text of a record may hold: controls, line feed and tab among them, and characters
 * that are not seen or turn the order of others around.
 */
bool utf8_hidden(uint32_t code);

/* A Han character (the script property; 〇 and 々 included). */
bool utf8_han(uint32_t code);

#endif
