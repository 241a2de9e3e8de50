/*
 * A record file as it should have been typed: everything that has one meaning only is mended, and keys and
 * words are put into one language, by replacing spans of the text. Comments, order and layout stay.
 */
#ifndef CLERK_MEND_H
#define CLERK_MEND_H

#include "base/buf.h"
#include "source/source.h"

#include <stdbool.h>
#include <stddef.h>

enum mend_language { mend_as_written, mend_chinese, mend_english };

/* What was mended in a file. */
struct mended {
    const char *encoding; /* the one that it was in ("GBK"); NULL: UTF-8 */
    bool mark;            /* it had a byte order mark */
    size_t line_ends;     /* lines that ended otherwise than with a line feed */
    size_t blanks;        /* lines with blanks at their ends */
    size_t marks;         /* full-width colons, commas and blanks where punctuation stands; missing blanks */
    size_t names;         /* keys and words in the other language */
    bool unread;          /* what it is in is not known, so it is left as it is */
};

/*
 * Puts LEN bytes at TEXT, a file of KIND, mended behind OUT. Mending what was mended changes nothing. Of a
 * file that is still no YAML the names stay, and the blanks at the ends of lines.
 */
void mend_text(enum source_kind kind, const char *text, size_t len, enum mend_language language,
               struct buf *out, struct mended *mended);

/* Whether anything was. */
bool mended_any(const struct mended *mended);

#endif
