/* Inside clerk/ only: the rows of a list of households, or of a register with a person a row. */
#ifndef CLERK_IMPORT_HOUSEHOLD_H
#define CLERK_IMPORT_HOUSEHOLD_H

#include "clerk/import_item.h"

struct import_people {
    struct import_person {
        const char *name;
        bool minor;
    } * items;
    size_t len;
};

/* The household of ROW, with PEOPLE, or those of its own cell where that is NULL. */
void import_put_household(struct import_at *at, const struct columns *columns, const struct cells_row *row,
                          const struct import_people *people, struct import_ids *ids,
                          struct import_item *item);

/* The people of the household that begins in row FROM of the cells, of the importing's arena; *TO becomes the
 * row behind. */
struct import_people *import_people_of(struct importing *importing, const struct columns *columns,
                                       size_t from, size_t *to);

/* Where nothing is wrong but that all TWINS households are on the list already: that is one thing. */
void import_say_taken(struct importing *importing, size_t twins);

#endif
