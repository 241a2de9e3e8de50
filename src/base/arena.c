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

enum { first_block = 4096, largest_block = 1 << 20 };

void *arena_alloc(struct arena *arena, size_t size)
{
    const size_t align = _Alignof(max_align_t);
    if (size > SIZE_MAX / 2)
        memory_failed(size);
    size = (size + align - 1) / align * align;
    struct arena_block *block = arena->blocks;
    if (!block || block->size - arena->used < size) {
        size_t want = block ? block->size * 2 : first_block;
        if (want > largest_block)
            want = largest_block;
        if (want < size)
            want = size;
        block = memory_new(1, sizeof *block + want);
        block->size = want;
        block->next = arena->blocks;
        arena->blocks = block;
        arena->used = 0;
    }
    void *p = (char *)block->data + arena->used;
    arena->used += size;
    arena->total += size;
    return p;
}

char *arena_text(struct arena *arena, const char *text, size_t len)
{
    char *copy = arena_alloc(arena, len + 1);
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
    char *text = arena_alloc(arena, len > 0 ? (size_t)len + 1 : 1);
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
    struct arena_block *newest = arena->blocks;
    if (!newest || newest->size > largest_block) {
        arena_free(arena);
        return;
    }
    free_blocks(newest->next);
    newest->next = NULL;
    memset(newest->data, 0, arena->used);
    arena->used = arena->total = 0;
}
