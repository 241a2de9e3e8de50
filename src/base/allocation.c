/*
 * The program's own malloc, before the C library's: an allocation that fails ends the program as ours do
 * (memory_failed), whoever asked for it. Libraries that have no way of their own to say so, or say it by
 * leaving something out, can then not make a paper without characters or a page without its commit.
 *
 * What allocates is what would have without this: the next malloc in the order of loading. Sanitizers bring
 * their own; there the libraries' own ways to fail are all there is.
 */
#define _GNU_SOURCE /* RTLD_NEXT; NOLINT(bugprone-reserved-identifier) */

#include "base/memory.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#ifndef __SANITIZE_ADDRESS__

/* The functions behind ours, filled when they are first wanted. */
static void *_Atomic next_malloc, *_Atomic next_calloc, *_Atomic next_realloc, *_Atomic next_aligned;

/* The function NAME behind ours; kept in AT. */
static void *behind(void *_Atomic *at, const char *name)
{
    void *found = atomic_load_explicit(at, memory_order_relaxed);
    if (!found) {
        found = dlsym(RTLD_NEXT, name);
        if (!found)
            memory_failed(0);
        atomic_store_explicit(at, found, memory_order_relaxed);
    }
    return found;
}

void *malloc(size_t size)
{
    void *(*next)(size_t);
    void *found = behind(&next_malloc, "malloc");
    memcpy(&next, &found, sizeof next); /* POSIX has it that a function fits */
    void *p = next(size);
    if (!p)
        memory_failed(size);
    return p;
}

void *calloc(size_t count, size_t size)
{
    void *(*next)(size_t, size_t);
    void *found = behind(&next_calloc, "calloc");
    memcpy(&next, &found, sizeof next);
    void *p = next(count, size);
    if (!p)
        memory_failed(size * count);
    return p;
}

void *realloc(void *old, size_t size)
{
    void *(*next)(void *, size_t);
    void *found = behind(&next_realloc, "realloc");
    memcpy(&next, &found, sizeof next);
    void *p = next(old, size);
    if (!p && size) /* realloc(old, 0) frees */
        memory_failed(size);
    return p;
}

int posix_memalign(void **p, size_t alignment, size_t size)
{
    int (*next)(void **, size_t, size_t);
    void *found = behind(&next_aligned, "posix_memalign");
    memcpy(&next, &found, sizeof next);
    int error = next(p, alignment, size);
    if (error == ENOMEM)
        memory_failed(size);
    return error;
}

#endif
