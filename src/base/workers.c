#include "base/workers.h"

#include "base/memory.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
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

/* Starts a thread with worker_stack; false: it can't be started. */
static bool start(pthread_t *thread, void *(*begin)(void *), void *argument)
{
    pthread_attr_t attributes;
    if (pthread_attr_init(&attributes) != 0)
        return false;
    bool started = pthread_attr_setstacksize(&attributes, worker_stack) == 0 &&
                   pthread_create(thread, &attributes, begin, argument) == 0;
    pthread_attr_destroy(&attributes);
    return started;
}

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
        if (!start(&workers[started].thread, work, &workers[started]))
            break;
    }
    workers[0] = (struct worker){.crew = &crew};
    work(&workers[0]);
    for (int i = 1; i < started; i++)
        pthread_join(workers[i].thread, NULL);
    memory_free(workers);
}

struct alone {
    void (*job)(void *);
    void *context;
};

static void *do_alone(void *argument)
{
    const struct alone *alone = argument;
    alone->job(alone->context);
    return NULL;
}

void workers_alone(void (*job)(void *), void *context)
{
    struct alone alone = {.job = job, .context = context};
    pthread_t thread;
    if (start(&thread, do_alone, &alone))
        pthread_join(thread, NULL);
    else
        job(context);
}

int workers_available(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > 64 ? 64 : (int)n;
}
