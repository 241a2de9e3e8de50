#include "clerk/rename.h"

#include <string.h>

struct renaming {
    struct spans *spans;
    bool chinese;
    size_t count;
};

/* Puts TEXT in the place of the last BYTES bytes of the scalar NODE, within its quotation marks. */
static void replace(struct renaming *r, const struct node *node, size_t bytes, const char *text)
{
    const char *all = r->spans->text;
    size_t from = spans_at(r->spans, node->place.line, node->place.column);
    size_t to = spans_behind(r->spans, from, node->place.span);
    if (!node->plain && to - from >= 2 && (all[from] == '"' || all[from] == '\'') && all[to - 1] == all[from])
        to--;
    if (node->block || to < from + bytes ||
        memcmp(all + to - bytes, node->text + node->length - bytes, bytes) != 0)
        return; /* it is written in several lines, or with escapes */
    spans_replace(r->spans, to - bytes, to, text);
    r->count++;
}

/* The last BYTES bytes of NODE as one of WORDS, in the language that is wanted. */
static bool replace_word(struct renaming *r, const struct node *node, size_t bytes, const struct word *words)
{
    const char *text = node->text + node->length - bytes;
    int word = word_find(words, text, bytes);
    if (word < 0)
        return false;
    const char *wanted = r->chinese ? words[word].zh : words[word].name;
    if (strlen(wanted) != bytes || memcmp(wanted, text, bytes) != 0)
        replace(r, node, bytes, wanted);
    return true;
}

static void rename_word(struct renaming *r, const struct node *node, const struct field *field)
{
    const char *slash = field->per ? memchr(node->text, '/', node->length) : NULL;
    const struct word *words = field->type == type_flag ? flag_words : field->words;
    if (slash)
        replace_word(r, node, node->length - (size_t)(slash + 1 - node->text), field->per);
    else if (words)
        replace_word(r, node, node->length, words);
}

static void rename_record(struct renaming *r, const struct node *map, const struct schema *schema);

/* The records of a list, or the one that stands for it. */
static void rename_records(struct renaming *r, const struct node *node, const struct schema *schema)
{
    if (node->kind == node_map)
        rename_record(r, node, schema);
    for (const struct node *item = node->kind == node_list ? node_first(node) : NULL; item; item = item->next)
        rename_records(r, item, schema);
}

static void rename_value(struct renaming *r, const struct node *value, const struct field *field)
{
    if (field->schema && field->type == type_custom && value->kind == node_map) {
        for (const struct node *key = node_first(value); key; key = key->next->next)
            rename_records(r, key->next, field->schema);
    } else if (field->schema) {
        rename_records(r, value, field->schema);
    } else if (value->kind == node_scalar) {
        rename_word(r, value, field);
    } else if (value->kind == node_list) {
        for (const struct node *item = node_first(value); item; item = item->next)
            if (item->kind == node_scalar)
                rename_word(r, item, field);
    }
}

static void rename_record(struct renaming *r, const struct node *map, const struct schema *schema)
{
    for (const struct node *key = node_first(map); key; key = key->next->next) {
        const struct field *field = schema_field(schema, key);
        if (!field)
            continue;
        const char *wanted = r->chinese ? field->zh : field->name;
        if (strcmp(wanted, key->text) != 0)
            replace(r, key, key->length, wanted);
        rename_value(r, key->next, field);
    }
}

size_t rename_all(struct spans *spans, const struct node *root, const struct schema *schema, bool chinese)
{
    struct renaming r = {.spans = spans, .chinese = chinese};
    rename_records(&r, root, schema);
    return r.count;
}
