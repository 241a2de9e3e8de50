/*
 * A4 papers that are handed out, filled in or filed: statements, agendas, forms. In one file there may be
 * several, each beginning on a page of its own: a title, lines of what it is about beside the code, text and
 * tables, and at the foot of every page what it is part of and "page x of y".
 */
#ifndef PRINT_DOCUMENT_H
#define PRINT_DOCUMENT_H

#include "print/block.h"
#include "print/place.h"
#include "print/sizes.h"

/* As the theme has them (print/documents.yaml); lengths in thousandths of a point. */
struct document_sizes {
    int32_t left, right, top, bottom; /* margins */
    int32_t foot_drop;                /* from the type area to the foot */
    int32_t title, title_pitch;
    int32_t line, line_pitch; /* what stands below the title */
    int32_t heading, heading_pitch;
    int32_t body, body_pitch;
    int32_t stroke; /* 宋 is too thin at these sizes for old eyes */
    int32_t table, table_pitch;
    int32_t written_pitch; /* rows that are written in by hand */
    int32_t foot;
    int32_t code, code_gap; /* its side, and to what stands beside it */
    int32_t scan, scan_pitch;
};

extern const struct size_table document_sizes;

struct document_part {
    const char *title;
    const char *mark; /* of its bookmark, which those of its headings follow; NULL: none */
    const char *const *lines;
    size_t lines_len;
    const struct block *blocks;
    size_t block_count;
    const char *foot; /* at the left of each page's foot; NULL: nothing */
    struct place_code code;
    const char *scan; /* what stands below the code */
    bool wide;        /* landscape */
    bool single;      /* its tables are set smaller where it would not stand on one page */
};

struct document {
    const struct document_sizes *sizes;
    const char *language; /* "zh-CN" */
    const char *title;    /* of the file */
    const struct document_part *parts;
    size_t count;
};

/* Composes DOCUMENT into PAPER, which is empty and is freed by the caller also after that. */
void document_compose(struct paper *paper, struct standing *standing, const struct document *document);

#endif
