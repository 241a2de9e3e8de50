/* The composers of the kinds of page: page_NAME, in a source page_*.c of its own or with its like,
 * fills in what site/NAME.mustache says. */
#ifndef SITE_PAGES_H
#define SITE_PAGES_H

#include "site/page.h"

void page_front(struct page *page);
void page_notices(struct page *page);
void page_notice(struct page *page);
void page_ranking(struct page *page);
void page_households(struct page *page);
void page_household(struct page *page);
void page_rules(struct page *page);
void page_meetings(struct page *page);
void page_meeting(struct page *page);
void page_news(struct page *page);
void page_article(struct page *page); /* one of the news */
void page_content(struct page *page); /* one of the village's own pages */
void page_object(struct page *page);
void page_declare(struct page *page);
void page_own(struct page *page); /* a household's own, for nobody else */
void page_offices(struct page *page);
void page_stories(struct page *page);
void page_inspections(struct page *page);
void page_inspection(struct page *page); /* one of them: a line of scores */
void page_days(struct page *page);       /* days to come */
void page_day(struct page *page);        /* a redemption day */
void page_rewards(struct page *page);
void page_shop(struct page *page);
void page_honours(struct page *page);
void page_contributions(struct page *page);
void page_reverse(struct page *page);
void page_archive(struct page *page);
void page_figures(struct page *page);
void page_about(struct page *page);
void page_screen(struct page *page); /* screen/ID/: for a television */
void page_data(struct page *page);   /* which files there are for machines */
void page_search(struct page *page); /* made last */
void page_missing(struct page *page);

/* Files that are no pages. */
void file_qr_script(struct page *page, struct buf *out);

/* How many dates of redemption days are to come, and the folder of one's page. */
uint32_t days_count_redemptions(const struct site *site);
void days_redemption_path(const struct site *site, uint32_t number, struct buf *out);

/* How many inspections there are; 1 where there is any; the folder of one's page. */
uint32_t inspections_count(const struct site *site);
uint32_t inspections_any(const struct site *site);
void inspection_path(const struct site *site, uint32_t number, struct buf *out);

/* 1 where there are goods, of which there is an account; else 0. */
uint32_t shop_has(const struct site *site);

/* What points are good for in the village: goods that they buy, services that they open, both or nothing. */
enum { rewards_goods = 1, rewards_services = 2 };
unsigned site_rewards(const struct site *site);

/* Whether there is any rule that costs points or warns. */
bool site_has_reverse(const struct site *site);

#endif
