/* Writing records by a command (publish/record.h), what goes wrong being said. */
#ifndef CMD_WRITING_H
#define CMD_WRITING_H

#include "base/buf.h"
#include "publish/record.h"

/* Waits for the village's lock. The exit status. */
int writing_lock(struct record_lock *lock, const char *dir);

/* Puts TEXT at PATH where the LEN bytes WAS were read. The exit status; exit_well once all is on the disk. */
int writing_put(const struct record_lock *lock, const char *path, const char *was, size_t len,
                const struct buf *text);

#endif
