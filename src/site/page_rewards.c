/* What points buy and open, and what was delivered. */
#include "site/pages.h"
#include "site/rows.h"

#include "view/days.h"

#include <stdlib.h>
#include <string.h>

/* "456元". */
static const char *yuan(struct page *page, int64_t value)
{
    return page_say(page, "site.rewards.yuan", page_points(page, value));
}

static bool offered(const struct site *site, const struct reward *reward)
{
    return reward->from <= site->date && site->date <= reward->until;
}

/* How many households have points enough for a reward on T; of goods for one piece. Its quota is not looked
 * at. */
static uint32_t households_able(const struct site *site, uint32_t number)
{
    const struct cycle *cycle = ledger_current(site->ledger);
    uint32_t able = 0;
    for (uint32_t i = 0; i < cycle->accounts_len; i++) {
        const struct account *account = &cycle->accounts[i];
        able += account->rank && row_can_have(site, cycle, account, number);
    }
    return able;
}

/* Goods: {reward, cost, conditions, households, stocked, moved, left, gone}; services the same
 * with what their stock would be set to nothing. */
static void add_reward(struct page *page, struct value *list, uint32_t number)
{
    const struct site *site = page->site;
    const struct reward *reward = site->records->rewards[number];
    struct arena *a = page->arena;
    struct value *row = value_add_map(a, list);
    bool goods = reward->kind == reward_goods;
    int64_t delivered = goods ? ledger_delivered(site->ledger, number) : 0;
    int64_t taken = ledger_taken(site->ledger, number);
    value_set(a, row, "reward", site->rewards[number]);
    value_set_text(a, row, "cost", goods ? page_points_unit(page, reward->cost) : "");
    row_conditions(page, row, reward);
    value_set_text(
        a, row, "households",
        page_say(page, "site.rewards.households", page_number(page, households_able(site, number))));
    value_set_flag(a, row, "stocked", goods && reward->has_stock);
    value_set_text(
        a, row, "moved",
        page_say(page, "site.rewards.moved", page_number(page, delivered), page_number(page, taken)));
    value_set_text(a, row, "left", page_number(page, delivered - taken));
    value_set_flag(a, row, "gone", goods && reward->has_stock && delivered <= taken);
}

static void add_rewards(struct page *page)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    struct value *goods = value_set_rows(a, page->values, "goods");
    struct value *services = value_set_rows(a, page->values, "services");
    struct value *later = value_set_rows(a, page->values, "later");
    for (uint32_t i = 0; i < site->records->rewards_len; i++) {
        const struct reward *reward = site->records->rewards[i];
        if (reward->kind == reward_honour || reward->until < site->date)
            continue;
        add_reward(page, !offered(site, reward) ? later : reward->kind == reward_goods ? goods : services, i);
    }
}

/* What points do for households: as far as there is such a thing. */
static void add_lead(struct page *page)
{
    static const char *const keys[] = {NULL, "site.rewards.lead_goods", "site.rewards.lead_services",
                                       "site.rewards.lead"};
    unsigned kinds = site_rewards(page->site);
    value_set_text(page->arena, page->values, "lead", kinds ? page_word(page, keys[kinds]) : "");
}

/* --- how to redeem */

/* The last day up to T on which goods were handed out; date_first: none. */
static int32_t last_day(const struct site *site)
{
    const struct records *r = site->records;
    int32_t last = date_first;
    for (uint32_t i = 0; i < r->redemptions_len; i++)
        if (r->redemptions[i]->date <= site->date &&
            r->rewards[r->redemptions[i]->reward]->kind == reward_goods && r->redemptions[i]->date > last)
            last = r->redemptions[i]->date;
    return last;
}

/* The month, quarter or year of the village's rhythm in which goods are handed out next: this one, if they
 * were not yet. */
static const char *next_period(struct page *page, int32_t last)
{
    static const enum period periods[] = {period_day, period_month, period_quarter, period_cycle};
    const struct site *site = page->site;
    enum period period = periods[site->village->rhythm.redemption];
    int32_t first = period_first(site->village, period, site->date);
    int32_t day = last >= first ? period_last(site->village, period, site->date) + 1 : first;
    switch (site->village->rhythm.redemption) {
    case rhythm_month:
        return words_month(site->words, page->arena, day);
    case rhythm_quarter:
        return words_quarter(site->words, page->arena, day);
    case rhythm_cycle:
        return page_say(page, "site.year", page_number(page, cycle_of(site->village, day)));
    case rhythm_none:
        break;
    }
    return "";
}

