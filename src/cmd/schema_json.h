/* The tables of the records as JSON Schemas (draft 7). */
#ifndef CMD_SCHEMA_JSON_H
#define CMD_SCHEMA_JSON_H

#include "base/buf.h"

#include <stddef.h>

/* A kind of record file. */
struct schema_file {
    const char *name;    /* "meeting" */
    const char *pattern; /* of the files, from the village's folder */
};

/* The file called NAME; NULL: there is none. Number I of all; NULL behind the last. */
const struct schema_file *schema_file_named(const char *name);
const struct schema_file *schema_file_at(size_t i);

/* The names of all, with commas between, behind OUT. */
void schema_file_names(struct buf *out);

/* The schema of FILE behind OUT, with descriptions in the catalogue's language and names in both. */
void schema_json(const struct schema_file *file, struct buf *out);

#endif
