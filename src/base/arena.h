/* An arena: memory that is handed out piece by piece and freed all at once. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena_block;

struct arena {
    struct arena_block *blocks; /* the newest first */
    size_t used;                /* bytes of the newest block handed out */
    size_t total;               /* bytes handed out since the beginning */
};

/* An arena is ready to use when zeroed: struct arena a = {0}; */

/* SIZE zeroed bytes, aligned for any type; never NULL (see memory.h). They live as long as the arena. */
void *arena_alloc(struct arena *arena, size_t size);

/* The same, aligned to ALIGN, a power of two that some type has. */
void *arena_aligned(struct arena *arena, size_t size, size_t align);

/* COUNT zeroed objects of a type. */
#define arena_new(arena, type, count) ((type *)arena_aligned((arena), sizeof(type) * (count), _Alignof(type)))

/* A copy of LEN bytes at TEXT with a NUL behind. */
char *arena_text(struct arena *arena, const char *text, size_t len);

/* A copy of the string TEXT. */
char *arena_copy(struct arena *arena, const char *text);

/* A formatted string. */
char *arena_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *arena, const char *format, va_list args);

/* Takes over all that FROM has handed out; FROM is empty then. */
void arena_join(struct arena *arena, struct arena *from);

/* Takes back all that was handed out, but keeps memory for what comes next: for who makes one thing after
 * another. */
void arena_clear(struct arena *arena);

/* Frees everything at once; the arena can be used again. */
void arena_free(struct arena *arena);

#endif
