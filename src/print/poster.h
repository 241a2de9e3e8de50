/*
 * Posters: A3, read from two metres off. A band with the heading on every sheet, below it sections of rows in
 * columns of equal width that end at about the same height, on as many sheets as it needs; landscape or
 * portrait, whichever takes fewer. And the same as two A4 tiles a sheet, with marks where they are cut, for
 * who has no printer for A3.
 */
#ifndef PRINT_POSTER_H
#define PRINT_POSTER_H

#include "paper/table.h"

struct poster_section {
    const char *heading; /* NULL: none */
    const char *note;    /* below it; NULL: none */
    const struct table_column *columns;
    size_t column_count;
    const char *const *cells; /* as in struct table */
    size_t rows;
    bool headed; /* the columns' headings stand above the rows, in each column of the poster again */
};

struct poster {
    const char *language;
    const char *title;
    const char *subtitle; /* as of when */
    const char *foot;     /* whose it is */
    const struct poster_section *sections;
    size_t count;
    size_t columns; /* side by side in portrait; in landscape one more */
};

/* Composes POSTER into PAPER, which is empty and is freed by the caller also after that. */
void poster_compose(struct paper *paper, const struct fonts *fonts, const struct poster *poster);

/* The sheets of the poster WHOLE as A4 tiles in TILES, which is empty; WHOLE must live as long. TITLE is that
 * of the document. */
void poster_tile(const struct paper *whole, const char *title, struct paper *tiles);

#endif
