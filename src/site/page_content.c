/* The village's own pages and news, whom to contact, how to object. */
#include "base/memory.h"
#include "site/links.h"
#include "site/pages.h"
#include "site/rows.h"

#include <string.h>

struct value *row_article(struct page *page, struct value *list, const struct content_page *article)
{
    struct arena *a = page->arena;
    struct value *row = value_add_map(a, list);
    value_set_text(a, row, "title", article->title);
    value_set_text(a, row, "summary", article->summary);
    value_set_text(a, row, "href", article->href);
    page_date(page, row, "date", article->date);
    return row;
}

void page_news(struct page *page)
{
    const struct content *content = page->site->content;
    page->title = page_word(page, "site.nav.news");
    page->description = page_say(page, "site.news.description", page->site->village->name);
    struct value *rows = value_set_list(page->arena, page->values, "rows");
    for (uint32_t i = 0; i < content->news; i++)
        row_article(page, rows, &content->items[content->pages + i]);
}

/* "../" for each folder that FOLDER is. */
static const char *root_of(struct page *page, const char *folder)
{
    struct buf root = {0};
    for (; *folder; folder++)
        if (*folder == '/')
            buf_puts(&root, "../");
    const char *text = arena_copy(page->arena, buf_text(&root));
    buf_free(&root);
    return text;
}

/* Adds the pages of the folders that a page is in to the way to it. */
static void add_crumbs(struct page *page, const struct content_page *content)
{
    const struct content *all = page->site->content;
    for (const char *at = strchr(content->folder, '/'); at && at[1]; at = strchr(at + 1, '/'))
        for (uint32_t i = 0; i < all->pages; i++)
            if (strlen(all->items[i].folder) == (size_t)(at - content->folder) + 1 &&
                strncmp(all->items[i].folder, content->folder, strlen(all->items[i].folder)) == 0)
                page_crumb(page, all->items[i].title, all->items[i].href);
}

/* Sets `contents` to the headings of the highest level; to none where they are few enough to be seen. */
static void set_contents(struct page *page, const struct markdown_headings *headings)
{
    enum { least = 4 };
    struct arena *a = page->arena;
    struct value *rows = value_list(a);
    for (size_t i = 0; i < headings->len; i++) {
        if (headings->items[i].level != 2)
            continue;
        struct value *row = value_add_map(a, rows);
        value_set_text(a, row, "title", headings->items[i].text);
        value_set_text(a, row, "id", headings->items[i].id);
    }
    bool has = value_length(rows) >= least;
    value_set_flag(a, page->values, "has_contents", has);
    value_set(a, page->values, "contents", has ? rows : value_list(a));
}

static void compose(struct page *page, const struct content_page *content)
{
    struct markdown_headings headings = {0};
    page->title = content->title;
    page->description = content->summary;
    value_set_text(page->arena, page->values, "summary", content->summary);
    value_set_text(page->arena, page->values, "written", content->language);
    value_set_text(page->arena, page->values, "html",
                   links_content(page, content, root_of(page, content->folder), &headings));
    set_contents(page, &headings);
    memory_free(headings.items);
}

/* Whether PAGE stands in the same folder of content/ as OTHER, or is the page of that folder. */
static bool is_beside(const struct content_page *page, const struct content_page *other)
{
    const char *slash = strchr(other->folder, '/');
    size_t len = slash ? (size_t)(slash - other->folder) + 1 : 0;
    return len && strncmp(page->folder, other->folder, len) == 0;
}

static void set_step(struct page *page, const char *key, const struct content_page *to)
{
    struct value *step = value_set_map(page->arena, page->values, key);
    value_set_flag(page->arena, step, "there", to != NULL);
    value_set_text(page->arena, step, "title", to ? to->title : "");
    value_set_text(page->arena, step, "href", to ? to->href : "");
}

/* Sets `previous` and `next`: in a folder, the handbook's, pages are read one after another. */
static void set_steps(struct page *page)
{
    const struct content *all = page->site->content;
    const struct content_page *here = &all->items[page->number], *before = NULL, *after = NULL;
    for (uint32_t i = 0; i < all->pages; i++) {
        if (!is_beside(&all->items[i], here))
            continue;
        if (i < page->number)
            before = &all->items[i];
        if (i > page->number && !after)
            after = &all->items[i];
    }
    set_step(page, "previous", before);
    set_step(page, "next", after);
    value_set_flag(page->arena, page->values, "has_steps", before || after);
}

void page_article(struct page *page)
{
    const struct content_page *article =
        &page->site->content->items[page->site->content->pages + page->number];
    page_crumb(page, page_word(page, "site.nav.news"), "news/index.html");
    compose(page, article);
    page_date(page, page->values, "date", article->date);
}

void page_content(struct page *page)
{
    const struct content_page *content = &page->site->content->items[page->number];
    add_crumbs(page, content);
    compose(page, content);
    set_steps(page);
}

void page_offices(struct page *page)
{
    const struct village *village = page->site->village;
    struct arena *a = page->arena;
    page->title = page_word(page, "site.nav.offices");
    page->description = page_say(page, "site.offices.description", village->name);
    struct value *rows = value_set_list(a, page->values, "rows");
    for (uint32_t i = 0; i < village->offices_len; i++) {
        const struct office *office = &village->offices[i];
        struct value *row = value_add_map(a, rows);
        value_set_text(a, row, "role", page_text(page, office->role));
        value_set_text(a, row, "holder", office->holder);
        value_set_text(a, row, "phone", page_text(page, office->phone));
        value_set_text(a, row, "place", page_text(page, office->place));
        value_set_text(a, row, "hours", page_text(page, office->hours));
    }
}

void page_object(struct page *page)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    page->title = page_word(page, "site.nav.object");
    page->description = page_say(page, "site.object.description", site->village->name);
    row_object(page, page->values);
    value_set_text(a, page->values, "days", page_number(page, site->village->notice.days));
    struct value *running = value_set_list(a, page->values, "notices");
    for (uint32_t i = 0; i < site->notices_len; i++)
        if (site->records->meetings[site->notices[i]]->notice_last >= site->date &&
            site->records->meetings[site->notices[i]]->entries)
            row_notice(page, running, site->notices[i]);
    value_set_flag(a, page->values, "quiet", !value_length(running));
    value_set_flag(a, page->values, "has_past", site->notices_len > 0);
}
