/* What a new item of a kind of record says before anybody has filled it in, and what is typed for it. */
#ifndef CMD_NEW_VALUES_H
#define CMD_NEW_VALUES_H

#include "cmd/new_item.h"

/* The first value of FIELD, as YAML; "" where somebody has to know it. LAST is the list's last item. */
const char *new_first_value(const struct new_item *item, const struct field *field,
                            const struct loaded *loaded, const struct node *last, struct arena *arena);

/*
 * The id of a new rule of CATEGORY: behind the last that this has, where that ends in a number; else behind
 * that of LAST, the list's last item; else its first: order-01.
 */
const char *new_rule_id(const struct new_item *item, const struct loaded *loaded, const char *category,
                        const struct node *last, struct arena *arena);

/*
 * Puts VALUE, as somebody typed it, as a value of FIELD: a reference by name as its id, a day in any writing.
 * False: it is none (said).
 */
bool new_typed_value(const struct loaded *loaded, const struct new_item *item, const struct field *field,
                     const char *value, struct arena *arena, struct buf *out);

/* What examples of ITEM name of the village. */
struct scaffold_known new_known(const struct loaded *loaded, const struct new_item *item,
                                struct arena *arena);

/* The claims and objections that wait for a meeting on DATE, as prose behind OUT. */
void new_waiting(const struct records *records, int32_t date, struct buf *out);

#endif
