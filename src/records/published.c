#include "records/published.h"

#include "records/fields.h"

#include <string.h>

struct walk {
    published_text *say;
    void *context;
};

static void walk_record(const struct walk *walk, const struct schema *schema, const struct node *node);

/* VALUE is of the field F: a text, a list of them, records, or a mapping from dates to records. */
static void walk_value(const struct walk *walk, const struct field *f, const struct node *value)
{
    if (value->kind == node_list) {
        for (const struct node *item = node_first(value); item; item = item->next)
            walk_value(walk, f, item);
    } else if (f->schema && f->type == type_custom && value->kind == node_map) {
        for (const struct node *key = node_first(value); key; key = key->next->next)
            walk_record(walk, f->schema, key->next);
    } else if (f->schema) {
        walk_record(walk, f->schema, value);
    } else if (f->published && value->kind == node_scalar && !node_empty(value)) {
        walk->say(walk->context, value);
    }
}

static void walk_record(const struct walk *walk, const struct schema *schema, const struct node *node)
{
    if (node->kind != node_map || (schema->is_published && !schema->is_published(node)))
        return;
    for (const struct node *key = node_first(node); key; key = key->next->next) {
        const struct field *f = schema_field(schema, key);
        if (f)
            walk_value(walk, f, key->next);
    }
}

void records_published(const struct records *records, int32_t date, published_text *say, void *context)
{
    const struct walk walk = {say, context};
    for (uint32_t i = 0; i < records->files_len; i++) {
        const struct records_file *file = records->files[i];
        const struct schema *schema = file->root ? records_schema(file->kind) : NULL;
        if (!schema || (file->kind == source_meeting && ((const struct meeting *)file->items)->date > date))
            continue;
        if (file->root->kind != node_list)
            walk_record(&walk, schema, file->root);
        for (const struct node *item = file->root->kind == node_list ? node_first(file->root) : NULL; item;
             item = item->next)
            walk_record(&walk, schema, item);
    }
}
