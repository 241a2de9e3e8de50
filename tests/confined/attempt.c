/*
 * Loaded before a program (LD_PRELOAD): when it swaps its output in (ATTEMPT_WHEN=swap), when each of its
 * processes first looks into a folder (=folder), when it connects to somebody (=connect), when what it
 * wrote is to be on the disk (=sync) or when it ends (=end), it tries what a fault in it could be
 * made to do, in that thread and in one more, and notes in the file ATTEMPT_REPORT, open since the start, how
 * each ended: a line "WHAT ERRNO", 0 where it could be done. ATTEMPT_AT is a folder outside.
 */
#define _GNU_SOURCE /* renameat2, RTLD_NEXT */

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static int report = -1;

__attribute__((constructor)) static void begin(void)
{
    const char *path = getenv("ATTEMPT_REPORT");
    report = path ? open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666) : -1;
}

static void note(const char *what, int result)
{
    dprintf(report, "%s %d\n", what, result < 0 ? errno : 0);
    if (result > 2)
        close(result);
}

/* −1 where nobody can call us. */
static int called(void)
{
    int line = socket(AF_INET, SOCK_STREAM, 0);
    return line < 0 ? -1 : listen(line, 1) == 0 ? line : -1;
}

/* −1 where a port that nothing is sent to (and where nobody listens: ECONNREFUSED is as good as an answer)
 * can't be reached. */
static int connected(void)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(9)};
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int line = socket(AF_INET, SOCK_STREAM, 0);
    if (line < 0)
        return -1;
    long well = syscall(SYS_connect, line, &to, sizeof to);
    return well == 0 || errno == ECONNREFUSED ? line : -1;
}

static void *attempt(void *unused)
{
    char made[4096], there[4096], moved[4096];
    const char *outside = getenv("ATTEMPT_AT");
    snprintf(made, sizeof made, "%s/made", outside);
    snprintf(there, sizeof there, "%s/there", outside);
    snprintf(moved, sizeof moved, "%s/moved", outside);
    note("make", open(made, O_WRONLY | O_CREAT, 0666));
    note("folder", mkdir(made, 0777));
    note("change", open(there, O_WRONLY));
    note("truncate", truncate(there, 0));
    note("rename", rename(there, moved));
    note("remove", unlink(there));
    note("link", symlink("x", made));
    note("socket", socket(AF_INET, SOCK_STREAM, 0));
    note("local", socket(AF_UNIX, SOCK_STREAM, 0));
    note("listen", called());
    note("other", connected());
    note("read", open(there, O_RDONLY));
    return unused;
}

/* In two threads, if it is the time for it. */
static void attempt_at(const char *moment)
{
    const char *when = getenv("ATTEMPT_WHEN");
    pthread_t thread;
    if (report < 0 || strcmp(when ? when : "swap", moment) != 0)
        return;
    attempt(NULL);
    if (pthread_create(&thread, NULL, attempt, NULL) == 0)
        pthread_join(thread, NULL);
}

DIR *opendir(const char *path)
{
    static DIR *(*next)(const char *);
    static pid_t last;
    if (last != getpid()) {
        last = getpid();
        attempt_at("folder");
    }
    if (!next)
        next = (__typeof__(next))dlsym(RTLD_NEXT, "opendir");
    return next(path);
}

int connect(int line, const struct sockaddr *to, socklen_t size)
{
    static int before;
    if (!before++)
        attempt_at("connect");
    return (int)syscall(SYS_connect, line, to, size);
}

int fsync(int file)
{
    static int before;
    if (!before++)
        attempt_at("sync");
    return (int)syscall(SYS_fsync, file);
}

__attribute__((destructor)) static void end(void)
{
    attempt_at("end");
}

int renameat2(int from_fd, const char *old, int to_fd, const char *new, unsigned flags)
{
    attempt_at("swap");
    return (int)syscall(SYS_renameat2, from_fd, old, to_fd, new, flags);
}
