/* Two versions of the public ledger, figure by figure. */
#ifndef CMD_FIGURES_H
#define CMD_FIGURES_H

#include "base/buf.h"
#include "base/json_read.h"

#include <stddef.h>

enum { most_differences = 200 }; /* that are written */

/*
 * Writes behind OUT, a line each, where PUBLISHED differs from COMPUTED, with the path there: items of lists
 * by their ids. *COUNT gets how many values were compared. Returns how many differ; those beyond
 * most_differences are counted alone.
 */
size_t figures_compare(const struct json_value *published, const struct json_value *computed, size_t *count,
                       struct buf *out);

#endif
