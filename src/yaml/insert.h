/*
 * Writing into a file that people write too: something is put in behind what stands there, and all else stays
 * as it is, byte for byte: comments, order, layout, line ends, a byte order mark.
 *
 * What was put in is read again before it is given out: every value of the file is still what it was, and the
 * new ones stand where they were wanted. Where that can't be had, nothing is, and the caller says that the
 * place has to be written another way.
 */
#ifndef YAML_INSERT_H
#define YAML_INSERT_H

#include "base/buf.h"
#include "yaml/node.h"

#include <stdbool.h>
#include <stdint.h>

/* Where something is put in. */
struct insert_place {
    const char *text; /* the file, LEN bytes; nothing, for one that is not there yet */
    size_t len;
    const struct node *map; /* a mapping of the tree that yaml_read made of this text, at any depth; NULL: the
                               mapping that the file is */
    const char *key;        /* the field of it that holds, or is to hold, a list; NULL: the file is a list */
    const char *written;    /* how KEY is written where it is not there yet; NULL: as it is */
};

/*
 * Puts COUNT items, in their order, behind those of a list and the comments that stand in deeper than they
 * do, and the whole file into OUT. A list that is not there is made: as the last key of its mapping, behind a
 * key without a value, or around the one value that stands where a list of such may. KEY is found in either
 * language where schema_read has read MAP.
 *
 * An item is YAML of its own, as a rule in brackets ("{household: h001, rule: patrol}", or a scalar by
 * insert_scalar), which goes into any list. A "\n" in it becomes a line end of the file, and the line behind
 * it is indented two blanks deeper than the item begins; where the list is known to stand in lines and not in
 * brackets, an item may thus be a mapping in lines too ("id: h101\nhead: 张大山").
 *
 * LINES has room for COUNT: in which line of OUT each item begins; it may be NULL. False, with nothing in
 * OUT: the file has errors, has no such place (the value is a text), or can't take the items as they are.
 */
bool insert_items(const struct insert_place *place, const char *const *items, size_t count, struct buf *out,
                  uint32_t *lines);

/*
 * Puts "KEY: VALUE" behind the last pair of a mapping, and the whole file into OUT; VALUE is YAML as an item
 * is. PLACE->key names the new key itself, WRITTEN is not looked at. *LINE is where it stands; it may be
 * NULL. False, with nothing in OUT, as above, and where the mapping has the key already.
 */
bool insert_pair(const struct insert_place *place, const char *value, struct buf *out, uint32_t *line);

/* TEXT, one line, as a scalar within brackets, in quotes where it would be read otherwise without. */
void insert_scalar(struct buf *out, const char *text);

#endif
