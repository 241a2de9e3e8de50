/* Reading translation files, and looking texts up in them. */
#include "view/words.h"

#include "base/map.h"
#include "base/memory.h"
#include "yaml/schema.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* The keys that were asked for in vain. The only thing about words that changes after reading, so that it has
 * a lock: pages are made on several threads. */
struct misses {
    pthread_mutex_t lock;
    struct arena arena;
    struct map keys;     /* key → place in the two */
    const char **shown;  /* the key in angle brackets */
    const char **sorted; /* what words_missing gave last, NULL behind */
    struct {
        const char **items;
        size_t len, cap;
    } names;
    size_t shown_cap;
};

struct words {
    enum language language;
    struct arena arena;
    struct value *tree; /* maps of maps of texts */
    struct map keys;    /* "notice.until" → place in texts */
    struct {
        const char **items;
        size_t len, cap;
    } texts;
    struct misses *misses;
};

struct words *words_new(enum language language)
{
    struct words *words = memory_new(1, sizeof *words);
    words->language = language;
    words->tree = value_map(&words->arena);
    words->misses = memory_new(1, sizeof *words->misses);
    pthread_mutex_init(&words->misses->lock, NULL);
    return words;
}

void words_free(struct words *words)
{
    if (!words)
        return;
    struct misses *misses = words->misses;
    pthread_mutex_destroy(&misses->lock);
    map_free(&misses->keys);
    memory_free(misses->shown);
    memory_free(misses->sorted);
    memory_free(misses->names.items);
    arena_free(&misses->arena);
    memory_free(misses);
    map_free(&words->keys);
    memory_free(words->texts.items);
    arena_free(&words->arena);
    memory_free(words);
}

enum language words_language(const struct words *words)
{
    return words->language;
}

/* --- reading
 * ------------------------------------------------------------------------------------------------- */

/* Whether KEY may stand in a path; reports why not. */
static bool key_right(const struct node *key, struct diags *diags)
{
    if (id_valid(key->text, key->length) && !memchr(key->text, '.', key->length))
        return true;
    diag_error(diags, key->place, "bad-value",
               N_("\"{1}\" is no key of a translation: letters, digits, - and _ only"), key->text, NULL);
    return false;
}

/* Whether what MAP has by KEY already, if anything, is of the KIND that NODE gives it. */
static bool kind_right(const struct value *map, const char *key, enum value_kind kind,
                       const struct node *node, struct diags *diags)
{
    const struct value *old = value_get(map, key);
    if (!old || old->kind == kind)
        return true;
    diag_error(diags, node->place, "bad-type",
               kind == value_is_text ? N_("a single value stands where a mapping (key: value) is wanted")
                                     : N_("a mapping stands where a single value is wanted"),
               NULL);
    return false;
}

static void add_text(struct words *words, struct value *map, const char *name, const char *path,
                     const struct node *node, struct diags *diags)
{
    struct schema_reader reader = {.arena = &words->arena, .diags = diags};
    const char *text = "";
    if ((node->length && !read_line(&reader, node, &text)) ||
        !kind_right(map, name, value_is_text, node, diags))
        return;
    text = arena_text(&words->arena, text, node->length);
    value_set(&words->arena, map, name, value_text_kept(&words->arena, text));
    uint32_t place = map_find(&words->keys, path);
    if (place != map_none) {
        words->texts.items[place] = text;
        return;
    }
    map_put(&words->keys, path, strlen(path), (uint32_t)words->texts.len);
    memory_push(&words->texts, text);
}

