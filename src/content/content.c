#include "content/content.h"

#include "base/files.h"
#include "base/href.h"
#include "base/private.h"
#include "base/utf8.h"
#include "content/copies.h"
#include "content/escapes.h"
#include "content/files.h"
#include "content/news.h"
#include "source/kinds.h"
#include "yaml/front.h"

#include <stdlib.h>
#include <string.h>

static struct place top_of(uint32_t file)
{
    return (struct place){.file = file, .line = 1, .column = 1, .span = 1};
}

/* PATH as it stands in a link. */
static const char *link_of(struct arena *arena, const char *path, const char *behind)
{
    struct buf href = {0};
    href_put(&href, path);
    buf_puts(&href, behind);
    const char *text = arena_copy(arena, buf_text(&href));
    buf_free(&href);
    return text;
}

/* --- pages */

/* What the page is called where it does not say so itself. */
static const char *name_of(struct content *content, const struct content_page *page)
{
    size_t len = strlen(page->folder);
    const char *folder = arena_text(&content->arena, page->folder, len ? len - 1 : 0);
    const char *slash = strrchr(folder, '/');
    return slash ? slash + 1 : folder;
}

static bool read_page(struct content *content, uint32_t number, struct content_page *page,
                      struct diags *diags)
{
    const struct source_file *file = &content->source->items[number];
    *page = (struct content_page){.file = number};
    page->news = news_is(file->name);
    page->folder = content_folder(&content->arena, file->name);
    page->href = link_of(&content->arena, page->folder, "index.html");
    struct front_matter front;
    bool right = front_read(&content->arena, file->text, number, diags, &front);
    page->text = private_replaced(&content->arena, front.text, strlen(front.text),
                                  (struct place){.file = number, .line = front.line}, true, diags);
    page->line = front.line;
    if (!right)
        return false;
    page->record = front.record;
    page->date = front.date;
    page->order = front.order;
    page->language = front_language(&front);
    const char *title = front.title ? front.title : name_of(content, page);
    struct place at = front.title ? node_place(front.record.node, "title") : top_of(number);
    page->title = view_text(content->view, &content->arena, title, at, diags);
    if (front.summary)
        page->summary = view_text(content->view, &content->arena, front.summary,
                                  node_place(front.record.node, "summary"), diags);
    if (page->news && !front.dated)
        diag_error(diags, top_of(number), "missing-key",
                   N_("news needs a date (date: YYYY-MM-DD between lines of ---)"), NULL);
    return true;
}

static int by_place(const void *a, const void *b)
{
    const struct content_page *x = a, *y = b;
    if (x->news != y->news)
        return x->news ? 1 : -1;
    if (!x->news && x->order != y->order)
        return x->order < y->order ? -1 : 1;
    int order = x->news ? news_order(x->date, x->folder, y->date, y->folder) : strcmp(x->folder, y->folder);
    return order ? order : x->file < y->file ? -1 : 1;
}

/* Adds a page that is there on DATE. */
static void add_page(struct content *content, const struct content_page *page, int32_t date)
{
    if (page->date > date)
        return;
    if (!*page->folder) {
        struct content_page *front = arena_new(&content->arena, struct content_page, 1);
        *front = *page;
        content->front = front;
        return;
    }
    content->items[content->len++] = *page;
    content->news += page->news;
}

/* --- all files */

/* Whether the name of the file NUMBER, which is part of its address, gives away what the site would not show;
 * reports it. */
static bool gives_away(struct content *content, uint32_t number, struct diags *diags)
{
    const struct source_file *file = &content->source->items[number];
    /* an id may have a dot too: the name is looked at with what would be its extension and without */
    const char *base = strrchr(file->name, '/');
    const char *dot = strrchr(base ? base : file->name, '.');
    const char *stem =
        arena_text(&content->arena, file->name, dot ? (size_t)(dot - file->name) : strlen(file->name));
    const char *masked = view_text(content->view, &content->arena, file->name, (struct place){0}, NULL);
    if (masked == file->name)
        masked = view_text(content->view, &content->arena, stem, (struct place){0}, NULL);
    struct buf undone = {0}; /* as a downloaded file may be called: %E5%BC%A0 */
    const char *coded = stem;
    escapes_undo(stem, strlen(stem), &undone);
    if (masked == stem && undone.len != strlen(stem) &&
        utf8_valid(buf_text(&undone), undone.len) == undone.len) {
        coded = arena_text(&content->arena, buf_text(&undone), undone.len);
        masked = view_text(content->view, &content->arena, coded, (struct place){0}, NULL);
    }
    buf_free(&undone);
    if (masked == coded)
        return false;
    diag_error(diags, top_of(number), "page-address",
               N_("the file's name would be part of an address, and says more than \"{1}\": rename it"),
               masked, NULL);
    return true;
}

