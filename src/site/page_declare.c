/*
 * How to declare a deed: a form that makes a claim's text (claims/claim_form.h), and a sheet to print for who
 * fills it in by hand. What the script needs to check the fields stands in the page: the rules' values by
 * date with each option, the households' ids in a list.
 */
#include "site/pages.h"
#include "site/rows.h"
#include "site/search.h"

#include "base/points.h"
#include "claims/claim_form.h"

#include <stdlib.h>
#include <string.h>

static int ascending(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return x < y ? -1 : x > y;
}

/* The days from RULE's first to its last on which what it is worth may change. *DAYS is in the arena. */
static uint32_t days_of_change(struct page *page, const struct rule *rule, int32_t **days)
{
    uint32_t len = 0, kept = 0;
    int32_t last = rule_last(rule);
    int32_t *list = arena_new(page->arena, int32_t, rule->values_len + rule->adjustments_len + 1);
    list[len++] = rule->from;
    for (uint32_t i = 0; i < rule->values_len; i++)
        list[len++] = rule->values[i].from;
    for (uint32_t i = 0; i < rule->adjustments_len; i++)
        list[len++] = rule->adjustments[i]->from;
    qsort(list, len, sizeof *list, ascending);
    for (uint32_t i = 0; i < len; i++)
        if (list[i] >= rule->from && list[i] <= last && (!kept || list[i] != list[kept - 1]))
            list[kept++] = list[i];
    *days = list;
    return kept;
}

static void put_bound(struct buf *out, int32_t date)
{
    char text[date_text_size];
    if (date == date_first || date == date_last)
        return;
    date_format(date, text);
    buf_puts(out, text);
}

/* What RULE is worth by date, for the script: "FROM/UNTIL/VALUE" with ";" between, a bound that is not there
 * empty, a range "LO..HI". */
static const char *spans_text(struct page *page, const struct rule *rule)
{
    int32_t *days;
    uint32_t len = days_of_change(page, rule, &days);
    struct buf out = {0};
    for (uint32_t i = 0; i < len; i++) {
        const struct value_range *value = rule_value(rule, days[i], NULL, NULL);
        if (!value || !rule_holds(rule, days[i]))
            continue;
        char lo[points_text_size], hi[points_text_size];
        points_format(value->lo, lo);
        points_format(value->hi, hi);
        if (out.len)
            buf_putc(&out, ';');
        put_bound(&out, days[i]);
        buf_putc(&out, '/');
        put_bound(&out, i + 1 < len ? days[i + 1] - 1 : rule_last(rule));
        buf_printf(&out, "/%s", lo);
        if (value->range)
            buf_printf(&out, "..%s", hi);
    }
    const char *text = arena_text(page->arena, buf_text(&out), out.len);
    buf_free(&out);
    return text;
}

static void add_rule(struct page *page, struct value *list, uint32_t number)
{
    const struct site *site = page->site;
    const struct rule *rule = site->records->rules[number];
    struct arena *a = page->arena;
    int32_t last = rule_last(rule), first = rule->from;
    if (rule->values_len && rule->values[0].from > first)
        first = rule->values[0].from;
    int32_t day = site->date > last ? last : site->date < first ? first : site->date;
    const struct value_range *value = rule_value(rule, day, NULL, NULL);
    struct value *row = value_add_map(a, list);
    value_set(a, row, "rule", site->rules[number]);
    value_set_text(a, row, "value", rule_value_text(page, number, value));
    value_set_text(a, row, "spans", spans_text(page, rule));
    const char *bounds = words_bounds(site->words, a, first, last);
    value_set_text(a, row, "bounds", bounds);
    value_set_text(a, row, "ended", site->date > last || site->date < first ? bounds : "");
    value_set_flag(a, row, "evidence", rule->needs & need_evidence);
    value_set_flag(a, row, "resident", rule->needs & need_resident);
    value_set_flag(a, row, "note", rule->needs & need_note);
}

/* The rules that somebody may declare a deed under, by category: those that give points, and hold on a day
 * that is not too long ago for a meeting to decide. */
static void add_rules(struct page *page)
{
    const struct site *site = page->site;
    const struct records *r = site->records;
    struct arena *a = page->arena;
    struct value *categories = value_set_list(a, page->values, "categories");
    for (uint32_t c = 0; c < r->categories_len; c++) {
        struct value *rules = value_list(a);
        for (uint32_t i = 0; i < r->rules_len; i++)
            if (r->rules[i]->category == c && r->rules[i]->kind != kind_negative &&
                rule_last(r->rules[i]) >= site->date - site->village->late)
                add_rule(page, rules, i);
        if (!value_length(rules))
            continue;
        struct value *map = value_add_map(a, categories);
        value_set(a, map, "category", site->categories[c]);
        value_set(a, map, "rules", rules);
    }
}

/* The households that may have done something; those of a large village the script asks the search's index
 * for. */
static void add_households(struct page *page)
{
    const struct site *site = page->site;
    const struct records *r = site->records;
    struct value *list = value_set_list(page->arena, page->values, "households");
    uint32_t parts = search_parts(site);
    value_set_text(page->arena, page->values, "parts", parts ? page_number(page, parts) : "");
    for (uint32_t i = 0; i < r->households_len && !parts; i++) {
        const struct household *h = r->households[i];
        if (h->since <= site->date && h->until >= site->date - site->village->late)
            value_add(page->arena, list, site->households[i]);
    }
    const struct value *first = parts ? site->households[site->household_order[0]] : value_at(list, 0);
    value_set_text(page->arena, page->values, "example_id", first ? value_get(first, "id")->text : "h001");
}

/* What the fields are called in the text: {household, rule, …, title, colon, comma}. */
static void add_labels(struct page *page)
{
    static const char *const names[form_fields] = {
        [form_household] = "household", [form_resident] = "resident", [form_rule] = "rule",
        [form_date] = "date",           [form_times] = "times",       [form_points] = "points",
        [form_note] = "note",           [form_evidence] = "evidence",
    };
    enum language language = words_language(page->site->words);
    struct value *labels = value_set_map(page->arena, page->values, "labels");
    for (int i = 0; i < form_fields; i++)
        value_set_text(page->arena, labels, names[i], claim_form_label((enum form_field)i, language));
    value_set_textf(page->arena, labels, "title", "%s%s%s", claim_form_title(language),
                    language == language_en ? " " : "", page->site->village->name);
    value_set_text(page->arena, labels, "colon", claim_form_colon(language));
    value_set_text(page->arena, labels, "comma", claim_form_comma(language));
}

void page_declare(struct page *page)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    page->title = page_word(page, "site.nav.declare");
    page->description = page_say(page, "declare.description", site->village->name);
    value_set_text(a, page->values, "late", page_number(page, site->village->late));
    value_set_text(a, page->values, "too_late",
                   page_say(page, "declare.error.date_late", page_number(page, site->village->late)));
    value_set_flag(a, page->values, "qr", site->input->qr_script != NULL);
    add_rules(page);
    add_households(page);
    add_labels(page);
    value_set_text(
        a, page->values, "example",
        page_say(page, "declare.error.household_missing", value_get(page->values, "example_id")->text));
    page_date(page, page->values, "today", site->date);
}

/* The script that draws QR codes, as it is installed with Debian's node-qrcode-generator. */
void file_qr_script(struct page *page, struct buf *out)
{
    buf_put(out, page->site->input->qr_script, page->site->input->qr_script_len);
}