/* Adds what NODE, a mapping, holds to MAP, whose path is PREFIX ("notice." or ""). */
static void add_mapping(struct words *words, struct value *map, const char *prefix, const struct node *node,
                        struct diags *diags)
{
    for (const struct node *key = node->first; key; key = key->next->next) {
        const struct node *value = key->next;
        if (!key_right(key, diags) || node_empty(value))
            continue;
        const char *name = arena_text(&words->arena, key->text, key->length);
        const char *path = arena_printf(&words->arena, "%s%s", prefix, name);
        if (value->kind == node_scalar) {
            add_text(words, map, name, path, value, diags);
        } else if (value->kind == node_list) {
            diag_error(diags, value->place, "bad-type", N_("a list stands where a single value is wanted"),
                       NULL);
        } else if (kind_right(map, name, value_is_map, value, diags)) {
            struct value *below = value_get(map, name);
            if (!below)
                below = value_set_map(&words->arena, map, name);
            add_mapping(words, below, arena_printf(&words->arena, "%s.", path), value, diags);
        }
    }
}

void words_add(struct words *words, const char *text, size_t len, uint32_t file, struct diags *diags)
{
    struct arena arena = {0};
    const struct node *root = yaml_read(&arena, text, len, file, diags);
    if (root && root->kind == node_map)
        add_mapping(words, words->tree, "", root, diags);
    else if (root && !node_empty(root))
        diag_error(diags, root->place, "bad-type", N_("a mapping is wanted here"), NULL);
    arena_free(&arena);
}

/* --- looking up
 * ---------------------------------------------------------------------------------------------- */

static const char *miss(struct misses *misses, const char *key)
{
    pthread_mutex_lock(&misses->lock);
    uint32_t place = map_find(&misses->keys, key);
    if (place == map_none) {
        const char *name = arena_copy(&misses->arena, key);
        place = (uint32_t)misses->names.len;
        misses->shown = memory_room(misses->shown, place, &misses->shown_cap, sizeof *misses->shown);
        misses->shown[place] = arena_printf(&misses->arena, "⟨%s⟩", key);
        map_put(&misses->keys, name, strlen(name), place);
        memory_push(&misses->names, name);
    }
    const char *shown = misses->shown[place];
    pthread_mutex_unlock(&misses->lock);
    return shown;
}

const char *words_get(const struct words *words, const char *key)
{
    uint32_t place = map_find(&words->keys, key);
    return place == map_none ? miss(words->misses, key) : words->texts.items[place];
}

const char *words_format(const struct words *words, struct arena *arena, const char *key, ...)
{
    enum { most_args = 9 };
    const char *given[most_args];
    size_t count = 0;
    va_list args;
    va_start(args, key);
    for (const char *a; count < most_args && (a = va_arg(args, const char *)) != NULL;)
        given[count++] = a;
    va_end(args);
    struct buf out = {0};
    for (const char *p = words_get(words, key); *p; p++) {
        if (p[0] == '{' && p[1] >= '1' && p[1] <= '9' && p[2] == '}' && (size_t)(p[1] - '0') <= count) {
            buf_puts(&out, given[p[1] - '1']);
            p += 2;
        } else {
            buf_putc(&out, *p);
        }
    }
    const char *text = arena_text(arena, buf_text(&out), out.len);
    buf_free(&out);
    return text;
}

static struct value *copy(const struct value *map, struct arena *arena)
{
    struct value *new = value_map(arena);
    for (size_t i = 0; i < value_length(map); i++) {
        const struct value *item = value_at(map, i);
        const char *key = arena_copy(arena, value_key_at(map, i));
        if (item->kind == value_is_map)
            value_set(arena, new, key, copy(item, arena));
        else
            value_set_text(arena, new, key, item->text);
    }
    return new;
}

struct value *words_values(const struct words *words, struct arena *arena)
{
    return copy(words->tree, arena);
}

static int compare(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

const char *const *words_missing(const struct words *words)
{
    struct misses *misses = words->misses;
    pthread_mutex_lock(&misses->lock);
    size_t len = misses->names.len;
    misses->sorted = memory_resize(misses->sorted, len + 1, sizeof *misses->sorted);
    for (size_t i = 0; i < len; i++)
        misses->sorted[i] = misses->names.items[i];
    misses->sorted[len] = NULL;
    qsort(misses->sorted, len, sizeof *misses->sorted, compare);
    pthread_mutex_unlock(&misses->lock);
    return misses->sorted;
}
