/* A household's account as a book: the lines of ledger/book.h with where each comes from. */
#include "explain/steps.h"
#include "ledger/account.h"

static void put_entry(struct steps *steps, const struct book_line *line)
{
    static const enum step_kind kinds[] = {
        [book_credited] = step_line_entry, [book_reversed] = step_book_reversed};
    const struct entry *entry = &steps->records->entries[line->index];
    bool late = line->moved != line->amount;
    bool capped = line->kind == book_credited && line->raw != line->amount && !late;
    steps_add(steps,
              late                         ? step_book_late
              : capped                     ? step_line_capped
              : line->kind != book_changed ? kinds[line->kind]
              : line->amount > 0           ? step_book_more
                                           : step_book_less,
              entry->node);
    steps_detail(steps, detail_date, line->date, NULL);
    steps_detail(steps, detail_entry, line->index, NULL);
    steps_detail(steps, detail_rule, entry->rule, steps_written(entry->deed->record.node, "rule"));
    if (late)
        steps_detail(steps, detail_year, line->cycle, NULL);
    if (late)
        steps_detail(steps, detail_points, line->amount, NULL);
    if (capped)
        steps_detail(steps, detail_raw, line->raw, NULL);
    steps_detail(steps, detail_amount, line->moved, NULL);
    steps_detail(steps, detail_balance, line->balance, NULL);
}

static void put_turn(struct steps *steps, const struct book_line *line)
{
    const struct village *village = &steps->records->village;
    const struct node *node = village->record.node;
    bool cleared = village->carry == carry_none && line->amount != 0;
    steps_add(steps,
              cleared                         ? step_book_cleared
              : village->carry == carry_none  ? step_line_open
              : village->carry == carry_until ? step_line_carried_until
                                              : step_line_carried,
              node);
    steps_detail(steps, detail_date, line->date, steps_written(node, "cycle"));
    if (cleared || village->carry != carry_none)
        steps_detail(steps, detail_year, line->cycle, NULL);
    if (village->carry == carry_until)
        steps_detail(steps, detail_until, account_carry_until(village, line->cycle + 1),
                     steps_written(node, "carry"));
    if (cleared)
        steps_detail(steps, detail_amount, line->amount, NULL);
    steps_detail(steps, detail_balance, line->balance, NULL);
}

static void put_lapse(struct steps *steps, const struct book_line *line)
{
    const struct node *village = steps->records->village.record.node;
    steps_add(steps, step_line_lapsed, village);
    steps_detail(steps, detail_date, line->date, NULL);
    steps_detail(steps, detail_until, line->date - 1, steps_written(village, "carry"));
    steps_detail(steps, detail_amount, line->amount, NULL);
    steps_detail(steps, detail_balance, line->balance, NULL);
}

/* The year is that of the account from which it is taken. */
static void put_forfeit(struct steps *steps, const struct book_line *line, uint32_t household)
{
    steps_add(steps, line->amount < 0 ? step_book_forfeited : step_book_given_back,
              steps->records->households[household]->record.node);
    steps_detail(steps, detail_date, line->date, NULL);
    steps_detail(steps, detail_year, line->cycle, NULL);
    steps_detail(steps, detail_amount, line->moved, NULL);
    steps_detail(steps, detail_balance, line->balance, NULL);
}

void explain_book(struct explainer *explainer, struct books *books, uint32_t household, struct arena *arena,
                  struct explanation *out)
{
    struct steps steps;
    size_t len;
    steps_begin(&steps, explainer, arena, out, subject_household, household);
    steps_section(&steps, section_book, 0);
    const struct book_line *lines = book_lines(books, household, arena, &len);
    for (size_t i = 0; i < len; i++) {
        if (lines[i].kind == book_redeemed)
            steps_redemption_line(&steps, lines[i].index, lines[i].balance);
        else if (lines[i].kind == book_given || lines[i].kind == book_received)
            steps_pass_line(&steps, lines[i].index, lines[i].kind == book_given, lines[i].date,
                            lines[i].moved, lines[i].balance);
        else if (lines[i].kind == book_forfeited)
            put_forfeit(&steps, &lines[i], household);
        else if (lines[i].kind == book_turned)
            put_turn(&steps, &lines[i]);
        else if (lines[i].kind == book_lapsed)
            put_lapse(&steps, &lines[i]);
        else
            put_entry(&steps, &lines[i]);
    }
    steps_end(&steps);
}
