#include "base/arena.h"

#include "base/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct arena_block {
    struct arena_block *next;
    size_t size;
    max_align_t data[];
};

/* A block is an eighth of what there is, so that no more than that is ever in vain. */
enum { first_block = 4096, largest_block = 1 << 18, share = 8 };

static void add_block(struct arena *arena, size_t size)
{
    struct arena_block *block = memory_new(1, sizeof *block + size);
    block->size = size;
    block->next = arena->blocks;
    arena->blocks = block;
    arena->used = 0;
}

void *arena_aligned(struct arena *arena, size_t size, size_t align)
{
    if (size > SIZE_MAX / 2)
        memory_failed(size);
    struct arena_block *block = arena->blocks;
    size_t skipped = -arena->used & (align - 1);
    if (block && block->size - arena->used >= skipped) /* what it holds begins aligned for any type */
        arena->used += skipped;
    if (!block || block->size - arena->used < size) {
        size_t want = arena->total / share;
        if (want < first_block)
            want = first_block;
        if (want > largest_block)
            want = largest_block;
        if (want < size)
            want = size;
        add_block(arena, want);
        block = arena->blocks;
    }
    void *p = (char *)block->data + arena->used;
    arena->used += size;
    arena->total += size;
    return p;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    return arena_aligned(arena, size, _Alignof(max_align_t));
}

char *arena_text(struct arena *arena, const char *text, size_t len)
{
    char *copy = arena_new(arena, char, len + 1);
    if (len)
        memcpy(copy, text, len);
    return copy;
}

char *arena_copy(struct arena *arena, const char *text)
{
    return arena_text(arena, text, strlen(text));
}

char *arena_vprintf(struct arena *arena, const char *format, va_list args)
{
    enum { likely = 256 };
    char first[likely];
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(first, sizeof first, format, args);
    char *text = arena_new(arena, char, len > 0 ? (size_t)len + 1 : 1);
    if (len > 0 && (size_t)len < sizeof first)
        memcpy(text, first, (size_t)len);
    else if (len > 0)
        vsnprintf(text, (size_t)len + 1, format, again);
    va_end(again);
    return text;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = arena_vprintf(arena, format, args);
    va_end(args);
    return text;
}

void arena_join(struct arena *arena, struct arena *from)
{
    if (!from->blocks)
        return;
    if (!arena->blocks) {
        size_t total = arena->total;
        *arena = *from;
        arena->total += total;
    } else {
        struct arena_block *last = from->blocks;
        while (last->next)
            last = last->next;
        last->next = arena->blocks->next;
        arena->blocks->next = from->blocks;
        arena->total += from->total;
    }
    *from = (struct arena){0};
}

static void free_blocks(struct arena_block *block)
{
    while (block) {
        struct arena_block *next = block->next;
        memory_free(block);
        block = next;
    }
}

void arena_free(struct arena *arena)
{
    free_blocks(arena->blocks);
    *arena = (struct arena){0};
}

void arena_clear(struct arena *arena)
{
    enum { most_kept = 1 << 20 };
    struct arena_block *block = arena->blocks;
    size_t total = arena->total;
    if (!block || block->next || total > most_kept) {
        arena_free(arena);
        if (total && total <= most_kept)
            add_block(arena, total); /* one in place of many: the next thing may need as much */
        return;
    }
    memset(block->data, 0, arena->used);
    arena->used = arena->total = 0;
}
