/* Where a text goes on to, piece by piece, that is too long to be held whole. */
#ifndef BASE_SPILL_H
#define BASE_SPILL_H

#include "base/buf.h"

enum { spill_size = 1 << 18 }; /* bytes that are much */

struct spill {
    void (*take)(void *context, const void *bytes, size_t len); /* takes the next bytes */
    void *context;
};

/* For who writes behind OUT, now and then: what is in OUT goes to SPILL where it is much. SPILL may be NULL:
 * all stays in OUT. */
static inline void spill_much(const struct spill *spill, struct buf *out)
{
    if (!spill || out->len < spill_size)
        return;
    spill->take(spill->context, out->data, out->len);
    buf_clear(out);
}

#endif
