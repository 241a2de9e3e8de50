/*
 * What a meeting decided beside entries, on its own page and on its notice: claims, corrections, objections,
 * points passed on.
 */
#ifndef SITE_DECISIONS_H
#define SITE_DECISIONS_H

#include "site/page.h"

/*
 * Adds to the page's values `approved`, `refused`, `corrections`, `objections` and `transfers`, each with
 * has_…. Whose they are is said only where the site lists the entry.
 */
void row_decisions(struct page *page, const struct meeting *meeting);

#endif
