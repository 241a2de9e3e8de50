/* Work shared among threads by data: item by item, results in slots decided beforehand. */
#ifndef BASE_WORKERS_H
#define BASE_WORKERS_H

#include <stddef.h>

/*
 * What the stack of every thread holds, the program's first one too (workers_alone): libgit2 wants
 * hundreds of kilobytes, whatever `ulimit -s` says.
 */
enum { worker_stack = 8 << 20 };

/* Does item number ITEM; WORKER (from 0) tells which thread it is on, for memory of its own. */
typedef void worker_job(void *context, size_t item, int worker);

/*
 * Calls JOB once for each item from 0 to ITEMS − 1 on up to THREADS threads (the caller's among them) and
 * returns when all are done. In what order is not said: a job must write to its item's slot only. Where a
 * thread can't be started, fewer do the work.
 */
void workers_run(int threads, size_t items, worker_job *job, void *context);

/* Does JOB on a thread with worker_stack, and waits for it; on the caller's where none can be started. */
void workers_alone(void (*job)(void *), void *context);

/* Processors there are, at least 1. */
int workers_available(void);

#endif
