/*
 * Pages that are too long for a phone come in parts: in villages of more households than a page holds, long
 * lists are cut by groups, and by hundreds where a group is larger. The first part stands at the page's own
 * address, the others in folders within it whose names begin with "_", which no id of the records does. Pages
 * of smaller villages are whole.
 */
#ifndef SITE_PARTS_H
#define SITE_PARTS_H

#include "base/digest.h"
#include "site/page.h"

/* Which rows stand on a part: LEN of the page's list LIST from FIRST on. What its lists are, each kind of
 * page says below. */
struct part {
    uint32_t list;
    uint32_t first;
    uint32_t len;
    const char *folder; /* within the page's: "_2/"; "" of the first part */
    const char *title;  /* beside the page's: "第三组", "101—200"; NULL of a part_first */
    const char *anchor; /* of the group that begins on it: "_group-g2"; NULL: none */
};

struct parts {
    struct part *items;
    uint32_t len; /* 0: the page is whole */
    uint32_t cap;
};

enum { parts_rows = 100 }; /* of a part, at most */

enum { part_ranked, part_unranked, part_groups }; /* the lists of the ranking */

#define part_first \
    UINT32_MAX /* the list of a page's first part, where long lists of it have parts of their own */

/* What is planned of all pages. */
struct parts_plan {
    bool cut;                    /* the village is so large that pages come in parts */
    struct parts households;     /* a list a group, by site.group_order; behind them those who left */
    uint32_t *household_part;    /* by household: which of them it stands on */
    struct parts *ranking;       /* by cycle */
    struct parts *contributions; /* by cycle: one list */
    struct parts *notices;       /* by number among site.notices: one list, that of lists.notices */
    struct parts *honours;       /* by cycle: lists by parts_honour */
    struct parts reverse;        /* lists by parts_rule */
};

/* parts_plan.c: plans SITE's parts in its arena: site.parts. Its lists are open. */
void parts_open(struct site *site);

/* The parts of number NUMBER of KIND; NULL: it is whole. */
const struct parts *parts_of(const struct site *site, const struct page_kind *kind, uint32_t number);

/* A digest of where a page is cut and what its parts are called. */
struct digest parts_digest(const struct parts *parts);

/* How many pages are made of it: 1 where it is whole, or repeats what stands elsewhere. */
uint32_t parts_count(const struct site *site, const struct page_kind *kind, uint32_t number);

/* Part K of it; NULL: it is whole. */
const struct part *parts_at(const struct site *site, const struct page_kind *kind, uint32_t number,
                            uint32_t k);

/* Whether row I of LIST stands on PAGE. */
bool parts_shows(const struct page *page, uint32_t list, uint32_t i);

/* Where parts are that are linked to, behind the page's own folder: "" or "_2/". */
const char *parts_ranking(const struct site *site, const struct cycle *cycle, const struct account *account);
const char *parts_group(const struct site *site, uint32_t group);

/* The numbers of lists: who won REWARD in a cycle (PERIOD 0) or in its period PERIOD - 1; entries under RULE
 * in a cycle. */
uint32_t parts_honour(const struct site *site, uint32_t period, uint32_t reward);
uint32_t parts_rule(const struct site *site, const struct cycle *cycle, uint32_t rule);

/* The address of the first part that is LIST's own; "" where it stands on the page's first part. */
const char *parts_moved(struct page *page, uint32_t list);

/*
 * Sets what a page of a kind that may come in parts says of them: `parted`; `whole`, whether it is the first
 * part or all of it; `parts`, on the first the others too, {title, href, here, anchor}, and `has_parts`;
 * `folded`, the words that open them where they are many; `before` and `after`, lists of one or no {title,
 * href}. Adds the part to the title of another than the first, and the page to its way here.
 */
void parts_values(struct page *page);

#endif
