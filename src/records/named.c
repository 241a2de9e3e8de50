#include "records/named.h"

#include "base/date.h"
#include "base/fold.h"
#include "base/memory.h"
#include "base/nearest.h"
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

const struct named *named_near(const struct named_index *index, enum named_kind kind, const char *name)
{
    struct buf folded = {0};
    const char **names = memory_new(index->len + 1, sizeof *names);
    const struct named *found = NULL;
    size_t count = 0;
    fold_put(&folded, name, strlen(name));
    for (size_t i = 0; i < index->len; i++)
        if (index->items[i].kind == kind)
            names[count++] = index->items[i].name;
    const char *near = nearest_word(buf_text(&folded), names, count);
    for (size_t i = 0; near && i < index->len && !found; i++)
        if (index->items[i].kind == kind && index->items[i].name == near)
            found = &index->items[i];
    memory_free(names);
    buf_free(&folded);
    return found;
}

void report_not_listed(const struct household *h, int32_t date, struct place place, struct diags *diags)
{
    char day[date_text_size], first[date_text_size], last[date_text_size];
    date_format(date, day);
    if (date < h->since) {
        date_format(h->since, first);
        diag_error(diags, place, "not-listed",
                   N_("household \"{1}\" is not on the list on {2}, but only from {3} on"), h->id, day, first,
                   NULL);
    } else {
        date_format(h->until, last);
        diag_error(diags, place, "not-listed",
                   N_("household \"{1}\" is not on the list on {2}; its last day was {3}"), h->id, day, last,
                   NULL);
    }
}
