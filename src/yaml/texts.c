#include "yaml/texts.h"

#include "base/memory.h"

#include <string.h>
#include <xxhash.h>

/* Small, because many texts are looked for all over the table. */
struct texts_slot {
    uint32_t hash;
    uint32_t item; /* among the items, from 1; 0: empty */
};

struct texts_item {
    char *text;
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
static struct texts_slot *slot_of(const struct texts_kept *texts, const char *text, size_t len, uint32_t hash)
{
    size_t i = hash & (texts->slots_len - 1);
    for (;; i = (i + 1) & (texts->slots_len - 1)) {
        struct texts_slot *slot = &texts->slots[i];
        if (!slot->item)
            return slot;
        if (slot->hash != hash)
            continue;
        const struct texts_item *item = &texts->items[slot->item - 1];
        if (item->len == len && memcmp(item->text, text, len) == 0)
            return slot;
    }
}

/* An empty slot for a text that is not there yet. */
static struct texts_slot *free_slot(const struct texts_kept *texts, uint32_t hash)
{
    size_t i = hash & (texts->slots_len - 1);
    while (texts->slots[i].item)
        i = (i + 1) & (texts->slots_len - 1);
    return &texts->slots[i];
}

static void grow(struct texts_kept *texts)
{
    enum { first = 64, many = 4096 }; /* few are doubled, many grow faster: each time all are moved */
    struct texts_kept more = *texts;
    more.slots_len = !texts->slots_len         ? first
                     : texts->slots_len < many ? texts->slots_len * 2
                                               : texts->slots_len * 4;
    more.slots = memory_new(more.slots_len, sizeof *more.slots);
    for (size_t i = 0; i < texts->slots_len; i++)
        if (texts->slots[i].item)
            *free_slot(&more, texts->slots[i].hash) = texts->slots[i];
    memory_free(texts->slots);
    *texts = more;
}

const char *texts_keep(struct texts_kept *texts, struct arena *arena, const char *text, size_t len)
{
    if (texts->len * 4 >= texts->slots_len * 3)
        grow(texts);
    uint32_t hash = (uint32_t)XXH3_64bits(text, len);
    struct texts_slot *slot = slot_of(texts, text, len, hash);
    if (slot->item)
        return texts->items[slot->item - 1].text;
    struct kept *kept = arena_alloc(arena, sizeof *kept + len + 1);
    if (len)
        memcpy(kept->text, text, len);
    const struct texts_item item = {.text = kept->text, .len = (uint32_t)len};
    memory_push(texts, item);
    *slot = (struct texts_slot){.hash = hash, .item = (uint32_t)texts->len};
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

void texts_free(struct texts_kept *texts)
{
    memory_free(texts->slots);
    memory_free(texts->items);
    *texts = (struct texts_kept){0};
}
