/*
 * Reading the text of claims (claims/claim_form.h) as it comes back from a chat application: with half-width
 * or full-width colons, quoted, starred, with blank lines and invisible characters put in, in either language
 * of the form, several in one text, and with what people said between them.
 */
#ifndef CLAIMS_CLAIM_TEXT_H
#define CLAIMS_CLAIM_TEXT_H

#include "base/arena.h"
#include "base/diag.h"
#include "claims/claim_form.h"

#include <stddef.h>

/* A value of a claim's text. Its place is in file 0: the text itself. */
struct form_value {
    const char *text; /* NULL: not given. Full-width letters, digits and signs are plain ones here, but in a
                         note */
    struct place place;
};

struct claim_text {
    struct form_value village; /* behind the title */
    struct form_value values[form_fields];
    struct place start; /* its first line */
};

struct claim_texts {
    struct claim_text *items;
    size_t len;
    size_t cap;
};

/*
 * Reads the claims in LEN bytes at TEXT behind those in TEXTS; their values are in ARENA. A line in the midst
 * of a claim that is none of its fields is an error; one before the first or behind the last field is warned
 * of and left out.
 */
void claim_text_read(struct arena *arena, const char *text, size_t len, struct claim_texts *texts,
                     struct diags *diags);

/* The place of LEN bytes at AT within a value. */
struct place form_within(const struct form_value *value, size_t at, size_t len);

/* Bytes of an id at TEXT; 0: none begins there. */
size_t form_id(const char *text);

/* TEXT with full-width letters, digits and signs made plain, as the values of a form are. */
const char *form_plain(struct arena *arena, const char *text);

#endif