static void add_how(struct page *page)
{
    static const char *const rhythms[] = {NULL, "site.rewards.each_month", "site.rewards.each_quarter",
                                          "site.rewards.each_year"};
    const struct site *site = page->site;
    struct arena *a = page->arena;
    int32_t last = last_day(site);
    const char *rhythm = rhythms[site->village->rhythm.redemption];
    value_set_text(a, page->values, "rhythm", rhythm ? page_word(page, rhythm) : "");
    const char *next = view_next_day(site->view, occasion_redemption) ? "" : next_period(page, last);
    value_set_text(a, page->values, "next", *next ? page_say(page, "site.rewards.next", next) : "");
    value_set_text(
        a, page->values, "last",
        last == date_first ? "" : page_say(page, "site.rewards.last", words_date(site->words, a, last)));
    value_set_flag(a, page->values, "has_shop", shop_has(site) > 0);
    value_set_flag(a, page->values, "has_offices", site->village->offices_len > 0);
    row_carry(page, page->values);
    row_ending(page, page->values);
    value_set_text(a, page->values, "base",
                   site->village->base
                       ? page_say(page, "site.rewards.base", page_points_unit(page, site->village->base))
                       : "");
}

/* --- what came in */

struct arrival {
    const struct delivery *delivery;
    uint32_t reward;
};

/* The latest first; of one day in the order of the file. */
static int latest_first(const void *a, const void *b)
{
    const struct arrival *x = a, *y = b;
    if (x->delivery->date != y->delivery->date)
        return x->delivery->date > y->delivery->date ? -1 : 1;
    return x->reward < y->reward ? -1 : x->reward > y->reward;
}

static uint32_t collect(struct page *page, struct arrival **arrivals)
{
    const struct records *r = page->site->records;
    uint32_t count = 0, len = 0;
    for (uint32_t i = 0; i < r->rewards_len; i++)
        count += r->rewards[i]->stock_len;
    struct arrival *all = *arrivals = arena_new(page->arena, struct arrival, count + 1);
    for (uint32_t i = 0; i < r->rewards_len; i++)
        for (uint32_t k = 0; k < r->rewards[i]->stock_len; k++)
            if (r->rewards[i]->stock[k].date <= page->site->date)
                all[len++] = (struct arrival){&r->rewards[i]->stock[k], i};
    qsort(all, len, sizeof *all, latest_first);
    return len;
}

/* What came from a source in a year. */
struct source_sum {
    const char *source; /* NULL: not said */
    const char *shown;  /* as the site says it: what is hidden of it must not give their order either */
    uint32_t first;     /* its place among the sources of the year */
    uint32_t deliveries, unvalued;
    int64_t value;
};

static void add_to_source(struct page *page, struct source_sum *sums, uint32_t *len,
                          const struct delivery *delivery)
{
    uint32_t i = 0;
    while (i < *len && !(sums[i].source == delivery->source ||
                         (sums[i].source && delivery->source && !strcmp(sums[i].source, delivery->source))))
        i++;
    if (i == *len)
        sums[(*len)++] =
            (struct source_sum){.source = delivery->source,
                                .shown = delivery->source ? page_text(page, delivery->source)
                                                          : page_word(page, "site.rewards.no_source"),
                                .first = i};
    sums[i].deliveries++;
    if (delivery->value < 0)
        sums[i].unvalued++;
    else
        sums[i].value += delivery->value;
}

static int by_value(const void *a, const void *b)
{
    const struct source_sum *x = a, *y = b;
    if (!x->source != !y->source)
        return x->source ? -1 : 1; /* what is not said comes last */
    if (x->value != y->value)
        return x->value > y->value ? -1 : 1;
    int order = strcmp(x->shown, y->shown);
    return order ? order : x->first < y->first ? -1 : 1;
}

