/*
 * Memory that is there or the program ends.
 *
 * Nothing in gongshi can go on sensibly without memory, and no output of it is half-written when it
 * stops (see publish/): so an allocation that fails calls the handler, which does not return. So do those of
 * the libraries (allocation.c).
 */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

/* Called when SIZE bytes can't be had; must not return. */
typedef void memory_handler(size_t size);

/* Sets who is called when memory runs out. The default (NULL) writes one line and exits with status 3. */
void memory_on_failure(memory_handler *handler);

/* For handlers: writes FORMAT, which has one %zu for SIZE, to standard error and ends the process at once. */
_Noreturn void memory_end(int status, const char *format, size_t size) __attribute__((format(printf, 2, 0)));

/* Calls the handler: for who allocates by another library. */
_Noreturn void memory_failed(size_t size);

/* COUNT zeroed objects of SIZE bytes; never NULL. The caller frees. */
void *memory_new(size_t count, size_t size);

/* OLD (or NULL) grown or shrunk to COUNT objects of SIZE bytes; never NULL. The caller frees. */
void *memory_resize(void *old, size_t count, size_t size);

/* Frees OLD, which may be NULL. */
void memory_free(void *old);

/*
 * Makes room in a growing array for one item more: ITEMS is an array of objects with *CAP places of which
 * LEN are used. Returns the array, perhaps moved.
 */
void *memory_room(void *items, size_t len, size_t *cap, size_t size);

/* Pushes VALUE to the array S->items of S->len items; S also has a field cap. */
#define memory_push(s, value)                                                       \
    ((s)->items = memory_room((s)->items, (s)->len, &(s)->cap, sizeof *(s)->items), \
     (s)->items[(s)->len++] = (value))

#endif
