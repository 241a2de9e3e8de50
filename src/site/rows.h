/* What several kinds of page show alike: entries, accounts, notices. All keys of a map are always set. */
#ifndef SITE_ROWS_H
#define SITE_ROWS_H

#include "site/page.h"

/* What rows share. */
struct rows {
    struct value *statuses[status_void + 1]; /* where nothing is to be said of the one entry */
    struct value *none;                      /* a list of nothing */
};

/* Makes site.rows. */
void rows_open(struct site *site);

/* {word, short, line: until when or why, where there is more to say}. */
struct value *row_status(const struct site *site, struct arena *arena, enum status status, const char *line);

/*
 * A row about an entry that view_lists: {household, rule, meeting (the shared maps of struct site), who (the
 * name of the resident or household), resident ("" where it is the household's own name), date, times,
 * points, raw (what it was before a cap took something, else ""), status {word, short, line: until when or
 * why, where there is more to say}, reason, void}.
 */
struct value *row_entry(struct page *page, struct value *list, uint32_t entry);

/* A row about points that a meeting passed on: {giver, receiver (the shared maps of households), points with
 * their unit, arrives (a sentence: on which day), reason}. */
struct transfer;
struct value *row_transfer(struct page *page, struct value *list, const struct transfer *transfer);

/* What a rule is worth, with its unit: "3分/次"; "" where VALUE is NULL. */
const char *rule_value_text(struct page *page, uint32_t rule, const struct value_range *value);

/* Adds to MAP `warnings`, a list of {rule, entries} of those of the COUNT entries at ENTRIES that the site
 * does not list, and `warnings_total` ("" where there is none). */
void row_warnings(const struct site *site, struct arena *arena, struct value *map, const uint32_t *entries,
                  uint32_t count);

/* Adds the same of a notice to the page's values. */
void row_notice_warnings(struct page *page, uint32_t meeting);

/* A row about a household's account: {household, rank, earned, pending, balance, honours, eligible}. */
struct value *row_account(struct page *page, struct value *list, const struct account *account);

/* Adds to LIST what is said of a year in numbers, on the front page as in the archive: {label, value}. */
struct figures;
void row_figures(struct page *page, struct value *list, const struct figures *figures);

/* A card about a notice (struct notice). */
struct value *row_notice(struct page *page, struct value *list, uint32_t meeting);

/* page_content.c: a line about one of the news: {title, summary, href, date}. */
struct content_page;
struct value *row_article(struct page *page, struct value *list, const struct content_page *article);

/* Whether ACCOUNT has points enough for reward number NUMBER on T; of goods for one piece. Its quota is not
 * looked at. */
bool row_can_have(const struct site *site, const struct cycle *cycle, const struct account *account,
                  uint32_t number);

/* Adds `provisional`, what KEY says of ranks and honours of a CYCLE that is over and has entries on notice or
 * objected to; "" where nothing of it is open. */
void row_provisional(struct page *page, const struct cycle *cycle, const char *key);

/* Adds to MAP `object`, whom to turn to who does not agree: {contact, phone}, "" where not said. */
void row_object(struct page *page, struct value *map);

/* Which of the days to come. */
enum days { days_all, days_redemption, days_meetings };
enum { days_few = 3 }; /* where they stand among other things */

/* Adds to MAP `days` and `has_days`, the first MOST (0: all) of the days to come that are of WHICH, but
 * always the next redemption day: {title, date, where, href}, `where` with the hours and the place, `href` ""
 * but of redemption days. `more_days` is whether there are others. */
void row_days(struct page *page, struct value *map, enum days which, uint32_t most);

/* Adds to ROW `conditions`, what a reward asks for beside its price, a text each: points reached, quota,
 * dates; and `has_conditions`. */
void row_conditions(struct page *page, struct value *row, const struct reward *reward);

/* Adds to MAP `endings` and `has_endings`, sentences on what ends soon: points that lapse, how many
 * households have them and until when; the year, and until when what is left of it can be spent. */
void row_ending(struct page *page, struct value *map);

/* Adds to MAP `goods` and `has_goods`, what the household of ACCOUNT could take today, goods of which there
 * are some left: {reward, cost}; and `buys`: CYCLE runs, and goods are offered at all. */
void row_goods(struct page *page, struct value *map, const struct cycle *cycle,
               const struct account *account);

/* Adds to MAP `carry`, a sentence: what becomes of points that a year leaves over. */
void row_carry(struct page *page, struct value *map);

/* What every page of a yearly kind has before it is composed: its title and description, by the words
 * site.NAME.title and site.NAME.description; `span`, `closed`; `others`, the same page of each year, the
 * latest first: {title, href, here}, and `has_others`. */
void row_year(struct page *page);

#endif
