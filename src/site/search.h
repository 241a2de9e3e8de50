/* Kinds of things that are found by searching: in the index that the script reads, and in the list that
 * stands on the page without it. */
#ifndef SITE_SEARCH_H
#define SITE_SEARCH_H

#include "site/page.h"

enum search_kind {
    search_rule,
    search_household,
    search_meeting,
    search_notice,
    search_page,
    search_news,
    search_reward,
    search_kinds
};

/* What a page of KIND is found as. */
enum search_kind search_kind_of(const struct page_kind *kind);

/* Whether a page is found at all: not what is hidden, nor the ranking of the present year, which stands at
 * its year's address too. */
bool search_shows(const struct page_result *result);

/* search_parts.c: households of a large village, in parts of the index that are fetched when they are looked
 * for: plans them in SITE's arena; how many there are, none where all stand in the index; one of them, of
 * HOUSEHOLD. */
void search_parts_open(struct site *site);
uint32_t search_parts(const struct site *site);
void file_search_part(struct page *page, struct buf *out);

/* A household as the index and its parts have it: [id, name, group]. */
struct json;
void search_put_household(const struct site *site, struct json *json, uint32_t household);

/* The word for it: search.rule, … */
const char *search_kind_key(enum search_kind kind);

#endif
