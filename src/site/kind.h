/*
 * A kind of pages or files that the site consists of: where they stand, how many there are, the function that
 * composes what each says. A page's template is site/NAME.mustache, its title in menus the word
 * site.nav.NAME. All kinds stand in kinds.c.
 */
#ifndef SITE_KIND_H
#define SITE_KIND_H

#include "site/page.h"

struct listing;
struct part;
struct parts;

enum nav { nav_none, nav_main, nav_more }; /* in which menu a page stands: on every page's top; at its foot */

struct page_kind {
    const char *name;   /* of the template and of the word in menus; of a file only for people */
    const char *folder; /* where it stands, of a kind with one page: "rules/", "" is the front page, or
                           "404.html"; of a file its path; NULL: by `path` */
    enum nav nav;
    const char *section; /* name of the kind in the menus that this one is under; NULL: its own */
    bool yearly; /* for each year: a page in FOLDER/YEAR/, beside that of the present year in FOLDER itself; a
                    file with the year in its name: "data/ranking.csv" is data/ranking-2026.csv */
    uint32_t (*count)(const struct site *site); /* how many pages; NULL: one; of a yearly kind 0 where
                                                   there are none */
    bool (*has)(const struct site *site, uint32_t number); /* whether there is one of that number below the
                                                              count; NULL: of each */
    void (*path)(const struct site *site, uint32_t number, struct buf *out); /* the folder, with "/" behind */
    struct place (*place)(const struct site *site,
                          uint32_t number); /* where the record stands that its path
                                               comes from; NULL: it is the site's own */
    const struct parts *(*parts)(const struct site *site,
                                 uint32_t number); /* into what it is cut where it is long; NULL: never */
    /* puts what page NUMBER is composed from, by the input's basis and beside the menus, behind what is in
     * OUT; NULL: from anything */
    void (*from)(const struct site *site, uint32_t number, struct buf *out);
    void (*compose)(struct page *page);          /* a page: fills in values, title, description, crumbs */
    struct listing *(*table)(struct page *page); /* a file: a table, written as CSV */
    void (*write)(struct page *page, struct buf *out); /* a file of another form: writes its bytes */
    bool late;    /* made after all others, of which it sees the results */
    bool own;     /* nobody leads to its pages */
    bool content; /* pages of content/ */
};

/* How many pages or files there are of KIND at most, and whether there is one of NUMBER. */
uint32_t kind_count(const struct page_kind *kind, const struct site *site);
bool kind_has(const struct page_kind *kind, const struct site *site, uint32_t number);

/* The cycle that number NUMBER of a yearly KIND is about; NULL: it is not yearly. */
const struct cycle *kind_cycle(const struct page_kind *kind, const struct site *site, uint32_t number);

/* Whether number NUMBER of KIND says of the present year what another of the kind says too. */
bool kind_repeats(const struct page_kind *kind, uint32_t number);

/* The path of number NUMBER of KIND within the site, or of PART of it if that is not NULL: a folder with "/"
 * behind it, "" or a file, behind what is in OUT. */
void kind_path(const struct page_kind *kind, const struct site *site, uint32_t number,
               const struct part *part, struct buf *out);

#endif
