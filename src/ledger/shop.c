#include "ledger/shop.h"

#include "base/points.h"

#include <stdlib.h>

/* A product or a sum, or the most there can be. */
static int64_t times(int64_t a, int64_t b)
{
    int64_t product;
    return __builtin_mul_overflow(a, b, &product) ? INT64_MAX : product;
}

static int64_t plus(int64_t a, int64_t b)
{
    int64_t sum;
    return __builtin_add_overflow(a, b, &sum) ? INT64_MAX : sum;
}

/* --- goods */

static void came_add(struct shop_good *good, const struct reward *reward, int32_t from, int32_t to)
{
    for (uint32_t k = 0; k < reward->stock_len; k++) {
        const struct delivery *delivery = &reward->stock[k];
        if (delivery->date > to)
            continue;
        if (delivery->date < from) {
            good->before += delivery->quantity;
            continue;
        }
        good->came += delivery->quantity;
        good->deliveries++;
        good->unvalued += delivery->value < 0;
        if (delivery->value >= 0)
            good->value = plus(good->value, delivery->value);
    }
}

struct shop_good *shop_goods(const struct ledger *ledger, int32_t from, int32_t to, struct arena *arena,
                             uint32_t *len)
{
    const struct records *r = ledger->records;
    struct shop_good *goods = arena_new(arena, struct shop_good, r->rewards_len + 1);
    for (uint32_t i = 0; i < r->rewards_len; i++) {
        goods[i].reward = i;
        if (r->rewards[i]->kind == reward_goods)
            came_add(&goods[i], r->rewards[i], from, to);
    }
    for (uint32_t i = 0; i < r->redemptions_len && r->redemptions[i]->date <= to; i++) {
        const struct redemption *redemption = r->redemptions[i];
        struct shop_good *good = &goods[redemption->reward];
        if (redemption->date < from) {
            good->before -= redemption->quantity;
            continue;
        }
        good->went += redemption->quantity;
        good->points = plus(good->points, redemption_cost(r, redemption));
    }
    *len = 0;
    for (uint32_t i = 0; i < r->rewards_len; i++) {
        struct shop_good good = goods[i];
        if (!r->rewards[i]->has_stock)
            good.before = good.came = 0;
        good.left = r->rewards[i]->has_stock ? good.before + good.came - good.went : 0;
        if (r->rewards[i]->kind == reward_goods && (good.before || good.came || good.went))
            goods[(*len)++] = good;
    }
    return goods;
}

/* --- points */

struct shop_points shop_points(const struct ledger *ledger, int32_t from, int32_t to)
{
    const struct records *r = ledger->records;
    struct shop_points points = {0};
    for (uint32_t i = 0; i < ledger->household_first[r->households_len]; i++) {
        const struct ledger_line *line = &ledger->lines[i];
        if (line->status == status_final && line->date >= from && line->date <= to)
            points.issued = plus(points.issued, line->credited);
    }
    for (uint32_t i = 0; i < r->redemptions_len && r->redemptions[i]->date <= to; i++)
        if (r->redemptions[i]->date >= from && r->redemptions[i]->date <= ledger->date)
            points.redeemed = plus(points.redeemed, redemption_cost(r, r->redemptions[i]));
    return points;
}

/* What LEFT pieces are worth, by the average of the deliveries up to T whose worth is said; −1: of none. */
static int64_t worth_of(const struct ledger *ledger, const struct reward *reward, int64_t left)
{
    int64_t value = 0, pieces = 0;
    for (uint32_t k = 0; k < reward->stock_len; k++)
        if (reward->stock[k].date <= ledger->date && reward->stock[k].value >= 0) {
            value = plus(value, reward->stock[k].value);
            pieces += reward->stock[k].quantity;
        }
    if (pieces == 0)
        return -1;
    int64_t whole = times(value / pieces, left), rest = times(value % pieces, left);
    return plus(whole, rest == INT64_MAX ? rest : (rest + pieces / 2) / pieces);
}

