#include "office/office.h"

#include "base/ical.h"
#include "office/ledger_book.h"
#include "office/today.h"
#include "template/template.h"

#include <string.h>
#include <xxhash.h>

static void escaped(struct buf *out, const char *text)
{
    template_escape(out, text, strlen(text));
}

/* --- the page */

static const char style[] =
    "body{max-width:44em;margin:0 auto;padding:24px;background:#faf8f3;color:#221d1a;font:18px/1.7 "
    "sans-serif}"
    "h1{font-size:1.5em}h2{font-size:1.2em;margin:1.6em 0 .4em;border-bottom:2px solid #a8231c}"
    "li{margin:0 0 .9em}code{display:block;font-size:.9em;overflow-wrap:anywhere;color:#4d433c}"
    "@media print{body{background:none}}";

static void put_task(struct buf *out, const struct task *task)
{
    buf_puts(out, "<li>");
    escaped(out, task->text);
    if (task->command) {
        buf_puts(out, "<code>");
        escaped(out, task->command);
        buf_puts(out, "</code>");
    }
    if (task->file) {
        buf_puts(out, "<code>");
        escaped(out, task->file);
        if (task->line)
            buf_printf(out, ":%u", task->line);
        buf_puts(out, "</code>");
    }
    buf_puts(out, "</li>\n");
}

static void put_page(const struct view *view, const struct tasks *tasks, struct arena *arena, struct buf *out)
{
    const struct words *words = view->words;
    const char *title =
        words_format(words, arena, "today.title", words_date(words, arena, view->ledger->date),
                     view->records->village.name, NULL);
    buf_printf(out,
               "<!DOCTYPE html>\n<html lang=\"%s\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
               "content=\"width=device-width, initial-scale=1\">\n<title>",
               words_language_name(words));
    escaped(out, title);
    buf_printf(out, "</title>\n<style>%s</style>\n<h1>", style);
    escaped(out, title);
    buf_puts(out, "</h1>\n");
    for (size_t i = 0; i < tasks->len; i++) {
        bool first = i == 0 || tasks->items[i].urgency != tasks->items[i - 1].urgency;
        if (first) {
            buf_puts(out, i ? "</ul>\n<h2>" : "<h2>");
            escaped(out, today_heading(view, tasks->items[i].urgency));
            buf_puts(out, "</h2>\n<ul>\n");
        }
        put_task(out, &tasks->items[i]);
    }
    if (tasks->len) {
        buf_puts(out, "</ul>\n");
    } else {
        buf_puts(out, "<p>");
        escaped(out, words_get(words, "today.none"));
        buf_puts(out, "</p>\n");
    }
    buf_puts(out, "</html>\n");
}

/* --- the calendar */

/* A day's entry: what is to be done then. The same MARK on the same day is the same event. */
static void put_day(const struct view *view, struct arena *arena, int32_t date, const char *mark,
                    const char *summary, const char *description, struct buf *out)
{
    const struct village *v = &view->records->village;
    const char *whole = arena_printf(arena, "%s/%s/%s/%d/%s", v->city ? v->city : "", v->town ? v->town : "",
                                     v->name, (int)date, mark);
    const char *uid =
        arena_printf(arena, "office-%016llx.gongshi", (unsigned long long)XXH64(whole, strlen(whole), 0));
    ical_put(out, &(struct ical_event){.uid = uid,
                                       .date = date,
                                       .stamp = view->ledger->date,
                                       .summary = summary,
                                       .description = description});
}

/* The days to come on which notices go up and come down, which the list of the day does not have yet. */
static void put_notices(const struct view *view, struct arena *arena, struct buf *out)
{
    const struct records *records = view->records;
    const struct words *words = view->words;
    int32_t today = view->ledger->date;
    for (uint32_t i = 0; i < records->meetings_len; i++) {
        const struct meeting *m = records->meetings[i];
        if (!view_has_notice(view, i) || m->notice_last + 1 <= today)
            continue;
        const char *down = words_format(words, arena, "today.take_down", view_meeting_title(view, arena, i),
                                        words_date(words, arena, m->notice_last), NULL);
        put_day(view, arena, m->notice_last + 1, down, down, NULL, out);
    }
}

/* What is bound to a day, in words that hold whenever they are read: a calendar is looked at for weeks. */
static void put_calendar(const struct view *view, const struct tasks *tasks, struct arena *arena,
                         struct buf *out)
{
    int32_t today = view->ledger->date;
    const char *now = words_date(view->words, arena, today);
    ical_open(out, words_format(view->words, arena, "today.calendar", view->records->village.name, NULL));
    put_notices(view, arena, out);
    for (size_t i = 0; i < tasks->len; i++) {
        const struct task *task = &tasks->items[i];
        if (!task->dated)
            continue;
        const char *said = task->counts
                               ? words_format(view->words, arena, "today.as_of", now, task->dated, NULL)
                               : task->dated;
        put_day(view, arena, task->due > today ? task->due : today, task->counts ? task->kind : task->dated,
                said, task->command ? task->command : task->file, out);
    }
    ical_close(out);
}

bool office_make(const struct view *view, const struct sink *sink)
{
    struct arena arena = {0};
    struct tasks tasks;
    struct buf page = {0}, calendar = {0};
    today_list(view, NULL, 0, &arena, &tasks); /* the screens are made with this build */
    put_page(view, &tasks, &arena, &page);
    put_calendar(view, &tasks, &arena, &calendar);
    bool well = ledger_book(view, sink) &&
                sink->put(sink->context, "office/today.html", buf_text(&page), page.len) &&
                sink->put(sink->context, "office/calendar.ics", buf_text(&calendar), calendar.len);
    buf_free(&page);
    buf_free(&calendar);
    tasks_free(&tasks);
    arena_free(&arena);
    return well;
}
