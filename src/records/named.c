#include "records/named.h"

#include "base/fold.h"
#include "base/memory.h"
#include "records/fields.h"

#include <stdlib.h>
#include <string.h>

static void add(struct named_index *index, enum named_kind kind, uint32_t number, const char *name)
{
    struct buf folded = {0};
    if (!name)
        return;
    fold_put(&folded, name, strlen(name));
    struct named named = {
        .kind = kind, .index = number, .name = arena_copy(&index->arena, buf_text(&folded))};
    buf_free(&folded);
    memory_push(index, named);
}

static int compare(const void *left, const void *right)
{
    const struct named *a = left, *b = right;
    int by_name = strcmp(a->name, b->name);
    if (by_name)
        return by_name;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

void named_make(struct named_index *index, const struct records *records)
{
    *index = (struct named_index){0};
    for (uint32_t i = 0; i < records->households_len; i++)
        add(index, named_head, i, records->households[i]->head.text);
    for (uint32_t i = 0; i < records->residents_len; i++)
        add(index, named_member, i, records->residents[i]->name.text);
    for (uint32_t i = 0; i < records->rules_len; i++)
        add(index, named_rule, i, records->rules[i]->title);
    for (uint32_t i = 0; i < records->categories_len; i++)
        add(index, named_category, i, records->categories[i]->title);
    for (uint32_t i = 0; i < records->rewards_len; i++)
        add(index, named_reward, i, records->rewards[i]->title);
    for (uint32_t i = 0; i < records->meetings_len; i++)
        add(index, named_meeting, i, records->meetings[i]->title);
    if (index->len)
        qsort(index->items, index->len, sizeof *index->items, compare);
}

void named_free(struct named_index *index)
{
    memory_free(index->items);
    arena_free(&index->arena);
    *index = (struct named_index){0};
}

const struct named *named_find(const struct named_index *index, const char *name, size_t *count)
{
    struct buf folded = {0};
    fold_put(&folded, name, strlen(name));
    size_t low = 0, high = index->len;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(index->items[middle].name, buf_text(&folded)) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (*count = 0; low + *count < index->len; ++*count)
        if (strcmp(index->items[low + *count].name, buf_text(&folded)) != 0)
            break;
    buf_free(&folded);
    return *count ? index->items + low : NULL;
}

const char *named_id(const struct records *records, const struct named *named)
{
    const char *id = NULL;
    switch (named->kind) {
    case named_head:
        id = records->households[named->index]->id;
        break;
    case named_member:
        id = records->residents[named->index]->id;
        break;
    case named_rule:
        id = records->rules[named->index]->id;
        break;
    case named_category:
        id = records->categories[named->index]->id;
        break;
    case named_reward:
        id = records->rewards[named->index]->id;
        break;
    case named_meeting:
        id = records->meetings[named->index]->id;
        break;
    }
    return id && *id ? id : NULL;
}
