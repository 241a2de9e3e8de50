/*
 * Texts that are published as they are, read as their readers will: in the encodings that are about, with
 * escapes undone and tags taken out, so that what they say can be looked through.
 */
#ifndef CONTENT_DECODE_H
#define CONTENT_DECODE_H

#include "content/kinds.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * One way to read a file: LEN bytes of UTF-8 without controls but line ends and tabs, and a NUL behind;
 * EXACT: its lines and columns are the file's. False: enough.
 */
typedef bool decode_reading(void *context, const char *text, size_t len, bool exact);

/*
 * Hands all readings of LEN bytes to EACH, KIND being content_text, content_markup or content_cards. False:
 * they can't be read as text, so that nobody knows what they say; what could be read of them was handed over
 * all the same.
 */
bool decode_text(enum content_kind kind, const char *bytes, size_t len, decode_reading *each, void *context);

#endif
