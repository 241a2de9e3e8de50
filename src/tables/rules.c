/* The points list as public data. */
#include "tables/tables.h"

enum column {
    column_id,
    column_title,
    column_category,
    column_kind,
    column_unit,
    column_least,
    column_most,
    column_caps,
    column_from,
    column_until,
    column_issuer,
    column_document,
    columns
};

static const struct listing_column all[columns] = {
    [column_id] = {.word = "data.rule", .kind = listing_id},
    [column_title] = {.word = "data.title", .kind = listing_words},
    [column_category] = {.word = "data.category", .kind = listing_words},
    [column_kind] = {.word = "data.kind", .kind = listing_words},
    [column_unit] = {.word = "data.unit", .kind = listing_words},
    [column_least] = {.word = "data.least", .kind = listing_points},
    [column_most] = {.word = "data.most", .kind = listing_points},
    [column_caps] = {.word = "data.caps", .kind = listing_words},
    [column_from] = {.word = "data.from", .kind = listing_date},
    [column_until] = {.word = "data.until", .kind = listing_date},
    [column_issuer] = {.word = "data.issuer", .kind = listing_words},
    [column_document] = {.word = "data.document", .kind = listing_words},
};

static void fill(union listing_cell *cells, const struct view *view, struct arena *arena, uint32_t number)
{
    static const char *const kinds[] = {"kind.positive", "kind.negative", "kind.bonus"};
    const struct rule *rule = view->records->rules[number];
    int32_t last = rule_last(rule), date = view->ledger->date < last ? view->ledger->date : last;
    const struct value_range *value = rule_value(rule, date, NULL, NULL);
    cells[column_id].text = rule->id;
    cells[column_title].text = tables_shown(view, arena, rule->title);
    cells[column_category].text = tables_shown(view, arena, view->records->categories[rule->category]->title);
    cells[column_kind].text = words_get(view->words, kinds[rule->kind]);
    cells[column_unit].text = view_unit(view, arena, number, "1");
    cells[column_least].number = value ? value->lo : listing_nothing;
    cells[column_most].number = value ? value->hi : listing_nothing;
    cells[column_caps].text = words_caps(view->words, arena, rule_caps(rule, date, NULL));
    cells[column_from].number = tables_day(rule_first(rule));
    cells[column_until].number = tables_day(last);
    cells[column_issuer].text = tables_shown(view, arena, rule->list->issuer);
    cells[column_document].text = tables_shown(view, arena, rule->list->document);
}

struct listing *tables_rules(const struct view *view, struct arena *arena)
{
    uint32_t len = view->records->rules_len;
    struct listing *table = listing_new(arena, view->words, "rules", all, columns, len);
    for (uint32_t i = 0; i < len; i++)
        fill(listing_row(table), view, arena, i);
    return table;
}
