#include "site/files.h"
#include "site/pages.h"

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

/* The first rows of a CSV file, without its byte order mark. */
static const char *first_rows(struct arena *arena, const struct buf *csv)
{
    enum { rows = 3, mark = 3 };
    const char *text = buf_text(csv) + (csv->len >= mark ? mark : 0), *end = text;
    for (int i = 0; i < rows && *end; i++)
        end += strcspn(end, "\n") + (strchr(end, '\n') != NULL);
    return arena_text(arena, text, (size_t)(end - text));
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
    struct value *rows = value_set_list(a, map, "fields");
    for (size_t i = 0; fields && fields[i]; i++) {
        struct value *row = value_add_map(a, rows);
        value_set_text(a, row, "name", fields[i]);
        value_set_text(a, row, "text", page_word(page, arena_printf(a, "data.%s.%s", key, fields[i])));
    }
    value_set_flag(a, map, "has_fields", value_length(rows) > 0);
    return map;
}

static void add_json(struct page *page, struct value *list)
{
    static const char *const site_fields[] = {"format",  "date",    "village", "object",
                                              "notices", "ranking", "rules",   NULL};
    static const char *const ledger_fields[] = {"commit",   "date",   "cycles",  "households",
                                                "periods",  "groups", "entries", "redemptions",
                                                "warnings", "claims", NULL};
    struct buf json = {0}, example = {0};
    struct value *map = add_file(page, list, "data/site.json", "site", site_fields);
    site_json(page, 1, &json);
    put_indented(buf_text(&json), &example);
    value_set_text(page->arena, map, "example", buf_text(&example));
    add_file(page, list, "data/ledger.json", "ledger", ledger_fields);
    buf_free(&json);
    buf_free(&example);
}

static void add_csv(struct page *page, struct value *list, const char *path, const char *key,
                    void (*write)(struct page *page, struct buf *out))
{
    struct buf csv = {0};
    write(page, &csv);
    struct value *map = add_file(page, list, path, key, NULL);
    value_set_text(page->arena, map, "example", first_rows(page->arena, &csv));
    buf_free(&csv);
}

void page_data(struct page *page)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    page->title = page_word(page, "site.nav.data");
    page->description = page_say(page, "data.description", site->village->name);
    struct value *files = value_set_list(a, page->values, "files");
    add_json(page, files);
    page->number = site->ledger->cycles_len - 1;
    int year = site->ledger->cycles[page->number].id;
    add_csv(page, files, arena_printf(a, "data/ranking-%d.csv", year), "ranking", file_ranking_csv);
    add_csv(page, files, arena_printf(a, "data/entries-%d.csv", year), "entries", file_entries_csv);
    page->number = 0;
    add_csv(page, files, "data/rules.csv", "rules", file_rules_csv);
    add_csv(page, files, "data/rewards.csv", "rewards", file_rewards_csv);
    if (files_calendars(page->site))
        add_file(page, files, "calendar.ics", "calendar", NULL);
    if (site->village->url) {
        add_file(page, files, "feed.atom", "feed", NULL);
        add_file(page, files, "sitemap.xml", "sitemap", NULL);
    }
    struct value *years = value_set_list(a, page->values, "years");
    for (uint32_t i = site->ledger->cycles_len; i-- > 0;) {
        struct value *map = value_add_map(a, years);
        value_set_text(a, map, "title",
                       page_say(page, "site.year", page_number(page, site->ledger->cycles[i].id)));
        value_set_textf(a, map, "ranking", "data/ranking-%d.csv", site->ledger->cycles[i].id);
        value_set_textf(a, map, "entries", "data/entries-%d.csv", site->ledger->cycles[i].id);
    }
}
