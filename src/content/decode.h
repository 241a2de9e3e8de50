/*
 * Texts that are published as they are, read as their readers will: in the encodings that are about, with
 * escapes undone and tags taken out, so that what they say can be looked through.
 */
#ifndef CONTENT_DECODE_H
#define CONTENT_DECODE_H

#include "source/kinds.h"
#include "source/source.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * One way to read a file: LEN bytes of UTF-8 without controls but line ends and tabs, and a NUL behind;
 * EXACT: its lines and columns are the file's. False: enough.
 */
typedef bool decode_reading(void *context, const char *text, size_t len, bool exact);

/*
 * Hands all readings of FILE to EACH, KIND being content_text, content_markup or content_cards. What it is by
 * the door comes first; where that was a guess, other encodings too.
 */
void decode_text(enum content_kind kind, const struct source_file *file, decode_reading *each, void *context);

#endif
