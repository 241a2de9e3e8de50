/* The households' accounts. */
#include "ledger/standing.h"
#include "tables/tables.h"

/* What a cell is filled from. */
struct about {
    const struct view *view;
    struct arena *arena;
    const struct cycle *cycle;
    const struct account *account;
};

/* The titles of the honours that an account has won, with 、 or a comma between. */
static const char *honours(const struct about *a)
{
    const struct view *view = a->view;
    if (!a->account->honours_len)
        return "";
    struct buf out = {0};
    for (uint32_t i = 0; i < a->account->honours_len; i++) {
        if (i)
            buf_puts(&out, words_get(view->words, "table.between"));
        buf_puts(&out, tables_shown(view, a->arena, view->records->rewards[a->account->honours[i]]->title));
    }
    const char *text = arena_text(a->arena, buf_text(&out), out.len);
    buf_free(&out);
    return text;
}

static void fill_cycle(union listing_cell *cell, const struct about *a)
{
    cell->number = a->cycle->id;
}

static void fill_rank(union listing_cell *cell, const struct about *a)
{
    cell->number = a->account->rank ? a->account->rank : listing_nothing;
}

static void fill_group_rank(union listing_cell *cell, const struct about *a)
{
    cell->number = a->account->group_rank ? a->account->group_rank : listing_nothing;
}

static void fill_id(union listing_cell *cell, const struct about *a)
{
    cell->text = a->view->records->households[a->account->household]->id;
}

static void fill_name(union listing_cell *cell, const struct about *a)
{
    cell->text = view_household(a->view, a->account->household);
}

static void fill_group(union listing_cell *cell, const struct about *a)
{
    const struct records *r = a->view->records;
    cell->text =
        tables_shown(a->view, a->arena, r->groups[r->households[a->account->household]->group]->name);
}

static void fill_earned(union listing_cell *cell, const struct about *a)
{
    cell->number = a->account->earned;
}

static void fill_pending(union listing_cell *cell, const struct about *a)
{
    cell->number = view_pending(a->view, a->account);
}

static void fill_carried(union listing_cell *cell, const struct about *a)
{
    cell->number = a->account->carried;
}

static void fill_redeemed(union listing_cell *cell, const struct about *a)
{
    cell->number = a->account->redeemed;
}

static void fill_balance(union listing_cell *cell, const struct about *a)
{
    cell->number = a->account->balance;
}

static void fill_lifetime(union listing_cell *cell, const struct about *a)
{
    cell->number = a->account->lifetime;
}

static void fill_forfeited(union listing_cell *cell, const struct about *a)
{
    cell->number = a->account->forfeited;
}

static void fill_given(union listing_cell *cell, const struct about *a)
{
    cell->number = a->account->given;
}

static void fill_received(union listing_cell *cell, const struct about *a)
{
    cell->number = a->account->received;
}

static void fill_barred(union listing_cell *cell, const struct about *a)
{
    int32_t until = a->account->barred_until;
    cell->number = until == date_first ? listing_nothing : until;
}

static void fill_honours(union listing_cell *cell, const struct about *a)
{
    cell->text = honours(a);
}

static bool is_of_years(const struct view *view, bool with_cycle)
{
    (void)view;
    return with_cycle;
}

static bool has_group_rank(const struct view *view, bool with_cycle)
{
    (void)with_cycle;
    return view->records->village.also & also_group_rank;
}

static bool has_lifetime(const struct view *view, bool with_cycle)
{
    (void)with_cycle;
    return view->records->village.also & also_lifetime;
}

/* What is held against a household is for the office. */
static bool has_forfeited(const struct view *view, bool with_cycle)
{
    (void)with_cycle;
    return view_private(view) && view->records->has_zero;
}

static bool has_transfers(const struct view *view, bool with_cycle)
{
    (void)with_cycle;
    return ledger_has_transfers(view->ledger);
}

static bool has_bars(const struct view *view, bool with_cycle)
{
    (void)with_cycle;
    return view_private(view) && view->records->has_bars;
}

