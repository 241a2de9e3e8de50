/*
 * The YAML that people write by hand, as a tree in which everything knows where it stands.
 *
 * What is accepted of it: UTF-8, one document, mappings, sequences and scalars;
 * anchors, aliases, tags, directives, merge keys, duplicate keys and more than 32 levels are errors. A scalar
 * has no type here: the field that it stands in gives it one (see schema.h).
 */
#ifndef YAML_NODE_H
#define YAML_NODE_H

#include "base/arena.h"
#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum node_kind { node_scalar, node_list, node_map };

/* What names are written in. */
enum tongue { tongue_unknown, tongue_english, tongue_chinese };

struct node {
    struct place place; /* where it begins */
    union {
        const char *text;      /* a scalar's text, NUL behind it (it may hold NULs: see length) */
        struct node *children; /* of a list its items; of a mapping a key, its value, the next key, and so on:
                                  node_first */
    };
    struct node *next; /* the sibling */
    union {
        uint32_t count;  /* items of a list, pairs of a mapping */
        uint32_t length; /* bytes of a scalar's text */
    };
    unsigned char kind; /* enum node_kind */
    bool plain : 1;     /* a scalar without quotes or block indicator */
    bool cut : 1;       /* a plain scalar behind which " #" and no blank follow: perhaps meant as its text */
    bool block : 1;     /* a scalar after | or >: its text begins on the next line */
    unsigned char around : 2; /* enum tongue: of what has no names, a mapping without keys or a value that is
                                 empty, in a file that has such: that of the names around it */
};

/*
 * read.c: reads LEN bytes at TEXT as the file number FILE. Returns the tree, or NULL where there is none
 * because the text is not accepted (reported as `yaml` or `yaml-feature`). Duplicate keys are reported and
 * the first one kept in force. A file without content is an empty plain scalar at line 1. The tree lives as
 * long as ARENA, and TEXT need not.
 */
const struct node *yaml_read(struct arena *arena, const char *text, size_t len, uint32_t file,
                             struct diags *diags);

/* The first item of a list, the first key of a mapping, whose value is its next; of a scalar NULL. */
static inline struct node *node_first(const struct node *node)
{
    return node->kind == node_scalar ? NULL : node->children;
}

/* A scalar's text; of a list or mapping NULL. */
static inline const char *node_text(const struct node *node)
{
    return node->kind == node_scalar ? node->text : NULL;
}

/* Says that KEY, a key of a mapping, is that of the field NAME: it may be written in Chinese. */
void node_set_name(struct node *key, const char *name);

/* Whether NODE is absent (NULL) or a plain empty scalar, which is the same. */
bool node_empty(const struct node *node);

/* Whether TEXT is written in Chinese: any Han character. */
bool text_chinese(const char *text);

/* Whether a key of the mapping MAP is written in Chinese, or the names around it are where it has no keys:
 * then errors speak of its fields so. */
bool node_chinese(const struct node *map);

/* Whether NODE, a mapping or a list of such, or nothing, has no keys, and there are none around it either. */
bool node_untold(const struct node *node);

/* Lets what has no names in the tree ROOT be told by those around it, or where there are none by TONGUE. */
void node_tell(const struct node *root, enum tongue tongue);

/* The value of the field NAME of a mapping, in whichever language its key is; NULL where it has none. */
const struct node *node_get(const struct node *map, const char *name);

/* The key NAME itself, for errors about keys. */
const struct node *node_key(const struct node *map, const char *name);

/* Where an error about NODE as a whole stands: at a mapping's first key, else where it begins. */
struct place node_start(const struct node *node);

/* The place of the value NAME of MAP; where it has none, node_start of MAP. */
struct place node_place(const struct node *map, const char *name);

/*
 * Where the text of a scalar begins: behind its quotation mark; of a block on the line after its indicator,
 * with column 0, because its indentation is not known.
 */
struct place node_text_place(const struct node *scalar);

#endif
