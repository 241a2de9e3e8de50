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

/* 关于…评审结果的公示 */
const char *notice_title(struct page *page, uint32_t meeting);

/* What a notice holds, in numbers: 12条，涉及8户；更正1件. In the page's arena. */
const char *notice_amount(struct page *page, uint32_t meeting);

#endif
