#include "text/broadcast.h"

#include "text/spoken.h"
#include "view/days.h"

#include <string.h>

enum { most_households = 5 };

/* A sentence of the theme with its arguments, which can be read aloud already; what the theme's own words
 * have that can't is made so. */
#define sentence(t, out, ...) put_sentence(t, out, words_format((t)->words, (t)->arena, __VA_ARGS__, NULL))

static void put_sentence(const struct texting *t, struct buf *out, const char *text)
{
    buf_printf(out, "%s\n", spoken_text(t->arena, text));
}

static const char *count(const struct texting *t, uint64_t number)
{
    return spoken_count(t->arena, (int64_t)number);
}

static const char *village(const struct texting *t)
{
    return spoken_text(t->arena, t->records->village.name);
}

/* A part of a text of the records: without the pause at its end, for more follows. */
static const char *read_aloud(const struct texting *t, const char *text)
{
    return spoken_text(t->arena, text);
}

/* --- a notice */

static void say_sums(const struct texting *t, uint32_t meeting, struct buf *out)
{
    struct notice_sums sums;
    view_notice_sums(t->view, meeting, &sums);
    const struct {
        const char *key;
        uint32_t count;
    } counts[] = {{"broadcast.suspended", sums.suspended},     {"broadcast.warnings", sums.counted},
                  {"broadcast.corrections", sums.corrections}, {"broadcast.objections", sums.objections},
                  {"broadcast.refused", sums.refused},         {"broadcast.transfers", sums.transfers}};
    if (sums.listed)
        sentence(t, out, "broadcast.entries", count(t, sums.listed), count(t, sums.households));
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        if (counts[i].count)
            sentence(t, out, counts[i].key, count(t, counts[i].count));
}

/* Until when and to whom one can object. */
static void say_objecting(const struct texting *t, const struct meeting *m, struct buf *out)
{
    const struct notice_terms *terms = &t->records->village.notice;
    const char *last = spoken_day(t->arena, m->notice_last);
    if (terms->contact)
        sentence(t, out, "broadcast.object", last,
                 read_aloud(t, facts_text(t, terms->contact, &terms->record, "contact")));
    else
        sentence(t, out, "broadcast.until", last);
    if (terms->phone)
        sentence(t, out, "broadcast.phone", spoken_phone(t->arena, terms->phone));
}

void broadcast_notice(const struct texting *t, uint32_t index, struct buf *out)
{
    const struct meeting *m = t->records->meetings[index];
    sentence(t, out, "broadcast.notice", village(t));
    sentence(t, out, "broadcast.meeting", spoken_day(t->arena, m->date),
             read_aloud(t, view_meeting_title(t->view, t->arena, index)));
    say_sums(t, index, out);
    sentence(t, out, "broadcast.span", spoken_day(t->arena, m->noticed), spoken_day(t->arena, m->notice_last),
             count(t, (uint64_t)(m->notice_last - m->noticed + 1)));
    say_objecting(t, m, out);
    put_sentence(t, out, words_get(t->words, "broadcast.again"));
    say_objecting(t, m, out);
}

/* --- a month */

/* How many have earned how much, and who the most. */
static void say_month(const struct texting *t, const struct month_result *month, struct buf *out)
{
    uint32_t named = 0;
    sentence(t, out, "broadcast.month_sum", spoken_month(t->arena, month->from), count(t, month->len),
             spoken_points(t->arena, month->total));
    if (month->unsettled)
        put_sentence(t, out, words_get(t->words, "broadcast.unsettled"));
    for (uint32_t i = 0; i < month->len && i < most_households; i++) {
        const struct month_row *row = &month->rows[i];
        const char *shown = view_household(t->view, row->household);
        const char *said = spoken_name(t->arena, view_aloud(t->view, t->arena, shown));
        if (!said)
            continue; /* an id, or letters */
        if (named++ == 0)
            put_sentence(t, out, words_get(t->words, "broadcast.most"));
        sentence(t, out, "broadcast.household", said, spoken_points(t->arena, row->points));
    }
}

void broadcast_month(const struct texting *t, const struct month_result *month, struct buf *out)
{
    sentence(t, out, "broadcast.month", village(t), spoken_month(t->arena, month->from));
    say_month(t, month, out);
    put_sentence(t, out, words_get(t->words, "broadcast.again"));
    say_month(t, month, out);
    put_sentence(t, out, words_get(t->words, "broadcast.more"));
}

/* --- reminders */

static void say_day(const struct texting *t, const struct village_event *e, struct buf *out)
{
    const char *title = read_aloud(t, e->title ? facts_text(t, e->title, &e->record, "title")
                                               : view_day_title(t->view, t->arena, e));
    sentence(t, out, "broadcast.day", spoken_day(t->arena, e->date), title);
    if (e->place)
        sentence(t, out, "broadcast.place", read_aloud(t, facts_text(t, e->place, &e->record, "place")));
    if (e->hours)
        sentence(t, out, "broadcast.hours", read_aloud(t, facts_text(t, e->hours, &e->record, "hours")));
}

static void say_reminders(const struct texting *t, const struct reminders *r, struct buf *out)
{
    for (uint32_t i = 0; i < r->ending_len; i++) {
        sentence(t, out, "broadcast.ending",
                 read_aloud(t, view_meeting_title(t->view, t->arena, r->ending[i])),
                 spoken_day(t->arena, t->date + 1));
        put_sentence(t, out, words_get(t->words, "broadcast.ending_day"));
    }
    if (r->review) {
        say_day(t, r->review, out);
        put_sentence(t, out, words_get(t->words, "broadcast.claims"));
    }
    if (r->review_by < date_last)
        sentence(t, out, "broadcast.review", spoken_day(t->arena, r->review_by));
    for (uint32_t i = 0; i < r->days_len; i++)
        say_day(t, r->days[i], out);
}

void broadcast_reminders(const struct texting *t, const struct reminders *r, struct buf *out)
{
    if (r->ending_len == 0 && !r->review && r->review_by == date_last && r->days_len == 0)
        return;
    sentence(t, out, "broadcast.reminders", village(t));
    say_reminders(t, r, out);
    put_sentence(t, out, words_get(t->words, "broadcast.again"));
    say_reminders(t, r, out);
}