static void add_sources(struct page *page, struct value *map, struct source_sum *sums, uint32_t len)
{
    struct arena *a = page->arena;
    struct value *list = value_set_list(a, map, "sources");
    int64_t total = 0;
    uint32_t unvalued = 0;
    qsort(sums, len, sizeof *sums, by_value);
    for (uint32_t i = 0; i < len; i++) {
        struct value *row = value_add_map(a, list);
        value_set_text(a, row, "source", sums[i].shown);
        value_set_text(a, row, "deliveries", page_number(page, sums[i].deliveries));
        value_set_text(a, row, "value",
                       sums[i].unvalued == sums[i].deliveries ? page_word(page, "site.rewards.no_value")
                                                              : yuan(page, sums[i].value));
        total += sums[i].value;
        unvalued += sums[i].unvalued;
    }
    value_set_text(a, map, "total", total ? page_say(page, "site.rewards.total", yuan(page, total)) : "");
    value_set_text(a, map, "unvalued",
                   unvalued ? page_say(page, "site.rewards.unvalued", page_number(page, unvalued)) : "");
}

/* Deliveries by year: {title, anchor, rows, sources, total, unvalued}; a row is {reward, date, quantity,
 * source, value}. */
static void add_deliveries(struct page *page)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    struct arrival *all;
    uint32_t len = collect(page, &all);
    struct value *years = value_set_rows(a, page->values, "deliveries");
    struct source_sum *sums = arena_new(a, struct source_sum, len + 1);
    for (uint32_t i = 0; i < len;) {
        int cycle = cycle_of(site->village, all[i].delivery->date);
        struct value *map = value_add_map(a, years);
        value_set_text(a, map, "title", page_say(page, "site.year", page_number(page, cycle)));
        struct value *rows = value_set_list(a, map, "rows");
        uint32_t sources = 0;
        for (; i < len && cycle_of(site->village, all[i].delivery->date) == cycle; i++) {
            const struct delivery *delivery = all[i].delivery;
            struct value *row = value_add_map(a, rows);
            value_set(a, row, "reward", site->rewards[all[i].reward]);
            page_date(page, row, "date", delivery->date);
            value_set_text(a, row, "quantity", page_number(page, delivery->quantity));
            value_set_text(a, row, "source", page_text(page, delivery->source));
            value_set_text(a, row, "value", delivery->value < 0 ? "" : yuan(page, delivery->value));
            add_to_source(page, sums, &sources, delivery);
        }
        add_sources(page, map, sums, sources);
    }
}

/* --- what went out */

/* How many of each reward were taken this year and in all; nothing of who took them. */
static void add_redemptions(struct page *page)
{
    const struct site *site = page->site;
    const struct records *r = site->records;
    const struct cycle *cycle = ledger_current(site->ledger);
    struct arena *a = page->arena;
    int64_t *taken = arena_new(a, int64_t, r->rewards_len + 1), points = 0;
    struct value *list = value_set_rows(a, page->values, "redeemed");
    for (uint32_t i = 0; i < cycle->redemptions_len; i++) {
        const struct redemption *redemption = r->redemptions[cycle->redemptions[i]];
        taken[redemption->reward] += redemption->quantity;
        points += redemption_cost(r, redemption);
    }
    for (uint32_t i = 0; i < r->rewards_len; i++) {
        if (!ledger_taken(site->ledger, i))
            continue;
        struct value *row = value_add_map(a, list);
        value_set(a, row, "reward", site->rewards[i]);
        value_set_text(a, row, "year", page_number(page, taken[i]));
        value_set_text(a, row, "all", page_number(page, ledger_taken(site->ledger, i)));
    }
    value_set_text(a, page->values, "spent",
                   page_say(page, "site.rewards.spent",
                            page_say(page, "site.year", page_number(page, cycle->id)),
                            page_number(page, cycle->redemptions_len), page_points_unit(page, points)));
}

unsigned site_rewards(const struct site *site)
{
    static const unsigned kinds[] = {rewards_goods, rewards_services, 0};
    unsigned there = 0;
    for (uint32_t i = 0; i < site->records->rewards_len; i++)
        there |= kinds[site->records->rewards[i]->kind];
    return there;
}

void page_rewards(struct page *page)
{
    page->title = page_word(page, "site.nav.rewards");
    page->description = page_say(page, "site.rewards.description", page->site->village->name);
    row_days(page, page->values, days_redemption, 0);
    add_how(page);
    add_rewards(page);
    add_lead(page);
    add_deliveries(page);
    add_redemptions(page);
}
