#include "clerk/import_item.h"

#include "base/map.h"
#include "base/memory.h"
#include "records/ids.h"

#include <string.h>

const char *import_key(const struct importing *im, const struct schema *schema, const char *name)
{
    const struct field *field = schema_named(schema, name);
    return im->chinese ? field->zh : field->name;
}

void import_put_key(const struct import_at *at, struct import_item *item, const char *name)
{
    struct import_part part = {.row = at->row, .column = at->column};
    buf_puts(&item->text, item->text.len ? ", " : "{");
    part.from = item->text.len;
    memory_push(item, part);
    buf_printf(&item->text, "%s: ", import_key(at->im, import_schema(at->im->kind), name));
}

const char *import_cell_of(struct import_at *at, const struct columns *columns, const struct cells_row *row,
                           enum column_role role, const char *name)
{
    for (size_t i = 0; i < row->count && i < cells_most_columns; i++) {
        const struct column *c = &columns->items[i];
        if (c->role != role || (role == column_field && strcmp(c->field->name, name) != 0))
            continue;
        at->row = row->number;
        at->column = (int)i;
        return cells_text(row, i);
    }
    at->row = row->number;
    at->column = import_row;
    return "";
}

void import_put_next_id(const struct import_at *at, const struct map *taken, struct buf *last,
                        struct import_item *item)
{
    import_put_key(at, item, "id");
    do
        id_next(last);
    while (map_find(taken, buf_text(last)) != map_none);
    buf_puts(&item->text, buf_text(last));
}
