/* The libraries that this program is linked with, as they call themselves. */
#ifndef CMD_LINKED_H
#define CMD_LINKED_H

#include "base/buf.h"

/* Adds a line: "libyaml 0.2.5, cmark 0.30.2, …", the versions of what is loaded, not of what was compiled
 * with. */
void linked_describe(struct buf *out);

#endif
