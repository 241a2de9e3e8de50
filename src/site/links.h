/* Links of the village's pages and minutes: where they lead in the site, and whether there is anything. */
#ifndef SITE_LINKS_H
#define SITE_LINKS_H

#include "base/map.h"
#include "base/nearest.h"
#include "content/content.h"
#include "content/markdown.h"
#include "site/page.h"

/* A link to a place within a page, which is known when all pages are made. */
struct anchor {
    struct place place;  /* of the link */
    const char *address; /* of the page: "rules/index.html" */
    const char *id;
};

struct anchors {
    struct anchor *items;
    size_t len;
    size_t cap;
};

/* The Markdown of a page of content/, its headings from level 2 on, as HTML for the page PAGE in the folder
 * ROOT ("../" or more) steps below the site's. Its headings are added to HEADINGS, if not NULL. */
const char *links_content(struct page *page, const struct content_page *content, const char *root,
                          struct markdown_headings *headings);

/* The same of a meeting's minutes, headings from level 3 on. The relative links of these begin at content/,
 * or at the meeting's page. */
const char *links_minutes(struct page *page, const struct meeting *meeting, const char *root);

/* The ids of a page's elements. */
struct links_ids {
    struct map all;
    const char **words; /* those that may be meant */
    size_t len;
    struct nearest nearest; /* made when one is looked for in vain */
};

/* Finds the ids in HTML, and puts them in ARENA. The caller frees. */
void links_read_ids(struct links_ids *ids, struct arena *arena, const char *html);
void links_free_ids(struct links_ids *ids);

/* Whether ID is one of them; *NEAR, where it is none, the one that may be meant, or NULL. */
bool links_has_id(struct links_ids *ids, const char *id, const char **near);

#endif
