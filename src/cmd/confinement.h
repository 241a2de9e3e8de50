/* What commands that read the village's files give up before they do (base/confine.h). */
#ifndef CMD_CONFINEMENT_H
#define CMD_CONFINEMENT_H

#include "base/buf.h"

#include <stdbool.h>

/*
 * Before anything is read for an output at OUT: nothing can be written from now on but beside and below OUT
 * and below DIR/.gongshi, where there is one. False, said, where that could not be had though the kernel
 * knows it.
 */
bool confinement_files(const char *dir, const char *out);

/* No socket can be opened from now on. */
bool confinement_sockets(void);

/* What this machine knows of it, a line. */
void confinement_describe(struct buf *out);

#endif
