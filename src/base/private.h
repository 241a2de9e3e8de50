/*
 * Private-use characters, which data of old encodings hold for rare characters of names: every typeface shows
 * another sign for them, or none, so that 〓 stands for them in all that is made.
 */
#ifndef BASE_PRIVATE_H
#define BASE_PRIVATE_H

#include "base/arena.h"
#include "base/diag.h"

/*
 * TEXT (LEN bytes, valid UTF-8) with 〓 for each private-use character, in ARENA; TEXT itself where there is
 * none. Each is warned of (`paper-character`), with the standard character where one is known: at PLACE, or
 * where it stands in the text if that is a file from the line PLACE.line on (WHOLE).
 */
const char *private_replaced(struct arena *arena, const char *text, size_t len, struct place place,
                             bool whole, struct diags *diags);

/* Warns in the same way of each in TEXT, which goes out as it is. */
void private_warn(const char *text, size_t len, struct place place, bool whole, struct diags *diags);

#endif
