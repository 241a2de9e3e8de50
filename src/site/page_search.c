/* The page that looks through all others. */
#include "site/pages.h"
#include "site/search.h"

#include <string.h>

static struct value *add_section(struct page *page, struct value *sections, const char *title)
{
    struct value *map = value_add_map(page->arena, sections);
    value_set_text(page->arena, map, "title", title);
    return value_set_list(page->arena, map, "rows");
}

static void add_row(struct page *page, struct value *rows, const char *title, const char *href,
                    const char *note)
{
    struct value *row = value_add_map(page->arena, rows);
    value_set_text(page->arena, row, "title", title);
    value_set_text(page->arena, row, "href", href);
    value_set_text(page->arena, row, "note", note);
}

/* Pages of KIND, in the order they stand in the table of kinds; the latest meeting first. */
static void add_pages(struct page *page, struct value *sections, enum search_kind kind)
{
    const struct site *site = page->site;
    struct value *rows = NULL;
    for (size_t i = 0; i < site->results_len; i++) {
        bool back = kind == search_meeting;
        const struct page_result *result = &site->results[back ? site->results_len - 1 - i : i];
        if (!search_shows(result) || search_kind_of(result->kind) != kind)
            continue;
        if (!rows)
            rows = add_section(page, sections, page_word(page, search_kind_key(kind)));
        struct buf href = {0};
        href_put(&href, result->path);
        buf_puts(&href, "index.html");
        const char *note =
            kind == search_meeting ? value_get(site->meetings[result->number], "date")->text : "";
        add_row(page, rows, result->title, buf_text(&href), note);
        buf_free(&href);
    }
}

static void add_rules(struct page *page, struct value *sections)
{
    const struct site *site = page->site;
    struct value *rows = add_section(page, sections, page_word(page, search_kind_key(search_rule)));
    for (uint32_t i = 0; i < site->records->rules_len; i++)
        add_row(page, rows, value_get(site->rules[i], "title")->text, value_get(site->rules[i], "href")->text,
                value_get(value_get(site->rules[i], "category"), "title")->text);
}

/* Households by number; of a large village its groups, each of which leads to a list of them. */
static void add_households(struct page *page)
{
    const struct site *site = page->site;
    bool large = search_parts(site) > 0;
    struct value *groups = value_set_rows(page->arena, page->values, "groups");
    for (uint32_t i = 0; i < site->records->groups_len && large; i++)
        value_add(page->arena, groups, site->groups[site->group_order[i]]);
    struct value *list = value_set_list(page->arena, page->values, "households");
    for (uint32_t i = 0; i < site->records->households_len && !large; i++) {
        uint32_t household = site->household_order[i];
        if (site->records->households[household]->since <= site->date)
            value_add(page->arena, list, site->households[household]);
    }
}

void page_search(struct page *page)
{
    struct arena *a = page->arena;
    page->title = page_word(page, "site.nav.search");
    page->description = page_say(page, "search.description", page->site->village->name);
    struct value *sections = value_set_list(a, page->values, "sections");
    add_pages(page, sections, search_page);
    add_rules(page, sections);
    add_pages(page, sections, search_meeting);
    add_pages(page, sections, search_news);
    add_households(page);
    value_set_text(a, page->values, "household_word", page_word(page, search_kind_key(search_household)));
    /* put in by the script, which writes the number in place of {1} */
    value_set_text(a, page->values, "many", page_say(page, "search.many", "{1}"));
    value_set_text(a, page->values, "more", page_say(page, "search.shown", "{1}", "{2}"));
    value_set_text(a, page->values, "decided", page_say(page, "search.decided", "{1}"));
}
