/*
 * A page while it is composed, and what all pages read. What kinds of page there are: kinds.h.
 *
 * Links in values are relative to the site's root ("meetings/2026-03-05/index.html"): templates write
 * {{root}} before them, which is "../../" there. They name index.html, so that the site works from a memory
 * stick.
 *
 * Ids within pages: a rule's anchor is its id as it is. Ids of the page itself begin with "_", which no id of
 * the records can.
 */
#ifndef SITE_PAGE_H
#define SITE_PAGE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/href.h"
#include "site/site.h"
#include "site/whole.h"
#include "template/value.h"

#include <stdbool.h>
#include <stdint.h>

struct addresses;
struct anchors;
struct content;
struct inspection;
struct listing_flow;
struct lists;
struct notice;
struct own;
struct page_kind;
struct part;
struct parts_plan;
struct rows;
struct search_parts;
struct spill;

/* What became of a page or file, for those that are made after all pages (search, sitemap). */
struct page_result {
    const char *path;  /* its folder or file within the site: "meetings/2026-03-05/" */
    const char *title; /* NULL of a file */
    const char *description;
    const struct page_kind *kind;
    uint32_t number; /* of the page among its kind */
    bool piece;      /* another than the first part of a page in parts */
    bool hidden;     /* not to be listed anywhere: 404, own pages */
};

/* What all pages read and none changes while they are made. */
struct site {
    const struct site_input *input;
    const struct page_kind *kinds; /* of pages and files, in the order of the menus (kinds.h); closed by one
                                      without a name */
    const struct view *view;
    const struct records *records;
    const struct ledger *ledger;
    const struct village *village;
    const struct words *words;
    int32_t date; /* as of which everything holds */
    struct arena arena;
    struct value_form **forms; /* of the maps of which there are very many: forms.h */
    struct value *common;      /* what all templates see: words, village, menus, date */
    struct value **households; /* by number: {id, name, href, group}: see index.c */
    struct value **groups;     /* {id, name, href} */
    uint32_t *group_order;     /* groups, and households, as people count them: g2 before g10 */
    uint32_t *household_order;
    struct value **categories; /* {id, title, anchor} */
    struct value **rules;      /* {id, title, unit, category, href} */
    struct value **rewards;    /* {id, title} */
    struct whole_units units;  /* of rules and of the words: those of more than one character */
    struct value **meetings; /* up to T: {id, title, date, iso, href, notice_href, …}; NULL of later ones */
    uint32_t meetings_len;   /* meetings up to T: the first so many of the records */
    uint32_t *notices;       /* meetings with a notice, the latest first */
    uint32_t notices_len;
    struct value **days; /* {text, day, iso} of each day from day_first to `date` */
    int32_t day_first;
    struct lists *lists;                  /* the long ones, in order */
    struct parts_plan *parts;             /* of pages that are too long */
    struct rows *rows;                    /* what rows share */
    struct notice *noticed;               /* by meeting that has a notice: what is said of it */
    struct search_parts *search_parts;    /* of a large village's search index */
    const struct inspection *inspections; /* from house to house, the first first */
    uint32_t inspections_len;
    uint32_t *unsettled;         /* one a cycle: entries of it on notice or objected to */
    struct own *own;             /* for households' own pages; NULL: there are none */
    struct content *content;     /* the village's own pages */
    struct addresses *addresses; /* of all that will stand in the site */
    struct page_result *results;
    size_t results_len; /* complete when late kinds are made */
};

/* A page while it is composed. */
struct page {
    const struct site *site;
    struct arena *arena;
    struct diags *diags; /* this page's own */
    const struct page_kind *kind;
    uint32_t number;           /* of the page among its kind: of a meeting, a household … */
    const struct cycle *cycle; /* of a yearly kind: the one it is about; else NULL */
    const struct part *part;   /* of a page in parts: which; else NULL */
    struct value *values;      /* what its template sees, to be filled in */
    const char *title;         /* required */
    const char *description;   /* one sentence for search engines and chat applications; NULL: none */
    struct value *crumbs;      /* {title, href}: the way here, without the front page; page_crumb adds */
    size_t rows;               /* a table of which only so many are wanted; 0: all */
    struct listing_flow *flow; /* a long table: where its rows go as they are made; NULL: they stay */
    const struct spill *spill; /* a long file: where it goes as it is written; NULL: it stays */
    bool hidden;               /* not to be listed: noindex, in no sitemap or search */
    struct anchors *anchors; /* of this page's links, to be looked for when all pages are made: see links.h */
};

/* Adds a step to the way here. HREF is relative to the root; NULL for what is no page of its own. */
void page_crumb(struct page *page, const char *title, const char *href);

/* The text of a word with arguments (strings, closed by NULL), in the page's arena. */
#define page_say(page, key, ...) words_format((page)->site->words, (page)->arena, key, __VA_ARGS__, NULL)
const char *page_word(const struct page *page, const char *key);

/* A number in decimal. */
const char *page_number(const struct page *page, int64_t number);

/* Points as people read them, without a unit ("12.5"); and with it (12.5分). */
const char *page_points(const struct page *page, int64_t points);
const char *page_points_unit(const struct page *page, int64_t points);

/* A date as templates see it: {text, day (without the year), iso}. */
struct value *date_value(const struct site *site, struct arena *arena, int32_t date);

/* The same, shared where it is a day of the site's. */
struct value *page_date_value(const struct page *page, int32_t date);

/* Sets KEY to {text, day, iso}: a date as text, without its year, and as <time> has it. */
void page_date(struct page *page, struct value *map, const char *key, int32_t date);

/* A text of the records with names masked; "" for NULL. What was masked is warned of elsewhere
 * (view_check_texts). */
const char *page_text(struct page *page, const char *text);

/* "2026年3月", "2026年第一季度". */
const char *page_period(const struct page *page, const struct period_result *period);

/* Sets `qr` to the page's address at PATH as a QR code in SVG; "" where the village has no url. */
void page_qr(struct page *page, const char *path);

#endif
