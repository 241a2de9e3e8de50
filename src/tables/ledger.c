/* The households' accounts: the same rows for people and for spreadsheets. */
#include "base/csv.h"
#include "base/points.h"
#include "ledger/standing.h"
#include "tables/grid.h"
#include "tables/tables.h"

#include <stdio.h>

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

/* The word for a column's heading. */
static const char *const headings[columns] = {
    "table.rank",    "table.id",      "table.household", "table.group",   "table.earned",
    "table.pending", "table.carried", "table.redeemed",  "table.balance", "table.honours"};

static bool is_number(enum column column)
{
    return column == column_rank || (column >= column_earned && column <= column_balance);
}

static int64_t figure(const struct view *view, const struct account *a, enum column column)
{
    switch (column) {
    case column_earned:
        return a->earned;
    case column_pending:
        return view_pending(view, a);
    case column_carried:
        return a->carried;
    case column_redeemed:
        return a->redeemed;
    default:
        return a->balance;
    }
}

/* A title or name of the records, as the circle may see it. */
static const char *shown(const struct view *view, struct arena *arena, const char *text)
{
    return view_text(view, arena, text, (struct place){0}, NULL);
}

/* The titles of the honours that an account has won, with 、 or a comma between. */
static const char *honours(const struct view *view, struct arena *arena, const struct account *a)
{
    struct buf out = {0};
    for (uint32_t i = 0; i < a->honours_len; i++) {
        if (i)
            buf_puts(&out, words_get(view->words, "table.between"));
        buf_puts(&out, shown(view, arena, view->records->rewards[a->honours[i]]->title));
    }
    const char *text = arena_copy(arena, buf_text(&out));
    buf_free(&out);
    return text;
}

static const char *cell(const struct view *view, struct arena *arena, const struct account *a,
                        enum column column)
{
    const struct household *h = view->records->households[a->household];
    char text[points_text_size];
    switch (column) {
    case column_rank:
        return a->rank ? arena_printf(arena, "%u", a->rank) : "";
    case column_id:
        return h->id;
    case column_name:
        return view_household(view, arena, a->household);
    case column_group:
        return shown(view, arena, view->records->groups[h->group]->name);
    case column_honours:
        return honours(view, arena, a);
    default:
        points_format(figure(view, a, column), text);
        return arena_copy(arena, text);
    }
}

static const struct account **chosen(struct arena *arena, const struct cycle *cycle,
                                     const struct ledger_selection *selection, uint32_t *count)
{
    const struct account **rows = arena_new(arena, const struct account *, cycle->accounts_len);
    *count = 0;
    for (uint32_t i = 0; i < cycle->accounts_len; i++)
        if (selection_holds(selection, cycle->accounts[i].household))
            rows[(*count)++] = &cycle->accounts[i];
    standing_sort(rows, *count);
    return rows;
}

static void cycle_text(const struct view *view, const struct cycle *cycle,
                       const struct ledger_selection *selection, struct buf *out)
{
    struct arena arena = {0};
    uint32_t count;
    const struct account **rows = chosen(&arena, cycle, selection, &count);
    const char **cells = arena_new(&arena, const char *, (size_t)columns *(count + 1));
    bool right[columns];
    for (int c = 0; c < columns; c++) {
        right[c] = is_number((enum column)c);
        cells[c] = words_get(view->words, headings[c]);
        for (uint32_t i = 0; i < count; i++)
            cells[(i + 1) * columns + (uint32_t)c] = cell(view, &arena, rows[i], (enum column)c);
    }
    char year[16];
    snprintf(year, sizeof year, "%d", cycle->id);
    buf_puts(out, words_format(view->words, &arena, "table.title", view->records->village.name, year,
                               words_date(view->words, &arena, view->ledger->date), NULL));
    buf_putc(out, '\n');
    grid_text(cells, count + 1, columns, right, out);
    arena_free(&arena);
}

void table_text(const struct view *view, const struct ledger_selection *selection, struct buf *out)
{
    bool first = true;
    for (uint32_t i = 0; i < view->ledger->cycles_len; i++) {
        const struct cycle *cycle = &view->ledger->cycles[i];
        if (!selection_holds_cycle(selection, cycle->id))
            continue;
        if (!first)
            buf_putc(out, '\n');
        first = false;
        cycle_text(view, cycle, selection, out);
    }
}

void table_csv(const struct view *view, const struct ledger_selection *selection, struct buf *out)
{
    csv_begin(out);
    csv_text(out, words_get(view->words, "table.cycle"));
    for (int c = 0; c < columns; c++) {
        buf_putc(out, ',');
        csv_text(out, words_get(view->words, headings[c]));
    }
    csv_end(out);
    for (uint32_t i = 0; i < view->ledger->cycles_len; i++) {
        const struct cycle *cycle = &view->ledger->cycles[i];
        if (!selection_holds_cycle(selection, cycle->id))
            continue;
        struct arena arena = {0};
        uint32_t count;
        const struct account **rows = chosen(&arena, cycle, selection, &count);
        for (uint32_t k = 0; k < count; k++) {
            buf_printf(out, "%d", cycle->id);
            for (int c = 0; c < columns; c++) {
                buf_putc(out, ',');
                if (c >= column_earned && c <= column_balance)
                    csv_number(out, figure(view, rows[k], (enum column)c));
                else
                    csv_text(out, cell(view, &arena, rows[k], (enum column)c));
            }
            csv_end(out);
        }
        arena_free(&arena);
    }
}
