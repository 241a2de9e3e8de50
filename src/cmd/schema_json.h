/* The tables of the records as JSON Schemas (draft 7). */
#ifndef CMD_SCHEMA_JSON_H
#define CMD_SCHEMA_JSON_H

#include "base/buf.h"
#include "source/record_files.h"

/* The kind of record file called NAME; source_none: there is none. */
enum source_kind schema_file_named(const char *name);

/* The names of all kinds, with commas between, behind OUT. */
void schema_file_names(struct buf *out);

/* The schema of a file of KIND behind OUT, with descriptions in the catalogue's language and names in both.
 */
void schema_json(enum source_kind kind, struct buf *out);

#endif
