/* The points list: what earns how many points, the reverse list, the bonus items. */
#include "print/hanging.h"

#include "base/memory.h"

static bool shown(const struct draft *d, const struct rule *rule, enum rule_kind kind, uint32_t category)
{
    return rule->kind == kind && (kind != kind_positive || rule->category == category) &&
           rule_holds(rule, d->ledger->date) && rule_value(rule, d->ledger->date, NULL, NULL);
}

/* What RULE costs beside points, and its caps. */
static const char *terms(struct draft *d, const struct rule *rule)
{
    struct texts texts = {0};
    const char *caps = words_caps(d->words, d->arena, rule_caps(rule, d->ledger->date, NULL));
    if (*caps)
        memory_push(&texts, caps);
    if (rule->veto)
        memory_push(&texts, draft_word(d, "poster.veto"));
    if (rule->bars == bars_cycle)
        memory_push(&texts, draft_word(d, "poster.bars_cycle"));
    else if (rule->bars)
        memory_push(&texts, draft_filled(d, "poster.bars", draft_number(d, (uint64_t)rule->bars)));
    if (rule->zero)
        memory_push(&texts, draft_word(d, "poster.zero"));
    const char *text = draft_joined(d, &texts, "print.join");
    memory_free(texts.items);
    return text;
}

/* The rules of KIND, positive ones of CATEGORY, under HEADING. */
static void rules_say(struct hanging *h, const char *heading, const char *note, enum rule_kind kind,
                      uint32_t category)
{
    struct draft *d = &h->draft;
    const struct table_column columns[] = {
        {"", line_left, false}, {"", line_left, false}, {"", line_left, true}};
    struct texts cells = {0};
    int32_t date = d->ledger->date;
    for (uint32_t i = 0; i < d->records->rules_len; i++) {
        const struct rule *rule = d->records->rules[i];
        if (!shown(d, rule, kind, category))
            continue;
        memory_push(&cells, draft_rule_title(d, i));
        memory_push(&cells,
                    draft_from(d, view_value(d->view, d->arena, i, rule_value(rule, date, NULL, NULL)),
                               rule->record.node, "unit"));
        memory_push(&cells, terms(d, rule));
    }
    if (cells.len > 0)
        hanging_section(h, heading, heading, note && *note ? note : NULL, columns, 3, &cells, false);
}

static bool any(const struct draft *d)
{
    for (uint32_t i = 0; i < d->records->rules_len; i++) {
        const struct rule *rule = d->records->rules[i];
        if (shown(d, rule, rule->kind, rule->category))
            return true;
    }
    return false;
}

size_t poster_rules_count(const struct print_input *input)
{
    const struct draft d = {.records = input->view->records, .ledger = input->view->ledger};
    return any(&d) ? hanging_papers : 0;
}

void poster_rules_paper(const struct composing *composing, struct composed *composed)
{
    struct hanging h = hanging_begin(composing);
    struct draft *d = &h.draft;
    for (uint32_t c = 0; c < d->records->categories_len; c++) {
        const struct category *category = d->records->categories[c];
        rules_say(&h, draft_shown(d, category->title, category->record.node, "title"),
                  category->caps.len ? draft_filled(d, "poster.category_cap",
                                                    words_caps(d->words, d->arena, &category->caps))
                                     : NULL,
                  kind_positive, c);
    }
    rules_say(&h, draft_word(d, "poster.bonus"), NULL, kind_bonus, 0);
    rules_say(&h, draft_word(d, "poster.reverse"), NULL, kind_negative, 0);
    hanging_end(&h, composing, draft_filled(d, "poster.points_list", draft_village_name(d)), hanging_date(&h),
                1, composed);
}

void poster_rules_path(const struct print_input *input, size_t number, struct buf *out)
{
    (void)input;
    hanging_path(number, "points-list", out);
}
