/* What is looked up once for all pages: shared maps about households, rules, meetings; menus. */
#ifndef SITE_INDEX_H
#define SITE_INDEX_H

#include "site/page.h"

/* Fills in all of SITE that pages read, but the village's own pages. Its input is set. */
void index_open(struct site *site);

/* Fills in SITE->common, when the village's own pages are known. */
void index_common(struct site *site);

/* The menus as they stand on pages of KIND: {main, more}, its own entry marked; and a digest of what they
 * say. */
struct value *index_menus(struct site *site, const struct page_kind *kind, struct digest *digest);

#endif
