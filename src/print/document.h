/*
 * A4 papers that are handed out, filled in or filed: statements, agendas, forms. In one file there may be
 * several, each beginning on a page of its own: a title, lines of what it is about beside the code, text and
 * tables, and at the foot of every page what it is part of and "page x of y".
 */
#ifndef PRINT_DOCUMENT_H
#define PRINT_DOCUMENT_H

#include "print/block.h"
#include "view/qr.h"

struct document_part {
    const char *title;
    const char *mark; /* of its bookmark, which those of its headings follow; NULL: none */
    const char *const *lines;
    size_t lines_len;
    const struct block *blocks;
    size_t block_count;
    const char *foot; /* at the left of each page's foot; NULL: nothing */
    struct qr code;   /* side 0: none */
    const char *scan; /* what stands below the code */
    bool wide;        /* landscape */
};

struct document {
    const char *language; /* "zh-CN" */
    const char *title;    /* of the file */
    const struct document_part *parts;
    size_t count;
};

/* Composes DOCUMENT into PAPER, which is empty and is freed by the caller also after that. */
void document_compose(struct paper *paper, const struct fonts *fonts, const struct document *document);

#endif
