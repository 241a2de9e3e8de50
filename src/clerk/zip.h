/* The files of a zip archive that lies in memory, as spreadsheets are stored. */
#ifndef CLERK_ZIP_H
#define CLERK_ZIP_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* So many bytes a file may have at most when it is unpacked: more is taken for an attack. */
enum { zip_most = 64 * 1024 * 1024 };

struct zip {
    const unsigned char *bytes;
    size_t len;
    size_t directory; /* where its list of files begins */
    size_t count;     /* of files */
};

/* Finds the list of files in the LEN bytes at BYTES, which outlive ZIP. False: it is no archive. */
bool zip_open(struct zip *zip, const char *bytes, size_t len);

bool zip_has(const struct zip *zip, const char *name);

/* Puts the file NAME behind OUT. False: there is none, or it is damaged, encrypted or too large. */
bool zip_read(const struct zip *zip, const char *name, struct buf *out);

#endif
