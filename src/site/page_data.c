/* Which files there are for machines, with examples. */
#include "site/files.h"
#include "site/kind.h"
#include "site/pages.h"
#include "tables/listing.h"

#include <string.h>

/* JSON with line ends and blanks, as people read it. */
static void put_indented(const char *json, struct buf *out)
{
    size_t depth = 0;
    bool text = false;
    for (const char *p = json; *p && *p != '\n'; p++) {
        bool closes = !text && (*p == '}' || *p == ']'), empty = p > json && (p[-1] == '{' || p[-1] == '[');
        if (closes) {
            depth--;
            if (!empty) {
                buf_putc(out, '\n');
                buf_fill(out, ' ', depth * 2);
            }
        }
        buf_putc(out, *p);
        if (text && *p == '\\' && p[1])
            buf_putc(out, *++p);
        else if (*p == '"')
            text = !text;
        else if (!text && *p == ':')
            buf_putc(out, ' ');
        if (text || *p == '"')
            continue;
        bool opens = *p == '{' || *p == '[';
        depth += opens;
        if ((opens && p[1] != '}' && p[1] != ']') || *p == ',') {
            buf_putc(out, '\n');
            buf_fill(out, ' ', depth * 2);
        }
    }
}

/* A file: {href, name, text, example, fields {name, text}}. FIELDS: names closed by NULL, each described by
 * the word data.KEY.NAME. */
static struct value *add_file(struct page *page, struct value *list, const char *path, const char *key,
                              const char *const *fields)
{
    struct arena *a = page->arena;
    struct value *map = value_add_map(a, list);
    value_set_text(a, map, "href", path);
    value_set_text(a, map, "name", path);
    value_set_text(a, map, "text", page_word(page, arena_printf(a, "data.file.%s", key)));
    value_set_text(a, map, "example", "");
    struct value *rows = value_set_rows(a, map, "fields");
    for (size_t i = 0; fields && fields[i]; i++) {
        struct value *row = value_add_map(a, rows);
        value_set_text(a, row, "name", fields[i]);
        value_set_text(a, row, "text", page_word(page, arena_printf(a, "data.%s.%s", key, fields[i])));
    }
    return map;
}

static void add_json(struct page *page, struct value *list)
{
    static const char *const site_fields[] = {"format",  "date",  "village", "object", "notices",
                                              "ranking", "rules", "days",    NULL};
    static const char *const ledger_fields[] = {"commit",   "date",   "cycles",  "households",
                                                "periods",  "groups", "entries", "redemptions",
                                                "warnings", "claims", NULL};
    static const char *const passed_fields[] = {"commit",    "date",     "cycles",  "households",
                                                "periods",   "groups",   "entries", "redemptions",
                                                "transfers", "warnings", "claims",  NULL};
    struct buf json = {0}, example = {0};
    struct value *map = add_file(page, list, "data/site.json", "site", site_fields);
    site_json(page, 1, &json);
    put_indented(buf_text(&json), &example);
    value_set_text(page->arena, map, "example", buf_text(&example));
    add_file(page, list, "data/ledger.json", "ledger",
             ledger_has_transfers(page->site->ledger) ? passed_fields : ledger_fields);
    buf_free(&json);
    buf_free(&example);
}

/* A file of KIND, with its first rows; of a yearly one that of the present year. */
static void add_table(struct page *page, struct value *list, const struct page_kind *kind)
{
    enum { shown = 2, csv_mark = 3 }; /* bytes of the byte order mark */
    struct buf path = {0}, csv = {0};
    const char *key = arena_text(page->arena, kind->name, strcspn(kind->name, "."));
    kind_path(kind, page->site, kind_count(kind, page->site) - 1, NULL, &path);
    struct value *map = add_file(page, list, buf_text(&path), key, NULL);
    page->cycle = ledger_current(page->site->ledger);
    page->rows = shown;
    struct listing *table = kind->table(page);
    if (table->rows > shown)
        table->rows = shown;
    listing_csv(table, &csv);
    value_set_text(page->arena, map, "example", buf_text(&csv) + csv_mark);
    buf_free(&path);
    buf_free(&csv);
}

/* The tables of each year: {title, …} with where it is under the name of each. */
static void add_years(struct page *page)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    struct value *years = value_set_list(a, page->values, "years");
    for (uint32_t i = site->ledger->cycles_len; i-- > 0;) {
        struct value *map = value_add_map(a, years);
        value_set_text(a, map, "title",
                       page_say(page, "site.year", page_number(page, site->ledger->cycles[i].id)));
        value_set_text(a, map, "shop", "");
        for (const struct page_kind *kind = site->kinds; kind->name; kind++) {
            struct buf path = {0};
            if (!kind->table || !kind->yearly || !kind_count(kind, site))
                continue;
            kind_path(kind, site, i, NULL, &path);
            value_set_text(a, map, arena_text(a, kind->name, strcspn(kind->name, ".")), buf_text(&path));
            buf_free(&path);
        }
    }
}

void page_data(struct page *page)
{
    const struct site *site = page->site;
    page->title = page_word(page, "site.nav.data");
    page->description = page_say(page, "data.description", site->village->name);
    struct value *files = value_set_list(page->arena, page->values, "files");
    add_json(page, files);
    for (const struct page_kind *kind = site->kinds; kind->name; kind++)
        if (kind->table && kind_count(kind, site))
            add_table(page, files, kind);
    if (files_calendars(page->site))
        add_file(page, files, "calendar.ics", "calendar", NULL);
    if (site->village->url) {
        add_file(page, files, "feed.atom", "feed", NULL);
        add_file(page, files, "sitemap.xml", "sitemap", NULL);
    }
    add_years(page);
}
