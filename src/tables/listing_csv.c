/* A table for spreadsheets. */
#include "base/csv.h"
#include "base/date.h"
#include "tables/listing.h"

static void put_cell(struct csv *csv, enum listing_kind kind, union listing_cell cell)
{
    char date[date_text_size];
    bool text = kind == listing_words || kind == listing_id;
    if (text ? !cell.text : cell.number == listing_nothing) {
        csv_empty(csv);
        return;
    }
    switch (kind) {
    case listing_words:
    case listing_id:
        csv_text(csv, cell.text);
        break;
    case listing_points:
    case listing_share:
        csv_points(csv, cell.number);
        break;
    case listing_whole:
        csv_whole(csv, cell.number);
        break;
    case listing_date:
        date_format((int32_t)cell.number, date);
        csv_text(csv, date);
        break;
    }
}

static void put_headings(struct csv *csv, const struct listing *table)
{
    for (size_t c = 0; c < table->columns_len; c++)
        if (table->headings[c])
            csv_text(csv, table->headings[c]);
    csv_end(csv);
}

static void put_rows(struct csv *csv, const struct listing *table)
{
    for (size_t r = 0; r < table->rows; r++) {
        for (size_t c = 0; c < table->columns_len; c++)
            if (table->headings[c])
                put_cell(csv, table->columns[c].kind, table->cells[r * table->columns_len + c]);
        csv_end(csv);
    }
}

void listing_csv(const struct listing *table, struct buf *out)
{
    struct csv csv = csv_begin(out);
    put_headings(&csv, table);
    put_rows(&csv, table);
}

static void take(struct listing_flow *flow, const struct listing *table)
{
    struct listing_csv_flow *f = (struct listing_csv_flow *)flow;
    if (!f->begun) {
        f->csv = csv_begin(f->out);
        f->csv.spill = f->spill;
        put_headings(&f->csv, table);
        f->begun = true;
    }
    put_rows(&f->csv, table);
}

struct listing_csv_flow listing_csv_flow(struct buf *out, const struct spill *spill)
{
    return (struct listing_csv_flow){.flow = {.take = take}, .out = out, .spill = spill};
}
