#include "site/files.h"

#include "base/json.h"
#include "base/memory.h"
#include "site/kind.h"
#include "site/mark.h"
#include "template/template.h"

#include <stdlib.h>
#include <string.h>

uint32_t files_calendars(const struct site *site)
{
    for (uint32_t i = 0; i < site->village->events_len; i++)
        if (site->village->events[i].date >= site->date)
            return 1;
    return site->meetings_len > 0;
}

uint32_t files_with_url(const struct site *site)
{
    return site->village->url ? 1 : 0;
}

void files_address(const struct site *site, const char *path, struct buf *out)
{
    if (!site->village->url)
        return;
    buf_printf(out, "%s/", site->village->url);
    href_put(out, path);
}

/* The path of the village's url, with a slash at its end: "/" or "/village/". */
static void files_root(const struct site *site, struct buf *out)
{
    const char *url = site->village->url;
    const char *host = url ? strstr(url, "://") : NULL;
    const char *path = host ? strchr(host + 3, '/') : NULL;
    buf_puts(out, path ? path : "");
    buf_putc(out, '/');
}

static void put_location(const struct site *site, const char *path, struct buf *out)
{
    struct buf address = {0};
    files_address(site, path, &address);
    buf_puts(out, "<url><loc>");
    template_escape(out, buf_text(&address), address.len);
    buf_puts(out, "</loc></url>\n");
    buf_free(&address);
}

void file_sitemap(struct page *page, struct buf *out)
{
    const struct site *site = page->site;
    buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                  "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for (size_t i = 0; i < site->results_len; i++) {
        const struct page_result *result = &site->results[i];
        if (result->title && !result->hidden)
            put_location(site, result->path, out);
    }
    /* pages that are made at the same time as this file */
    for (const struct page_kind *kind = site->kinds; kind->name; kind++)
        if (kind->late && kind->compose && kind->folder)
            put_location(site, kind->folder, out);
    buf_puts(out, "</urlset>\n");
}

void file_robots(struct page *page, struct buf *out)
{
    buf_puts(out, "User-agent: *\nDisallow: ");
    files_root(page->site, out);
    buf_puts(out, "own/\n");
    if (page->site->village->url)
        buf_printf(out, "Sitemap: %s/sitemap.xml\n", page->site->village->url);
}

static int by_name(const void *a, const void *b)
{
    const struct source_file *const *x = a, *const *y = b;
    return strcmp((*x)->name, (*y)->name);
}

void file_style(struct page *page, struct buf *out)
{
    const struct source *source = page->site->input->source;
    const struct source_file **sheets = arena_new(page->arena, const struct source_file *, source->len + 1);
    size_t len = 0;
    for (size_t i = 0; i < source->len; i++)
        if (files_is_sheet(&source->items[i]))
            sheets[len++] = &source->items[i];
    if (len)
        qsort(sheets, len, sizeof *sheets, by_name);
    for (size_t i = 0; i < len; i++) {
        buf_put(out, sheets[i]->utf8, sheets[i]->utf8_len);
        buf_putc(out, '\n');
    }
}

bool files_is_sheet(const struct source_file *file)
{
    size_t len = file->kind == source_theme ? strlen(file->name) : 0;
    return len > 4 && strncmp(file->name, "styles/", 7) == 0 && strcmp(file->name + len - 4, ".css") == 0 &&
           file->utf8;
}

static void put_icon(struct json *json, const char *path, const char *sizes, const char *type)
{
    json_open(json, NULL);
    json_text(json, "src", path);
    json_text(json, "sizes", sizes);
    json_text(json, "type", type);
    json_close(json);
}

void file_manifest(struct page *page, struct buf *out)
{
    struct json json = {.out = out};
    json_open(&json, NULL);
    json_text(&json, "name", page_say(page, "site.front.title", page->site->village->name));
    json_text(&json, "short_name", page->site->village->name);
    json_text(&json, "lang", value_get(page->site->common, "language")->text);
    json_text(&json, "start_url", "index.html");
    json_text(&json, "scope", "./");
    json_text(&json, "display", "minimal-ui");
    json_text(&json, "background_color", "#fdfcf9");
    json_text(&json, "theme_color", "#a51d1d");
    json_array(&json, "icons");
    put_icon(&json, "icon.svg", "any", "image/svg+xml");
    put_icon(&json, "icon-192.png", "192x192", "image/png");
    put_icon(&json, "icon-512.png", "512x512", "image/png");
    json_end(&json);
    json_close(&json);
    buf_putc(out, '\n');
}

void file_icon(struct page *page, struct buf *out)
{
    (void)page;
    mark_svg(out);
}

void file_icon_180(struct page *page, struct buf *out)
{
    (void)page;
    mark_icon_180(out);
}

void file_icon_192(struct page *page, struct buf *out)
{
    (void)page;
    mark_icon_192(out);
}

void file_icon_512(struct page *page, struct buf *out)
{
    (void)page;
    mark_icon_512(out);
}

void file_share(struct page *page, struct buf *out)
{
    (void)page;
    mark_card(out);
}
