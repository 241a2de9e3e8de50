#include "tables/listing.h"

#include "base/points.h"

#include <string.h>

struct listing *listing_new(struct arena *arena, const struct words *words, const char *name,
                            const struct listing_column *columns, size_t columns_len, size_t most_rows)
{
    struct listing *table = arena_new(arena, struct listing, 1);
    *table = (struct listing){
        .name = name, .columns = columns, .columns_len = columns_len, .most_rows = most_rows};
    table->headings = arena_new(arena, const char *, columns_len);
    for (size_t i = 0; i < columns_len; i++)
        table->headings[i] = columns[i].word ? words_get(words, columns[i].word) : NULL;
    table->cells = arena_new(arena, union listing_cell, columns_len * (most_rows + 1));
    return table;
}

void listing_flow_begin(struct listing *table, struct listing_flow *flow)
{
    table->flow = flow;
}

/* Lets the rows that there are go. */
static void let_go(struct listing *table)
{
    table->flow->take(table->flow, table);
    arena_free(&table->flow->texts);
    memset(table->cells, 0, sizeof *table->cells * table->columns_len * table->rows);
    table->rows = 0;
}

void listing_flow_end(struct listing *table)
{
    if (table->flow)
        let_go(table);
}

union listing_cell *listing_row(struct listing *table)
{
    if (table->flow && table->rows == table->most_rows)
        let_go(table);
    return &table->cells[table->columns_len * table->rows++];
}

int64_t listing_share_of(int64_t part, int64_t whole)
{
    enum { whole_share = 10000 };
    return whole > 0 ? points_divide(part * whole_share, whole) : listing_nothing;
}

void listing_share_row(const struct listing *table, union listing_cell *row)
{
    for (size_t c = 0; c < table->columns_len; c++) {
        const struct listing_column *column = &table->columns[c];
        if (column->kind == listing_share)
            row[c].number = listing_share_of(row[column->part].number, row[column->whole].number);
    }
}
