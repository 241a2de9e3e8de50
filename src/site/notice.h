/* What a notice is called, and how much it holds: for its page, its cards and the feed. */
#ifndef SITE_NOTICE_H
#define SITE_NOTICE_H

#include "site/page.h"

/* 关于…评审结果的公示 */
const char *notice_title(struct page *page, uint32_t meeting);

/* What a notice holds, in numbers: 12条，涉及8户；更正1件. In the page's arena. */
const char *notice_amount(struct page *page, uint32_t meeting);

#endif
