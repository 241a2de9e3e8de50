/* calendar.ics: days to come, meetings, and the last day on which a notice can be objected to (RFC 5545). */
#include "base/ical.h"
#include "site/files.h"
#include "view/days.h"

#include <string.h>
#include <xxhash.h>

/* What tells this village from others, whatever address it has or gets: its name within its town and city. */
static uint64_t village_mark(const struct village *v)
{
    struct buf name = {0};
    buf_printf(&name, "%s/%s/%s", v->city ? v->city : "", v->town ? v->town : "", v->name);
    uint64_t mark = XXH64(buf_text(&name), name.len, 0);
    buf_free(&name);
    return mark;
}

/* Puts EVENT about MEETING: WHAT it is and the page's FOLDER make its identity and address. */
static void put_event(struct page *page, struct buf *out, const char *what, const struct meeting *meeting,
                      const char *folder, struct ical_event event)
{
    const struct site *site = page->site;
    struct buf url = {0};
    event.uid = arena_printf(page->arena, "%s-%s@%016llx.gongshi", what, meeting->id,
                             (unsigned long long)village_mark(site->village));
    event.stamp = meeting->date;
    if (site->village->url)
        files_address(site, arena_printf(page->arena, "%s/%s/", folder, meeting->id), &url);
    event.url = buf_text(&url);
    ical_put(out, &event);
    buf_free(&url);
}

static void put_meeting(struct page *page, struct buf *out, uint32_t number)
{
    const struct meeting *meeting = page->site->records->meetings[number];
    const struct value *shared = page->site->meetings[number];
    put_event(page, out, "meeting", meeting, "meetings",
              (struct ical_event){.date = meeting->date,
                                  .summary = value_get(shared, "title")->text,
                                  .description = value_get(shared, "kind")->text,
                                  .place = meeting->place ? page_text(page, meeting->place) : NULL});
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
    put_event(page, out, "notice", meeting, "notices",
              (struct ical_event){.date = meeting->notice_last,
                                  .summary = page_say(page, "calendar.deadline", title),
                                  .description = whom});
}

/* A day to come: of its kind and date it is what it is, the second of both a 2 behind them. */
static void put_day(struct page *page, struct buf *out, const struct village_event *const *days,
                    uint32_t number)
{
    static const char *const kinds[] = {"review", "assembly", "sharing", "redemption", "commendation"};
    const struct site *site = page->site;
    const struct village_event *day = days[number];
    struct buf url = {0};
    uint32_t alike = 1;
    for (uint32_t i = number; i-- > 0 && days[i]->date == day->date;)
        alike += days[i]->kind == day->kind;
    const char *iso = words_iso(page->arena, day->date);
    if (site->village->url)
        files_address(site,
                      day->kind == occasion_redemption ? arena_printf(page->arena, "days/%s/", iso) : "days/",
                      &url);
    ical_put(out, &(struct ical_event){.uid = arena_printf(page->arena, "%s-%s-%u@%016llx.gongshi",
                                                           kinds[day->kind], iso, alike,
                                                           (unsigned long long)village_mark(site->village)),
                                       .date = day->date,
                                       .stamp = site->date,
                                       .summary = view_day_title(site->view, page->arena, day),
                                       .description = page_text(page, day->hours),
                                       .place = day->place ? page_text(page, day->place) : NULL,
                                       .url = buf_text(&url)});
    buf_free(&url);
}

void file_calendar(struct page *page, struct buf *out)
{
    const struct site *site = page->site;
    uint32_t len;
    const struct village_event **days = view_days(site->view, page->arena, &len);
    ical_open(out, page_say(page, "calendar.title", site->village->name));
    for (uint32_t i = 0; i < len; i++)
        put_day(page, out, days, i);
    for (uint32_t i = site->meetings_len; i-- > 0;) {
        put_meeting(page, out, i);
        if (view_has_notice(site->view, i) && site->records->meetings[i]->entries)
            put_deadline(page, out, i);
    }
    ical_close(out);
}
