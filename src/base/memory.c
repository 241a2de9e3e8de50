#include "base/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* At once: what would run at the exit may want memory, and other threads are still at work. */
static void report_and_exit(size_t size)
{
    memory_end(3, "gongshi: out of memory (%zu bytes wanted)\n", size);
}

static memory_handler *handler = report_and_exit;

void memory_on_failure(memory_handler *h)
{
    handler = h ? h : report_and_exit;
}

_Noreturn void memory_end(int status, const char *format, size_t size)
{
    char text[128];
    int len = snprintf(text, sizeof text, format, size);
    if (len > 0)
        (void)!write(STDERR_FILENO, text, (size_t)len);
    _exit(status);
}

_Noreturn void memory_failed(size_t size)
{
    handler(size);
    abort();
}

void *memory_new(size_t count, size_t size)
{
    void *p = calloc(count ? count : 1, size);
    if (!p)
        memory_failed(count * size);
    return p;
}

void *memory_resize(void *old, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        memory_failed(SIZE_MAX);
    void *p = realloc(old, count && size ? count * size : 1);
    if (!p)
        memory_failed(count * size);
    return p;
}

void memory_free(void *old)
{
    free(old);
}

void *memory_room(void *items, size_t len, size_t *cap, size_t size)
{
    if (len < *cap)
        return items;
    size_t more = *cap ? *cap * 2 : 8;
    items = memory_resize(items, more, size);
    *cap = more;
    return items;
}
