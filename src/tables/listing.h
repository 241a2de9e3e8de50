/*
 * A table as a value: what its columns are called, what they hold, and the cells. It is composed once for a
 * subject and a view (tables.h), and encoded as text for a terminal, as CSV, as JSON: each an encoder of one
 * signature.
 *
 *     struct listing *table = listing_new(arena, words, "groups", columns, count, most_rows);
 *     for (each group)
 *         listing_row(table)[column_name].text = group->name;
 *     listing_csv(table, out);
 */
#ifndef TABLES_LISTING_H
#define TABLES_LISTING_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/csv.h"
#include "view/words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What the cells of a column hold. */
enum listing_kind {
    listing_words,  /* text */
    listing_id,     /* text that is no number, though it may look like one */
    listing_points, /* hundredths */
    listing_whole,
    listing_date,
    listing_share, /* hundredths of a percent: what one column of numbers is of another, in a workbook a
                      formula */
};

struct listing_column {
    const char *word; /* its heading, a word of the theme; NULL: not for people (text, CSV) */
    const char *key;  /* its name in JSON; NULL: not for programs */
    enum listing_kind kind;
    bool sum;           /* a workbook says what its numbers come to */
    bool rest;          /* a workbook says that its numbers are what WHOLE has more than PART, a formula */
    size_t part, whole; /* of a share or a rest: the places of the columns */
};

/* No number, no date: an empty cell. */
#define listing_nothing INT64_MIN

/* By the kind of its column. An empty text is NULL or "". */
union listing_cell {
    const char *text;
    int64_t number; /* of points, whole, date */
};

struct listing;

/*
 * Where the rows of a table go that is too long to be held whole: taken from it by and by, they are gone
 * then. For who makes and who encodes such a table at once (listing_csv_flow).
 */
struct listing_flow {
    void (*take)(struct listing_flow *flow,
                 const struct listing *table); /* encodes the rows that there are */
    struct arena texts;                        /* of the rows at hand alone: emptied when they were taken */
};

struct listing {
    const char *name;      /* of the rows in JSON: "entries" */
    const char *title;     /* a line above it, for people; NULL: none */
    int32_t date;          /* as of which it holds, for programs */
    const char **headings; /* by column; NULL: not for people */
    const struct listing_column *columns;
    size_t columns_len;
    union listing_cell *cells; /* row by row */
    size_t rows;
    size_t most_rows;          /* of a table that flows, of those at hand */
    struct listing_flow *flow; /* NULL: the rows stay */
};

/* A table in ARENA without rows yet, of which it will have MOST_ROWS at most. COLUMNS outlive it. */
struct listing *listing_new(struct arena *arena, const struct words *words, const char *name,
                            const struct listing_column *columns, size_t columns_len, size_t most_rows);

/* Lets the rows of TABLE, which has none yet, go to FLOW. listing_flow_end takes the last of them; without a
 * flow it does nothing. */
void listing_flow_begin(struct listing *table, struct listing_flow *flow);
void listing_flow_end(struct listing *table);

/* Adds a row, and gives its cells: zeroed, so that text is empty, to be filled in before the next is added.
 */
union listing_cell *listing_row(struct listing *table);

/* Fills the shares of ROW, whose other cells are filled in; of nothing there is none. */
void listing_share_row(const struct listing *table, union listing_cell *row);

/* PART of WHOLE, numbers of one kind, in hundredths of a percent; listing_nothing where there is no whole. */
int64_t listing_share_of(int64_t part, int64_t whole);

/* Puts TABLE behind what is in OUT: each in the source of its name, listing_*.c. */
typedef void listing_encode(const struct listing *table, struct buf *out);

listing_encode listing_text; /* columns aligned for full-width characters, numbers to the right */
listing_encode listing_csv;  /* for spreadsheets, a row of headings first */
/* A flow into CSV, the same bytes as listing_csv's, that goes on from OUT to SPILL. */
struct listing_csv_flow {
    struct listing_flow flow; /* first */
    struct buf *out;
    const struct spill *spill;
    struct csv csv;
    bool begun; /* the headings are written */
};

struct listing_csv_flow listing_csv_flow(struct buf *out, const struct spill *spill);

listing_encode listing_json; /* {date, NAME: [{KEY: …}, …]} */

#endif
