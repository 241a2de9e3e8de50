/* Pages that are copies of others: what sharing folders, chat applications and file managers leave. */
#ifndef CONTENT_COPIES_H
#define CONTENT_COPIES_H

#include "source/source.h"

#include <stdbool.h>
#include <stdint.h>

/* Whether the page NUMBER of SOURCE is a copy of another of the COUNT pages, and to be left out: it is warned
 * of then. So is what is only named like a copy. */
bool content_is_copy(const struct source *source, const uint32_t *pages, uint32_t count, uint32_t number,
                     struct diags *diags);

#endif
