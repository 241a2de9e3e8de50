/* What points buy and open, and the honours, as public data. */
#include "tables/tables.h"

enum column {
    column_id,
    column_kind,
    column_title,
    column_cost,
    column_needs,
    column_quota,
    column_reach,
    column_below,
    column_rank,
    column_from,
    column_until,
    columns
};

static const struct listing_column all[columns] = {
    [column_id] = {.word = "data.reward", .kind = listing_id},
    [column_kind] = {.word = "data.kind", .kind = listing_words},
    [column_title] = {.word = "data.title", .kind = listing_words},
    [column_cost] = {.word = "data.cost", .kind = listing_points},
    [column_needs] = {.word = "data.needs", .kind = listing_points},
    [column_quota] = {.word = "data.quota", .kind = listing_words},
    [column_reach] = {.word = "data.reach", .kind = listing_points},
    [column_below] = {.word = "data.below", .kind = listing_points},
    [column_rank] = {.word = "data.rank_most", .kind = listing_whole},
    [column_from] = {.word = "data.from", .kind = listing_date},
    [column_until] = {.word = "data.until", .kind = listing_date},
};

static void fill(union listing_cell *cells, const struct view *view, struct arena *arena,
                 const struct reward *reward)
{
    static const char *const kinds[] = {"reward.goods", "reward.service", "reward.honour"};
    cells[column_id].text = reward->id;
    cells[column_kind].text = words_get(view->words, kinds[reward->kind]);
    cells[column_title].text = tables_shown(view, arena, reward->title);
    cells[column_cost].number = reward->kind == reward_goods ? reward->cost : listing_nothing;
    cells[column_needs].number = reward->needs > 0 ? reward->needs : listing_nothing;
    cells[column_quota].text = words_quota(view->words, arena, &reward->quota);
    cells[column_reach].number = reward->has_points ? reward->points : listing_nothing;
    cells[column_below].number = reward->has_below ? reward->below : listing_nothing;
    cells[column_rank].number = reward->has_rank ? reward->rank : listing_nothing;
    cells[column_from].number = tables_day(reward->from);
    cells[column_until].number = tables_day(reward->until);
}

struct listing *tables_rewards(const struct view *view, struct arena *arena)
{
    const struct records *r = view->records;
    struct listing *table = listing_new(arena, view->words, "rewards", all, columns, r->rewards_len);
    for (uint32_t i = 0; i < r->rewards_len; i++)
        fill(listing_row(table), view, arena, r->rewards[i]);
    return table;
}
