/* Inside clerk/ only: an item that the cells of a row become, pair by pair. */
#ifndef CLERK_IMPORT_ITEM_H
#define CLERK_IMPORT_ITEM_H

#include "base/map.h"
#include "clerk/import_cell.h"
#include "clerk/import_columns.h"

/* How the field NAME of SCHEMA is written. */
const char *import_key(const struct importing *importing, const struct schema *schema, const char *name);

/* Begins the pair NAME of ITEM, which the cell AT gives. */
void import_put_key(const struct import_at *at, struct import_item *item, const char *name);

/* The text of the first column of ROLE (of column_field: of the field NAME); "" where there is none. *AT
 * becomes its cell. */
const char *import_cell_of(struct import_at *at, const struct columns *columns, const struct cells_row *row,
                           enum column_role role, const char *name);

/* An id where the table has none: the one behind *LAST that is not TAKEN. */
void import_put_next_id(const struct import_at *at, const struct map *taken, struct buf *last,
                        struct import_item *item);

/* The last ids that were given. */
struct import_ids {
    struct buf household, claim, rule;
    const char *category; /* of the row above: cells that are joined have it once */
    uint32_t group;
    struct map heads; /* the heads that the table has a household of already, by group: in which row */
    size_t twins;     /* households that are on the list already */
};

#endif
