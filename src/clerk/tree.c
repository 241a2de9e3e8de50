#include "clerk/tree.h"

#include "records/schemas.h"

const struct node *tree_of(const struct source_file *file, struct arena *arena)
{
    struct diags diags = {0};
    struct schema_reader reader = {.arena = arena, .diags = &diags};
    const struct node *root = file ? yaml_read(arena, file->text, file->len, 0, &diags) : NULL;
    const struct schema *schema = file ? records_schema(file->kind) : NULL;
    void *items;
    uint32_t count;
    if (root && root->kind == node_list)
        schema_read_list(&reader, root, schema, &items, &count);
    else if (root)
        schema_read(&reader, root, schema, arena_alloc(arena, schema->size));
    diag_free(&diags);
    return root;
}
