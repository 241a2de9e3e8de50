#include "site/parts.h"

#include "site/kind.h"
#include "site/lists.h"

#include <string.h>

const struct parts *parts_of(const struct site *site, const struct page_kind *kind, uint32_t number)
{
    const struct parts *parts = kind->parts ? kind->parts(site, number) : NULL;
    return parts && parts->len ? parts : NULL;
}

uint32_t parts_count(const struct site *site, const struct page_kind *kind, uint32_t number)
{
    const struct parts *parts = parts_of(site, kind, number);
    return parts && !kind_repeats(kind, number) ? parts->len : 1;
}

const struct part *parts_at(const struct site *site, const struct page_kind *kind, uint32_t number,
                            uint32_t k)
{
    const struct parts *parts = parts_of(site, kind, number);
    return parts ? &parts->items[k] : NULL;
}

bool parts_shows(const struct page *page, uint32_t list, uint32_t i)
{
    const struct part *part = page->part;
    return !part || (part->list == list && i >= part->first && i - part->first < part->len);
}

uint32_t parts_honour(const struct site *site, uint32_t period, uint32_t reward)
{
    return period * site->records->rewards_len + reward;
}

uint32_t parts_rule(const struct site *site, const struct cycle *cycle, uint32_t rule)
{
    return (uint32_t)(cycle - site->ledger->cycles) * site->records->rules_len + rule;
}

struct digest parts_digest(const struct parts *parts)
{
    struct buf out = {0};
    for (uint32_t i = 0; i < parts->len; i++) {
        const struct part *part = &parts->items[i];
        const int64_t known[] = {part->list, part->first, part->len};
        digest_put_bytes(&out, known, sizeof known);
        digest_put_text(&out, part->folder);
        digest_put_text(&out, part->title);
        digest_put_text(&out, part->anchor);
    }
    struct digest digest = digest_of(buf_text(&out), out.len);
    buf_free(&out);
    return digest;
}

/* --- where a row stands */

static const char *folder_at(const struct parts *parts, uint32_t number)
{
    return number < parts->len ? parts->items[number].folder : "";
}

/* The number of the first part of LIST; that of no part where it has none. */
static uint32_t first_of(const struct parts *parts, uint32_t list)
{
    uint32_t number = 0;
    while (number < parts->len && parts->items[number].list != list)
        number++;
    return number;
}

const char *parts_ranking(const struct site *site, const struct cycle *cycle, const struct account *account)
{
    const struct parts *parts = &site->parts->ranking[cycle - site->ledger->cycles];
    uint32_t place = lists_of(site, cycle)->place[account - cycle->accounts], number = 0;
    while (number < parts->len && (parts->items[number].list != part_ranked ||
                                   place - parts->items[number].first >= parts->items[number].len))
        number++;
    return folder_at(parts, number);
}

const char *parts_group(const struct site *site, uint32_t group)
{
    const struct parts *parts = &site->parts->households;
    return folder_at(parts, first_of(parts, site->lists->group_places[group]));
}

/* --- what a page says of its parts */

enum { most_open = 6 }; /* links to parts that stand open: more would fill a phone before the list begins */

/* The folder of the page that PAGE is a part of: of one that repeats another, the other's. */
static const char *base_of(struct page *page)
{
    uint32_t number = page->number;
    if (kind_repeats(page->kind, number))
        number = kind_count(page->kind, page->site) - 1;
    struct buf path = {0};
    kind_path(page->kind, page->site, number, NULL, &path);
    const char *base = arena_text(page->arena, buf_text(&path), path.len);
    buf_free(&path);
    return base;
}

static void add_link(struct page *page, struct value *list, const struct part *part)
{
    struct value *map = value_add_map(page->arena, list);
    value_set_text(page->arena, map, "title",
                   part->title ? part->title : page_word(page, "site.parts.first"));
    value_set_textf(page->arena, map, "href", "%s%sindex.html", base_of(page), part->folder);
    value_set_flag(page->arena, map, "here", part == page->part);
    value_set_text(page->arena, map, "anchor", part->anchor && part != page->part ? part->anchor : "");
}

const char *parts_moved(struct page *page, uint32_t list)
{
    const struct parts *parts = parts_of(page->site, page->kind, page->number);
    uint32_t number = parts ? first_of(parts, list) : 0;
    if (!parts || number == parts->len || page->part->list != part_first)
        return "";
    return arena_printf(page->arena, "%s%sindex.html", base_of(page), parts->items[number].folder);
}

void parts_values(struct page *page)
{
    struct arena *a = page->arena;
    const struct parts *parts = parts_of(page->site, page->kind, page->number);
    uint32_t number = parts ? (uint32_t)(page->part - parts->items) : 0;
    value_set_flag(a, page->values, "parted", parts != NULL);
    value_set_flag(a, page->values, "whole", !number);
    value_set_text(a, page->values, "folded", "");
    struct value *list = value_set_rows(a, page->values, "parts");
    struct value *before = value_set_list(a, page->values, "before");
    struct value *after = value_set_list(a, page->values, "after");
    if (!parts)
        return;
    for (uint32_t i = 0; i < parts->len && !number && parts->items[0].list != part_first; i++)
        add_link(page, list, &parts->items[i]);
    if (value_length(list) > most_open)
        value_set_text(a, page->values, "folded",
                       page_say(page, "site.parts.open", page_number(page, (int64_t)value_length(list))));
    if (number)
        add_link(page, before, &parts->items[number - 1]);
    if (number + 1 < parts->len)
        add_link(page, after, &parts->items[number + 1]);
    if (!number)
        return;
    page_crumb(page, page->title, arena_printf(a, "%sindex.html", base_of(page)));
    page->title = page_say(page, "site.parts.title", page->title, page->part->title);
}
