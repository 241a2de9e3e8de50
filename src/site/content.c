#include "site/content.h"

#include "base/private.h"

#include "base/map.h"
#include "base/memory.h"
#include "site/index.h"
#include "site/markdown.h"
#include "yaml/front.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool ends_with(const char *text, const char *end)
{
    size_t a = strlen(text), b = strlen(end);
    return a >= b && strcmp(text + a - b, end) == 0;
}

bool content_is_page(const struct source_file *file)
{
    return file->kind == source_page && ends_with(file->name, ".md");
}

bool content_is_taken(const char *folder)
{
    size_t len = strcspn(folder, "/");
    static const char *const others[] = {"households", "meetings", "notices", "own", "data", "news", NULL};
    for (const struct page_kind *kind = page_kinds; kind->name; kind++)
        if (kind->folder && strncmp(kind->folder, folder, len) == 0 && kind->folder[len] == '/')
            return true;
    for (size_t i = 0; others[i]; i++)
        if (strlen(others[i]) == len && strncmp(others[i], folder, len) == 0)
            return true;
    return false;
}

static void place_page(struct site *site, struct content_page *page, const char *name)
{
    size_t len = strlen(name) - 3;
    page->news = strncmp(name, "news/", 5) == 0;
    if (strcmp(name, "index.md") == 0)
        page->folder = "";
    else if (ends_with(name, "/index.md"))
        page->folder = arena_text(&site->arena, name, len - 5);
    else
        page->folder = arena_printf(&site->arena, "%.*s/", (int)len, name);
    struct buf href = {0};
    href_put(&href, page->folder);
    buf_puts(&href, "index.html");
    page->href = arena_copy(&site->arena, buf_text(&href));
    buf_free(&href);
}

static bool read_page(struct site *site, uint32_t number, struct content_page *page)
{
    const struct source_file *file = &site->input->source->items[number];
    *page = (struct content_page){.file = number};
    place_page(site, page, file->name);
    struct place first = {.file = number, .line = 1, .column = 1, .span = 1};
    if (!page->news && *page->folder && content_is_taken(page->folder)) {
        diag_error(site->diags, first, "page-address",
                   N_("/{1} is a page of the site's own; name the file otherwise"), page->folder, NULL);
        return false;
    }
    struct front_matter front;
    bool right = front_read(&site->arena, file->text, number, site->diags, &front);
    page->text = private_replaced(&site->arena, front.text, strlen(front.text),
                                  (struct place){.file = number, .line = front.line}, true, site->diags);
    page->line = front.line;
    if (!right)
        return false;
    page->record = front.record;
    page->date = front.date;
    page->order = front.order;
    const char *title = front.title;
    if (!title) {
        title = arena_printf(&site->arena, "%.*s", (int)strlen(page->folder) - 1, page->folder);
        title = strrchr(title, '/') ? strrchr(title, '/') + 1 : title;
    }
    struct place at = front.title ? node_place(front.record.node, "title") : first;
    page->title = view_text(site->view, &site->arena, title, at, site->diags);
    if (front.summary)
        page->summary = view_text(site->view, &site->arena, front.summary,
                                  node_place(front.record.node, "summary"), site->diags);
    if (page->news && page->date == date_first)
        diag_error(site->diags, first, "missing-key",
                   N_("news needs a date (date: YYYY-MM-DD between lines of ---)"), NULL);
    return true;
}

static int by_place(const void *a, const void *b)
{
    const struct content_page *x = a, *y = b;
    if (x->news != y->news)
        return x->news ? 1 : -1;
    if (x->news && x->date != y->date)
        return x->date > y->date ? -1 : 1;
    if (!x->news && x->order != y->order)
        return x->order < y->order ? -1 : 1;
    return strcmp(x->folder, y->folder);
}

/* Whether the name of the file NUMBER, which is part of its address, gives away what the site would not show;
 * reports it. */
