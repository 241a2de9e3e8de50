#include "base/ical.h"

#include "base/date.h"

#include <string.h>

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

/* Puts NAME:VALUE, where there is a value. */
static void put_value(struct buf *out, const char *name, const char *value)
{
    struct buf line = {0};
    if (!value || !*value)
        return;
    buf_printf(&line, "%s:%s", name, value);
    put_line(out, buf_text(&line));
    buf_free(&line);
}

/* The same of a text, escaped (section 3.3.11). */
static void put_text(struct buf *out, const char *name, const char *text)
{
    struct buf escaped = {0};
    for (; text && *text; text++) {
        if (*text == '\\' || *text == ';' || *text == ',')
            buf_putc(&escaped, '\\');
        if (*text == '\n')
            buf_puts(&escaped, "\\n");
        else
            buf_putc(&escaped, *text);
    }
    put_value(out, name, buf_text(&escaped));
    buf_free(&escaped);
}

/* Puts NAME:YYYYMMDD with TAIL behind. */
static void put_day(struct buf *out, const char *name, int32_t date, const char *tail)
{
    struct date_parts d = date_split(date);
    buf_printf(out, "%s:%04d%02d%02d%s\r\n", name, d.year, d.month, d.day, tail);
}

void ical_open(struct buf *out, const char *name)
{
    buf_puts(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//gongshi//gongshi//ZH\r\nCALSCALE:GREGORIAN\r\n"
                  "METHOD:PUBLISH\r\n");
    put_text(out, "X-WR-CALNAME", name);
    put_text(out, "X-WR-TIMEZONE", "Asia/Shanghai");
}

void ical_put(struct buf *out, const struct ical_event *event)
{
    buf_puts(out, "BEGIN:VEVENT\r\n");
    put_value(out, "UID", event->uid);
    put_day(out, "DTSTAMP", event->stamp, "T000000Z");
    put_day(out, "DTSTART;VALUE=DATE", event->date, "");
    put_day(out, "DTEND;VALUE=DATE", event->date + 1, "");
    put_text(out, "SUMMARY", event->summary);
    put_text(out, "DESCRIPTION", event->description);
    put_text(out, "LOCATION", event->place);
    put_value(out, "URL", event->url);
    buf_puts(out, "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
}

void ical_close(struct buf *out)
{
    buf_puts(out, "END:VCALENDAR\r\n");
}
