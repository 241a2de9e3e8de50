/*
 * The account of the points shop: what goods came in, went out and are left, the points that were issued and
 * redeemed, and whether what is on the shelf covers the points that are still out.
 *
 * Points and yuan are hundredths. A pure function of the ledger.
 */
#ifndef LEDGER_SHOP_H
#define LEDGER_SHOP_H

#include "base/arena.h"
#include "ledger/ledger.h"

/* One of the goods over some days. */
struct shop_good {
    uint32_t reward;
    int64_t before, came, went, left; /* pieces: before the days, in them, and at their end; before, came and
                                         left are 0 where no stock is kept */
    uint32_t deliveries, unvalued;    /* that came, and of them those whose worth is not said */
    int64_t value;                    /* what the others were worth */
    int64_t points;                   /* for which it was redeemed */
};

/* The goods over the days FROM to TO, none of them behind T, in the order of the records, in ARENA: those of
 * which something came, went or is left; *LEN is their number. */
struct shop_good *shop_goods(const struct ledger *ledger, int32_t from, int32_t to, struct arena *arena,
                             uint32_t *len);

/* The goods (services) by the points that they cost (need), the fewest first, of equal ones in the order of
 * the records: indices of rewards, in ARENA; *LEN is their number. As a price list is read. */
const uint32_t *shop_by_points(const struct records *records, enum reward_kind kind, struct arena *arena,
                               uint32_t *len);

/* Points of some days. */
struct shop_points {
    int64_t issued;   /* credited by final entries with deeds in them */
    int64_t redeemed; /* for goods */
};

struct shop_points shop_points(const struct ledger *ledger, int32_t from, int32_t to);

/* Whether the shelf covers what is out, at T. */
struct shop_cover {
    uint32_t households; /* whose balance is above 0 */
    int64_t out;         /* the sum of these balances */
    int64_t shelf;       /* what the goods that are left, and offered on T, cost in points */
    int64_t value;       /* what they are worth, by the average of their deliveries whose worth is said */
    uint32_t unpriced;   /* goods of which some are left and whose worth is never said */
    bool stocked;        /* stock is kept of some goods offered on T */
    bool unstocked;      /* and of some it is not: the shelf can't be said to be short */
};

void shop_cover(const struct ledger *ledger, struct shop_cover *cover);

/* A month to come, if it is as the same month was a year before. */
struct shop_forecast {
    int32_t first; /* its first day */
    int64_t issued, redeemed;
    int64_t out;   /* points out at its end: those now, and what is issued less what is redeemed up to then */
    int64_t shelf; /* the shelf now less what is redeemed up to then */
};

enum { shop_forecast_months = 3 };

/* The months behind T's; false where the records hold nothing so long ago. */
bool shop_forecast(const struct ledger *ledger, const struct shop_cover *cover,
                   struct shop_forecast months[shop_forecast_months]);

#endif
