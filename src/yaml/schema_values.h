/* Inside yaml/ only: the readers of single values that only tables use; the others are in schema.h. */
#ifndef YAML_SCHEMA_VALUES_H
#define YAML_SCHEMA_VALUES_H

#include "yaml/schema.h"

/* Reports that NODE is of another kind than is WANTED; returns false. */
bool value_wrong_type(struct schema_reader *reader, const struct node *node, enum node_kind wanted);

/* A text, of one LINE or of several. */
bool value_read_text(struct schema_reader *reader, const struct node *node, bool line, const char **text);

/* Points within the bounds of F. */
bool value_read_points_within(struct schema_reader *reader, const struct node *node, const struct field *f,
                              int64_t *points);
bool value_read_quantity(struct schema_reader *reader, const struct node *node, int64_t *quantity);
bool value_read_flag(struct schema_reader *reader, const struct node *node, bool *flag);

#endif
