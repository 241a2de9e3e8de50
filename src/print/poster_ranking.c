/* The ranking: the households of each group by rank, their honours marked. */
#include "print/hanging.h"

#include "base/memory.h"
#include "ledger/standing.h"

#include <string.h>

enum { most_marks = 20 }; /* ① to ⑳ */

/* The mark of the honour that is NUMBER of those shown. */
static const char *mark(struct hanging *h, size_t number)
{
    struct buf text = {0};
    if (number < most_marks)
        buf_put_utf8(&text, (unsigned)(0x2460 + number));
    else
        buf_printf(&text, "(%zu)", number + 1);
    const char *kept = arena_copy(h->draft.arena, buf_text(&text));
    buf_free(&text);
    return kept;
}

/* The honours that somebody has, in the order of the file: NUMBERS by reward, (size_t)-1 for the others. */
static void honours_of(struct hanging *h, const struct cycle *cycle, size_t **numbers)
{
    const struct records *records = h->draft.records;
    size_t count = 0;
    bool *won = arena_new(h->draft.arena, bool, records->rewards_len + 1);
    for (uint32_t i = 0; i < cycle->accounts_len; i++)
        for (uint32_t k = 0; k < cycle->accounts[i].honours_len; k++)
            won[cycle->accounts[i].honours[k]] = true;
    *numbers = arena_new(h->draft.arena, size_t, records->rewards_len + 1);
    for (uint32_t i = 0; i < records->rewards_len; i++)
        (*numbers)[i] = won[i] ? count++ : (size_t)-1;
}

/* The name of whose ACCOUNT it is, where names are shown, with the marks of its honours. */
static const char *marked(struct hanging *h, const struct account *account, const size_t *numbers)
{
    struct draft *d = &h->draft;
    struct buf out = {0};
    if (draft_names_shown(d))
        buf_puts(&out, draft_household(d, account->household));
    if (out.len > 0 && account->honours_len > 0)
        buf_puts(&out, "\xe2\x80\x8b"); /* where there is no room, a line ends here and not in the name */
    for (uint32_t k = 0; k < account->honours_len; k++)
        buf_puts(&out, mark(h, numbers[account->honours[k]]));
    const char *text = arena_copy(d->arena, buf_text(&out));
    buf_free(&out);
    return text;
}

/* The households of GROUP by rank. */
static void group_say(struct hanging *h, const struct account **accounts, uint32_t len, uint32_t group,
                      const size_t *numbers)
{
    struct draft *d = &h->draft;
    struct table_column columns[] = {{draft_word(d, "poster.rank"), line_right, false},
                                     {draft_word(d, "poster.household"), line_left, false},
                                     {draft_word(d, "poster.name"), line_left, true},
                                     {draft_word(d, "print.points"), line_right, false}};
    struct texts cells = {0};
    for (uint32_t i = 0; i < len; i++) {
        const struct account *account = accounts[i];
        if (!account->rank || d->records->households[account->household]->group != group)
            continue;
        memory_push(&cells, draft_number(d, account->rank));
        memory_push(&cells, draft_household_id(d, account->household));
        memory_push(&cells, marked(h, account, numbers));
        memory_push(&cells, words_points(d->words, d->arena, account->earned, false));
    }
    if (cells.len > 0)
        hanging_section(h, draft_group_name(d, group), draft_group_name(d, group), NULL, columns,
                        sizeof columns / sizeof *columns, &cells, true);
}

/* What the marks mean. */
static void legend_say(struct hanging *h, const size_t *numbers)
{
    struct draft *d = &h->draft;
    for (uint32_t i = 0; i < d->records->rewards_len; i++)
        if (numbers[i] != (size_t)-1)
            memory_push(&h->legend,
                        draft_filled(d, "poster.mark", mark(h, numbers[i]), draft_reward_title(d, i)));
}

size_t poster_ranking_count(const struct print_input *input)
{
    return standing_begun(ledger_current(input->view->ledger)) ? hanging_papers : 0;
}

void poster_ranking_paper(const struct composing *composing, struct composed *composed)
{
    struct hanging h = hanging_begin(composing);
    struct draft *d = &h.draft;
    const struct cycle *cycle = ledger_current(d->ledger);
    const struct account **accounts = standing_by_rank(cycle, d->arena);
    size_t *numbers;
    honours_of(&h, cycle, &numbers);
    for (uint32_t g = 0; g < d->records->groups_len; g++)
        group_say(&h, accounts, cycle->accounts_len, g, numbers);
    legend_say(&h, numbers);
    const char *year = draft_filled(d, "poster.year", draft_number(d, (uint64_t)cycle->id));
    hanging_end(&h, composing, draft_filled(d, "poster.ranking", draft_village_name(d), draft_apart(d, year)),
                hanging_date(&h), 2, composed);
}

void poster_ranking_path(const struct print_input *input, size_t number, struct buf *out)
{
    (void)input;
    hanging_path(number, "ranking", out);
}

void poster_ranking_from(const struct print_input *input, size_t number, struct buf *out)
{
    const struct cycle *cycle = ledger_current(input->view->ledger);
    digest_put_number(out, (int64_t)number);
    for (uint32_t i = 0; i < cycle->accounts_len; i++) {
        const struct account *a = &cycle->accounts[i];
        digest_put_number(out, a->household);
        digest_put_number(out, a->rank);
        digest_put_number(out, a->earned);
        digest_put_bytes(out, a->honours, a->honours_len * sizeof *a->honours);
    }
}
