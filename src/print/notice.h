/*
 * The A4 notice in the form of GB/T 9704-2012 (Layout key for official document of Party and government
 * organs): type area 156 by 225 mm, 37 mm from the top and 28 mm from the left; title of 22 pt; text of 22
 * lines of 28 characters; name and date below right, the seal on both; page numbers outside below. Below left
 * the code of its page on the site.
 */
#ifndef PRINT_NOTICE_H
#define PRINT_NOTICE_H

#include "paper/table.h"
#include "view/qr.h"

enum notice_kind {
    notice_paragraph,  /* a paragraph, 2 em in */
    notice_heading,    /* 一、: 黑 */
    notice_subheading, /* （一）: 楷 */
    notice_table
};

struct notice_block {
    enum notice_kind kind;
    const char *text; /* of all but a table */
    /* of a table alone: */
    int series; /* tables of the same number, but 0, have the same columns, equally wide */
    const struct table_column *columns;
    size_t column_count;
    const char *const *cells; /* as in struct table */
    size_t rows;
};

struct notice_paper {
    const char *language;  /* "zh-CN" */
    const char *title;     /* 关于……的公示; U+200B where a line of it best ends */
    const char *addressee; /* 全体村民：; NULL: none */
    const struct notice_block *blocks;
    size_t block_count;
    const char *closing; /* 特此公示。; NULL: none */
    const char *name;    /* who signs */
    const char *date;    /* 2026年3月6日 */
    struct qr code;      /* of its page's address; side 0: none */
    const char *scan;    /* what stands below the code */
    const char *address; /* and below that */
};

/* Composes NOTICE into PAPER, which is empty and is freed by the caller also after that. */
void notice_compose(struct paper *paper, const struct fonts *fonts, const struct notice_paper *notice);

#endif
