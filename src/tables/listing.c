#include "tables/listing.h"

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

union listing_cell *listing_row(struct listing *table)
{
    return &table->cells[table->columns_len * table->rows++];
}
