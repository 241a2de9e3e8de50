/* What a cell of a table says, as a value of the records: references, dates, numbers, yes and no. */
#ifndef CLERK_IMPORT_CELL_H
#define CLERK_IMPORT_CELL_H

#include "clerk/import.h"

/* The cell that is read. */
struct import_at {
    struct importing *im;
    uint32_t row;
    int column;
};

/* Notes what is wrong with the cell; FORMAT is what import_say gave. Returns false. */
bool import_wrong(const struct import_at *at, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* MESSAGE, a catalogue key, in the user's language. */
const char *import_say(const struct import_at *at, const char *message);

/* The household whose id is TEXT, or whose head, or else a member, alone is called so; false: noted why none.
 */
bool import_find_household(const struct import_at *at, const char *text, uint32_t *household);

/* How many bytes the next name of the list TEXT has; *SKIP: those of the mark behind it. */
size_t import_next_name(const char *text, size_t *skip);

/* Puts TEXT with digits, signs and letters half-width, and without blanks. */
void import_put_number(const char *text, struct buf *out);

/* Puts TEXT on one line as a scalar of YAML. */
void import_put_text(const char *text, struct buf *out);

/* Puts TEXT as a value of FIELD; false: noted why it is none. */
bool import_put_value(const struct import_at *at, const struct field *field, const char *text,
                      struct buf *out);

#endif
