/*
 * What stays on one line: a number with its unit, a date, an id, a telephone number. Chinese text may be
 * broken between any two characters, so that a line would end in 11月2 and the next begin with 3日. Pages are
 * looked through once they are rendered, whatever their words came from: records, translations, minutes.
 */
#ifndef SITE_WHOLE_H
#define SITE_WHOLE_H

#include "base/buf.h"

#include <stddef.h>

/* Units of more than one character (小时), which are kept together with their number: COUNT of them. */
struct whole_units {
    const char *const *items;
    size_t count;
};

/*
 * Appends LEN bytes of HTML at PAGE to OUT with <span class="whole"> around what is not to be broken: in the
 * text of its body, but for <pre>, pictures, <time> and what can hold no elements. What is too long for a
 * line of a phone in the largest letters is left as it is; of an entry's id (2026-03-11/1/h313) what stands
 * before its last slash is kept together then, and what is behind it. UNITS may be NULL.
 */
void whole_put(struct buf *out, const char *page, size_t len, const struct whole_units *units);

#endif
