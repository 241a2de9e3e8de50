/*
 * Identity and mobile numbers in a text, as people type them: with
 * full-width digits, a blank or a hyphen between their groups, a country code.
 */
#ifndef SOURCE_PERSONAL_H
#define SOURCE_PERSONAL_H

#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

enum personal_kind { personal_identity, personal_mobile };

struct personal {
    enum personal_kind kind;
    struct place place;
    size_t at, len; /* its bytes in the text */
};

/* How far a text was looked through. */
struct personal_scan {
    const char *text;
    size_t len;
    size_t at;
    char before;        /* what stands before it, as it is compared */
    struct place place; /* of the character at `at` */
};

/* Begins with the LEN bytes at TEXT, of any kind, which are the file number FILE. A byte order mark is
 * skipped. */
struct personal_scan personal_scan(const char *text, size_t len, uint32_t file);

/* The next number; false where there is none. */
bool personal_next(struct personal_scan *scan, struct personal *found);

#endif