/* A column, how its cells are filled, and where there is one (NULL: everywhere). */
static const struct account_column {
    struct listing_column column;
    void (*fill)(union listing_cell *cell, const struct about *a);
    bool (*wanted)(const struct view *view, bool with_cycle);
} all[] = {
    {{.word = "table.cycle", .kind = listing_whole}, fill_cycle, is_of_years},
    {{.word = "table.rank", .kind = listing_whole}, fill_rank, NULL},
    {{.word = "table.group_rank", .kind = listing_whole}, fill_group_rank, has_group_rank},
    {{.word = "table.id", .kind = listing_id}, fill_id, NULL},
    {{.word = "table.household", .kind = listing_words}, fill_name, NULL},
    {{.word = "table.group", .kind = listing_words}, fill_group, NULL},
    {{.word = "table.earned", .kind = listing_points, .sum = true}, fill_earned, NULL},
    {{.word = "table.pending", .kind = listing_points, .sum = true}, fill_pending, NULL},
    {{.word = "table.carried", .kind = listing_points, .sum = true}, fill_carried, NULL},
    {{.word = "table.redeemed", .kind = listing_points, .sum = true}, fill_redeemed, NULL},
    {{.word = "table.given", .kind = listing_points, .sum = true}, fill_given, has_transfers},
    {{.word = "table.received", .kind = listing_points, .sum = true}, fill_received, has_transfers},
    {{.word = "table.forfeited", .kind = listing_points, .sum = true}, fill_forfeited, has_forfeited},
    {{.word = "table.balance", .kind = listing_points, .sum = true}, fill_balance, NULL},
    {{.word = "table.lifetime", .kind = listing_points, .sum = true}, fill_lifetime, has_lifetime},
    {{.word = "table.barred_until", .kind = listing_date}, fill_barred, has_bars},
    {{.word = "table.honours", .kind = listing_words}, fill_honours, NULL},
};
enum { all_columns = sizeof all / sizeof *all };

/* The columns that VIEW's village has, and who fills them. */
struct columns {
    const struct account_column *of[all_columns];
    uint32_t len;
};

static struct listing *begin(const struct view *view, struct arena *arena, bool with_cycle, size_t rows,
                             struct columns *columns)
{
    struct listing_column *heads = arena_new(arena, struct listing_column, all_columns);
    columns->len = 0;
    for (uint32_t i = 0; i < all_columns; i++)
        if (!all[i].wanted || all[i].wanted(view, with_cycle)) {
            heads[columns->len] = all[i].column;
            columns->of[columns->len++] = &all[i];
        }
    return listing_new(arena, view->words, "accounts", heads, columns->len, rows);
}

static void add_cycle(struct listing *table, const struct columns *columns, const struct view *view,
                      struct arena *arena, const struct cycle *cycle,
                      const struct ledger_selection *selection)
{
    const struct account **accounts = standing_by_rank(cycle, arena);
    for (uint32_t i = 0; i < cycle->accounts_len; i++) {
        const struct about a = {view, arena, cycle, accounts[i]};
        if (!selection_holds(selection, accounts[i]->household))
            continue;
        union listing_cell *cells = listing_row(table);
        for (uint32_t k = 0; k < columns->len; k++)
            columns->of[k]->fill(&cells[k], &a);
    }
}

struct listing *tables_accounts(const struct view *view, struct arena *arena, const struct cycle *cycle,
                                const struct ledger_selection *selection)
{
    struct columns columns;
    struct listing *table = begin(view, arena, false, cycle->accounts_len, &columns);
    table->title = words_format(view->words, arena, "table.title", view->records->village.name,
                                arena_printf(arena, "%d", cycle->id),
                                words_date(view->words, arena, view->ledger->date), NULL);
    add_cycle(table, &columns, view, arena, cycle, selection);
    return table;
}

struct listing *tables_all_accounts(const struct view *view, struct arena *arena,
                                    const struct ledger_selection *selection)
{
    size_t most = 0;
    struct columns columns;
    for (uint32_t i = 0; i < view->ledger->cycles_len; i++)
        most += view->ledger->cycles[i].accounts_len;
    struct listing *table = begin(view, arena, true, most, &columns);
    for (uint32_t i = 0; i < view->ledger->cycles_len; i++)
        if (selection_holds_cycle(selection, view->ledger->cycles[i].id))
            add_cycle(table, &columns, view, arena, &view->ledger->cycles[i], selection);
    return table;
}
