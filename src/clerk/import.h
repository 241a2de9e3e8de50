/*
 * A table that somebody filled in as items of records: columns by their headings, references by id or by a
 * name that is unique, dates and numbers as people type them. Whether the items are right as records is for
 * who puts them into a file and checks it; what is wrong there leads back to the cell.
 */
#ifndef CLERK_IMPORT_H
#define CLERK_IMPORT_H

#include "clerk/cells.h"
#include "records/named.h"
#include "records/records.h"
#include "yaml/schema.h"

/* What a table holds. */
enum import_kind {
    import_households,
    import_rules,
    import_meeting, /* entries, a line each */
    import_scores,  /* a household a line, a rule a column */
    import_redemptions,
    import_claims,
    import_transfers, /* of a meeting, too */
    import_kinds
};

/* A reason why a cell, or a row as a whole (column import_row), can't be taken. */
enum { import_row = -1 };

struct import_problem {
    uint32_t row; /* as the spreadsheet counts */
    int column;   /* from 0 */
    char *text;   /* in the user's language */
};

struct import_problems {
    struct import_problem *items;
    size_t len, cap;
};

/* A row that holds no item. */
struct import_left {
    uint32_t row;
    const char *text; /* of its first cell that has any */
};

/* A cell that became part of an item. */
struct import_part {
    size_t from; /* bytes of the item */
    uint32_t row;
    int column;
};

struct import_item {
    struct buf text; /* YAML, on one line */
    uint32_t row;    /* of the table */
    uint32_t group;  /* of a household: of the records' groups */
    int32_t date;    /* of a redemption its own, of a claim that on which it came: the year of its file */
    struct import_part *items;
    size_t len, cap; /* of the parts */
};

struct importing {
    /* given */
    const struct records *records; /* linked; what is wrong with them does not matter here */
    const struct cells *cells;
    enum import_kind kind; /* import_kinds: by the headings */
    bool chinese;          /* the language of keys */
    int32_t today;
    int32_t date;   /* of scores: the day on which they were given; of entries that of their meeting */
    uint32_t group; /* of households without one; records_none */
    const char *(*translate)(const char *message);
    struct arena *arena;
    /* found */
    size_t heading; /* the row of the cells that holds the headings */
    struct import_item *items;
    size_t len, cap;
    struct import_problems problems;
    struct import_problems warnings; /* what stops nothing */
    struct {
        const char **items; /* headings that are left alone */
        size_t len, cap;
    } ignored;
    struct {
        struct import_left *items; /* rows that are left alone: sums, remarks, headings once more */
        size_t len, cap;
    } left;
    struct named_index names;
};

/* Reads the table. What can't be taken is in `problems`. The caller frees with import_free. */
void import_read(struct importing *importing);
void import_free(struct importing *importing);

/*
 * Of a table of rules: the headings of the points list that its rows stand under, each once, in their order,
 * in *TITLES, of the importing's arena. Returns how many; 0: no row of headings is known (noted), or none is
 * there.
 */
size_t import_categories(struct importing *importing, const char ***titles);

/*
 * Puts TEXT, as a cell of a table says it, as a value of FIELD behind OUT: a reference by its name, a day as
 * people write it. False: why not is in `problems`.
 */
bool import_value(struct importing *importing, const struct field *field, const char *text, struct buf *out);

/* import_who.c: the group that TEXT names: its id or name, also as 1组 or 第一组 of 一组; records_none. */
uint32_t import_group_called(const struct records *records, const char *text);

/* The name behind NAME where that ends, or begins, in a number: 四组 behind 三组; "" where it has none. */
void import_group_next(const char *name, struct buf *out);

/* import_columns.c: the table of what KIND's items are. */
const struct schema *import_schema(enum import_kind kind);

/* What the list is called in Chinese that items of KIND stand in; NULL: they are a file's list. */
const char *import_list_name(enum import_kind kind);

/* The name of a kind; NULL behind the last. */
const char *import_kind_name(enum import_kind kind, bool chinese);

#endif
