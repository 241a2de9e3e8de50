/* A table for spreadsheets. */
#include "base/csv.h"
#include "base/date.h"
#include "tables/table.h"

static void put_cell(struct csv *csv, enum table_kind kind, union table_cell cell)
{
    char date[date_text_size];
    bool text = kind == table_words || kind == table_id;
    if (text ? !cell.text : cell.number == table_nothing) {
        csv_empty(csv);
        return;
    }
    switch (kind) {
    case table_words:
    case table_id:
        csv_text(csv, cell.text);
        break;
    case table_points:
        csv_points(csv, cell.number);
        break;
    case table_whole:
        csv_whole(csv, cell.number);
        break;
    case table_date:
        date_format((int32_t)cell.number, date);
        csv_text(csv, date);
        break;
    }
}

void table_csv(const struct table *table, struct buf *out)
{
    struct csv csv = csv_begin(out);
    for (size_t c = 0; c < table->columns_len; c++)
        if (table->headings[c])
            csv_text(&csv, table->headings[c]);
    csv_end(&csv);
    for (size_t r = 0; r < table->rows; r++) {
        for (size_t c = 0; c < table->columns_len; c++)
            if (table->headings[c])
                put_cell(&csv, table->columns[c].kind, table->cells[r * table->columns_len + c]);
        csv_end(&csv);
    }
}
