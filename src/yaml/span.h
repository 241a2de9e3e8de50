/* The tree of a file once more, with the bytes that each value takes: for who changes the file's text. */
#ifndef YAML_SPAN_H
#define YAML_SPAN_H

#include "yaml/node.h"

/* A node of the tree, in the same shape as struct node has it. */
struct span {
    enum node_kind kind;
    bool flow;          /* a list or mapping in brackets */
    bool keep;          /* a block scalar that the empty lines behind it belong to: |+ */
    bool empty;         /* a value that is not written */
    size_t begin, end;  /* bytes of the text; of a block as far as its last value goes */
    uint32_t count;     /* items of a list, pairs of a mapping */
    struct span *first; /* the first item; of a mapping the first key, whose value is next, and so on */
    struct span *next;
};

/*
 * The spans of LEN bytes at TEXT, which yaml_read accepts without an error and which begin with no byte
 * order mark; of a file without content one that is empty. They live as long as ARENA.
 */
const struct span *span_read(struct arena *arena, const char *text, size_t len);

#endif
