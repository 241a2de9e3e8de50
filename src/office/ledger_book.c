#include "office/ledger_book.h"

#include "base/outlet.h"
#include "tables/book.h"
#include "tables/tables.h"

static const char path[] = "office/ledger.xlsx";

/* Puts the workbook of SHEETS, with what it can take over from the one before. */
static bool put_book(const struct view *view, const struct sink *sink, const struct book_sheet *sheets,
                     size_t count)
{
    const struct digest form = {0}; /* the program alone decides how it is packed */
    struct book_before before = {0};
    struct buf old = {0}, out = {0}, note = {0};
    struct outlet outlet;
    bool had = sink->before && sink->before(sink->context, path, &form, &before.note, &old);
    before.bytes = old.data;
    before.len = old.len;
    outlet_begin(&outlet, sink, path);
    book_put(sheets, count, words_get(view->words, "book.sum"), view->ledger->date, had ? &before : NULL,
             outlet_spill(&outlet), &out, &note);
    bool well = outlet_end(&outlet, out.data, out.len);
    if (well && sink->keep)
        sink->keep(sink->context, path, &form, buf_text(&note));
    buf_free(&old);
    buf_free(&out);
    buf_free(&note);
    return well;
}

/* The entries of a cycle, as they flow into their sheet. */
struct entries {
    const struct view *view;
    struct ledger_selection selection;
};

static void fill_entries(void *context, struct listing_flow *flow)
{
    const struct entries *e = context;
    tables_entries_flow(e->view, &e->selection, book_piece_rows, flow);
}

static struct book_sheet entries_sheet(struct entries *entries, struct arena *arena)
{
    struct book_sheet sheet = {.name = words_get(entries->view->words, "book.sheet.entries"),
                               .fill = fill_entries,
                               .context = entries};
    sheet.table = tables_entries_head(entries->view, arena, &entries->selection, &sheet.rows);
    return sheet;
}

bool ledger_book(const struct view *view, const struct sink *sink)
{
    struct arena arena = {0};
    const struct words *words = view->words;
    const struct cycle *cycle = &view->ledger->cycles[view->ledger->cycles_len - 1];
    struct entries entries = {view, {.one_cycle = true, .cycle = cycle->id}};
    bool honours = view->records->awarded[award_household] || view->records->awarded[award_resident] ||
                   view->records->awarded[award_group];
    struct book_sheet sheets[12] = {
        {.name = words_get(words, "book.sheet.accounts"),
         .table = tables_accounts(view, &arena, cycle, NULL)},
        {.name = words_get(words, "book.sheet.participation"),
         .table = tables_participation(view, &arena, cycle)},
        {.name = words_get(words, "book.sheet.months"), .table = tables_months(view, &arena, cycle)},
        {.name = words_get(words, "book.sheet.meetings"), .table = tables_meetings(view, &arena, cycle)},
        entries_sheet(&entries, &arena),
        {.name = words_get(words, "book.sheet.rules"), .table = tables_by_rule(view, &arena, cycle)},
        {.name = words_get(words, "book.sheet.redemptions"),
         .table = tables_redemptions(view, &arena, cycle)},
        {.name = words_get(words, "book.sheet.stock"), .table = tables_stock(view, &arena)},
        {.name = words_get(words, "book.sheet.claims"), .table = tables_claims(view, &arena)},
    };
    size_t len = 9;
    if (cycle->transfers_len)
        sheets[len++] = (struct book_sheet){.name = words_get(words, "book.sheet.transfers"),
                                            .table = tables_transfers(view, &arena, cycle)};
    if (honours)
        sheets[len++] = (struct book_sheet){.name = words_get(words, "book.sheet.honours"),
                                            .table = tables_honours(view, &arena)};
    bool well = put_book(view, sink, sheets, len);
    arena_free(&arena);
    return well;
}
