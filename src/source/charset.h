/* In which encoding a file seems to be written, and the same as UTF-8. */
#ifndef SOURCE_CHARSET_H
#define SOURCE_CHARSET_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

enum charset {
    charset_none, /* nothing that is known here: no text, or a damaged one */
    charset_utf8,
    charset_gb18030,
    charset_big5,
    charset_utf16le,
    charset_utf16be,
    charset_utf32le,
    charset_utf32be
};

/*
 * What the LEN bytes at TEXT seem to be. charset_utf8 only where they are valid and hold no NUL; the others
 * by their byte order mark, or by which reading gives the text of a Chinese writer.
 */
enum charset charset_guess(const char *text, size_t len);

/* What its users call it ("GBK", "UTF-16"); NULL of charset_none. */
const char *charset_name(enum charset charset);

/*
 * Puts TEXT, read as CHARSET, behind OUT as UTF-8 without a byte order mark. False where it is not that
 * throughout.
 */
bool charset_decode(enum charset charset, const char *text, size_t len, struct buf *out);

#endif
