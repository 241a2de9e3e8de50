/* The text of a template taken apart: runs of text and tags; within the module only. */
#ifndef TEMPLATE_TAGS_H
#define TEMPLATE_TAGS_H

#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum tag_kind {
    tag_text,      /* no tag: text within one line, its line end included */
    tag_escaped,   /* {{name}} */
    tag_raw,       /* {{{name}}} or {{&name}} */
    tag_section,   /* {{#name}} */
    tag_inverted,  /* {{^name}} */
    tag_partial,   /* {{>name}} */
    tag_parent,    /* {{<name}} */
    tag_block,     /* {{$name}} */
    tag_close,     /* {{/name}} */
    tag_comment,   /* {{! … }} */
    tag_delimiter, /* {{=<% %>=}} */
};

#define tag_none SIZE_MAX

struct tag {
    enum tag_kind kind;
    bool dynamic;     /* of a partial or parent: {{>*name}} */
    bool dropped;     /* a text that belongs to the line of a standalone tag: it is not written */
    bool line_start;  /* it begins a line */
    bool standalone;  /* alone on its line, or with others of inheritance: the line's blanks are dropped */
    size_t start;     /* where it begins in the template's text */
    size_t end;       /* behind its end */
    const char *text; /* of a text: all of it; of a tag: the name */
    size_t len;       /* bytes of text */
    size_t match;     /* what opens: the tag that closes it, and back; else tag_none */
    size_t within;    /* the tag that opens the section, block or parent it stands in, or tag_none */
    size_t indent;    /* of the first standalone tag of a line: bytes of the blanks before it */
    struct place place;
};

struct tags {
    struct tag *items;
    size_t len;
    size_t cap;
};

/*
 * Takes the LEN bytes at TEXT apart into TAGS, whose texts point into TEXT. False where something is wrong,
 * with one error in ERRORS, placed in file number FILE.
 */
bool tags_read(struct tags *tags, const char *text, size_t len, uint32_t file, struct diags *errors);
void tags_free(struct tags *tags);

#endif
