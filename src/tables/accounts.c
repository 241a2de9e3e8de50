/* The households' accounts. */
#include "ledger/standing.h"
#include "tables/tables.h"

enum column {
    column_rank,
    column_id,
    column_name,
    column_group,
    column_earned,
    column_pending,
    column_carried,
    column_redeemed,
    column_balance,
    column_honours,
    columns
};

/* Those of a cycle, behind the cycle itself. */
static const struct listing_column with_cycle[1 + columns] = {
    {.word = "table.cycle", .kind = listing_whole},
    [1 + column_rank] = {.word = "table.rank", .kind = listing_whole},
    [1 + column_id] = {.word = "table.id", .kind = listing_id},
    [1 + column_name] = {.word = "table.household", .kind = listing_words},
    [1 + column_group] = {.word = "table.group", .kind = listing_words},
    [1 + column_earned] = {.word = "table.earned", .kind = listing_points, .sum = true},
    [1 + column_pending] = {.word = "table.pending", .kind = listing_points, .sum = true},
    [1 + column_carried] = {.word = "table.carried", .kind = listing_points, .sum = true},
    [1 + column_redeemed] = {.word = "table.redeemed", .kind = listing_points, .sum = true},
    [1 + column_balance] = {.word = "table.balance", .kind = listing_points, .sum = true},
    [1 + column_honours] = {.word = "table.honours", .kind = listing_words},
};

/* The titles of the honours that an account has won, with 、 or a comma between. */
static const char *honours(const struct view *view, struct arena *arena, const struct account *a)
{
    if (!a->honours_len)
        return "";
    struct buf out = {0};
    for (uint32_t i = 0; i < a->honours_len; i++) {
        if (i)
            buf_puts(&out, words_get(view->words, "table.between"));
        buf_puts(&out, tables_shown(view, arena, view->records->rewards[a->honours[i]]->title));
    }
    const char *text = arena_text(arena, buf_text(&out), out.len);
    buf_free(&out);
    return text;
}

static void fill(union listing_cell *cells, const struct view *view, struct arena *arena,
                 const struct account *a)
{
    const struct household *h = view->records->households[a->household];
    cells[column_rank].number = a->rank ? a->rank : listing_nothing;
    cells[column_id].text = h->id;
    cells[column_name].text = view_household(view, arena, a->household);
    cells[column_group].text = tables_shown(view, arena, view->records->groups[h->group]->name);
    cells[column_earned].number = a->earned;
    cells[column_pending].number = view_pending(view, a);
    cells[column_carried].number = a->carried;
    cells[column_redeemed].number = a->redeemed;
    cells[column_balance].number = a->balance;
    cells[column_honours].text = honours(view, arena, a);
}

/* Adds the rows of CYCLE; with the cycle itself where the table has a column for it. */
static void add_cycle(struct listing *table, const struct view *view, struct arena *arena,
                      const struct cycle *cycle, const struct ledger_selection *selection)
{
    const struct account **accounts = standing_by_rank(cycle, arena);
    for (uint32_t i = 0; i < cycle->accounts_len; i++) {
        if (!selection_holds(selection, accounts[i]->household))
            continue;
        union listing_cell *cells = listing_row(table);
        if (table->columns_len > columns)
            cells++->number = cycle->id;
        fill(cells, view, arena, accounts[i]);
    }
}

struct listing *tables_accounts(const struct view *view, struct arena *arena, const struct cycle *cycle,
                                const struct ledger_selection *selection)
{
    struct listing *table =
        listing_new(arena, view->words, "accounts", with_cycle + 1, columns, cycle->accounts_len);
    table->title = words_format(view->words, arena, "table.title", view->records->village.name,
                                arena_printf(arena, "%d", cycle->id),
                                words_date(view->words, arena, view->ledger->date), NULL);
    add_cycle(table, view, arena, cycle, selection);
    return table;
}

struct listing *tables_all_accounts(const struct view *view, struct arena *arena,
                                    const struct ledger_selection *selection)
{
    size_t most = 0;
    for (uint32_t i = 0; i < view->ledger->cycles_len; i++)
        most += view->ledger->cycles[i].accounts_len;
    struct listing *table = listing_new(arena, view->words, "accounts", with_cycle, 1 + columns, most);
    for (uint32_t i = 0; i < view->ledger->cycles_len; i++)
        if (selection_holds_cycle(selection, view->ledger->cycles[i].id))
            add_cycle(table, view, arena, &view->ledger->cycles[i], selection);
    return table;
}
