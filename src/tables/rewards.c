/* What points buy and open, and the honours, as public data. */
#include "tables/tables.h"

/* What a cell is filled from. */
struct about {
    const struct view *view;
    struct arena *arena;
    const struct reward *reward;
};

static void fill_id(union listing_cell *cell, const struct about *a)
{
    cell->text = a->reward->id;
}

static void fill_kind(union listing_cell *cell, const struct about *a)
{
    static const char *const kinds[] = {"reward.goods", "reward.service", "reward.honour"};
    cell->text = words_get(a->view->words, kinds[a->reward->kind]);
}

static void fill_title(union listing_cell *cell, const struct about *a)
{
    cell->text = tables_shown(a->view, a->arena, a->reward->title);
}

static void fill_cost(union listing_cell *cell, const struct about *a)
{
    cell->number = a->reward->kind == reward_goods ? a->reward->cost : listing_nothing;
}

static void fill_needs(union listing_cell *cell, const struct about *a)
{
    cell->number = a->reward->needs > 0 ? a->reward->needs : listing_nothing;
}

static void fill_quota(union listing_cell *cell, const struct about *a)
{
    cell->text = words_quota(a->view->words, a->arena, &a->reward->quota);
}

static void fill_reach(union listing_cell *cell, const struct about *a)
{
    cell->number = a->reward->has_points ? a->reward->points : listing_nothing;
}

static void fill_below(union listing_cell *cell, const struct about *a)
{
    cell->number = a->reward->has_below ? a->reward->below : listing_nothing;
}

static void fill_rank(union listing_cell *cell, const struct about *a)
{
    cell->number = a->reward->has_rank ? a->reward->rank : listing_nothing;
}

static void fill_from(union listing_cell *cell, const struct about *a)
{
    cell->number = tables_day(a->reward->from);
}

static void fill_until(union listing_cell *cell, const struct about *a)
{
    cell->number = tables_day(a->reward->until);
}

/* --- of honours that are won otherwise than by all points, once a cycle, among all households */

static bool is_honour(const struct reward *reward)
{
    return reward->kind == reward_honour;
}

static void fill_per(union listing_cell *cell, const struct about *a)
{
    static const char *const per[] = {"site.honours.per_cycle", "site.honours.per_quarter",
                                      "site.honours.per_month"};
    cell->text = is_honour(a->reward) ? words_get(a->view->words, per[a->reward->per]) : "";
}

static bool has_per(const struct reward *reward)
{
    return reward->per != per_cycle;
}

/* The ids of its categories, with a blank between. */
static void fill_category(union listing_cell *cell, const struct about *a)
{
    struct buf out = {0};
    for (uint32_t i = 0; i < a->reward->categories_len; i++)
        buf_printf(&out, "%s%s", i ? " " : "", a->view->records->categories[a->reward->categories[i]]->id);
    cell->text = arena_text(a->arena, buf_text(&out), out.len);
    buf_free(&out);
}

static bool has_category(const struct reward *reward)
{
    return reward->categories_len > 0;
}

static void fill_within(union listing_cell *cell, const struct about *a)
{
    const char *key =
        a->reward->within == within_group ? "data.honour_within_group" : "data.honour_within_all";
    cell->text = is_honour(a->reward) && a->reward->has_rank ? words_get(a->view->words, key) : "";
}

static bool has_within(const struct reward *reward)
{
    return reward->within != within_village;
}

static void fill_award(union listing_cell *cell, const struct about *a)
{
    static const char *const to[awards] = {"book.award-household", "book.award-resident", "book.award-group"};
    cell->text = is_honour(a->reward) ? words_get(a->view->words, to[a->reward->award]) : "";
}

static bool has_award(const struct reward *reward)
{
    return reward->award != award_household;
}

static void fill_settled(union listing_cell *cell, const struct about *a)
{
    cell->number = a->reward->has_settled ? a->reward->settled : listing_nothing;
}

static bool has_settled(const struct reward *reward)
{
    return reward->has_settled;
}

/* A column, how its cells are filled, and of which honour there is one (NULL: everywhere). */
static const struct reward_column {
    struct listing_column column;
    void (*fill)(union listing_cell *cell, const struct about *a);
    bool (*wanted)(const struct reward *reward);
} all[] = {
    {{.word = "data.reward", .kind = listing_id}, fill_id, NULL},
    {{.word = "data.kind", .kind = listing_words}, fill_kind, NULL},
    {{.word = "data.title", .kind = listing_words}, fill_title, NULL},
    {{.word = "data.cost", .kind = listing_points}, fill_cost, NULL},
    {{.word = "data.needs", .kind = listing_points}, fill_needs, NULL},
    {{.word = "data.quota", .kind = listing_words}, fill_quota, NULL},
    {{.word = "data.reach", .kind = listing_points}, fill_reach, NULL},
    {{.word = "data.below", .kind = listing_points}, fill_below, NULL},
    {{.word = "data.rank_most", .kind = listing_whole}, fill_rank, NULL},
    {{.word = "data.from", .kind = listing_date}, fill_from, NULL},
    {{.word = "data.until", .kind = listing_date}, fill_until, NULL},
    {{.word = "data.honour_per", .kind = listing_words}, fill_per, has_per},
    {{.word = "data.honour_category", .kind = listing_words}, fill_category, has_category},
    {{.word = "data.honour_within", .kind = listing_words}, fill_within, has_within},
    {{.word = "data.honour_for", .kind = listing_words}, fill_award, has_award},
    {{.word = "data.honour_settled", .kind = listing_whole}, fill_settled, has_settled},
};
enum { all_columns = sizeof all / sizeof *all };

static bool is_wanted(const struct records *records, bool (*wanted)(const struct reward *reward))
{
    for (uint32_t i = 0; wanted && i < records->rewards_len; i++)
        if (is_honour(records->rewards[i]) && wanted(records->rewards[i]))
            return true;
    return !wanted;
}

struct listing *tables_rewards(const struct view *view, struct arena *arena)
{
    const struct records *r = view->records;
    struct listing_column *heads = arena_new(arena, struct listing_column, all_columns);
    const struct reward_column *columns[all_columns] = {NULL};
    size_t len = 0;
    for (size_t i = 0; i < all_columns; i++)
        if (is_wanted(r, all[i].wanted)) {
            heads[len] = all[i].column;
            columns[len++] = &all[i];
        }
    struct listing *table = listing_new(arena, view->words, "rewards", heads, len, r->rewards_len);
    for (uint32_t i = 0; i < r->rewards_len; i++) {
        const struct about about = {view, arena, r->rewards[i]};
        union listing_cell *row = listing_row(table);
        for (size_t k = 0; k < len; k++)
            columns[k]->fill(&row[k], &about);
    }
    return table;
}
