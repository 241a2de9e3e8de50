/* Forms that anybody fills in: the declaration of a deed, with the points list on its back, and the
 * objection. Their fields stand in the order of the record that they become. */
#include "print/document.h"
#include "print/draft.h"

#include "base/memory.h"

enum { form_claim, form_objection, forms };

/* A field with room to be written in: its key of words, and how many lines it gets. */
struct form_field {
    const char *key;
    size_t lines;
};

/* LEN fields; the first word of each is what it is called in the record. */
static void fields_say(struct draft *d, const struct form_field *fields, size_t len)
{
    const struct table_column columns[] = {{draft_word(d, "form.field"), line_left, false},
                                           {draft_word(d, "form.here"), line_left, false},
                                           {draft_word(d, "form.hint"), line_left, false}};
    struct texts cells = {0};
    size_t *lines = arena_new(d->arena, size_t, len + 1);
    for (size_t i = 0; i < len; i++) {
        memory_push(&cells, draft_word(d, arena_printf(d->arena, "form.%s.name", fields[i].key)));
        memory_push(&cells, "");
        memory_push(&cells, draft_word(d, arena_printf(d->arena, "form.%s.hint", fields[i].key)));
        lines[i] = fields[i].lines;
    }
    struct block *table = draft_table(d, 0, columns, 3, &cells);
    table->written = true;
    table->lines = lines;
}

/* The ids of the points list in short: two halves side by side, so that they stay on one page. */
static void list_say(struct draft *d)
{
    enum { columns_len = 3, sides = 2 };
    struct table_column columns[sides * columns_len];
    struct texts all = {0}, cells = {0};
    int32_t date = d->ledger->date;
    for (uint32_t i = 0; i < d->records->rules_len; i++) {
        const struct rule *rule = d->records->rules[i];
        const struct value_range *value = rule_value(rule, date, NULL, NULL);
        if (rule->kind == kind_negative || !value || !rule_holds(rule, date))
            continue;
        memory_push(&all, rule->id);
        memory_push(&all, draft_rule_title(d, i));
        memory_push(&all, draft_from(d, view_value(d->view, d->arena, i, value), rule->record.node, "unit"));
    }
    size_t rules = all.len / columns_len, rows = (rules + 1) / sides;
    for (size_t row = 0; row < rows; row++)
        for (size_t c = 0; c < sides * columns_len; c++) {
            size_t rule = row + c / columns_len * rows;
            memory_push(&cells, rule < rules ? all.items[rule * columns_len + c % columns_len] : "");
        }
    for (size_t c = 0; c < sides * columns_len; c += columns_len) {
        columns[c] = (struct table_column){draft_word(d, "form.rule.name"), line_left, false};
        columns[c + 1] = (struct table_column){draft_word(d, "print.rule"), line_left, false};
        columns[c + 2] = (struct table_column){draft_word(d, "print.points"), line_left, false};
    }
    if (cells.len > 0)
        draft_table(d, 0, columns, sides * columns_len, &cells);
    memory_free(all.items);
}

size_t form_plain_count(const struct print_input *input)
{
    (void)input;
    return forms;
}

static void claim_compose(struct draft *d, struct document_part *front, struct document_part *back)
{
    static const struct form_field fields[] = {
        {"household", 2}, {"resident", 1}, {"rule", 1},  {"date", 1}, {"times", 1},    {"points", 1},
        {"note", 4},      {"evidence", 1}, {"again", 1}, {"id", 1},   {"received", 1}, {"via", 1}};
    fields_say(d, fields, sizeof fields / sizeof *fields);
    draft_block(d, block_paragraph, draft_word(d, "form.sign"));
    front->blocks = draft_blocks(d, &front->block_count);
    *back = (struct document_part){
        .title = draft_word(d, "form.list"), .foot = draft_village_name(d), .single = true};
    back->mark = back->title;
    list_say(d);
    back->blocks = draft_blocks(d, &back->block_count);
}

void form_plain_paper(const struct composing *composing, struct composed *composed)
{
    static const struct form_field objection[] = {
        {"objection_id", 1}, {"entry", 2}, {"objected", 1}, {"grounds", 8}};
    struct draft d = draft_begin(composing->view, composing->arena, composing->diags);
    bool claim = composing->number == form_claim;
    struct document_part parts[2] = {{0}};
    parts[0].title = draft_filled(&d, claim ? "form.claim" : "form.objection", draft_village_name(&d));
    parts[0].mark = parts[0].title;
    parts[0].foot = draft_village_name(&d);
    if (claim) {
        claim_compose(&d, &parts[0], &parts[1]);
    } else {
        fields_say(&d, objection, sizeof objection / sizeof *objection);
        draft_block(&d, block_paragraph, draft_word(&d, "form.nameless"));
        parts[0].blocks = draft_blocks(&d, &parts[0].block_count);
    }
    const struct document document = {.sizes = composing->sizes,
                                      .language = draft_language(&d),
                                      .title = parts[0].title,
                                      .parts = parts,
                                      .count = claim ? 2 : 1};
    document_compose(&composed->paper, composing->standing, &document);
    composed->place = draft_place(d.records->village.record.node);
    composed->sources = draft_sources(&d, &composed->len);
}

void form_plain_path(const struct print_input *input, size_t number, struct buf *out)
{
    (void)input;
    buf_printf(out, "office/forms/%s.pdf", number == form_claim ? "declaration" : "objection");
}
