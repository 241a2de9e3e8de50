#include "office/ledger_book.h"

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
    bool had = sink->before && sink->before(sink->context, path, &form, &before.note, &old);
    before.bytes = old.data;
    before.len = old.len;
    book_put(sheets, count, words_get(view->words, "book.sum"), view->ledger->date, had ? &before : NULL,
             &out, &note);
    bool well = sink->put(sink->context, path, out.data, out.len);
    if (well && sink->keep)
        sink->keep(sink->context, path, &form, buf_text(&note));
    buf_free(&old);
    buf_free(&out);
    buf_free(&note);
    return well;
}

bool ledger_book(const struct view *view, const struct sink *sink)
{
    struct arena arena = {0};
    const struct words *words = view->words;
    const struct cycle *cycle = &view->ledger->cycles[view->ledger->cycles_len - 1];
    const struct ledger_selection selection = {.one_cycle = true, .cycle = cycle->id};
    bool honours = view->records->awarded[award_household] || view->records->awarded[award_resident] ||
                   view->records->awarded[award_group];
    struct book_sheet sheets[12] = {
        {words_get(words, "book.sheet.accounts"), tables_accounts(view, &arena, cycle, NULL)},
        {words_get(words, "book.sheet.participation"), tables_participation(view, &arena, cycle)},
        {words_get(words, "book.sheet.months"), tables_months(view, &arena, cycle)},
        {words_get(words, "book.sheet.meetings"), tables_meetings(view, &arena, cycle)},
        {words_get(words, "book.sheet.entries"), tables_entries(view, &arena, &selection)},
        {words_get(words, "book.sheet.rules"), tables_by_rule(view, &arena, cycle)},
        {words_get(words, "book.sheet.redemptions"), tables_redemptions(view, &arena, cycle)},
        {words_get(words, "book.sheet.stock"), tables_stock(view, &arena)},
        {words_get(words, "book.sheet.claims"), tables_claims(view, &arena)},
    };
    size_t len = 9;
    if (cycle->transfers_len)
        sheets[len++] = (struct book_sheet){words_get(words, "book.sheet.transfers"),
                                            tables_transfers(view, &arena, cycle)};
    if (honours)
        sheets[len++] =
            (struct book_sheet){words_get(words, "book.sheet.honours"), tables_honours(view, &arena)};
    bool well = put_book(view, sink, sheets, len);
    arena_free(&arena);
    return well;
}
