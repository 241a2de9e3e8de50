/*
 * The village's own pages: Markdown below content/, with front matter between lines of ---.
 *
 * content/station.md stands at /station/, content/news/winter.md at /news/winter/; content/index.md is not a
 * page but stands on the front page. Other files (pictures) are copied to where they are: content/map.jpg to
 * /map.jpg.
 */
#ifndef SITE_CONTENT_H
#define SITE_CONTENT_H

#include "base/sink.h"
#include "site/page.h"

struct content_page {
    struct record record; /* front matter */
    const char *title;    /* masked; the file's name where it gives none */
    const char *summary;  /* masked; NULL: none */
    int32_t date;         /* date_first: none */
    int32_t order;        /* among pages; those without come last */
    const char *folder;   /* where it stands: "station/"; "" of index.md */
    const char *href;     /* "station/index.html", as it stands in a link */
    const char *text;     /* the Markdown behind the front matter */
    uint32_t file;        /* in the source */
    uint32_t line;        /* that the text begins at */
    bool news;            /* below news/: shown from its date on */
};

struct content {
    struct content_page *items; /* pages by order, then title's file; news the latest first */
    uint32_t len;
    uint32_t pages;                   /* the first so many are pages */
    uint32_t news;                    /* so many after them are news */
    const struct content_page *front; /* index.md; NULL: none */
};

/* Reads the front matter of all; what is wrong goes to SITE->diags. */
void content_open(struct site *site);

/* Adds the pages to a menu, but those in folders: {title, short, href, current}. */
void content_menu(struct site *site, struct value *menu);

/* Adds the pages of the folders that a page is in to the way to it. */
void content_crumbs(struct page *page, const struct content_page *content);

/* Renders the Markdown of a page, its headings from level 2 on, for the page PAGE in the folder ROOT steps
 * below the site's. */
const char *content_html(struct page *page, const struct content_page *content, const char *root);

/* Whether a file below content/ is a page, and not one that is copied. */
bool content_is_page(const struct source_file *file);

/* Whether the first part of the path FOLDER is that of the site's own pages. */
bool content_is_taken(const char *folder);

/* Reports files that would be copied to where something else stands, or that are text and say a name that the
 * site does not show. */
void content_check_files(struct site *site);

/* Copies pictures and other files. */
bool content_put(const struct site *site, const struct sink *sink);

#endif
