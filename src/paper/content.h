/* The content stream of a page: what a PDF says to draw a sheet (ISO 32000-1, 7.8.2). */
#ifndef PAPER_CONTENT_H
#define PAPER_CONTENT_H

#include "paper/cut.h"
#include "paper/sheet.h"

/* A face as a document knows it. */
struct content_font {
    const struct cut *cut; /* whose numbers text is written in, two bytes each */
    const char *name;      /* among the page's resources: "F1" */
};

/* The elements of a page's marked contents, by their numbers from 0 (14.6). */
struct content_marks {
    uint32_t *items;
    size_t len, cap;
};

/* Writes what draws SHEET behind what is in OUT; FONTS has one for each face that its texts are set in. What
 * a reader keeps - colour, font, spacing, rendering - is said when it changes. What follows each other with
 * the same of ELEMENTS is marked together, and added to MARKS; all else as an artifact. */
void content_write(const struct sheet *sheet, const struct content_font *fonts,
                   const struct elements *elements, struct buf *out, struct content_marks *marks);

#endif
