/*
 * Posters: A3, read from two metres off. A band with the heading on every sheet, below it sections of rows in
 * columns of equal width that end at about the same height, on as many sheets as it needs; landscape or
 * portrait, whichever takes fewer. What takes little of one sheet is set larger. And the same as two A4 tiles
 * a sheet, with marks where they are cut, for who has no printer for A3.
 */
#ifndef PRINT_POSTER_H
#define PRINT_POSTER_H

#include "paper/table.h"
#include "print/sizes.h"

/* As the theme has them (print/posters.yaml); lengths in thousandths of a point. */
struct poster_sizes {
    int32_t shorter,
        longer;  /* the type area's sides: so that two tiles of it lie on A4 with 10 mm to spare */
    int32_t gap; /* between columns */
    int32_t title, title_pitch;
    int32_t second, second_pitch; /* below the title */
    int32_t band_rule, band_gap;  /* the rule below these, and the blank below that */
    int32_t heading, heading_pitch;
    int32_t body, body_pitch;
    int32_t stroke; /* makes 宋 heavier */
    int32_t row_gap, row_rule;
    int32_t foot, foot_pitch;
};

extern const struct size_table poster_sizes;

struct poster_section {
    const char *heading; /* NULL: none */
    const char *again;   /* what stands above it where it goes on on another sheet, if that takes no more
                            sheets;   NULL: nothing */
    const char *note;    /* below it; NULL: none */
    const struct table_column *columns;
    size_t column_count;
    const char *const *cells; /* as in struct table */
    size_t rows;
    bool headed; /* the columns' headings stand above the rows, in each column of the poster again */
};

struct poster {
    const struct poster_sizes *sizes;
    const char *language;
    const char *title;
    const char *subtitle;      /* as of when */
    const char *foot;          /* whose it is */
    const char *const *legend; /* what marks mean, at the foot of the first sheet */
    size_t legend_len;
    const struct poster_section *sections;
    size_t count;
    size_t columns; /* side by side in portrait; in landscape one more */
};

/* Composes POSTER into PAPER, which is empty and is freed by the caller also after that. */
void poster_compose(struct paper *paper, struct standing *standing, const struct poster *poster);

/* poster_tile.c: the sheets of the poster WHOLE as A4 tiles in TILES, which is empty; WHOLE must live as
 * long. TITLE is that of the document. */
void poster_tile(const struct poster_sizes *sizes, struct paper *whole, const char *title,
                 struct paper *tiles);

#endif
