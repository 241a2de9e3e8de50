/* The few calls of the system that POSIX does not have. All that return int give 0 or an errno value. */
#ifndef PUBLISH_SYSTEM_H
#define PUBLISH_SYSTEM_H

#include <stdbool.h>

/* Exchanges two folders in one step; EINVAL, ENOSYS or ENOTSUP where the file system can't. */
int publish_exchange(const char *a, const char *b);

/* Waits until all that was written to the file system of the folder PATH is on its disk. */
int publish_sync(const char *path);

/* Whether something is mounted at the folder PATH; bind mounts count. */
bool publish_mounted(const char *path);

/*
 * Takes the lock file PATH for this process: *FD is it, open. EWOULDBLOCK where another process has it. The
 * lock of a process that was killed is free.
 */
int publish_lock(const char *path, int *fd);

/* The same, waiting for who has it, half a minute at most. */
int publish_wait_lock(const char *path, int *fd);

/* Removes the lock file and lets go of it. */
void publish_unlock(const char *path, int fd);

#endif
