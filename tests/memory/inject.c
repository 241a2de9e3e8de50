/*
 * Loaded before a program (LD_PRELOAD): memory that fails on purpose. Allocations are counted from the first.
 *
 * INJECT_AT=N      the Nth fails, and no other.
 * INJECT_EVERY=K   every Kth, from INJECT_FROM on (counted from 0), fails in a copy of the process, which is
 *                  forked there and waited for; the process itself goes on. INJECT_FIRST and INJECT_LAST
 *                  bound these to a piece of all. A copy must end with 3, or with 0
 *                  once the output was swapped in. INJECT_REPORT names the file that gets the result: how
 * many allocations there were, in how many copies one failed, how many of them before the swap; then the
 * number of each that ended in another way, with its wait status.
 */
#define _GNU_SOURCE /* RTLD_NEXT, renameat2 */

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { bad_most = 200, longest_copy = 60 /* seconds of the processor */ };

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static bool read_already, within; /* within: what we call allocates itself */
static unsigned long count, at, every, from, earliest, latest, copies, before_swap;
static bool swapped;
static int nowhere = -1, report_fd = -1; /* opened before the program gives up writing elsewhere */
static struct {
    unsigned long number;
    int status;
} bad[bad_most];
static unsigned bad_len;
static pid_t first; /* who counts: not what it starts */

static unsigned long number_of(const char *name)
{
    const char *text = getenv(name);
    return text ? strtoul(text, NULL, 10) : 0;
}

/* Has a copy of the process meet the failure. True: we are it. */
static bool in_a_copy(void)
{
    copies++;
    before_swap += !swapped;
    pid_t child = fork();
    if (child == 0) {
        dup2(nowhere, STDERR_FILENO);
        dup2(nowhere, STDOUT_FILENO);
        setrlimit(RLIMIT_CPU, &(struct rlimit){longest_copy, longest_copy});
        return true;
    }
    int status = -1;
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    int well = swapped ? 0 : 3;
    if (child < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != well) {
        if (bad_len < bad_most) {
            bad[bad_len].number = count;
            bad[bad_len].status = status;
        }
        bad_len++;
    }
    return false;
}

/* Whether this allocation fails. */
static bool fails(void)
{
    bool failing = false;
    pthread_mutex_lock(&mutex);
    if (!within && (!first || first == getpid())) {
        within = true;
        if (!read_already) {
            read_already = true;
            first = getpid();
            at = number_of("INJECT_AT");
            every = number_of("INJECT_EVERY");
            from = number_of("INJECT_FROM");
            earliest = number_of("INJECT_FIRST");
            latest = number_of("INJECT_LAST");
            nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
            const char *path = getenv("INJECT_REPORT");
            report_fd = path ? open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666) : -1;
        }
        count++;
        failing = count == at;
        if (every && count % every == from % every && count >= earliest && (!latest || count <= latest))
            failing = in_a_copy();
        within = failing && every; /* a copy has met what it was made for */
    }
    pthread_mutex_unlock(&mutex);
    if (failing)
        errno = ENOMEM;
    return failing;
}

#define next_of(NAME) ((__typeof__(NAME) *)dlsym(RTLD_NEXT, #NAME))

void *malloc(size_t size)
{
    static void *(*next)(size_t);
    if (!next)
        next = next_of(malloc);
    return fails() ? NULL : next(size);
}

void *calloc(size_t n, size_t size)
{
    static void *(*next)(size_t, size_t);
    if (!next)
        next = next_of(calloc);
    return fails() ? NULL : next(n, size);
}

void *realloc(void *old, size_t size)
{
    static void *(*next)(void *, size_t);
    if (!next)
        next = next_of(realloc);
    return fails() ? NULL : next(old, size);
}

int posix_memalign(void **p, size_t alignment, size_t size)
{
    static int (*next)(void **, size_t, size_t);
    if (!next)
        next = next_of(posix_memalign);
    return fails() ? ENOMEM : next(p, alignment, size);
}

/* The swap is one of these. */
int renameat2(int from_fd, const char *old, int to_fd, const char *new, unsigned flags)
{
    int result = (int)syscall(SYS_renameat2, from_fd, old, to_fd, new, flags);
    swapped = swapped || result == 0;
    return result;
}

__attribute__((destructor)) static void report(void)
{
    if (report_fd < 0 || first != getpid())
        return;
    dprintf(report_fd, "%lu %lu %lu\n", count, copies, before_swap);
    for (unsigned i = 0; i < bad_len && i < bad_most; i++)
        dprintf(report_fd, "%lu %d\n", bad[i].number, bad[i].status);
}
