/*
 * A table as a value: what its columns are called, what they hold, and the cells. It is composed once for a
 * subject and a view (tables.h), and encoded as text for a terminal, as CSV, as JSON: each an encoder of one
 * signature.
 *
 *     struct table *table = table_new(arena, words, "groups", columns, count, most_rows);
 *     for (each group)
 *         table_row(table)[column_name].text = group->name;
 *     table_csv(table, out);
 */
#ifndef TABLES_TABLE_H
#define TABLES_TABLE_H

#include "base/arena.h"
#include "base/buf.h"
#include "view/words.h"

#include <stddef.h>
#include <stdint.h>

/* What the cells of a column hold. */
enum table_kind {
    table_words,  /* text */
    table_id,     /* text that is no number, though it may look like one */
    table_points, /* hundredths */
    table_whole,
    table_date,
};

struct table_column {
    const char *word; /* its heading, a word of the theme; NULL: not for people (text, CSV) */
    const char *key;  /* its name in JSON; NULL: not for programs */
    enum table_kind kind;
};

/* No number, no date: an empty cell. */
#define table_nothing INT64_MIN

/* By the kind of its column. An empty text is NULL or "". */
union table_cell {
    const char *text;
    int64_t number; /* of points, whole, date */
};

struct table {
    const char *name;      /* of the rows in JSON: "entries" */
    const char *title;     /* a line above it, for people; NULL: none */
    int32_t date;          /* as of which it holds, for programs */
    const char **headings; /* by column; NULL: not for people */
    const struct table_column *columns;
    size_t columns_len;
    union table_cell *cells; /* row by row */
    size_t rows;
    size_t most_rows;
};

/* A table in ARENA without rows yet, of which it will have MOST_ROWS at most. COLUMNS outlive it. */
struct table *table_new(struct arena *arena, const struct words *words, const char *name,
                        const struct table_column *columns, size_t columns_len, size_t most_rows);

/* Adds a row, and gives its cells: zeroed, so that text is empty, to be filled in. */
union table_cell *table_row(struct table *table);

/* Puts TABLE behind what is in OUT. */
typedef void table_encode(const struct table *table, struct buf *out);

table_encode table_text; /* columns aligned for full-width characters, numbers to the right */
table_encode table_csv;  /* for spreadsheets, a row of headings first */
table_encode table_json; /* {date, NAME: [{KEY: …}, …]} */

#endif