void shop_cover(const struct ledger *ledger, struct shop_cover *cover)
{
    const struct records *r = ledger->records;
    const struct cycle *cycle = ledger_current(ledger);
    *cover = (struct shop_cover){0};
    for (uint32_t i = 0; i < cycle->accounts_len; i++)
        if (cycle->accounts[i].balance > 0) {
            cover->households++;
            cover->out = plus(cover->out, cycle->accounts[i].balance);
        }
    for (uint32_t i = 0; i < r->rewards_len; i++) {
        const struct reward *reward = r->rewards[i];
        if (reward->kind != reward_goods || ledger->date < reward->from || ledger->date > reward->until)
            continue;
        cover->stocked = cover->stocked || reward->has_stock;
        cover->unstocked = cover->unstocked || !reward->has_stock;
        int64_t left = reward->has_stock ? ledger_delivered(ledger, i) - ledger_taken(ledger, i) : 0;
        if (left <= 0)
            continue;
        cover->shelf = plus(cover->shelf, times(left, reward->cost));
        int64_t worth = worth_of(ledger, reward, left);
        cover->unpriced += worth < 0;
        cover->value = plus(cover->value, worth > 0 ? worth : 0);
    }
}

/* --- the months to come */

/* The first day of the month that is COUNT months behind that of DATE. */
static int32_t month_first(int32_t date, int count)
{
    struct date_parts p = date_split(date);
    int month = p.year * 12 + p.month - 1 + count;
    return date_of(month / 12, month % 12 + 1, 1);
}

/* The first day that any entry or redemption is of; date_last: there is none. */
static int32_t known_since(const struct ledger *ledger)
{
    const struct records *r = ledger->records;
    int32_t first = date_last;
    for (uint32_t i = 0; i < ledger->household_first[r->households_len]; i++)
        if (ledger->lines[i].date < first)
            first = ledger->lines[i].date;
    if (r->redemptions_len && r->redemptions[0]->date < first)
        first = r->redemptions[0]->date;
    return first;
}

bool shop_forecast(const struct ledger *ledger, const struct shop_cover *cover,
                   struct shop_forecast months[shop_forecast_months])
{
    int64_t issued = 0, redeemed = 0;
    if (known_since(ledger) >= month_first(ledger->date, 2 - 12))
        return false; /* the month before last year's second is the first that would be looked at */
    for (int i = 0; i < shop_forecast_months; i++) {
        int32_t from = month_first(ledger->date, i + 1 - 12), to = month_first(ledger->date, i + 2 - 12) - 1;
        struct shop_points points = shop_points(ledger, from, to);
        issued += points.issued;
        redeemed += points.redeemed;
        months[i] = (struct shop_forecast){.first = month_first(ledger->date, i + 1),
                                           .issued = points.issued,
                                           .redeemed = points.redeemed,
                                           .out = cover->out + issued - redeemed,
                                           .shelf = cover->shelf - redeemed};
    }
    return true;
}

/* --- the list */

/* What is compared with: rewards of one kind. */
struct priced {
    uint32_t reward;
    int64_t points;
};

static int fewest_first(const void *a, const void *b)
{
    const struct priced *x = a, *y = b;
    if (x->points != y->points)
        return x->points < y->points ? -1 : 1;
    return x->reward < y->reward ? -1 : x->reward > y->reward;
}

const uint32_t *shop_by_points(const struct records *records, enum reward_kind kind, struct arena *arena,
                               uint32_t *len)
{
    struct priced *list = arena_new(arena, struct priced, records->rewards_len + 1);
    uint32_t *order = arena_new(arena, uint32_t, records->rewards_len + 1);
    *len = 0;
    for (uint32_t i = 0; i < records->rewards_len; i++) {
        const struct reward *r = records->rewards[i];
        if (r->kind == kind)
            list[(*len)++] = (struct priced){i, kind == reward_goods ? r->cost : r->needs};
    }
    if (*len > 1)
        qsort(list, *len, sizeof *list, fewest_first);
    for (uint32_t i = 0; i < *len; i++)
        order[i] = list[i].reward;
    return order;
}
