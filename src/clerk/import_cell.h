/* What a cell of a table says, as a value of the records: references, dates, numbers, yes and no. */
#ifndef CLERK_IMPORT_CELL_H
#define CLERK_IMPORT_CELL_H

#include "clerk/import_at.h"

/* The rule that TEXT is the id or the title of, quietly; records_none. */
uint32_t import_rule_called(const struct importing *im, const char *text);

/* Puts TEXT on one line as a scalar of YAML. */
void import_put_text(const char *text, struct buf *out);

/* Puts TEXT as a value of FIELD; false: noted why it is none. */
bool import_put_value(const struct import_at *at, const struct field *field, const char *text,
                      struct buf *out);

#endif
