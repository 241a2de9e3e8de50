#include "office/ledger_book.h"

#include "tables/book.h"
#include "tables/tables.h"

void ledger_book(const struct view *view, struct buf *out)
{
    struct arena arena = {0};
    const struct words *words = view->words;
    const struct cycle *cycle = &view->ledger->cycles[view->ledger->cycles_len - 1];
    const struct ledger_selection selection = {.one_cycle = true, .cycle = cycle->id};
    const struct book_sheet sheets[] = {
        {words_get(words, "book.sheet.accounts"), tables_accounts(view, &arena, cycle, NULL)},
        {words_get(words, "book.sheet.participation"), tables_participation(view, &arena, cycle)},
        {words_get(words, "book.sheet.months"), tables_months(view, &arena, cycle)},
        {words_get(words, "book.sheet.entries"), tables_entries(view, &arena, &selection)},
        {words_get(words, "book.sheet.rules"), tables_by_rule(view, &arena, cycle)},
        {words_get(words, "book.sheet.redemptions"), tables_redemptions(view, &arena, cycle)},
        {words_get(words, "book.sheet.stock"), tables_stock(view, &arena)},
        {words_get(words, "book.sheet.claims"), tables_claims(view, &arena)},
        {words_get(words, "book.sheet.transfers"), tables_transfers(view, &arena, cycle)},
    };
    size_t len = sizeof sheets / sizeof *sheets - (cycle->transfers_len ? 0 : 1);
    book_put(sheets, len, words_get(words, "book.sum"), view->ledger->date, out);
    arena_free(&arena);
}
