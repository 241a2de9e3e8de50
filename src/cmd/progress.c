#include "cmd/progress.h"

#include "cmd/command.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { first_after = 500, then_every = 200 }; /* milliseconds */

static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void progress_begin(struct progress *progress, bool quiet)
{
    progress->shown = !quiet && isatty(STDERR_FILENO);
    progress->began = now();
    atomic_store(&progress->steps, 0);
    atomic_store(&progress->last, progress->began + first_after - then_every);
    atomic_store(&progress->written, false);
}

void progress_step(struct progress *progress)
{
    size_t steps = atomic_fetch_add(&progress->steps, 1) + 1;
    if (!progress->shown)
        return;
    int64_t time = now();
    int_fast64_t last = atomic_load(&progress->last);
    if (time - last < then_every || !atomic_compare_exchange_strong(&progress->last, &last, time))
        return;
    atomic_store(&progress->written, true);
    fputc('\r', stderr);
    fprintf(stderr, _("%zu files …"), steps);
    fflush(stderr);
}

void progress_end(struct progress *progress)
{
    if (atomic_load(&progress->written))
        fputs("\r\033[K", stderr);
}

void progress_seconds(const struct progress *progress, char *text, size_t size)
{
    int64_t ms = now() - progress->began;
    snprintf(text, size, "%lld.%02lld", (long long)(ms / 1000), (long long)(ms % 1000 / 10));
}
