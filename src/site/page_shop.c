/* The shop's account of a year: what came in, went out and is left, by month and by good; and, of the present
 * year, whether what is on the shelf covers the points that are out. */
#include "ledger/shop.h"
#include "site/pages.h"
#include "site/rows.h"

static const char *yuan(struct page *page, int64_t value)
{
    return page_say(page, "site.rewards.yuan", page_points(page, value));
}

/* What was delivered is worth; "" where none of it says. */
static const char *worth(struct page *page, const struct shop_good *goods, uint32_t len)
{
    int64_t value = 0;
    bool said = false;
    for (uint32_t i = 0; i < len; i++) {
        value += goods[i].value;
        said = said || goods[i].deliveries > goods[i].unvalued;
    }
    return said ? yuan(page, value) : "";
}

static int64_t came(const struct shop_good *goods, uint32_t len)
{
    int64_t sum = 0;
    for (uint32_t i = 0; i < len; i++)
        sum += goods[i].came;
    return sum;
}

static int64_t went(const struct shop_good *goods, uint32_t len)
{
    int64_t sum = 0;
    for (uint32_t i = 0; i < len; i++)
        sum += goods[i].went;
    return sum;
}

static int32_t last_day(const struct page *page)
{
    return page->cycle->to < page->site->date ? page->cycle->to : page->site->date;
}

/* Goods of the year: {reward, before, came, went, left, stocked, worth, points}; the sums of all, and whether
   any has stock or a worth that is known. */
static void add_goods(struct page *page)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    uint32_t len, unvalued = 0;
    bool stocked = false;
    const struct shop_good *goods = shop_goods(site->ledger, page->cycle->from, last_day(page), a, &len);
    struct value *list = value_set_rows(a, page->values, "goods");
    for (uint32_t i = 0; i < len; i++) {
        const struct shop_good *good = &goods[i];
        struct value *row = value_add_map(a, list);
        value_set(a, row, "reward", site->rewards[good->reward]);
        value_set_flag(a, row, "stocked", site->records->rewards[good->reward]->has_stock);
        value_set_text(a, row, "before", page_number(page, good->before));
        value_set_text(a, row, "came", page_number(page, good->came));
        value_set_text(a, row, "went", page_number(page, good->went));
        value_set_text(a, row, "left", page_number(page, good->left));
        value_set_text(a, row, "worth", worth(page, good, 1));
        value_set_text(a, row, "points", page_points(page, good->points));
        unvalued += good->unvalued;
        stocked |= site->records->rewards[good->reward]->has_stock;
    }
    const char *value = worth(page, goods, len);
    value_set_flag(a, page->values, "has_stock", stocked);
    value_set_flag(a, page->values, "has_worth", *value);
    value_set_text(a, page->values, "came",
                   page_say(page, *value ? "site.shop.came_worth" : "site.shop.came",
                            page_number(page, came(goods, len)), value));
    value_set_text(a, page->values, "unvalued",
                   unvalued ? page_say(page, "site.rewards.unvalued", page_number(page, unvalued)) : "");
}

/* Months of the year that have begun, the latest first: {month, came, worth, went, issued, redeemed}. */
static void add_months(struct page *page)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    struct value *list = value_set_rows(a, page->values, "months");
    for (int32_t to = last_day(page); to >= page->cycle->from;) {
        int32_t first = period_first(site->village, period_month, to);
        int32_t from = first < page->cycle->from ? page->cycle->from : first;
        uint32_t len;
        const struct shop_good *goods = shop_goods(site->ledger, from, to, a, &len);
        struct shop_points points = shop_points(site->ledger, from, to);
        struct value *row = value_add_map(a, list);
        value_set_text(a, row, "month", words_month(site->words, a, from));
        value_set_text(a, row, "came", page_number(page, came(goods, len)));
        value_set_text(a, row, "worth", worth(page, goods, len));
        value_set_text(a, row, "went", page_number(page, went(goods, len)));
        value_set_text(a, row, "issued", page_points(page, points.issued));
        value_set_text(a, row, "redeemed", page_points(page, points.redeemed));
        to = from - 1;
    }
    struct shop_points all = shop_points(site->ledger, page->cycle->from, last_day(page));
    value_set_text(a, page->values, "issued", page_points_unit(page, all.issued));
    value_set_text(a, page->values, "redeemed", page_points_unit(page, all.redeemed));
}

/* The months to come: {month, issued, redeemed, out, shelf}; and what they come to. */
static void add_forecast(struct page *page, struct value *map, const struct shop_cover *cover)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    struct shop_forecast months[shop_forecast_months];
    bool known = shop_forecast(site->ledger, cover, months);
    struct value *list = value_set_rows(a, map, "forecast");
    for (int i = 0; known && i < shop_forecast_months; i++) {
        struct value *row = value_add_map(a, list);
        value_set_text(a, row, "month", words_month(site->words, a, months[i].first));
        value_set_text(a, row, "issued", page_points(page, months[i].issued));
        value_set_text(a, row, "redeemed", page_points(page, months[i].redeemed));
        value_set_text(a, row, "out", page_points(page, months[i].out));
        value_set_text(a, row, "shelf", page_points(page, months[i].shelf));
    }
    const struct shop_forecast *last = &months[shop_forecast_months - 1];
    const char *text = "";
    if (known && !cover->unstocked && last->out > last->shelf)
        text = page_say(page, "site.shop.will_lack", words_month(site->words, a, last->first),
                        page_points_unit(page, last->out - last->shelf));
    else if (known && !cover->unstocked)
        text = page_say(page, "site.shop.will_cover", words_month(site->words, a, last->first));
    value_set_text(a, map, "will", text);
}

/* Of the present year: the points out against the shelf. */
static void add_cover(struct page *page)
{
    struct arena *a = page->arena;
    struct value *list = value_set_list(a, page->values, "cover");
    struct shop_cover cover;
    shop_cover(page->site->ledger, &cover);
    if (page->cycle != ledger_current(page->site->ledger) || !cover.stocked)
        return;
    struct value *map = value_add_map(a, list);
    int64_t lacking = cover.out - cover.shelf;
    value_set_text(a, map, "households", page_number(page, cover.households));
    value_set_text(a, map, "out", page_points_unit(page, cover.out));
    value_set_text(a, map, "shelf", page_points_unit(page, cover.shelf));
    value_set_text(a, map, "value", cover.value ? yuan(page, cover.value) : "");
    value_set_text(a, map, "unpriced",
                   cover.value && cover.unpriced
                       ? page_say(page, "site.shop.unpriced", page_number(page, cover.unpriced))
                       : "");
    value_set_flag(a, map, "short", lacking > 0 && !cover.unstocked);
    value_set_text(a, map, "says",
                   cover.unstocked ? page_word(page, "site.shop.unstocked")
                   : lacking > 0   ? page_say(page, "site.shop.lacks", page_points_unit(page, lacking))
                                   : page_say(page, "site.shop.covers", page_points_unit(page, -lacking)));
    add_forecast(page, map, &cover);
}

uint32_t shop_has(const struct site *site)
{
    for (uint32_t i = 0; i < site->records->rewards_len; i++)
        if (site->records->rewards[i]->kind == reward_goods)
            return 1;
    return 0;
}

void page_shop(struct page *page)
{
    add_cover(page);
    add_goods(page);
    add_months(page);
    value_set_textf(page->arena, page->values, "csv_href", "data/shop-%d.csv", page->cycle->id);
}
