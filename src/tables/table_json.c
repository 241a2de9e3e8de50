/* A table for programs. */
#include "base/json.h"
#include "tables/table.h"

static void put_cell(struct json *json, const struct table_column *column, union table_cell cell)
{
    bool text = column->kind == table_words || column->kind == table_id;
    if (!text && cell.number == table_nothing) {
        json_null(json, column->key);
        return;
    }
    switch (column->kind) {
    case table_words:
    case table_id:
        json_text(json, column->key, cell.text);
        break;
    case table_points:
        json_points(json, column->key, cell.number);
        break;
    case table_whole:
        json_whole(json, column->key, cell.number);
        break;
    case table_date:
        json_date(json, column->key, (int32_t)cell.number);
        break;
    }
}

void table_json(const struct table *table, struct buf *out)
{
    struct json json = {.out = out};
    json_open(&json, NULL);
    json_date(&json, "date", table->date);
    json_array(&json, table->name);
    for (size_t r = 0; r < table->rows; r++) {
        json_open(&json, NULL);
        for (size_t c = 0; c < table->columns_len; c++)
            if (table->columns[c].key)
                put_cell(&json, &table->columns[c], table->cells[r * table->columns_len + c]);
        json_close(&json);
    }
    json_end(&json);
    json_close(&json);
    buf_putc(out, '\n');
}
