/* Names that templates look up and that are not there. */
#include "base/memory.h"
#include "template/program.h"

#include <stdlib.h>
#include <string.h>

/* Takes note of number NUMBER; false where that was done before. */
static bool first_time(struct template_misses *misses, uint32_t number)
{
    if (number >= misses->seen_len) {
        size_t len = ((size_t)number + 64) * 2;
        misses->seen = memory_resize(misses->seen, len, 1);
        memset(misses->seen + misses->seen_len, 0, len - misses->seen_len);
        misses->seen_len = len;
    }
    if (misses->seen[number])
        return false;
    misses->seen[number] = 1;
    return true;
}

const struct value *name_follow(const struct tag_name *name, const struct value *value, bool *missed)
{
    *missed = !value;
    for (uint32_t i = 1; value && i < name->len; i++) {
        const struct value *part = find_tag(value, &name->keys[i]);
        *missed = !part && value_holds(value);
        value = part;
    }
    return value;
}

void template_misses_add(struct template_misses *misses, const struct tag_name *name, const char *path)
{
    if (!first_time(misses, name->number))
        return;
    struct template_miss miss = {
        .place = name->place, .path = path, .name = name->text, .number = name->number};
    memory_push(misses, miss);
}

void template_misses_look(struct template_misses *misses, const struct template_set *set, const char *key,
                          const struct value *value)
{
    for (size_t t = 0; t < set->len; t++) {
        const struct template *template = set->items[t];
        for (size_t i = 0; i < template->steps_len; i++) {
            const struct tag_name *name = template->steps[i].name;
            bool missed = false;
            if (name && name->len && strlen(key) == name->keys[0].key.len &&
                strncmp(name->keys[0].key.text, key, name->keys[0].key.len) == 0)
                name_follow(name, value, &missed);
            if (missed)
                template_misses_add(misses, name, template->path);
        }
    }
}

/* Whether a part of NAME is in no place of KNOWN. */
static bool is_unknown(const struct tag_name *name, const struct map *known)
{
    for (uint32_t i = 0; i < name->len; i++)
        if (map_get(known, name->keys[i].key.text, name->keys[i].key.len) == map_none)
            return true;
    return false;
}

void template_misses_unknown(struct template_misses *misses, const struct template_set *set,
                             const struct map *known)
{
    for (size_t t = 0; t < set->len; t++) {
        const struct template *template = set->items[t];
        for (size_t i = 0; i < template->steps_len; i++) {
            const struct tag_name *name = template->steps[i].name;
            if (name && name->len && strncmp(name->text, "words.", 6) != 0 && is_unknown(name, known))
                template_misses_add(misses, name, template->path);
        }
    }
}

void template_misses_join(struct template_misses *misses, struct template_misses *from)
{
    for (size_t i = 0; i < from->len; i++)
        if (first_time(misses, from->items[i].number))
            memory_push(misses, from->items[i]);
    template_misses_free(from);
}

static int compare(const void *left, const void *right)
{
    const struct template_miss *a = left, *b = right;
    int by_path = strcmp(a->path, b->path);
    if (by_path)
        return by_path;
    if (a->place.line != b->place.line)
        return a->place.line < b->place.line ? -1 : 1;
    if (a->place.column != b->place.column)
        return a->place.column < b->place.column ? -1 : 1;
    return a->number < b->number ? -1 : a->number > b->number;
}

void template_misses_sort(struct template_misses *misses)
{
    if (misses->len)
        qsort(misses->items, misses->len, sizeof *misses->items, compare);
}

void template_misses_free(struct template_misses *misses)
{
    memory_free(misses->items);
    memory_free(misses->seen);
    *misses = (struct template_misses){0};
}
