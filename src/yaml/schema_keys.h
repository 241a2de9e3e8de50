/* Inside yaml/ only: what is said of keys that are no field, and of fields within a value. */
#ifndef YAML_SCHEMA_KEYS_H
#define YAML_SCHEMA_KEYS_H

#include "yaml/schema.h"

/* Reports that KEY of a mapping is no field of SCHEMA, and what was meant; a field that is meant for certain
 * counts as given in RECORD, and as wrong. */
void schema_unknown_key(struct schema_reader *reader, const struct schema *schema, const struct node *key,
                        struct record *record);

/*
 * Whether VALUE, of the field F, holds other fields of the mapping MAP too, behind commas that are none:
 * reports it, and marks them in RECORD as given and wrong. In a text that is so only where such a field is
 * wanted and is not there.
 */
bool schema_holds_fields(struct schema_reader *reader, const struct schema *schema, const struct node *map,
                         const struct field *f, const struct node *value, struct record *record);

/* Whether VALUE, of a field that is no text, holds a character of which nothing is seen: reports it. */
bool schema_value_unseen(struct schema_reader *reader, const struct field *f, const struct node *value);

#endif
