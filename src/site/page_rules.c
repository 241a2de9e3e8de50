/* The points list. */
#include "site/pages.h"
#include "site/rows.h"

#include "base/memory.h"
#include "records/schemas.h"

#include <stdlib.h>
#include <string.h>

/* A change of a rule: a value of its own from a later date on, or an adjustment. */
struct change {
    int32_t from;
    const struct value_range *value; /* NULL: not changed */
    const struct caps *caps;         /* NULL: not changed */
    bool drop;
    const struct rules_file *list; /* whose it is */
    uint32_t decided;              /* the meeting that decided it; records_none */
    uint32_t place;                /* as read */
};

static int by_date(const void *a, const void *b)
{
    const struct change *x = a, *y = b;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return x->place < y->place ? -1 : x->place > y->place;
}

static uint32_t collect(struct page *page, const struct rule *rule, struct change **changes)
{
    uint32_t len = 0;
    struct change *list = arena_new(page->arena, struct change, rule->values_len + rule->adjustments_len + 1);
    for (uint32_t i = 1; i < rule->values_len; i++, len++)
        list[len] = (struct change){.from = rule->values[i].from,
                                    .value = &rule->values[i].value,
                                    .list = rule->list,
                                    .decided = rule->values[i].decided_meeting != records_none
                                                   ? rule->values[i].decided_meeting
                                                   : rule->decided_meeting,
                                    .place = len};
    for (uint32_t i = 0; i < rule->adjustments_len; i++, len++) {
        const struct adjustment *by = rule->adjustments[i];
        list[len] = (struct change){.from = by->from,
                                    .value = by->has_value ? &by->value : NULL,
                                    .caps = by->has_caps ? &by->caps : NULL,
                                    .drop = by->drop,
                                    .list = by->list,
                                    .decided = by->decided_meeting,
                                    .place = len};
    }
    qsort(list, len, sizeof *list, by_date);
    *changes = list;
    return len;
}

/* Adds who set something: {issuer, document, decided} with the meeting that decided it, if it was up to T. */
static void add_source(struct page *page, struct value *map, const struct rules_file *list, uint32_t decided)
{
    static const char *const levels[] = {"level.city", "level.town", "level.village"};
    const struct site *site = page->site;
    value_set_text(page->arena, map, "issuer",
                   list->issuer ? page_text(page, list->issuer) : page_word(page, levels[list->level]));
    value_set_text(page->arena, map, "document",
                   list->document ? view_document(site->view, page->arena, page_text(page, list->document))
                                  : "");
    if (decided != records_none && decided < site->meetings_len)
        value_set(page->arena, map, "decided", site->meetings[decided]);
    else
        value_set_flag(page->arena, map, "decided", false);
}

/* What a change makes of the value, and what it was before where it was another; "" where it leaves it. */
static const char *value_change(struct page *page, const struct rule *rule, const struct change *c)
{
    const struct words *words = page->site->words;
    if (!c->value)
        return "";
    const char *value = words_value(words, page->arena, c->value);
    /* one that another wins over, or that holds from the rule's first day, changed nothing */
    const struct value_range *old = rule_value(rule, c->from - 1, NULL, NULL);
    if (old && c->from > rule_first(rule) && rule_value(rule, c->from, NULL, NULL) == c->value) {
        const char *before = words_value(words, page->arena, old);
        if (strcmp(before, value) != 0)
            return page_say(page, "site.rule.value_changed", before, value);
    }
    return page_say(page, "site.rule.new_value", value);
}

/* Likewise of the caps. */
static const char *caps_change(struct page *page, const struct rule *rule, const struct change *c)
{
    const struct words *words = page->site->words;
    if (!c->caps)
        return "";
    const char *caps = c->caps->len ? words_caps(words, page->arena, c->caps) : "";
    const char *before = NULL;
    if (c->from > rule_first(rule) && rule_caps(rule, c->from, NULL) == c->caps) {
        const struct caps *old = rule_caps(rule, c->from - 1, NULL);
        before = old->len ? words_caps(words, page->arena, old) : "";
    }
    if (!before || strcmp(before, caps) == 0)
        return *caps ? page_say(page, "site.rule.new_caps", caps) : page_word(page, "site.rule.no_caps");
    if (!*before)
        return page_say(page, "site.rule.first_caps", caps);
    return *caps ? page_say(page, "site.rule.caps_changed", before, caps)
                 : page_say(page, "site.rule.caps_dropped", before);
}

