/* Forms of a group, its households filled in: the sheet of an inspection from house to house, the ledger of
 * households without a phone, the list of a redemption day. Their columns stand in the order of the record
 * that they become. */
#include "print/document.h"
#include "print/draft.h"

#include "base/memory.h"

enum { form_inspection, form_ledger, form_redemption, forms };
enum { rows_least = 3, rows_most = 8 /* a household on the ledger sheet */, score_columns = 4 };

/* Whether the household HOUSEHOLD stands on the form KIND of GROUP. */
static bool stands_on(const struct ledger *ledger, int kind, uint32_t group, uint32_t household)
{
    const struct household *h = ledger->records->households[household];
    return h->group == group && household_listed(h, ledger->date) && (kind != form_ledger || h->offline);
}

/* Whether the village has use for the form KIND at all. */
static bool wanted(const struct records *records, int kind)
{
    bool any = kind == form_ledger;
    for (uint32_t i = 0; i < records->rules_len && kind == form_inspection && !any; i++)
        any = records->rules[i]->values_len > 0 &&
              records->rules[i]->values[records->rules[i]->values_len - 1].value.range;
    for (uint32_t i = 0; i < records->rewards_len && kind == form_redemption && !any; i++)
        any = records->rewards[i]->kind == reward_goods;
    return any;
}

/* Which form is NUMBER; false where there is none of that number. */
static bool find(const struct ledger *ledger, size_t number, int *kind, uint32_t *group)
{
    const struct records *records = ledger->records;
    for (*kind = 0; *kind < forms; ++*kind)
        for (*group = 0; *group < records->groups_len && wanted(records, *kind); ++*group) {
            bool any = false;
            for (uint32_t h = 0; h < records->households_len && !any; h++)
                any = stands_on(ledger, *kind, *group, h);
            if (any && number-- == 0)
                return true;
        }
    return false;
}

static void cells_blank(struct texts *cells, int count)
{
    for (int i = 0; i < count; i++)
        memory_push(cells, "");
}

/* Marks the rules by which houses have been judged up to T; whether there are any. */
static bool scored_mark(const struct draft *d, bool *scored)
{
    const struct records *r = d->records;
    bool any = false;
    for (uint32_t i = 0; i < r->meetings_len && r->meetings[i]->date <= d->ledger->date; i++)
        for (uint32_t e = r->meetings[i]->first_entry;
             e < r->meetings[i]->first_entry + r->meetings[i]->entries; e++)
            if (r->entries[e].claim == records_none && r->entries[e].deed->scores) {
                scored[r->entries[e].rule] = true;
                any = true;
            }
    return any;
}

/* The rules that are judged from house to house: those that have been, else all with a range. */
static void ranges_say(struct draft *d)
{
    struct texts texts = {0};
    bool *scored = arena_new(d->arena, bool, d->records->rules_len + 1);
    bool any = scored_mark(d, scored);
    for (uint32_t i = 0; i < d->records->rules_len; i++) {
        const struct rule *rule = d->records->rules[i];
        const struct value_range *value = rule_value(rule, d->ledger->date, NULL, NULL);
        if (value && value->range && (any ? scored[i] : rule->kind != kind_negative) &&
            rule_holds(rule, d->ledger->date))
            memory_push(&texts, draft_filled(d, "form.range", rule->id, draft_rule_title(d, i),
                                             words_value(d->words, d->arena, value)));
    }
    if (texts.len > 0)
        draft_block(d, block_paragraph,
                    draft_filled(d, "form.ranges", draft_joined(d, &texts, "print.join")));
    memory_free(texts.items);
}

static void inspection_say(struct draft *d, uint32_t group, int rows)
{
    (void)rows;
    struct table_column columns[2 + score_columns] = {{draft_word(d, "print.household"), line_left, false},
                                                      {draft_word(d, "form.head"), line_left, false}};
    struct texts cells = {0};
    for (int i = 0; i < score_columns; i++)
        columns[2 + i] = (struct table_column){draft_word(d, "form.score"), line_left, false};
    for (uint32_t h = 0; h < d->records->households_len; h++) {
        if (!stands_on(d->ledger, form_inspection, group, h))
            continue;
        memory_push(&cells, draft_household_id(d, h));
        memory_push(&cells, draft_household(d, h));
        cells_blank(&cells, score_columns);
    }
    ranges_say(d);
    draft_block(d, block_paragraph, draft_word(d, "form.unjudged"));
    draft_block(d, block_paragraph, draft_word(d, "form.inspect"));
    draft_table(d, 0, columns, 2 + score_columns, &cells)->written = true;
}

