/*
 * Records to be filled in: the fields of a kind of record a line each, in the language of the village, with
 * what each is for and takes behind it, from the tables that records are read by. What is given stands; the
 * rest is an example behind "#", which need only be taken away. Prose stands behind "# ", with a blank.
 */
#ifndef CMD_SCAFFOLD_H
#define CMD_SCAFFOLD_H

#include "base/buf.h"
#include "yaml/schema.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A field that stands. */
struct scaffold_given {
    const char *name;  /* of the field, in English */
    const char *value; /* as YAML, on one line; "": to be filled in, or a list whose items follow */
};

/* Ids that examples name, as a village has them; NULL: made up ones. */
struct scaffold_known {
    const char *household, *resident, *rule, *category, *reward, *claim, *objection;
};

struct scaffold {
    bool chinese; /* the language of keys and words; remarks are in that of the catalogue */
    int32_t today;
    const struct scaffold_given *given; /* of the outermost record */
    size_t count;
    struct scaffold_known known;
};

/* The fields of SCHEMA behind OUT, indented by INDENT blanks: those that are given, and required ones, first.
 */
void scaffold_fields(const struct scaffold *scaffold, const struct schema *schema, size_t indent,
                     struct buf *out);

/* The same as an item for a list (yaml/insert.h). */
void scaffold_item(const struct scaffold *scaffold, const struct schema *schema, struct buf *out);

/* The same as an item of a list, whose "- " stands behind INDENT blanks, of which everything is an example.
 */
void scaffold_example(const struct scaffold *scaffold, const struct schema *schema, size_t indent,
                      struct buf *out);

/* TEXT as prose behind "# ", in lines that an editor shows whole. */
void scaffold_prose(const char *text, struct buf *out);

/* scaffold_values.c: an example of what FIELD of SCHEMA may be, as YAML, behind OUT; nothing where an empty
 * value says enough.
 */
void scaffold_value(const struct scaffold *scaffold, const struct schema *schema, const struct field *field,
                    struct buf *out);

#endif