static bool gives_away(struct site *site, uint32_t number)
{
    const struct source_file *file = &site->input->source->items[number];
    /* an id may have a dot too: the name is looked at with what would be its extension and without */
    const char *base = strrchr(file->name, '/');
    const char *dot = strrchr(base ? base : file->name, '.');
    const char *stem =
        arena_text(&site->arena, file->name, dot ? (size_t)(dot - file->name) : strlen(file->name));
    const char *masked = view_text(site->view, &site->arena, file->name, (struct place){0}, NULL);
    if (masked == file->name)
        masked = view_text(site->view, &site->arena, stem, (struct place){0}, NULL);
    if (masked == stem)
        return false;
    diag_error(site->diags, (struct place){.file = number, .line = 1, .column = 1, .span = 1}, "page-address",
               N_("the file's name would be part of an address, and says more than \"{1}\": rename it"),
               masked, NULL);
    return true;
}

/* Reports pages that would stand at one address: a.md and a/index.md. */
static void look_for_twins(struct site *site)
{
    const struct content *content = site->content;
    struct map folders = {0};
    for (uint32_t i = 0; i < content->len; i++) {
        const struct content_page *page = &content->items[i];
        uint32_t twin = map_put(&folders, page->folder, strlen(page->folder), i);
        if (twin != map_none)
            diag_error(site->diags, (struct place){.file = page->file, .line = 1, .column = 1, .span = 1},
                       "page-address", N_("/{1} is the address of {2} too; rename one of them"), page->folder,
                       site->input->source->items[content->items[twin].file].path, NULL);
    }
    map_free(&folders);
}

void content_open(struct site *site)
{
    const struct source *source = site->input->source;
    struct content *content = site->content = arena_new(&site->arena, struct content, 1);
    content->items = arena_new(&site->arena, struct content_page, source->len + 1);
    for (uint32_t i = 0; i < source->len; i++) {
        struct content_page page;
        if (source->items[i].kind != source_page || gives_away(site, i) ||
            !content_is_page(&source->items[i]) || !read_page(site, i, &page))
            continue;
        if (page.date > site->date)
            continue;
        if (!*page.folder) {
            struct content_page *front = arena_new(&site->arena, struct content_page, 1);
            *front = page;
            content->front = front;
            continue;
        }
        content->items[content->len++] = page;
        content->news += page.news;
    }
    content->pages = content->len - content->news;
    look_for_twins(site);
    content_check_files(site);
    qsort(content->items, content->len, sizeof *content->items, by_place);
}

void content_menu(struct site *site, struct value *menu)
{
    for (uint32_t i = 0; i < site->content->pages; i++) {
        const struct content_page *page = &site->content->items[i];
        if (strchr(page->folder, '/')[1] != '\0')
            continue;
        struct value *entry = value_add_map(&site->arena, menu);
        value_set_text(&site->arena, entry, "title", page->title);
        value_set_text(&site->arena, entry, "short", page->title);
        value_set_text(&site->arena, entry, "href", page->href);
        value_set_flag(&site->arena, entry, "current", false);
    }
}

void content_crumbs(struct page *page, const struct content_page *content)
{
    const struct content *all = page->site->content;
    for (const char *at = strchr(content->folder, '/'); at && at[1]; at = strchr(at + 1, '/'))
        for (uint32_t i = 0; i < all->pages; i++)
            if (strlen(all->items[i].folder) == (size_t)(at - content->folder) + 1 &&
                strncmp(all->items[i].folder, content->folder, strlen(all->items[i].folder)) == 0)
                page_crumb(page, all->items[i].title, all->items[i].href);
}

/* --- links
 * ---------------------------------------------------------------------------------------------------- */

struct linking {
    struct page *page;
    const struct content_page *content;
    const char *root;
};

/* The path of URL seen from the folder of the file NAME, "." and ".." worked out, behind what is in OUT;
 * false where it leads outside. */