/* Reports what can't be published by its name; true where it can. */
static bool check_kind(const struct content *content, uint32_t number, enum content_kind kind,
                       struct diags *diags)
{
    const char *name = content->source->items[number].name;
    const char *slash = strrchr(name, '/');
    const char *dot = strrchr(slash ? slash : name, '.');
    if (kind == content_misnamed)
        diag_error(diags, top_of(number), "unknown-file",
                   N_("the names of pages end in .md, in small letters: rename the file"), NULL);
    else if (kind == content_unknown && dot)
        diag_error(
            diags, top_of(number), "unknown-file",
            N_("files that end in \"{1}\" are not published, for it is not known what they say: save it "
               "as PDF, a picture or a text, or pack it into a ZIP"),
            dot, NULL);
    else if (kind == content_unknown)
        diag_error(diags, top_of(number), "unknown-file",
                   N_("a file whose name has no ending is not published, for it is not known what it says: "
                      "name it .md (a page), .txt, .csv or what else it is"),
                   NULL);
    return kind != content_misnamed && kind != content_unknown;
}

/* The pages among the files of the source, and the kinds of all. */
struct sorted {
    enum content_kind *kinds;
    unsigned *formats;
    uint32_t *pages;
    uint32_t pages_len;
};

static void sort_files(struct content *content, struct sorted *sorted)
{
    const struct source *source = content->source;
    sorted->kinds = arena_new(&content->arena, enum content_kind, source->len + 1);
    sorted->formats = arena_new(&content->arena, unsigned, source->len + 1);
    sorted->pages = arena_new(&content->arena, uint32_t, source->len + 1);
    for (uint32_t i = 0; i < source->len; i++) {
        sorted->kinds[i] = content_none;
        if (source->items[i].kind == source_page)
            sorted->kinds[i] = content_kind_of(source->items[i].name, &sorted->formats[i]);
        if (sorted->kinds[i] == content_markdown)
            sorted->pages[sorted->pages_len++] = i;
    }
}

/* --- where they stand */

static void add_target(struct content *content, uint32_t *count, uint32_t file, const char *href)
{
    const char *name = content->source->items[file].name;
    content->targets[*count] = href;
    map_set(&content->hrefs, name, strlen(name), (*count)++);
}

static void add_targets(struct content *content)
{
    uint32_t count = 0;
    content->targets = arena_new(&content->arena, const char *, content->len + content->files_len + 1);
    for (uint32_t i = 0; i < content->len; i++)
        add_target(content, &count, content->items[i].file, content->items[i].href);
    for (uint32_t i = 0; i < content->files_len; i++)
        add_target(content, &count, content->files[i].file,
                   link_of(&content->arena, content->source->items[content->files[i].file].name, ""));
    if (content->front)
        add_target(content, &count, content->front->file, "index.html");
}

void content_open(struct content *content, const struct view *view, const struct source *source, int32_t date,
                  struct diags *diags)
{
    *content = (struct content){.view = view, .source = source};
    content->items = arena_new(&content->arena, struct content_page, source->len + 1);
    content->files = arena_new(&content->arena, struct content_file, source->len + 1);
    struct sorted sorted = {0};
    sort_files(content, &sorted);
    struct files_checked checked = {0};
    for (uint32_t i = 0; i < source->len; i++) {
        enum content_kind kind = sorted.kinds[i];
        struct content_page page;
        struct content_file file = {.file = i};
        if (kind == content_none)
            continue;
        bool named_well = !gives_away(content, i, diags);
        if (!check_kind(content, i, kind, diags) || !named_well)
            continue;
        if (kind != content_markdown) {
            if (files_check(content, kind, sorted.formats[i], &file, &checked, diags))
                content->files[content->files_len++] = file;
        } else if (!content_is_copy(source, sorted.pages, sorted.pages_len, i, diags) &&
                   read_page(content, i, &page, diags)) {
            add_page(content, &page, date);
        }
    }
    files_tell(&checked, diags);
    content->pages = content->len - content->news;
    if (content->len)
        qsort(content->items, content->len, sizeof *content->items, by_place);
    add_targets(content);
}

void content_close(struct content *content)
{
    map_free(&content->hrefs);
    arena_free(&content->arena);
}

const char *content_href(const struct content *content, const char *name)
{
    uint32_t target = map_find(&content->hrefs, name);
    return target == map_none ? NULL : content->targets[target];
}

const struct content_page *content_page_at(const struct content *content, const char *folder)
{
    if (!*folder)
        return content->front;
    for (uint32_t i = 0; i < content->len; i++)
        if (strcmp(content->items[i].folder, folder) == 0)
            return &content->items[i];
    return NULL;
}

void content_menu(const struct content *content, struct arena *arena, struct value *menu)
{
    for (uint32_t i = 0; i < content->pages; i++) {
        const struct content_page *page = &content->items[i];
        if (strchr(page->folder, '/')[1] != '\0')
            continue;
        struct value *entry = value_add_map(arena, menu);
        value_set_text(arena, entry, "title", page->title);
        value_set_text(arena, entry, "short", page->title);
        value_set_text(arena, entry, "href", page->href);
        value_set_flag(arena, entry, "current", false);
    }
}
