/*
 * Composing in a process of its own that gives up writing and sockets before it reads what others wrote; the
 * caller then writes what it gave where that is wanted, and has read nothing itself.
 */
#ifndef CMD_APART_H
#define CMD_APART_H

#include "base/buf.h"

/* What is done apart: puts what it makes behind OUT and says what is wrong; an exit status. */
typedef int apart_work(void *context, struct buf *out);

/*
 * Has WORK done by another process and puts what it gave behind OUT, where it ended well. It can write
 * nothing, but in the folder SCRATCH where that is not NULL; it sees CONTEXT as it is, and what it changes
 * there is lost. Its exit status.
 */
int apart(apart_work *work, void *context, const char *scratch, struct buf *out);

#endif