static bool join(const char *name, const char *url, size_t len, struct buf *out)
{
    const char *slash = strrchr(name, '/');
    if (slash)
        buf_put(out, name, (size_t)(slash - name) + 1);
    for (size_t at = 0; at < len;) {
        size_t part = 0;
        while (at + part < len && url[at + part] != '/')
            part++;
        bool folder = at + part < len;
        if (part == 2 && strncmp(url + at, "..", 2) == 0) {
            if (!out->len)
                return false;
            size_t cut = out->len - 1;
            while (cut && out->data[cut - 1] != '/')
                cut--;
            buf_cut(out, cut);
        } else if (part && !(part == 1 && url[at] == '.')) {
            buf_put(out, url + at, part);
            if (folder)
                buf_putc(out, '/');
        }
        at += part + folder;
    }
    return true;
}

/* Where the file NAME of the village's content stands in the site, as a link; NULL: there is none. */
static const char *target(const struct linking *l, const char *name)
{
    const struct site *site = l->page->site;
    const struct source *source = site->input->source;
    for (uint32_t i = 0; i < source->len; i++) {
        const struct source_file *file = &source->items[i];
        if (file->kind != source_page || strcmp(file->name, name) != 0)
            continue;
        if (!content_is_page(file)) {
            struct buf href = {0};
            href_put(&href, name);
            const char *text = arena_copy(l->page->arena, buf_text(&href));
            buf_free(&href);
            return text;
        }
        if (strcmp(name, "index.md") == 0)
            return "index.html";
        for (uint32_t k = 0; k < site->content->len; k++)
            if (site->content->items[k].file == i)
                return site->content->items[k].href;
    }
    return NULL;
}

/* Whether URL, with SCHEME bytes before its colon, is what may stand in a link: nothing that runs. */
static bool leads_outside(const char *url, size_t scheme)
{
    static const char *const schemes[] = {"http", "https", "mailto", "tel", NULL};
    for (size_t i = 0; schemes[i]; i++)
        if (strlen(schemes[i]) == scheme && strncasecmp(schemes[i], url, scheme) == 0)
            return true;
    return false;
}

static const char *link_to(void *context, const char *url, bool picture, struct place place)
{
    struct linking *l = context;
    struct arena *a = l->page->arena;
    size_t path = strcspn(url, "?#");
    size_t scheme = strcspn(url, ":/?#");
    if (url[scheme] == ':' || strncmp(url, "//", 2) == 0) {
        if (!picture && leads_outside(url, scheme))
            return url;
        diag_warning(l->page->diags, place, "page-link",
                     picture
                         ? N_("pictures must lie below content/: this one is left out")
                         : N_("a link leads to a file below content/ or begins with https:, mailto: or tel:"),
                     NULL);
        return NULL;
    }
    if (!path)
        return url;
    if (*url == '/') {
        const char *end = url[path - 1] == '/' ? "index.html" : "";
        return arena_printf(a, "%s%.*s%s%s", l->root, (int)path - 1, url + 1, end, url + path);
    }
    struct buf name = {0}, read = {0};
    const char *href = NULL;
    href_read(&read, url, path);
    if (join(l->page->site->input->source->items[l->content->file].name, buf_text(&read), read.len, &name))
        href = target(l, buf_text(&name));
    buf_free(&read);
    if (!href)
        diag_warning(l->page->diags, place, "page-link", N_("there is no file \"{1}\" below content/"),
                     buf_text(&name), NULL);
    buf_free(&name);
    return href ? arena_printf(a, "%s%s%s", l->root, href, url + path) : NULL;
}

const char *content_html(struct page *page, const struct content_page *content, const char *root)
{
    struct linking linking = {.page = page, .content = content, .root = root};
    struct markdown markdown = {
        .view = page->site->view,
        .arena = page->arena,
        .diags = page->diags,
        .place = {.file = content->file, .line = content->line, .column = 1, .span = 1},
        .level = 2,
        .link = link_to,
        .context = &linking,
    };
    return markdown_html(&markdown, content->text);
}
