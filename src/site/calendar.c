/* calendar.ics: meetings, and the last day on which a notice can be objected to (RFC 5545). */
#include "site/files.h"

#include <string.h>
#include <xxhash.h>

/* Puts a content line, broken into pieces of at most 75 bytes, never within a character (section 3.1). */
static void put_line(struct buf *out, const char *line)
{
    enum { longest = 75 };
    size_t len = strlen(line), room = longest;
    while (len > room) {
        size_t cut = room;
        while (cut && ((unsigned char)line[cut] & 0xC0) == 0x80)
            cut--;
        buf_put(out, line, cut);
        buf_puts(out, "\r\n ");
        line += cut;
        len -= cut;
        room = longest - 1; /* the blank in front counts */
    }
    buf_puts(out, line);
    buf_puts(out, "\r\n");
}

/* Puts NAME:TEXT, the text escaped (section 3.3.11). */
static void put_text(struct buf *out, const char *name, const char *text)
{
    struct buf line = {0};
    buf_printf(&line, "%s:", name);
    for (; *text; text++) {
        if (*text == '\\' || *text == ';' || *text == ',')
            buf_putc(&line, '\\');
        if (*text == '\n')
            buf_puts(&line, "\\n");
        else
            buf_putc(&line, *text);
    }
    put_line(out, buf_text(&line));
    buf_free(&line);
}

/* Puts NAME:YYYYMMDD with TAIL behind. */
static void put_day(struct buf *out, const char *name, int32_t date, const char *tail)
{
    struct date_parts d = date_split(date);
    buf_printf(out, "%s:%04d%02d%02d%s\r\n", name, d.year, d.month, d.day, tail);
}

/* What tells this village from others, whatever address it has or gets: its name within its town and city. */
static uint64_t village_mark(const struct village *v)
{
    struct buf name = {0};
    buf_printf(&name, "%s/%s/%s", v->city ? v->city : "", v->town ? v->town : "", v->name);
    uint64_t mark = XXH64(buf_text(&name), name.len, 0);
    buf_free(&name);
    return mark;
}

/* An event of a whole day. STAMP: the day the records say so since. */
struct event {
    const char *what; /* notice or meeting */
    const char *id;   /* of the meeting */
    int32_t date, stamp;
    const char *summary, *description, *place; /* PLACE may be NULL */
    const char *folder;                        /* of the page */
};

static void put_event(struct page *page, struct buf *out, const struct event *e)
{
    const struct site *site = page->site;
    buf_puts(out, "BEGIN:VEVENT\r\n");
    put_line(out, arena_printf(page->arena, "UID:%s-%s@%016llx.gongshi", e->what, e->id,
                               (unsigned long long)village_mark(site->village)));
    put_day(out, "DTSTAMP", e->stamp, "T000000Z");
    put_day(out, "DTSTART;VALUE=DATE", e->date, "");
    put_day(out, "DTEND;VALUE=DATE", e->date + 1, "");
    put_text(out, "SUMMARY", e->summary);
    if (*e->description)
        put_text(out, "DESCRIPTION", e->description);
    if (e->place)
        put_text(out, "LOCATION", e->place);
    if (site->village->url) {
        struct buf line = {0};
        buf_puts(&line, "URL:");
        files_address(site, e->folder, &line);
        put_line(out, buf_text(&line));
        buf_free(&line);
    }
    buf_puts(out, "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
}

static void put_meeting(struct page *page, struct buf *out, uint32_t number)
{
    const struct meeting *meeting = page->site->records->meetings[number];
    const struct value *shared = page->site->meetings[number];
    put_event(page, out,
              &(struct event){.what = "meeting",
                              .id = meeting->id,
                              .date = meeting->date,
                              .stamp = meeting->date,
                              .summary = value_get(shared, "title")->text,
                              .description = value_get(shared, "kind")->text,
                              .place = meeting->place ? page_text(page, meeting->place) : NULL,
                              .folder = arena_printf(page->arena, "meetings/%s/", meeting->id)});
}

static void put_deadline(struct page *page, struct buf *out, uint32_t number)
{
    const struct site *site = page->site;
    const struct meeting *meeting = site->records->meetings[number];
    const char *title = value_get(site->meetings[number], "title")->text;
    const char *contact = site->village->notice.contact ? page_text(page, site->village->notice.contact)
                                                        : page_word(page, "site.object.committee");
    const char *whom = site->village->notice.phone ? page_say(page, "calendar.object_phone", contact,
                                                              page_text(page, site->village->notice.phone))
                                                   : page_say(page, "calendar.object", contact);
    put_event(page, out,
              &(struct event){.what = "notice",
                              .id = meeting->id,
                              .date = meeting->notice_last,
                              .stamp = meeting->date,
                              .summary = page_say(page, "calendar.deadline", title),
                              .description = whom,
                              .folder = arena_printf(page->arena, "notices/%s/", meeting->id)});
}

void file_calendar(struct page *page, struct buf *out)
{
    const struct site *site = page->site;
    buf_puts(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//gongshi//gongshi//ZH\r\nCALSCALE:GREGORIAN\r\n"
                  "METHOD:PUBLISH\r\n");
    put_text(out, "X-WR-CALNAME", page_say(page, "calendar.title", site->village->name));
    put_text(out, "X-WR-TIMEZONE", "Asia/Shanghai");
    for (uint32_t i = site->meetings_len; i-- > 0;) {
        put_meeting(page, out, i);
        if (view_has_notice(site->view, i) && site->records->meetings[i]->entries)
            put_deadline(page, out, i);
    }
    buf_puts(out, "END:VCALENDAR\r\n");
}
