/*
 * Markdown as HTML, by cmark: CommonMark and, since village people write them, tables between bars. Raw HTML
 * is left out. Names are masked in the source, and once more in what comes of it: one may be written with
 * emphasis in its middle.
 */
#ifndef CONTENT_MARKDOWN_H
#define CONTENT_MARKDOWN_H

#include "base/arena.h"
#include "base/diag.h"
#include "view/view.h"

#include <stdbool.h>
#include <stddef.h>

/* Where the link or picture to URL leads, as it stands in the page; NULL: nowhere (reported at PLACE), then
 * its words stand alone. */
typedef const char *markdown_link(void *context, const char *url, bool picture, struct place place);

/* The headings of a text as they stand in its HTML, in its arena. */
struct markdown_heading {
    int level;        /* 2 to 6 */
    const char *text; /* without marks */
    const char *id;
};

struct markdown_headings {
    struct markdown_heading *items;
    size_t len;
    size_t cap;
};

struct markdown {
    const struct view *view; /* by which names are masked */
    struct arena *arena;
    struct diags *diags; /* warnings: names, raw HTML, emphasis that stays as asterisks */
    struct place place;  /* of the text's first line */
    int level;           /* of its highest headings, 2 to 6 */
    markdown_link *link; /* NULL: links stay as they are, pictures are left out */
    void *context;
    struct markdown_headings *headings; /* all of them are added here; the caller frees `items`. NULL: no */
};

/* TEXT as HTML, in the arena. Headings have ids. */
const char *markdown_html(const struct markdown *markdown, const char *text);

/*
 * The id of a heading that says TEXT: its letters, digits and marks of numbers in small letters, - for
 * blanks, behind what is in OUT. An id's own is itself. A second heading of the same words has -1 behind it.
 */
void markdown_id(const char *text, struct buf *out);

#endif
