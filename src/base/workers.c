#include "base/workers.h"

#include "base/memory.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

struct crew {
    worker_job *job;
    void *context;
    size_t items;
    atomic_size_t next; /* the first item that nobody has taken */
};

struct worker {
    struct crew *crew;
    int number;
    pthread_t thread;
};

static void *work(void *argument)
{
    struct worker *w = argument;
    for (;;) {
        size_t item = atomic_fetch_add(&w->crew->next, 1);
        if (item >= w->crew->items)
            return NULL;
        w->crew->job(w->crew->context, item, w->number);
    }
}

void workers_run(int threads, size_t items, worker_job *job, void *context)
{
    struct crew crew = {.job = job, .context = context, .items = items};
    if (threads < 1)
        threads = 1;
    if ((size_t)threads > items)
        threads = items ? (int)items : 1;
    struct worker *workers = memory_new((size_t)threads, sizeof *workers);
    int started = 1;
    for (; started < threads; started++) {
        workers[started] = (struct worker){.crew = &crew, .number = started};
        if (pthread_create(&workers[started].thread, NULL, work, &workers[started]) != 0)
            break;
    }
    workers[0] = (struct worker){.crew = &crew};
    work(&workers[0]);
    for (int i = 1; i < started; i++)
        pthread_join(workers[i].thread, NULL);
    memory_free(workers);
}

int workers_available(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > 64 ? 64 : (int)n;
}
