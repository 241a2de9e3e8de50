/* The shop's account as public data: what came in, went out and was left, by month and by good; and what
 * came, from whom. */
#include "ledger/shop.h"
#include "tables/tables.h"

enum column {
    column_month,
    column_id,
    column_title,
    column_before,
    column_came,
    column_value,
    column_went,
    column_left,
    column_points,
    columns
};

static const struct listing_column all[columns] = {
    [column_month] = {.word = "data.month", .kind = listing_id},
    [column_id] = {.word = "data.reward", .kind = listing_id},
    [column_title] = {.word = "data.title", .kind = listing_words},
    [column_before] = {.word = "data.before", .kind = listing_whole},
    [column_came] = {.word = "data.came", .kind = listing_whole},
    [column_value] = {.word = "data.value", .kind = listing_points},
    [column_went] = {.word = "data.went", .kind = listing_whole},
    [column_left] = {.word = "data.left", .kind = listing_whole},
    [column_points] = {.word = "data.redeemed", .kind = listing_points},
};

static void fill(union listing_cell *cells, const struct view *view, struct arena *arena, const char *month,
                 const struct shop_good *good)
{
    const struct reward *reward = view->records->rewards[good->reward];
    bool stocked = reward->has_stock;
    cells[column_month].text = month;
    cells[column_id].text = reward->id;
    cells[column_title].text = tables_shown(view, arena, reward->title);
    cells[column_before].number = stocked ? good->before : listing_nothing;
    cells[column_came].number = stocked ? good->came : listing_nothing;
    cells[column_value].number = good->deliveries > good->unvalued ? good->value : listing_nothing;
    cells[column_went].number = good->went;
    cells[column_left].number = stocked ? good->left : listing_nothing;
    cells[column_points].number = good->points;
}

struct listing *tables_shop(const struct view *view, struct arena *arena, const struct cycle *cycle)
{
    enum { months_most = 13 }; /* a cycle that begins within one has a part of it at both ends */
    const struct village *village = &view->records->village;
    int32_t last = cycle->to < view->ledger->date ? cycle->to : view->ledger->date;
    struct listing *table = listing_new(arena, view->words, "shop", all, columns,
                                        (size_t)view->records->rewards_len * months_most);
    for (int32_t from = cycle->from; from <= last;) {
        int32_t end = period_last(village, period_month, from), to = end < last ? end : last;
        uint32_t len;
        const struct shop_good *goods = shop_goods(view->ledger, from, to, arena, &len);
        struct date_parts day = date_split(from);
        const char *month = arena_printf(arena, "%04d-%02d", day.year, day.month);
        for (uint32_t i = 0; i < len; i++)
            if (goods[i].came || goods[i].went)
                fill(listing_row(table), view, arena, month, &goods[i]);
        from = end + 1;
    }
    return table;
}

/* --- deliveries */

enum delivery_column {
    delivery_date,
    delivery_id,
    delivery_title,
    delivery_quantity,
    delivery_source,
    delivery_value,
    delivery_columns
};

static const struct listing_column of_delivery[delivery_columns] = {
    [delivery_date] = {.word = "data.date", .kind = listing_date},
    [delivery_id] = {.word = "data.reward", .kind = listing_id},
    [delivery_title] = {.word = "data.title", .kind = listing_words},
    [delivery_quantity] = {.word = "data.came", .kind = listing_whole},
    [delivery_source] = {.word = "data.source", .kind = listing_words},
    [delivery_value] = {.word = "data.value", .kind = listing_points},
};

struct listing *tables_deliveries(const struct view *view, struct arena *arena)
{
    const struct records *r = view->records;
    size_t most = 0;
    for (uint32_t i = 0; i < r->rewards_len; i++)
        most += r->rewards[i]->stock_len;
    struct listing *table =
        listing_new(arena, view->words, "deliveries", of_delivery, delivery_columns, most);
    for (uint32_t i = 0; i < r->rewards_len; i++)
        for (uint32_t k = 0; k < r->rewards[i]->stock_len; k++) {
            const struct delivery *delivery = &r->rewards[i]->stock[k];
            if (delivery->date > view->ledger->date)
                continue;
            union listing_cell *cells = listing_row(table);
            cells[delivery_date].number = delivery->date;
            cells[delivery_id].text = r->rewards[i]->id;
            cells[delivery_title].text = tables_shown(view, arena, r->rewards[i]->title);
            cells[delivery_quantity].number = delivery->quantity;
            cells[delivery_source].text = tables_shown(view, arena, delivery->source);
            cells[delivery_value].number = delivery->value < 0 ? listing_nothing : delivery->value;
        }
    return table;
}
