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
static const struct table_column with_cycle[1 + columns] = {
    {.word = "table.cycle", .kind = table_whole},
    [1 + column_rank] = {.word = "table.rank", .kind = table_whole},
    [1 + column_id] = {.word = "table.id", .kind = table_id},
    [1 + column_name] = {.word = "table.household", .kind = table_words},
    [1 + column_group] = {.word = "table.group", .kind = table_words},
    [1 + column_earned] = {.word = "table.earned", .kind = table_points},
    [1 + column_pending] = {.word = "table.pending", .kind = table_points},
    [1 + column_carried] = {.word = "table.carried", .kind = table_points},
    [1 + column_redeemed] = {.word = "table.redeemed", .kind = table_points},
    [1 + column_balance] = {.word = "table.balance", .kind = table_points},
    [1 + column_honours] = {.word = "table.honours", .kind = table_words},
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

static void fill(union table_cell *cells, const struct view *view, struct arena *arena,
                 const struct account *a)
{
    const struct household *h = view->records->households[a->household];
    cells[column_rank].number = a->rank ? a->rank : table_nothing;
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
static void add_cycle(struct table *table, const struct view *view, struct arena *arena,
                      const struct cycle *cycle, const struct ledger_selection *selection)
{
    const struct account **accounts = standing_by_rank(cycle, arena);
    for (uint32_t i = 0; i < cycle->accounts_len; i++) {
        if (!selection_holds(selection, accounts[i]->household))
            continue;
        union table_cell *cells = table_row(table);
        if (table->columns_len > columns)
            cells++->number = cycle->id;
        fill(cells, view, arena, accounts[i]);
    }
}

struct table *tables_accounts(const struct view *view, struct arena *arena, const struct cycle *cycle,
                              const struct ledger_selection *selection)
{
    struct table *table =
        table_new(arena, view->words, "accounts", with_cycle + 1, columns, cycle->accounts_len);
    table->title = words_format(view->words, arena, "table.title", view->records->village.name,
                                arena_printf(arena, "%d", cycle->id),
                                words_date(view->words, arena, view->ledger->date), NULL);
    add_cycle(table, view, arena, cycle, selection);
    return table;
}

struct table *tables_all_accounts(const struct view *view, struct arena *arena,
                                  const struct ledger_selection *selection)
{
    size_t most = 0;
    for (uint32_t i = 0; i < view->ledger->cycles_len; i++)
        most += view->ledger->cycles[i].accounts_len;
    struct table *table = table_new(arena, view->words, "accounts", with_cycle, 1 + columns, most);
    for (uint32_t i = 0; i < view->ledger->cycles_len; i++)
        if (selection_holds_cycle(selection, view->ledger->cycles[i].id))
            add_cycle(table, view, arena, &view->ledger->cycles[i], selection);
    return table;
}
