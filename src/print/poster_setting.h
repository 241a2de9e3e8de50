/* A poster as it is set one way. Inside print/poster*.c only. */
#ifndef PRINT_POSTER_SETTING_H
#define PRINT_POSTER_SETTING_H

#include "print/poster.h"

#define poster_red 0xa3211bu

/* Where a section stands among the strips. */
struct poster_run {
    size_t first, rows, end; /* its first strip, that of its first row, and the one behind it */
    size_t again, again_end; /* likewise in `again` */
    int32_t again_height;
};

struct poster_setting {
    const struct poster *poster;
    struct poster_sizes sizes; /* the poster's, or larger */
    struct flow flow;          /* of a column's width: all sections below each other */
    struct flow again;         /* likewise: what stands above a section that goes on on another sheet */
    struct poster_run *runs;   /* one a section */
    int32_t left, top, width, height; /* the type area */
    size_t columns;
    size_t lines;             /* of all rows */
    bool briefly;             /* `again` is left out */
    int32_t band, legend;     /* heights of the heading and of the legend, which stands on the first sheet */
    uint32_t title, subtitle; /* their elements: read on the first sheet */
    uint32_t key;             /* that of the legend's first line; the others follow it */
};

/* Makes the strips of all sections of SETTING, and its runs, which are in the paper's arena. */
void poster_sections(struct poster_setting *setting);

/* The section that strip I is a row of but not the first; NULL: none is. */
const struct poster_run *poster_goes_on(const struct poster_setting *setting, size_t i);

/* A way of setting text at the left. */
struct flow_style poster_style(enum font_style face, int32_t size, int32_t pitch);

#endif
