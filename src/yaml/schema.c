/* Records by their tables: mappings field by field, and lists of them. */
#include "yaml/schema.h"

#include "yaml/schema_keys.h"
#include "yaml/schema_values.h"

#include <string.h>

bool schema_read_list(struct schema_reader *r, const struct node *node, const struct schema *schema,
                      void **items, uint32_t *count)
{
    *items = NULL;
    *count = 0;
    if (node_empty(node))
        return true;
    if (node->kind == node_scalar)
        return value_wrong_type(r, node, node_list);
    uint32_t most = node->kind == node_list ? node->count : 1;
    char *array = arena_alloc(r->arena, most * schema->size);
    const struct node *item = node->kind == node_list ? node_first(node) : node;
    bool right = true;
    for (uint32_t i = 0; i < most; i++, item = item->next) {
        struct record *record = (void *)(array + i * schema->size);
        if (!schema_read(r, item, schema, record)) {
            *record = (struct record){.node = item, .bad = UINT32_MAX};
            right = false;
        }
    }
    *count = most;
    *items = array;
    return right;
}

/* --- mappings */

static bool read_field(struct schema_reader *r, const struct field *f, const struct node *value, char *out)
{
    void *at = out + f->offset;
    int64_t number;
    int word;
    void *items = NULL;
    uint32_t count;
    bool right;
    switch (f->type) {
    case type_text:
        return value_read_text(r, value, false, at);
    case type_line:
        return read_line(r, value, at);
    case type_id:
        return read_id(r, value, at);
    case type_date:
        return read_date(r, value, at);
    case type_points:
        return value_read_points_within(r, value, f, at);
    case type_quantity:
        return value_read_quantity(r, value, at);
    case type_whole:
        right = read_whole(r, value, f->min, f->max, &number);
        if (right)
            *(int32_t *)at = (int32_t)number;
        return right;
    case type_flag:
        return value_read_flag(r, value, at);
    case type_word:
        right = read_word(r, value, f->words, &word);
        if (right)
            memcpy(at, &word, sizeof word); /* every enum is as wide as an int here */
        return right;
    case type_ids:
        return read_strings(r, value, true, at);
    case type_lines:
        return read_strings(r, value, false, at);
    case type_record:
        return schema_read(r, value, f->schema, at);
    case type_records:
        right = schema_read_list(r, value, f->schema, &items, &count);
        memcpy(at, &items, sizeof items);
        memcpy(out + f->count_offset, &count, sizeof count);
        return right;
    case type_custom:
        return f->read(r, value, at);
    }
    return false;
}

/* Whether VALUE is as if the field were not there. */
static bool is_absent(const struct field *f, const struct node *value)
{
    bool list = f->list || f->type == type_ids || f->type == type_lines || f->type == type_records;
    return node_empty(value) || (list && value->kind == node_list && value->count == 0) ||
           (f->mapping && value->kind == node_map && value->count == 0);
}

static void report_missing(struct schema_reader *r, const struct node *node, const struct schema *schema,
                           struct record *record)
{
    for (uint32_t i = 0; i < schema->count; i++) {
        const struct field *f = &schema->fields[i];
        if (!f->required || record->given >> i & 1)
            continue;
        if (node_untold(node)) /* nothing says in which language names are written */
            diag_error(r->diags, node_start(node), "missing-key", N_("the field \"{1}\" ({2}) is missing"),
                       f->name, f->zh, NULL);
        else
            diag_error(r->diags, node_start(node), "missing-key", N_("\"{1}\" is missing"),
                       node_chinese(node) ? f->zh : f->name, NULL);
        record->bad |= UINT32_C(1) << i;
    }
}

bool schema_read(struct schema_reader *r, const struct node *node, const struct schema *schema, void *out)
{
    if (schema->initial)
        memcpy(out, schema->initial, schema->size);
    else
        memset(out, 0, schema->size);
    if (node->kind != node_map && !node_empty(node))
        return value_wrong_type(r, node, node_map);
    struct record *record = out;
    record->node = node;
    uint32_t seen = 0;
    for (struct node *key = node->kind == node_map ? node_first(node) : NULL; key; key = key->next->next) {
        const struct field *f = schema_field(schema, key);
        if (!f) {
            schema_unknown_key(r, schema, key, record);
            continue;
        }
        uint32_t bit = (uint32_t)(f - schema->fields);
        if (seen >> bit & 1) {
            diag_error(r->diags, key->place, "duplicate-key",
                       N_("\"{1}\" and \"{2}\" are the same field: give it once"), f->name, f->zh, NULL);
            continue;
        }
        seen |= UINT32_C(1) << bit;
        node_set_name(key, f->name);
        if (is_absent(f, key->next))
            continue;
        record->given |= UINT32_C(1) << bit;
        const struct schema_reader around = *r;
        r->field = f->name;
        r->key = key;
        if (schema_value_unseen(r, f, key->next) ||
            schema_holds_fields(r, schema, node, f, key->next, record) || !read_field(r, f, key->next, out))
            record->bad |= UINT32_C(1) << bit;
        *r = around;
    }
    report_missing(r, node, schema, record);
    return true;
}
