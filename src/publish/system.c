#define _GNU_SOURCE /* renameat2, statx, syncfs, flock; NOLINT(bugprone-reserved-identifier) */

#include "publish/system.h"

#include "base/files.h"
#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

int publish_exchange(const char *a, const char *b)
{
    return renameat2(AT_FDCWD, a, AT_FDCWD, b, RENAME_EXCHANGE) == 0 ? 0 : errno;
}

int publish_sync(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return errno;
    int error = syncfs(fd) == 0 ? 0 : errno;
    close(fd);
    return error;
}

bool publish_mounted(const char *path)
{
    struct statx s;
    if (statx(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, &s) == 0 &&
        (s.stx_attributes_mask & STATX_ATTR_MOUNT_ROOT))
        return (s.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
    /* Before Linux 5.8 only another device tells, which misses bind mounts: the rename says EBUSY then. */
    char *above = path_join(path, "..");
    struct stat here;
    struct stat there;
    bool mounted = lstat(path, &here) == 0 && stat(above, &there) == 0 && here.st_dev != there.st_dev;
    memory_free(above);
    return mounted;
}

int publish_lock(const char *path, int *fd)
{
    enum { tries = 100 };
    for (int i = 0; i < tries; i++) {
        *fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666);
        int refused = *fd < 0 ? errno : 0;
        if (refused == EACCES) /* another user's, who may have been killed */
            *fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
        if (*fd < 0)
            return refused;
        int error = flock(*fd, LOCK_EX | LOCK_NB) == 0 ? 0 : errno;
        struct stat ours;
        struct stat named;
        if (!error && fstat(*fd, &ours) == 0 && stat(path, &named) == 0 && ours.st_ino == named.st_ino &&
            ours.st_dev == named.st_dev)
            return 0;
        /* Otherwise its holder has removed it since it was opened: what we hold locks nobody out. */
        close(*fd);
        *fd = -1;
        if (error && error != EINTR)
            return error;
    }
    return EWOULDBLOCK;
}

int publish_wait_lock(const char *path, int *fd)
{
    enum { step = 10 /* milliseconds */, longest = 30000 };
    const struct timespec rest = {.tv_nsec = step * 1000000L};
    int error = publish_lock(path, fd);
    for (int waited = 0; error == EWOULDBLOCK && waited < longest; waited += step) {
        nanosleep(&rest, NULL);
        error = publish_lock(path, fd);
    }
    return error;
}

void publish_unlock(const char *path, int fd)
{
    unlink(path);
    close(fd);
}
