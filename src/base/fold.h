/*
 * When two texts say the same, however they were typed: the one folding by which names are found and masked,
 * and ids, names and numbers that people type are looked for.
 *
 * Alike are: Han characters, radicals (from PDFs), compatibility forms and those of older encodings' private
 * codes; traditional characters and the simplified ones they are taken for; full and half width; small and
 * capital letters; letters composed and decomposed; middle dots, hyphens and blanks within a name, of every
 * kind, and none. What is not seen (variation selectors, joiners, soft hyphens) is not there.
 */
#ifndef BASE_FOLD_H
#define BASE_FOLD_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A character as it is compared. A blank, dot or hyphen (or a line's end) between two letters is none: it
 * lies in the gap between two units. Elsewhere blanks and line ends together are one space, an empty line is
 * a line feed, dots are U+00B7, hyphens "-".
 */
struct fold_unit {
    uint32_t code;
    uint32_t start, len; /* bytes of the text; a character that stands for several (ﬁ) is a unit of its length
                            and others of none behind it */
};

/* The units of LEN bytes at TEXT, valid UTF-8; *COUNT is how many. The caller frees with memory_free. */
struct fold_unit *fold_units(const char *text, size_t len, uint32_t *count);

/* TEXT as it is compared, without gaps: two names are one if they fold alike. */
void fold_put(struct buf *out, const char *text, size_t len);
bool fold_same(const char *one, const char *other);

/* An id as it was typed: full width, capitals and hyphens of all kinds folded, blanks around it left out; but
 * what stands in it stands. */
void fold_id(struct buf *out, const char *text, size_t len);

/* fold_table.c: the digit, letter or sign that CODE is another form of (full width, a private code, a
 * radical); else CODE.
 */
uint32_t fold_code(uint32_t code);

/* The standard character for a private-use code of old GBK and GB18030 data; 0: none is known. */
uint32_t fold_standard(uint32_t code);

/* Whether CODE is the standard character for some private-use code. */
bool fold_had_private(uint32_t code);

/* A private-use code point: every typeface shows another sign for it, or none. */
bool fold_private(uint32_t code);

/* The simplified character that a traditional one is taken for; else CODE. */
uint32_t fold_simplified(uint32_t code);

bool fold_blank(uint32_t code);  /* a blank that may stand in a line */
bool fold_dot(uint32_t code);    /* a dot as it stands in names, however it was typed */
bool fold_hyphen(uint32_t code); /* a hyphen or dash of one character */
bool fold_unseen(uint32_t code); /* nothing is seen of it */

#endif
