/*
 * The A4 notice in the form of GB/T 9704-2012 (Layout key for official document of Party and government
 * organs), in the sizes that the theme gives: a title, text in lines of so many characters; name and date
 * below right, the seal on both; page numbers outside below. Below left the code of its page on the site.
 */
#ifndef PRINT_NOTICE_H
#define PRINT_NOTICE_H

#include "print/block.h"
#include "print/place.h"
#include "print/sizes.h"

/* As the theme has them (print/notices.yaml); lengths in thousandths of a point. */
struct notice_sizes {
    int32_t top, left, width, height; /* the type area */
    int32_t characters, lines;        /* a line, a page */
    int32_t title, title_pitch;
    int32_t table, table_pitch;
    int32_t table_stroke;        /* of the cells' text, which is thin for a board at this size */
    int32_t number, number_drop; /* page numbers, and how far below the type area */
    int32_t code, code_module;   /* the code's side, and that of a module, at least */
    int32_t code_gap;            /* to what stands beside it */
    int32_t scan, scan_pitch;    /* the words below it */
    int32_t address;
};

extern const struct size_table notice_sizes;

struct notice_paper {
    const struct notice_sizes *sizes;
    const char *language;  /* "zh-CN" */
    const char *title;     /* 关于……的公示; U+200B where a line of it best ends */
    const char *addressee; /* 全体村民：; NULL: none */
    const struct block *blocks;
    size_t block_count;
    const char *closing;    /* 特此公示。; NULL: none */
    const char *name;       /* who signs */
    const char *date;       /* 2026年3月6日 */
    struct place_code code; /* of its page's address */
    const char *scan;       /* what stands below the code */
    const char *address;    /* and below that */
};

/* Composes NOTICE into PAPER, which is empty and is freed by the caller also after that. */
void notice_compose(struct paper *paper, struct standing *standing, const struct notice_paper *notice);

#endif
