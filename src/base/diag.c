/* Diagnostics: collecting them, each place once, and their order. */
#include "base/diag.h"

#include "base/memory.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

enum { most_args = 8 };

/* --- the bound */

/* The first places of a file at which something is wrong, in order; all different. */
struct diag_first {
    uint64_t *items; /* line and column in one number */
    size_t len;
    size_t cap;
};

static uint64_t position(struct place place)
{
    return (uint64_t)place.line << 32 | place.column;
}

bool diag_counts_only(const struct diags *diags, struct place place)
{
    if (!diags->most || place.file >= diags->files)
        return false;
    const struct diag_first *first = &diags->first[place.file];
    return first->len == diags->most && position(place) > first->items[first->len - 1];
}

/* Whether what is wrong at PLACE is among what is kept whole; notes the place. */
static bool is_kept(struct diags *diags, struct place place)
{
    if (!diags->most)
        return true;
    if (diag_counts_only(diags, place))
        return false;
    if (place.file >= diags->files) {
        size_t files = place.file + (size_t)1 > diags->files * 2 ? place.file + (size_t)1 : diags->files * 2;
        diags->first = memory_resize(diags->first, files, sizeof *diags->first);
        memset(diags->first + diags->files, 0, (files - diags->files) * sizeof *diags->first);
        diags->files = files;
    }
    struct diag_first *first = &diags->first[place.file];
    uint64_t at = position(place);
    size_t low = 0, high = first->len;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (first->items[middle] < at)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < first->len && first->items[low] == at)
        return true;
    if (first->len < diags->most)
        memory_push(first, at);
    memmove(first->items + low + 1, first->items + low, (first->len - 1 - low) * sizeof *first->items);
    first->items[low] = at;
    return true;
}

static void free_first(struct diags *diags)
{
    for (size_t i = 0; i < diags->files; i++)
        memory_free(diags->first[i].items);
    memory_free(diags->first);
    diags->first = NULL;
    diags->files = 0;
}

/* --- collecting */

static uint64_t hash_of(const char *code, const char *message, const char *const *args, size_t count)
{
    uint64_t hash = XXH3_64bits_withSeed(code, strlen(code), XXH3_64bits(message, strlen(message)));
    for (size_t i = 0; i < count; i++)
        hash = XXH3_64bits_withSeed(args[i], strlen(args[i]), hash);
    return hash;
}

static void add(struct diags *diags, struct place place, enum severity severity, const char *code,
                const char *message, va_list args)
{
    const char *given[most_args + 1];
    size_t count = 0;
    for (const char *a; count < most_args && (a = va_arg(args, const char *)) != NULL;)
        given[count++] = a;
    struct diag d = {.place = place,
                     .severity = (uint8_t)severity,
                     .code = code,
                     .message = message,
                     .hash = hash_of(code, message, given, count),
                     .order = (uint32_t)diags->len};
    if (is_kept(diags, place)) {
        d.args = arena_new(&diags->arena, const char *, count + 1);
        for (size_t i = 0; i < count; i++)
            d.args[i] = arena_copy(&diags->arena, given[i]);
    }
    memory_push(diags, d);
    diags->errors += severity == severity_error;
}

void diag_error(struct diags *diags, struct place place, const char *code, const char *message, ...)
{
    va_list args;
    va_start(args, message);
    add(diags, place, severity_error, code, message, args);
    va_end(args);
}

void diag_warning(struct diags *diags, struct place place, const char *code, const char *message, ...)
{
    va_list args;
    va_start(args, message);
    add(diags, place, severity_warning, code, message, args);
    va_end(args);
}

void diag_as_note(struct diags *diags)
{
    diags->items[diags->len - 1].severity = severity_note;
}

void diag_hide(struct diags *diags)
{
    diags->items[diags->len - 1].secret = true;
    diags->secrets++;
}

void diag_replace(struct diags *diags, size_t item)
{
    struct diag *said = &diags->items[--diags->len], *old = &diags->items[item];
    diags->errors -= old->severity == severity_error;
    said->order = old->order;
    *old = *said;
}

void diag_join(struct diags *diags, struct diags *from)
{
    arena_join(&diags->arena, &from->arena);
    for (size_t i = 0; i < from->len; i++) {
        from->items[i].order = (uint32_t)(diags->len + i);
        if (from->items[i].args)
            is_kept(diags, from->items[i].place);
    }
    if (diags->len == 0) {
        memory_free(diags->items);
        diags->items = from->items;
        diags->cap = from->cap;
        diags->len = from->len;
    } else {
        for (size_t i = 0; i < from->len; i++)
            memory_push(diags, from->items[i]);
        memory_free(from->items);
    }
    diags->errors += from->errors;
    diags->secrets += from->secrets;
    free_first(from);
    *from = (struct diags){.most = from->most};
}

