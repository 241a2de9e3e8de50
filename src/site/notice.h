/*
 * Notices: what one is called, and what its page, its parts, its cards and the rows of its entries say of it.
 * A notice of a large village has a hundred parts, so this is worked out once.
 */
#ifndef SITE_NOTICE_H
#define SITE_NOTICE_H

#include "base/digest.h"
#include "site/page.h"

/* What is the same wherever a notice is spoken of; all in the site's arena. */
struct notice {
    struct value *card; /* {meeting, span, runs, over, waits, left, until, amount, open}, `open`: an entry
                           may be objected to */
    struct notice_sums sums;
    const char *amount;   /* what it holds, in numbers: 12条，涉及8户；更正1件 */
    struct value *status; /* of its entries while they are on notice: {word, short, line} */
    struct value *warnings, *warnings_total; /* as row_warnings has them */
    struct value **hrefs;                    /* of its parts, in order; of a whole one its page's */
    uint32_t *places;                        /* of each part: that of its first household (struct lists) */
    uint32_t parts;                          /* how many; 0: it is whole */
    struct digest cut;                       /* of how it is cut into parts */
};

/* Makes site.noticed, one a meeting; where that has no notice, there are its warnings alone. The site's
 * meetings, lists and parts are there. */
void notices_open(struct site *site);

/* Where on the notice of MEETING the rows of HOUSEHOLD, which has some there, stand: its page or a part. */
struct value *notice_href(const struct site *site, uint32_t meeting, uint32_t household);

/* 关于…评审结果的公示 */
const char *notice_title(struct page *page, uint32_t meeting);

#endif
