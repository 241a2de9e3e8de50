/* feed.atom: the notices, the latest first (RFC 4287). */
#include "site/files.h"
#include "site/notice.h"
#include "template/template.h"

#include <string.h>

enum { most_entries = 50 };

static void put_element(struct buf *out, const char *name, const char *text)
{
    buf_printf(out, "<%s>", name);
    template_escape(out, text, strlen(text));
    buf_printf(out, "</%s>\n", name);
}

/* The beginning of a day in Beijing. */
static void put_updated(struct buf *out, int32_t date)
{
    char day[date_text_size];
    date_format(date, day);
    buf_printf(out, "<updated>%sT00:00:00+08:00</updated>\n", day);
}

static void put_link(const struct site *site, struct buf *out, const char *attributes, const char *path)
{
    struct buf address = {0};
    files_address(site, path, &address);
    buf_printf(out, "<link %s href=\"", attributes);
    template_escape(out, buf_text(&address), address.len);
    buf_puts(out, "\"/>\n");
    buf_free(&address);
}

/* What does not change as long as the notice stands anywhere: its address, which is on paper too. */
static void put_id(const struct site *site, struct buf *out, const char *path)
{
    struct buf address = {0};
    files_address(site, path, &address);
    put_element(out, "id", buf_text(&address));
    buf_free(&address);
}

static const char *summary(struct page *page, uint32_t number)
{
    const struct site *site = page->site;
    const struct meeting *meeting = site->records->meetings[number];
    const char *contact = site->village->notice.contact;
    const char *span = words_span_counted(site->words, page->arena, meeting->noticed, meeting->notice_last);
    if (meeting->notice_last < site->date)
        return page_say(page, "feed.summary_over", span, site->noticed[number].amount);
    return meeting->entries
               ? page_say(page, "feed.summary", span, site->noticed[number].amount,
                          contact ? page_text(page, contact) : page_word(page, "site.object.committee"))
               : page_say(page, "feed.summary_decided", span, site->noticed[number].amount);
}

static void put_entry(struct page *page, struct buf *out, uint32_t number)
{
    const struct site *site = page->site;
    const char *path = arena_printf(page->arena, "notices/%s/", site->records->meetings[number]->id);
    buf_puts(out, "<entry>\n");
    put_id(site, out, path);
    put_element(out, "title", notice_title(page, number));
    put_updated(out, site->noticed[number].sums.changed);
    put_link(site, out, "rel=\"alternate\" type=\"text/html\"", path);
    if (site->input->pdfs)
        put_link(site, out, "rel=\"enclosure\" type=\"application/pdf\"",
                 arena_printf(page->arena, "%snotice.pdf", path));
    put_element(out, "summary", summary(page, number));
    buf_puts(out, "</entry>\n");
}

void file_feed(struct page *page, struct buf *out)
{
    const struct site *site = page->site;
    uint32_t shown[most_entries], len = 0;
    int32_t latest = date_first;
    for (uint32_t i = 0; i < site->notices_len && len < most_entries; i++) {
        if (site->records->meetings[site->notices[i]]->noticed > site->date)
            continue;
        int32_t date = site->noticed[site->notices[i]].sums.changed;
        latest = date > latest ? date : latest;
        shown[len++] = site->notices[i];
    }
    buf_printf(out,
               "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" "
               "xml:lang=\"%s\">\n",
               value_get(site->common, "language")->text);
    put_id(site, out, "feed.atom");
    put_element(out, "title", page_say(page, "feed.title", site->village->name));
    put_updated(out, len ? latest : site->date);
    put_link(site, out, "rel=\"self\" type=\"application/atom+xml\"", "feed.atom");
    put_link(site, out, "rel=\"alternate\" type=\"text/html\"", "notices/");
    buf_puts(out, "<author>");
    put_element(out, "name", site->village->name);
    buf_puts(out, "</author>\n");
    for (uint32_t i = 0; i < len; i++)
        put_entry(page, out, shown[i]);
    buf_puts(out, "</feed>\n");
}
