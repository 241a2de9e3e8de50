/* A table for programs. */
#include "base/json.h"
#include "tables/listing.h"

static void put_cell(struct json *json, const struct listing_column *column, union listing_cell cell)
{
    bool text = column->kind == listing_words || column->kind == listing_id;
    if (!text && cell.number == listing_nothing) {
        json_null(json, column->key);
        return;
    }
    switch (column->kind) {
    case listing_words:
    case listing_id:
        json_text(json, column->key, cell.text);
        break;
    case listing_points:
    case listing_share:
        json_points(json, column->key, cell.number);
        break;
    case listing_whole:
        json_whole(json, column->key, cell.number);
        break;
    case listing_date:
        json_date(json, column->key, (int32_t)cell.number);
        break;
    }
}

void listing_json(const struct listing *table, struct buf *out)
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