static void add_changes(struct page *page, struct value *row, const struct rule *rule)
{
    struct arena *a = page->arena;
    const struct words *words = page->site->words;
    struct value *list = value_set_rows(a, row, "changes");
    struct change *changes;
    uint32_t len = collect(page, rule, &changes);
    for (uint32_t i = 0; i < len; i++) {
        const struct change *c = &changes[i];
        struct value *map = value_add_map(a, list);
        page_date(page, map, "from", c->from);
        value_set_text(a, map, "since", words_bounds(words, a, c->from, date_last));
        value_set_flag(a, map, "future", c->from > page->site->date);
        value_set_text(a, map, "value", value_change(page, rule, c));
        value_set_text(a, map, "caps", caps_change(page, rule, c));
        value_set_text(a, map, "drop", c->drop ? page_word(page, "site.rule.dropped") : "");
        add_source(page, map, c->list, c->decided);
    }
}

static void add_needs(struct page *page, struct value *row, const struct rule *rule)
{
    static const struct {
        uint32_t bit;
        const char *key;
    } needs[] = {{need_evidence, "site.rule.evidence"},
                 {need_resident, "site.rule.resident"},
                 {need_note, "site.rule.note"}};
    struct value *list = value_set_rows(page->arena, row, "needs");
    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++)
        if (rule->needs & needs[i].bit)
            value_add_text(page->arena, list, page_word(page, needs[i].key));
}

static struct value *add_rule(struct page *page, struct value *list, uint32_t number)
{
    static const char *const names[] = {"kind.positive", "kind.negative", "kind.bonus"};
    const struct site *site = page->site;
    const struct rule *rule = site->records->rules[number];
    struct arena *a = page->arena;
    int32_t last = rule_last(rule), first = rule_first(rule);
    int32_t day = site->date > last ? last : site->date < first ? first : site->date;
    struct value *row = value_add_map(a, list);
    value_set(a, row, "rule", site->rules[number]);
    value_set_text(a, row, "kind", rule_kind_words[rule->kind].name);
    value_set_text(a, row, "kind_name",
                   rule->kind == kind_positive ? "" : page_word(page, names[rule->kind]));
    const struct value_range *value = rule_value(rule, day, NULL, NULL);
    value_set_text(a, row, "value", rule_value_text(page, number, value));
    const struct caps *caps = rule_caps(rule, day, NULL);
    value_set_text(a, row, "caps", caps && caps->len ? words_caps(site->words, a, caps) : "");
    value_set_flag(a, row, "veto", rule->veto);
    value_set_text(a, row, "bars",
                   rule->bars == bars_cycle ? page_word(page, "site.rule.bars_cycle")
                   : rule->bars             ? page_say(page, "site.rule.bars", page_number(page, rule->bars))
                                            : "");
    value_set_flag(a, row, "zero", rule->zero);
    add_needs(page, row, rule);
    add_source(page, row, rule->list, rule->decided_meeting);
    bool bounded = last < date_last || first > site->date;
    value_set_text(a, row, "bounds", bounded ? words_bounds(site->words, a, first, last) : "");
    value_set_flag(a, row, "ended", site->date > last);
    value_set_flag(a, row, "future", site->date < first);
    add_changes(page, row, rule);
    return row;
}

void page_rules(struct page *page)
{
    const struct site *site = page->site;
    const struct records *r = site->records;
    struct arena *a = page->arena;
    page->title = page_word(page, "site.nav.rules");
    page->description = page_say(page, "site.rules.description", site->village->name);
    struct value *categories = value_set_list(a, page->values, "categories");
    struct value **lists = arena_new(a, struct value *, r->categories_len + 1);
    for (uint32_t i = 0; i < r->categories_len; i++) {
        struct value *map = value_add_map(a, categories);
        value_set(a, map, "category", site->categories[i]);
        const struct caps *caps = &r->categories[i]->caps;
        value_set_text(a, map, "caps", caps->len ? words_caps(site->words, a, caps) : "");
        lists[i] = value_set_list(a, map, "rules");
    }
    struct value *ended = value_set_rows(a, page->values, "ended");
    for (uint32_t i = 0; i < r->rules_len; i++)
        add_rule(page, site->date > rule_last(r->rules[i]) ? ended : lists[r->rules[i]->category], i);
}