/* --- order */

/* Where a diagnostic belongs in the order. */
struct key {
    uint64_t position;
    uint32_t file; /* its place among the paths in order */
    uint32_t order;
    uint32_t item;
};

static int by_key(const void *left, const void *right)
{
    const struct key *a = left, *b = right;
    if (a->file != b->file)
        return a->file < b->file ? -1 : 1;
    if (a->position != b->position)
        return a->position < b->position ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

struct file_path {
    const char *path;
    uint32_t file;
};

static int by_path(const void *left, const void *right)
{
    const struct file_path *a = left, *b = right;
    int by_name = strcmp(a->path, b->path);
    return by_name ? by_name : a->file < b->file ? -1 : a->file > b->file;
}

/* For each file that DIAGS name, by index, its place among their PATHS in order. The caller frees. */
static uint32_t *rank_files(const struct diags *diags, const char *const *paths)
{
    uint32_t last = 0;
    size_t len = 0;
    for (size_t i = 0; i < diags->len; i++)
        if (diags->items[i].place.file > last)
            last = diags->items[i].place.file;
    uint32_t *ranks = memory_new((size_t)last + 1, sizeof *ranks);
    struct file_path *named = memory_new((size_t)last + 1, sizeof *named);
    for (size_t i = 0; i < diags->len; i++)
        ranks[diags->items[i].place.file] = 1;
    for (uint32_t file = 0; file <= last; file++)
        if (ranks[file])
            named[len++] = (struct file_path){.path = paths[file], .file = file};
    if (len)
        qsort(named, len, sizeof *named, by_path);
    for (size_t i = 0; i < len; i++)
        ranks[named[i].file] = (uint32_t)i;
    memory_free(named);
    return ranks;
}

static bool same_place(const struct diag *a, const struct diag *b)
{
    return a->place.file == b->place.file && a->place.line == b->place.line &&
           a->place.column == b->place.column;
}

/* Whether two diagnostics of one place say the same. */
static bool same(const struct diag *a, const struct diag *b)
{
    return a->hash == b->hash && strcmp(a->code, b->code) == 0 && strcmp(a->message, b->message) == 0;
}

/* Takes out what repeats another of its place; the items are in order. */
static void take_out_repeated(struct diags *diags)
{
    struct diag *items = diags->items;
    size_t kept = 0;
    for (size_t i = 0; i < diags->len; i++) {
        const struct diag *d = &items[i];
        size_t k = kept;
        while (k && same_place(&items[k - 1], d) && !same(&items[k - 1], d))
            k--;
        if (k && same_place(&items[k - 1], d))
            diags->errors -= d->severity == severity_error;
        else if (kept++ != i)
            items[kept - 1] = *d;
    }
    diags->len = kept;
}

static struct key key_of(const struct diags *diags, size_t item, const uint32_t *ranks)
{
    const struct diag *d = &diags->items[item];
    return (struct key){position(d->place), ranks[d->place.file], d->order, (uint32_t)item};
}

void diag_sort(struct diags *diags, const char *const *paths)
{
    uint32_t *ranks = rank_files(diags, paths);
    bool ordered = true;
    for (size_t i = 1; i < diags->len && ordered; i++) {
        ordered = by_key(&(struct key[]){key_of(diags, i - 1, ranks)},
                         &(struct key[]){key_of(diags, i, ranks)}) <= 0;
    }
    if (!ordered) {
        struct diag *items = memory_new(diags->len, sizeof *items);
        struct key *keys = memory_new(diags->len, sizeof *keys);
        for (size_t i = 0; i < diags->len; i++)
            keys[i] = key_of(diags, i, ranks);
        qsort(keys, diags->len, sizeof *keys, by_key);
        for (size_t i = 0; i < diags->len; i++)
            items[i] = diags->items[keys[i].item];
        memory_free(keys);
        memory_free(diags->items);
        diags->items = items;
        diags->cap = diags->len;
    }
    take_out_repeated(diags);
    memory_free(ranks);
}

void diag_free(struct diags *diags)
{
    arena_free(&diags->arena);
    memory_free(diags->items);
    free_first(diags);
    *diags = (struct diags){0};
}