/* So many ROWS for each household. */
static void ledger_say(struct draft *d, uint32_t group, int rows)
{
    const struct table_column columns[] = {{draft_word(d, "form.household.name"), line_left, false},
                                           {draft_word(d, "form.resident.name"), line_left, false},
                                           {draft_word(d, "form.rule.name"), line_left, false},
                                           {draft_word(d, "form.date.name"), line_left, false},
                                           {draft_word(d, "form.times.name"), line_left, false},
                                           {draft_word(d, "form.points.name"), line_left, false},
                                           {draft_word(d, "form.note.name"), line_left, false},
                                           {draft_word(d, "form.signature"), line_left, false}};
    struct texts cells = {0};
    for (uint32_t h = 0; h < d->records->households_len; h++) {
        if (!stands_on(d->ledger, form_ledger, group, h))
            continue;
        for (int row = 0; row < rows; row++) {
            memory_push(&cells, row == 0 ? draft_filled(d, "agenda.who", draft_household(d, h),
                                                        draft_household_id(d, h))
                                         : "");
            cells_blank(&cells, 7);
        }
    }
    draft_block(d, block_paragraph, draft_word(d, "form.keep"));
    draft_table(d, 0, columns, sizeof columns / sizeof *columns, &cells)->written = true;
}

static void redemption_say(struct draft *d, uint32_t group, int rows)
{
    (void)rows;
    const struct table_column columns[] = {{draft_word(d, "print.household"), line_left, false},
                                           {draft_word(d, "form.head"), line_left, false},
                                           {draft_word(d, "form.balance"), line_right, false},
                                           {draft_word(d, "form.reward"), line_left, false},
                                           {draft_word(d, "form.quantity"), line_left, false},
                                           {draft_word(d, "form.signature"), line_left, false}};
    const struct cycle *cycle = ledger_current(d->ledger);
    struct texts cells = {0};
    for (uint32_t h = 0; h < d->records->households_len; h++) {
        const struct account *account = cycle_account(cycle, d->records, h);
        if (!stands_on(d->ledger, form_redemption, group, h))
            continue;
        memory_push(&cells, draft_household_id(d, h));
        memory_push(&cells, draft_household(d, h));
        memory_push(&cells, account ? words_points(d->words, d->arena, account->balance, false) : "0");
        memory_push(&cells,
                    account && account->barred_until != date_first
                        ? draft_filled(d, "form.barred", words_day(d->words, d->arena, account->barred_until))
                        : "");
        cells_blank(&cells, 2);
    }
    draft_block(d, block_paragraph, draft_word(d, "form.redeem"));
    draft_table(d, 0, columns, sizeof columns / sizeof *columns, &cells)->written = true;
}

size_t form_group_count(const struct print_input *input)
{
    size_t count = 0;
    int kind;
    uint32_t group;
    while (find(input->view->ledger, count, &kind, &group))
        count++;
    return count;
}

/* Composes the form KIND of GROUP into PAPER, with so many ROWS for each household where it has several. */
static void form_set(const struct composing *composing, struct draft *d, int kind, uint32_t group, int rows,
                     struct paper *paper)
{
    static const char *const titles[forms] = {"form.inspection", "form.ledger", "form.redemption"};
    static void (*const say[forms])(struct draft *, uint32_t, int) = {inspection_say, ledger_say,
                                                                      redemption_say};
    struct document_part part = {.wide = kind == form_ledger};
    part.title = draft_filled(d, titles[kind], draft_village_name(d), draft_group_name(d, group));
    part.mark = part.foot = part.title;
    say[kind](d, group, rows);
    part.blocks = draft_blocks(d, &part.block_count);
    const struct document document = {.sizes = composing->sizes,
                                      .language = draft_language(d),
                                      .title = part.title,
                                      .parts = &part,
                                      .count = 1};
    document_compose(paper, composing->standing, &document);
}

/* How many rows a household has on the ledger sheet of GROUP: as many as take no more sheets than the least.
 */
static int rows_fit(const struct composing *composing, struct draft *d, uint32_t group)
{
    size_t least = 0;
    int rows = rows_least;
    for (; rows <= rows_most; rows++) {
        struct paper trial = {0};
        form_set(composing, d, form_ledger, group, rows, &trial);
        size_t sheets = trial.sheets.len;
        paper_free(&trial);
        least = rows == rows_least ? sheets : least;
        if (sheets > least)
            break;
    }
    return rows - 1;
}

void form_group_paper(const struct composing *composing, struct composed *composed)
{
    struct draft d = draft_begin(composing->view, composing->arena, composing->diags);
    int kind;
    uint32_t group;
    if (!find(d.ledger, composing->number, &kind, &group))
        return;
    int rows = kind == form_ledger ? rows_fit(composing, &d, group) : rows_least;
    form_set(composing, &d, kind, group, rows, &composed->paper);
    composed->when = kind == form_redemption ? words_date(d.words, d.arena, d.ledger->date) : NULL;
    composed->date = kind == form_redemption ? d.ledger->date : 0;
    composed->place = draft_place(d.records->groups[group]->record.node);
    composed->sources = draft_sources(&d, &composed->len);
}

void form_group_path(const struct print_input *input, size_t number, struct buf *out)
{
    static const char *const names[forms] = {"inspection", "ledger", "redemption"};
    int kind;
    uint32_t group;
    if (!find(input->view->ledger, number, &kind, &group))
        return;
    buf_printf(out, "office/forms/%s-%02u-%s.pdf", names[kind], group + 1,
               input->view->records->groups[group]->id);
}
