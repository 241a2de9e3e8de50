/* Paths as they stand in links. */
#ifndef BASE_HREF_H
#define BASE_HREF_H

#include "base/buf.h"

#include <stddef.h>

/* Bytes of a path as they stand in a link: letters, digits and -._~/ as they are, others as %XX. */
void href_put(struct buf *out, const char *path);

/* The other way: what LEN bytes of a link stand for. %00 stays as it is. */
void href_read(struct buf *out, const char *link, size_t len);

#endif
