/*
 * The A4 notice in the form of GB/T 9704-2012 (Layout key for official document of Party and government
 * organs): type area 156 by 225 mm, 37 mm from the top and 28 mm from the left; title of 22 pt; text of 22
 * lines of 28 characters; name and date below right, the seal on both; page numbers outside below. Below left
 * the code of its page on the site.
 */
#ifndef PRINT_NOTICE_H
#define PRINT_NOTICE_H

#include "print/block.h"
#include "view/qr.h"

struct notice_paper {
    const char *language;  /* "zh-CN" */
    const char *title;     /* 关于……的公示; U+200B where a line of it best ends */
    const char *addressee; /* 全体村民：; NULL: none */
    const struct block *blocks;
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
