#include "site/links.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "site/addresses.h"

#include <string.h>
#include <strings.h>

struct linking {
    struct page *page;
    const char *root;   /* "../" for each folder that the page is in */
    const char *folder; /* that the text stands in, within the site */
    const char *name;   /* of its file within content/: relative links begin beside it */
    bool by_address;    /* they may begin at the page's own address too */
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

/* Whether URL, with SCHEME bytes before its colon, is what may stand in a link: nothing that runs. */
static bool leads_outside(const char *url, size_t scheme)
{
    static const char *const schemes[] = {"http", "https", "mailto", "tel", NULL};
    for (size_t i = 0; schemes[i]; i++)
        if (strlen(schemes[i]) == scheme && strncasecmp(schemes[i], url, scheme) == 0)
            return true;
    return false;
}

/* --- where a path leads */

/* Whether what stands at ADDRESS has headings whose ids come of their words. */
static bool has_headings(const struct site *site, const char *address)
{
    size_t len = strlen(address), index = strlen("index.html");
    if (len < index || strcmp(address + len - index, "index.html") != 0)
        return false;
    struct buf folder = {0};
    buf_put(&folder, address, len - index);
    bool has = strncmp(address, "meetings/", 9) == 0 || content_page_at(site->content, buf_text(&folder));
    buf_free(&folder);
    return has;
}

/* The address of PATH ("rules/", "rules" or "rules/index.html") where something stands there, else NULL. */
static const char *find_address(const struct linking *l, const char *path)
{
    const struct addresses *all = l->page->site->addresses;
    struct arena *a = l->page->arena;
    size_t len = strlen(path);
    const char *index = arena_printf(a, "%s%sindex.html", path, len && path[len - 1] != '/' ? "/" : "");
    return addresses_has(all, path) ? arena_copy(a, path) : addresses_has(all, index) ? index : NULL;
}

/* The address that a relative PATH leads to; NULL: none. */
static const char *find_relative(const struct linking *l, const char *path, size_t len)
{
    struct buf name = {0}, read = {0};
    const char *address = NULL, *href = NULL;
    if (join(l->name, path, len, &name) && (href = content_href(l->page->site->content, buf_text(&name)))) {
        href_read(&read, href, strlen(href));
        address = arena_copy(l->page->arena, buf_text(&read));
    }
    buf_clear(&name);
    if (!address && l->by_address && join(l->folder, path, len, &name))
        address = find_address(l, buf_text(&name));
    buf_free(&name);
    buf_free(&read);
    return address;
}

/* The id that FRAGMENT, as it stands behind #, means on the page at ADDRESS, and remembers to look for it. */
static const char *find_anchor(struct linking *l, const char *address, const char *fragment,
                               struct place place)
{
    struct arena *a = l->page->arena;
    struct buf read = {0}, id = {0};
    href_read(&read, fragment, strlen(fragment));
    if (has_headings(l->page->site, address) && *buf_text(&read) != '_')
        markdown_id(buf_text(&read), &id);
    else
        buf_puts(&id, buf_text(&read));
    const char *found = arena_copy(a, buf_text(&id));
    buf_free(&read);
    buf_free(&id);
    struct anchor anchor = {.place = place, .address = address, .id = found};
    if (l->page->anchors && *found && strcmp(found, "top") != 0)
        memory_push(l->page->anchors, anchor);
    return found;
}

static const char *nowhere(const struct linking *l, const char *url, struct place place)
{
    diag_warning(l->page->diags, place, "page-link",
                 *url == '/' ? N_("nothing stands at \"{1}\" in the site: the link is left out")
                             : N_("there is no file \"{1}\" below content/"),
                 url, NULL);
    return NULL;
}

static const char *link_to(void *context, const char *url, bool picture, struct place place)
{
    struct linking *l = context;
    struct arena *a = l->page->arena;
    size_t path = strcspn(url, "?#"), scheme = strcspn(url, ":/?#");
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
    const char *hash = strchr(url, '#');
    const char *address = arena_printf(a, "%sindex.html", l->folder);
    if (path) {
        struct buf read = {0};
        href_read(&read, url, path);
        bool valid = utf8_valid(buf_text(&read), read.len) == read.len;
        const char *said = valid ? arena_copy(a, buf_text(&read)) : arena_text(a, url, path);
        buf_free(&read);
        address = *url == '/' ? find_address(l, said + 1) : find_relative(l, said, strlen(said));
        if (!address)
            return nowhere(l, said, place);
    }
    struct buf href = {0};
    if (path) {
        buf_puts(&href, l->root);
        href_put(&href, address);
    }
    buf_put(&href, url + path, hash ? (size_t)(hash - url) - path : strlen(url + path));
    if (hash)
        buf_printf(&href, "#%s", find_anchor(l, address, hash + 1, place));
    const char *text = arena_copy(a, buf_text(&href));
    buf_free(&href);
    return text;
}

const char *links_content(struct page *page, const struct content_page *content, const char *root,
                          struct markdown_headings *headings)
{
    struct linking linking = {.page = page,
                              .root = root,
                              .folder = content->folder,
                              .name = page->site->input->source->items[content->file].name};
    struct markdown markdown = {
        .view = page->site->view,
        .arena = page->arena,
        .diags = page->diags,
        .place = {.file = content->file, .line = content->line, .column = 1, .span = 1},
        .level = 2,
        .link = link_to,
        .context = &linking,
        .headings = headings,
    };
    return markdown_html(&markdown, content->text);
}

const char *links_minutes(struct page *page, const struct meeting *meeting, const char *root)
{
    if (!meeting->minutes)
        return "";
    struct linking linking = {.page = page,
                              .root = root,
                              .folder = arena_printf(page->arena, "meetings/%s/", meeting->id),
                              .name = "",
                              .by_address = true};
    struct markdown markdown = {
        .view = page->site->view,
        .arena = page->arena,
        .diags = page->diags,
        .place = node_text_place(node_get(meeting->record.node, "minutes")),
        .level = 3,
        .link = link_to,
        .context = &linking,
    };
    return markdown_html(&markdown, meeting->minutes);
}

void links_read_ids(struct links_ids *ids, struct arena *arena, const char *html)
{
    struct {
        const char **items;
        size_t len, cap;
    } words = {0};
    *ids = (struct links_ids){0};
    for (const char *at = html; (at = strstr(at, " id=\""));) {
        at += strlen(" id=\"");
        size_t len = strcspn(at, "\"");
        const char *id = arena_text(arena, at, len);
        map_put(&ids->all, id, len, 1);
        if (*id != '_')
            memory_push(&words, id);
        at += len;
    }
    ids->words = words.items;
    ids->len = words.len;
}

bool links_has_id(struct links_ids *ids, const char *id, const char **near)
{
    *near = NULL;
    if (map_find(&ids->all, id) != map_none)
        return true;
    if (!ids->nearest.words)
        nearest_make(&ids->nearest, ids->words, ids->len);
    *near = nearest_find(&ids->nearest, id);
    return false;
}

void links_free_ids(struct links_ids *ids)
{
    nearest_free(&ids->nearest);
    map_free(&ids->all);
    memory_free(ids->words);
    *ids = (struct links_ids){0};
}
