/* What is written in the records, told from the tables that read them: `gongshi help household`. */
#ifndef CMD_HELP_RECORDS_H
#define CMD_HELP_RECORDS_H

#include "base/buf.h"
#include "yaml/schema.h"

#include <stdbool.h>

/*
 * Writes the fields of the kinds of record that NAME means, in either language: a kind (household, 户), or a
 * field that holds records of it (entries, 条目). False where there is none.
 */
bool help_record(const char *name, struct buf *out);

/* What FIELD of SCHEMA is for and takes, in one line. */
void help_remark(const struct schema *schema, const struct field *field, struct buf *out);

/* Writes all kinds of record as the handbook's page, in Markdown. */
void help_reference(struct buf *out);

#endif
