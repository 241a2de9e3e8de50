/*
 * The village's own pages and files, all that lies below content/: Markdown with front matter between lines
 * of ---, and what is handed out beside it.
 *
 * content/station.md stands at /station/, content/news/winter.md at /news/winter/; content/index.md is not a
 * page but stands on the front page. Other files (pictures) are published where they are: content/map.jpg at
 * /map.jpg. What kinds there are: source/kinds.h.
 */
#ifndef CONTENT_CONTENT_H
#define CONTENT_CONTENT_H

#include "base/arena.h"
#include "base/map.h"
#include "source/source.h"
#include "template/value.h"
#include "view/view.h"

#include <stdbool.h>

struct content_page {
    struct record record; /* front matter */
    const char *title;    /* masked; the file's name where it gives none */
    const char *summary;  /* masked; NULL: none */
    int32_t date;         /* date_first: none */
    int32_t order;        /* among pages; those without come last */
    const char *language; /* that it is written in; NULL: the site's */
    const char *folder;   /* where it stands: "station/"; "" of index.md */
    const char *href;     /* "station/index.html", as it stands in a link */
    const char *text;     /* the Markdown behind the front matter */
    uint32_t file;        /* in the source */
    uint32_t line;        /* that the text begins at */
    bool news;            /* below news/: shown from its date on */
};

/* A file that is no page. */
struct content_file {
    uint32_t file;     /* in the source, where its name is */
    const char *bytes; /* as they are published: photographs without their metadata */
    size_t len;
};

struct content {
    struct arena arena;
    const struct view *view;
    const struct source *source;
    struct content_page *items; /* pages by order, then by folder; news the latest first */
    uint32_t len;
    uint32_t pages;                   /* the first so many are pages */
    uint32_t news;                    /* so many after them are news */
    const struct content_page *front; /* index.md; NULL: none */
    struct content_file *files;
    uint32_t files_len;
    struct map hrefs;     /* names within content/ to places in `targets` */
    const char **targets; /* links */
};

/*
 * Reads the front matter of all pages that are there on DATE and looks through all files. What is wrong, and
 * what is left out, goes to DIAGS. CONTENT need not be set before; content_close frees.
 */
void content_open(struct content *content, const struct view *view, const struct source *source, int32_t date,
                  struct diags *diags);
void content_close(struct content *content);

/* Adds the pages to a menu, but those in folders: {title, short, href, current}. */
void content_menu(const struct content *content, struct arena *arena, struct value *menu);

/* Where the page or file NAME ("news/winter.md") stands in the site, as a link; NULL: there is none. */
const char *content_href(const struct content *content, const char *name);

/* The page that stands in FOLDER ("station/", "" for index.md); NULL: there is none. */
const struct content_page *content_page_at(const struct content *content, const char *folder);

#endif
