/*
 * The long lists of the site, put in order once: pages and parts of pages show pieces of them, and links ask
 * in which piece a row stands.
 */
#ifndef SITE_LISTS_H
#define SITE_LISTS_H

#include "site/page.h"

/* What residents of a household did that the records name: under rules that give points, and final. */
struct contribution {
    const struct account *account;
    uint32_t deeds;
    int64_t points;
};

/* Of a cycle. */
struct cycle_lists {
    const struct account **by_rank; /* those with a rank, the first first; behind them the others */
    uint32_t ranked;
    uint32_t *place;                    /* by account: where it stands in by_rank */
    struct contribution *contributions; /* the largest first */
    uint32_t contributions_len;
};

/* Of a notice: the entries that the site lists, household by household in the order of `places`. */
struct notice_lists {
    uint32_t *entries;
    uint32_t len;
};

struct lists {
    uint32_t *places;       /* by household: where it stands among all, group by group as people count them */
    uint32_t *group_places; /* by group: where it stands in site.group_order */
    struct cycle_lists *cycles;
    struct notice_lists *notices; /* by number among site.notices */
    uint32_t *notice_of;          /* by meeting that has a notice: its number */
};

/* Puts the lists of SITE in order, in its arena: site.lists. Its records, orders and notices are there. */
void lists_open(struct site *site);

/* The lists of CYCLE, one of the ledger's. */
const struct cycle_lists *lists_of(const struct site *site, const struct cycle *cycle);

/* Whether LINE is about something that a resident contributed. */
bool lists_contributes(const struct site *site, const struct ledger_line *line);

#endif
