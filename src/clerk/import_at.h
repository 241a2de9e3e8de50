/* Inside clerk/ only: the cell of a table that is read, and what is said of it. */
#ifndef CLERK_IMPORT_AT_H
#define CLERK_IMPORT_AT_H

#include "clerk/import.h"

/* The cell that is read. */
struct import_at {
    struct importing *im;
    uint32_t row;
    int column;
    uint32_t group;  /* that the row says its household is of; records_none */
    bool group_sure; /* it stands in this row, and not in one above */
    int32_t date;    /* of the deed, as far as it is known */
    uint32_t rule;   /* of the row; records_none */
};

/* Notes what is wrong with the cell; FORMAT is what import_say gave. Returns false. */
bool import_wrong(const struct import_at *at, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* MESSAGE, a catalogue key, in the user's language. */
const char *import_say(const struct import_at *at, const char *message);

#endif
