/*
 * The files of the site that are no pages: feeds, the calendar, data, what search engines and chat
 * applications ask for. Each is a line in the table of kinds; a file of the theme with the same name takes
 * its place.
 */
#ifndef SITE_FILES_H
#define SITE_FILES_H

#include "site/page.h"

struct listing;

/* 1 where the village says where it will be hosted, else 0: feeds and the sitemap name whole addresses. */
uint32_t files_with_url(const struct site *site);

/* 1 where there is a meeting or a day to come: a calendar has at least one event (RFC 5545, section 3.6). */
uint32_t files_calendars(const struct site *site);

/* The address of PATH ("meetings/"), behind what is in OUT; nothing where the village has no url. */
void files_address(const struct site *site, const char *path, struct buf *out);

/* --- feed.c, calendar.c */
void file_feed(struct page *page, struct buf *out);     /* feed.atom: notices (RFC 4287) */
void file_calendar(struct page *page, struct buf *out); /* calendar.ics (RFC 5545) */

/* --- files.c */
void file_sitemap(struct page *page, struct buf *out); /* sitemap.xml: made last */
void file_robots(struct page *page, struct buf *out);
void file_manifest(struct page *page, struct buf *out); /* manifest.webmanifest */
void file_icon(struct page *page, struct buf *out);     /* icon.svg */
void file_icon_180(struct page *page, struct buf *out);
void file_icon_192(struct page *page, struct buf *out);
void file_icon_512(struct page *page, struct buf *out);
void file_style(struct page *page, struct buf *out); /* site.css: the sheets of styles/, one after another */
void file_share(struct page *page, struct buf *out); /* share.png: beside links in chat applications */

/* Whether FILE is of the theme and a part of site.css. */
bool files_is_sheet(const struct source_file *file);

/* --- data.c, data_site.c */
void file_ledger(struct page *page, struct buf *out); /* data/ledger.json */
struct listing *data_ranking(struct page *page);      /* data/ranking-2026.csv, of page->cycle; likewise */
struct listing *data_entries(struct page *page);
struct listing *data_rules(struct page *page);
struct listing *data_rewards(struct page *page);
struct listing *data_shop(struct page *page);
struct listing *data_deliveries(struct page *page);
void file_site_json(struct page *page, struct buf *out); /* data/site.json: for mini programmes */

/* The same with at most MOST of each list; 0: all. For the page that describes it. */
void site_json(struct page *page, uint32_t most, struct buf *out);

/* --- search.c */
void file_search(struct page *page, struct buf *out); /* search/index.js: made last */

#endif
