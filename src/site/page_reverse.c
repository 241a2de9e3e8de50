/* The reverse list: rules that cost points or warn, and how many entries there are; whose they are, only
 * where the village's policy has it so, and then only once they are final. */
#include "site/pages.h"
#include "site/parts.h"
#include "site/rows.h"

/* How many entries of a year there are under each rule: those that the site lists, and those that it only
 * counts. Void ones are neither. */
struct counted {
    uint32_t listed;
    uint32_t left_out;
};

static struct counted *count(struct page *page, const struct cycle *cycle)
{
    const struct site *site = page->site;
    const struct records *r = site->records;
    struct counted *all = arena_new(page->arena, struct counted, r->rules_len + 1);
    struct warning_count *counts;
    uint32_t len = view_warnings(site->view, page->arena, cycle->entries, cycle->entries_len, &counts);
    for (uint32_t i = 0; i < len; i++)
        all[counts[i].rule].left_out = counts[i].entries;
    for (uint32_t i = 0; i < cycle->entries_len; i++) {
        const struct entry *entry = &r->entries[cycle->entries[i]];
        if (r->rules[entry->rule]->kind == kind_negative && view_lists(site->view, cycle->entries[i]))
            all[entry->rule].listed++;
    }
    return all;
}

static struct value *add_rule(struct page *page, struct value *list, uint32_t number, uint32_t entries)
{
    const struct site *site = page->site;
    const struct rule *rule = site->records->rules[number];
    const struct value_range *value = rule_value(rule, site->date, NULL, NULL);
    struct arena *a = page->arena;
    struct value *row = value_add_map(a, list);
    value_set(a, row, "rule", site->rules[number]);
    value_set_text(a, row, "value", rule_value_text(page, number, value));
    value_set_flag(a, row, "veto", rule->veto);
    value_set_flag(a, row, "bars", rule->bars != 0);
    value_set_flag(a, row, "zero", rule->zero);
    value_set_text(a, row, "entries", page_number(page, entries));
    value_set_flag(a, row, "any", entries > 0);
    return row;
}

/* Rows of the entries that the site lists under RULE, list NUMBER of the page. */
static void add_rows(struct page *page, struct value *rows, const struct cycle *cycle, uint32_t rule,
                     uint32_t number)
{
    const struct site *site = page->site;
    bool all = !page->part || page->part->list == part_first;
    uint32_t place = 0;
    for (uint32_t i = 0; i < cycle->entries_len; i++)
        if (site->records->entries[cycle->entries[i]].rule == rule &&
            view_lists(site->view, cycle->entries[i]) && (parts_shows(page, number, place++) || all))
            row_entry(page, rows, cycle->entries[i]);
}

/* The entries that the site lists, by rule, as the table of entries has them; `moved` is where they are, if
 * not here. */
static void add_groups(struct page *page, struct value *map, const struct cycle *cycle,
                       const struct counted *counted)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    struct value *groups = value_set_rows(a, map, "groups");
    for (uint32_t rule = 0; rule < site->records->rules_len; rule++) {
        uint32_t number = parts_rule(site, cycle, rule);
        bool about = !page->part || page->part->list == part_first || page->part->list == number;
        if (!counted[rule].listed || !about)
            continue;
        const char *moved = parts_moved(page, number);
        struct value *group = value_add_map(a, groups);
        value_set(a, group, "rule", site->rules[rule]);
        value_set_text(a, group, "count",
                       page_say(page, "site.meeting.entries", page_number(page, counted[rule].listed)));
        value_set_text(a, group, "moved", moved);
        struct value *rows = value_set_list(a, group, "rows");
        if (!*moved)
            add_rows(page, rows, cycle, rule, number);
    }
}

/* A year: {title, span, rules, groups}. Of the present one all rules in force, of others those that have
 * entries. */
static void add_year(struct page *page, struct value *list, const struct cycle *cycle)
{
    const struct site *site = page->site;
    const struct records *r = site->records;
    struct arena *a = page->arena;
    bool current = cycle == ledger_current(site->ledger);
    struct counted *counted = count(page, cycle);
    struct value *map = value_add_map(a, list);
    value_set_text(a, map, "title", page_say(page, "site.year", page_number(page, cycle->id)));
    value_set_textf(a, map, "anchor", "_%d", cycle->id);
    value_set_flag(a, map, "current", current);
    struct value *rules = value_set_rows(a, map, "rules");
    uint32_t total = 0;
    for (uint32_t i = 0; i < r->rules_len; i++) {
        uint32_t entries = counted[i].listed + counted[i].left_out;
        bool holds = current && r->rules[i]->kind == kind_negative && rule_holds(r->rules[i], site->date);
        if (entries || holds)
            add_rule(page, rules, i, entries);
        total += entries;
    }
    value_set_text(a, map, "total", page_say(page, "site.reverse.total", page_number(page, total)));
    add_groups(page, map, cycle, counted);
}

/* Whether the page is about cycle NUMBER: about all, or a list of that cycle. */
static bool is_about(const struct page *page, uint32_t number)
{
    uint32_t rules = page->site->records->rules_len;
    return !page->part || page->part->list == part_first || page->part->list / rules == number;
}

void page_reverse(struct page *page)
{
    static const char *const policy[] = {"site.reverse.counted", "site.reverse.masked", "site.reverse.named"};
    const struct site *site = page->site;
    page->title = page_word(page, "site.nav.reverse");
    page->description = page_say(page, "site.reverse.description", site->village->name);
    value_set_text(page->arena, page->values, "policy", page_word(page, policy[site->view->warnings]));
    struct value *years = value_set_list(page->arena, page->values, "years");
    for (uint32_t i = site->ledger->cycles_len; i-- > 0;)
        if (is_about(page, i))
            add_year(page, years, &site->ledger->cycles[i]);
}

bool site_has_reverse(const struct site *site)
{
    for (uint32_t i = 0; i < site->records->rules_len; i++)
        if (site->records->rules[i]->kind == kind_negative)
            return true;
    return false;
}
