/*
 * A year in figures: sums and counts over the whole village, of nobody in particular. What the page of
 * figures and the archive say.
 *
 * Points are hundredths. A pure function of the ledger.
 */
#ifndef LEDGER_FIGURES_H
#define LEDGER_FIGURES_H

#include "base/arena.h"
#include "ledger/ledger.h"

/* A calendar month, the part of it within the cycle: of deeds by their date, of redemptions by theirs. */
struct month_figures {
    int32_t first, last;    /* its days within the cycle */
    uint32_t final;         /* entries */
    uint32_t waiting;       /* on notice or suspended */
    int64_t gained;         /* credited by final entries under positive and bonus rules */
    int64_t gained_waiting; /* likewise of those on notice or suspended */
    int64_t lost;           /* credited by final entries under negative rules: 0 or less */
    int64_t redeemed;
};

/* Final entries of a category under positive and bonus rules. */
struct category_figures {
    uint32_t entries;
    int64_t points; /* credited */
};

/* The households of a group on the list on the cycle's last day, or T; and those of them with a final entry
 * under a positive or bonus rule. */
struct group_figures {
    uint32_t households;
    uint32_t taking_part;
};

/* Objections by the day they were received, claims likewise; what became of them up to T. */
struct answers {
    uint32_t received;
    uint32_t granted; /* upheld; approved */
    uint32_t refused; /* dismissed; not approved */
    uint32_t open;
    uint32_t within[4];  /* of those answered: within 15 days, 30, 60, later */
    int32_t median_days; /* of those answered, the lower of two; −1: none */
    int32_t longest_days;
};

struct figures {
    struct month_figures *months; /* of the whole cycle, also those to come */
    uint32_t months_len;
    uint32_t months_begun;               /* so many begin on or before T */
    struct category_figures *categories; /* of records.categories */
    struct group_figures *groups;        /* of records.groups */
    struct group_figures all;            /* of the whole village */
    uint32_t final, waiting, voided;
    int64_t gained, lost, redeemed; /* the sums of the months */
    uint32_t redemptions;
    uint32_t meetings; /* of all kinds, up to T */
    struct answers objections, claims;
};

/* The figures of CYCLE, in ARENA. */
void figures_of(struct figures *figures, struct arena *arena, const struct ledger *ledger,
                const struct cycle *cycle);

/* PART of ALL in tenths of a percent, rounded, halves up; 0 where ALL is 0. Neither is negative. */
int64_t figures_share(int64_t part, int64_t all);

#endif
