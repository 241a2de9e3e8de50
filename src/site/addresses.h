/*
 * The map of addresses: what will stand where in the site, planned before anything is composed. Everything
 * that will be put is in it, pages and files of the site's own, of the theme and of content/, but households'
 * own pages, which nobody leads to.
 */
#ifndef SITE_ADDRESSES_H
#define SITE_ADDRESSES_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/map.h"
#include "site/page.h"

#include <stdbool.h>
#include <stddef.h>

struct address {
    const char *path; /* of the file within the site: "meetings/2026-03-05/index.html" */
    struct place place;
    bool placed;        /* PLACE is what it is made from: a file of content/, of the theme, a record */
    const char *source; /* the path of that file; NULL: the site's own */
};

struct addresses {
    struct arena arena;
    struct address *items;
    size_t len;
    size_t cap;
    struct map paths;   /* as they are compared (no case of letters) to items */
    struct map folders; /* that they stand in, likewise */
};

/*
 * Plans all addresses of SITE, whose content is open. Two things at one address, or at addresses that differ
 * in the case of letters alone, a file where a folder must be: all are reported to DIAGS as page-address, at
 * the later one. The caller frees.
 */
void addresses_plan(struct addresses *addresses, const struct site *site, struct diags *diags);
void addresses_free(struct addresses *addresses);

/* Whether something stands at PATH, a file within the site, as it is written. */
bool addresses_has(const struct addresses *addresses, const char *path);

/* Whether FILE is of the theme and goes into the site as it is: all below its site/ but templates. */
bool addresses_copied(const struct source_file *file);

/* Whether the theme has a file in the place of one that is made: its own picture to share, say. */
bool addresses_theme_has(const struct site *site, const struct page_kind *kind);

#endif
