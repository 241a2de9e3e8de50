#include "yaml/texts.h"

#include "base/memory.h"

#include <string.h>
#include <xxhash.h>

struct texts_slot {
    char *text; /* NULL: empty */
    uint32_t hash;
    uint32_t len;
};

/* The marks stand before the text. */
struct kept {
    uint32_t marks; /* a bit a level */
    char text[];
};

static struct kept *kept_of(const char *text)
{
    return (struct kept *)(uintptr_t)(text - offsetof(struct kept, text));
}

/* The slot of a text, or the empty one where it would go. There are slots. */
static struct texts_slot *slot_of(const struct texts *texts, const char *text, size_t len, uint32_t hash)
{
    size_t i = hash & (texts->cap - 1);
    for (;; i = (i + 1) & (texts->cap - 1)) {
        struct texts_slot *slot = &texts->slots[i];
        if (!slot->text || (slot->hash == hash && slot->len == len && memcmp(slot->text, text, len) == 0))
            return slot;
    }
}

/* An empty slot for a text that is not there yet. */
static struct texts_slot *free_slot(const struct texts *texts, uint32_t hash)
{
    size_t i = hash & (texts->cap - 1);
    while (texts->slots[i].text)
        i = (i + 1) & (texts->cap - 1);
    return &texts->slots[i];
}

static void grow(struct texts *texts)
{
    enum { first = 64, many = 4096 }; /* few are doubled, many grow faster: each time all are moved */
    struct texts more = {.len = texts->len,
                         .cap = !texts->cap         ? first
                                : texts->cap < many ? texts->cap * 2
                                                    : texts->cap * 4};
    more.slots = memory_new(more.cap, sizeof *more.slots);
    for (size_t i = 0; i < texts->cap; i++)
        if (texts->slots[i].text)
            *free_slot(&more, texts->slots[i].hash) = texts->slots[i];
    memory_free(texts->slots);
    *texts = more;
}

const char *texts_keep(struct texts *texts, struct arena *arena, const char *text, size_t len)
{
    if (texts->len * 4 >= texts->cap * 3)
        grow(texts);
    uint32_t hash = (uint32_t)XXH3_64bits(text, len);
    struct texts_slot *slot = slot_of(texts, text, len, hash);
    if (slot->text)
        return slot->text;
    struct kept *kept = arena_alloc(arena, sizeof *kept + len + 1);
    if (len)
        memcpy(kept->text, text, len);
    *slot = (struct texts_slot){.text = kept->text, .hash = hash, .len = (uint32_t)len};
    texts->len++;
    return kept->text;
}

bool texts_mark(const char *kept, unsigned level)
{
    struct kept *k = kept_of(kept);
    bool marked = k->marks >> level & 1;
    k->marks |= UINT32_C(1) << level;
    return marked;
}

void texts_unmark(const char *kept, unsigned level)
{
    kept_of(kept)->marks &= ~(UINT32_C(1) << level);
}

void texts_free(struct texts *texts)
{
    memory_free(texts->slots);
    *texts = (struct texts){0};
}
