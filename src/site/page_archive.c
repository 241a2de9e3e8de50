/* Every year with its figures, its pages and its notices. */
#include "ledger/figures.h"
#include "site/kind.h"
#include "site/pages.h"
#include "site/rows.h"

/* A link to the page of KIND about a year. */
static void add_link(struct page *page, struct value *links, const struct cycle *cycle,
                     const struct page_kind *kind)
{
    struct value *link = value_add_map(page->arena, links);
    value_set_text(page->arena, link, "title",
                   page_word(page, arena_printf(page->arena, "site.nav.%s", kind->name)));
    value_set_textf(page->arena, link, "href", "%s%d/index.html", kind->folder, cycle->id);
}

/* A year: {title, anchor, span, closed, links, facts, notices, has_notices}. */
static void add_year(struct page *page, struct value *list, const struct cycle *cycle)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    struct figures figures;
    figures_of(&figures, a, site->ledger, cycle);
    struct value *map = value_add_map(a, list);
    value_set_text(a, map, "title", page_say(page, "site.year", page_number(page, cycle->id)));
    value_set_textf(a, map, "anchor", "_%d", cycle->id);
    value_set_text(a, map, "span", words_span(site->words, a, cycle->from, cycle->to));
    value_set_flag(a, map, "closed", cycle->to < site->date);
    struct value *links = value_set_list(a, map, "links");
    for (const struct page_kind *kind = site->kinds; kind->name; kind++)
        if (kind->yearly && kind->compose && kind_count(kind, site))
            add_link(page, links, cycle, kind);
    row_figures(page, value_set_list(a, map, "facts"), &figures);
    struct value *notices = value_set_rows(a, map, "notices");
    for (uint32_t i = 0; i < site->notices_len; i++) {
        int32_t date = site->records->meetings[site->notices[i]]->date;
        if (date >= cycle->from && date <= cycle->to)
            row_notice(page, notices, site->notices[i]);
    }
}

void page_archive(struct page *page)
{
    const struct site *site = page->site;
    page->title = page_word(page, "site.nav.archive");
    page->description = page_say(page, "site.archive.description", site->village->name);
    struct value *years = value_set_list(page->arena, page->values, "years");
    for (uint32_t i = site->ledger->cycles_len; i-- > 0;)
        add_year(page, years, &site->ledger->cycles[i]);
}
