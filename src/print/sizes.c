#include "print/sizes.h"

#include "base/memory.h"
#include "base/nearest.h"
#include "yaml/node.h"

#include <stdio.h>
#include <string.h>

/* Reads digits, and up to two behind a point, at *TEXT, which moves behind them, as hundredths. False: there
 * are none, or too many. */
static bool read_hundredths(const char **text, int64_t *hundredths)
{
    enum { longest = 6 };
    const char *at = *text, *digits = at;
    int64_t value = 0;
    for (; *at >= '0' && *at <= '9'; at++)
        value = at - digits < longest ? value * 10 + (*at - '0') : 0;
    if (at == digits || at - digits > longest)
        return false;
    value *= 100;
    if (*at == '.') {
        at++;
        for (int64_t unit = 10; *at >= '0' && *at <= '9'; at++, unit /= 10) {
            if (unit == 0)
                return false;
            value += unit * (*at - '0');
        }
    }
    *text = at;
    *hundredths = value;
    return true;
}

static bool read_size(const char *text, bool number, int32_t *size)
{
    enum { most_number = 1000, most_length = 5669291 /* 2 m */ };
    int64_t hundredths, value;
    if (!read_hundredths(&text, &hundredths))
        return false;
    while (*text == ' ')
        text++;
    if (number)
        value = *text == '\0' && hundredths % 100 == 0 ? hundredths / 100 : 0;
    else
        value = strcmp(text, "mm") == 0   ? hundredths * 720000 / 25400
                : strcmp(text, "pt") == 0 ? hundredths * 10
                                          : 0;
    *size = (int32_t)value;
    return value > 0 && value <= (number ? most_number : most_length);
}

static const struct size_field *find_field(const struct size_table *table, const struct node *key,
                                           struct diags *diags)
{
    for (size_t i = 0; i < table->count; i++)
        if (strcmp(table->fields[i].name, key->text) == 0)
            return &table->fields[i];
    const char **names = memory_new(table->count + 1, sizeof *names);
    for (size_t i = 0; i < table->count; i++)
        names[i] = table->fields[i].name;
    const char *near = nearest_word(key->text, names, table->count);
    if (near)
        diag_error(diags, key->place, "unknown-key",
                   N_("this paper has no size \"{1}\"; did you mean \"{2}\"?"), key->text, near, NULL);
    else
        diag_error(diags, key->place, "unknown-key", N_("this paper has no size \"{1}\""), key->text, NULL);
    memory_free(names);
    return NULL;
}

static void read_file(const struct source_file *file, uint32_t number, const struct size_table *table,
                      void *sizes, struct diags *diags)
{
    struct arena arena = {0};
    const struct node *root = yaml_read(&arena, file->text, file->len, number, diags);
    if (root && root->kind != node_map && !node_empty(root))
        diag_error(diags, root->place, "bad-type", N_("a mapping is wanted here"), NULL);
    for (const struct node *key = root && root->kind == node_map ? node_first(root) : NULL; key;
         key = key->next->next) {
        const struct size_field *field = find_field(table, key, diags);
        const struct node *value = key->next;
        if (!field || node_empty(value))
            continue;
        int32_t *size = (int32_t *)(void *)((char *)sizes + field->offset);
        if (value->kind != node_scalar || !read_size(value->text, field->number, size))
            diag_error(diags, value->place, "bad-value",
                       field->number ? N_("a whole number from 1 to 1000 is wanted, such as 28")
                                     : N_("a length up to 2000 mm is wanted, such as 28 mm or 10.5 pt"),
                       NULL);
    }
    arena_free(&arena);
}

const void *sizes_read(const struct source *source, const struct size_table *table, struct arena *arena,
                       struct diags *diags)
{
    char path[64];
    snprintf(path, sizeof path, "print/%s.yaml", table->file);
    char *sizes = arena_alloc(arena, table->size);
    size_t errors = diags->errors;
    uint32_t last = 0;
    for (size_t i = source->len; i-- > 0;) { /* the default theme's first */
        const struct source_file *file = &source->items[i];
        if (file->kind == source_theme && strcmp(file->name, path) == 0) {
            last = (uint32_t)i;
            read_file(file, last, table, sizes, diags);
        }
    }
    for (size_t i = 0; i < table->count && diags->errors == errors; i++) {
        int32_t size;
        memcpy(&size, sizes + table->fields[i].offset, sizeof size);
        if (size == 0)
            diag_error(diags, (struct place){.file = last, .line = 1, .column = 1, .span = 1}, "missing-key",
                       N_("the theme's {1} has no size \"{2}\""), path, table->fields[i].name, NULL);
    }
    return diags->errors == errors ? sizes : NULL;
}
