/* One file of records, read by its kind. */
#include "base/memory.h"
#include "records/link.h"
#include "source/record_files.h"
#include "yaml/slip.h"

#include <string.h>
#include <xxhash.h>

const struct schema *records_schema(enum source_kind kind)
{
    switch (kind) {
    case source_village:
        return &village_schema;
    case source_rules:
        return &list_schema;
    case source_households:
        return &households_schema;
    case source_meeting:
        return &meeting_schema;
    case source_claims:
        return &claim_schema;
    case source_objections:
        return &objection_schema;
    case source_rewards:
        return &rewards_schema;
    case source_redemptions:
        return &redemption_schema;
    case source_disclosures:
        return &disclosure_schema;
    case source_none:
    case source_page:
    case source_theme:
        break;
    }
    return NULL;
}

/* The records of the tree FILE->root, by their table. */
static void read_records(struct records_file *file, const struct schema *schema, struct diags *diags)
{
    struct schema_reader reader = {.arena = &file->arena, .diags = diags};
    if (record_files[file->kind].list) {
        schema_read_list(&reader, file->root, schema, &file->items, &file->len);
        return;
    }
    file->items = arena_alloc(&file->arena, schema->size);
    if (schema_read(&reader, file->root, schema, file->items))
        file->len = 1;
    else
        file->root = NULL; /* no mapping: nothing of it is known */
}

struct records_file *records_read_file(const struct source_file *source, uint32_t number, struct diags *diags)
{
    struct records_file *file = memory_new(1, sizeof *file);
    file->path = arena_copy(&file->arena, source->path);
    file->kind = source->kind;
    file->number = number;
    const struct schema *schema = records_schema(source->kind);
    if (!schema)
        return file;
    file->text_hash = XXH3_64bits(source->text, source->len);
    if (!source->refused)
        file->root = yaml_read(&file->arena, source->text, source->len, number, diags);
    personal_check(source->utf8, source->utf8_len, number, file->root, diags);
    if (!file->root)
        return file;
    size_t first = diags->len;
    read_records(file, schema, diags);
    slip_explain(diags, first, source->text, source->len);
    return file;
}
