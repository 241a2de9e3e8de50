/* What the village means to do so often, and the days that it has named. */
#include "office/today_parts.h"

#include "view/days.h"

enum { days_ahead = 7 };

int32_t today_next_review(const struct today *t)
{
    const struct village_event *next = view_next_day(t->view, occasion_review);
    return next ? next->date : date_last;
}

/* The last day up to T on which there was one of OCCASION; date_first: never. */
static int32_t last_of(const struct today *t, enum occasion occasion)
{
    const struct records *r = t->records;
    int32_t last = date_first;
    for (uint32_t i = 0; occasion == occasion_review && i < r->meetings_len; i++)
        if (r->meetings[i]->kind == meeting_review && r->meetings[i]->date <= t->date)
            last = r->meetings[i]->date > last ? r->meetings[i]->date : last;
    for (uint32_t i = 0; occasion == occasion_redemption && i < r->redemptions_len; i++)
        if (r->redemptions[i]->date <= t->date)
            last = r->redemptions[i]->date > last ? r->redemptions[i]->date : last;
    for (uint32_t i = 0; i < r->village.events_len; i++) {
        const struct village_event *e = &r->village.events[i];
        if (e->kind == occasion && occasion == occasion_commendation && e->date <= t->date)
            last = e->date > last ? e->date : last;
    }
    return last;
}

/* Whether the village has named a day for one of OCCASION from T's on, up to UNTIL. */
static bool is_named(const struct today *t, enum occasion occasion, int32_t until)
{
    const struct village *village = &t->records->village;
    for (uint32_t i = 0; i < village->events_len; i++)
        if (village->events[i].kind == occasion && village->events[i].date >= t->date &&
            village->events[i].date <= until)
            return true;
    return false;
}

/* One is due in the period behind that of the last; where that is over, it is late since its last day. */
static void rhythm_say(const struct today *t, enum occasion occasion, enum rhythm rhythm, const char *kind)
{
    static const enum period periods[] = {
        [rhythm_month] = period_month, [rhythm_quarter] = period_quarter, [rhythm_cycle] = period_cycle};
    int32_t last = last_of(t, occasion);
    if (rhythm == rhythm_none || last == date_first)
        return;
    const struct village *village = &t->records->village;
    int32_t next = period_last(village, periods[rhythm], last) + 1;
    int32_t due = period_last(village, periods[rhythm], next);
    bool late = due < t->date;
    if (t->date < next || (!late && (due - t->date > days_ahead || is_named(t, occasion, due))))
        return;
    const char *key = arena_printf(t->arena, "today.%s_%s", kind, late ? "late" : "due");
    task_add(
        t, &(struct task){.urgency = late ? urgency_late : urgency_soon,
                          .kind = kind,
                          .due = due,
                          .text = words_format(t->words, t->arena, key, words_date(t->words, t->arena, last),
                                               words_date(t->words, t->arena, due), NULL),
                          .file = occasion == occasion_review       ? "records/meetings/"
                                  : occasion == occasion_redemption ? "records/redemptions/"
                                                                    : "records/village.yaml"});
}

void today_rhythm(const struct today *t)
{
    const struct rhythms *rhythm = &t->records->village.rhythm;
    rhythm_say(t, occasion_review, rhythm->review, "review");
    rhythm_say(t, occasion_redemption, rhythm->redemption, "redemption");
    rhythm_say(t, occasion_commendation, rhythm->commendation, "commendation");
}

void today_events(const struct today *t)
{
    uint32_t len;
    const struct village_event **days = view_days(t->view, t->arena, &len);
    for (uint32_t i = 0; i < len && days[i]->date - t->date <= days_ahead; i++) {
        const struct village_event *e = days[i];
        const char *title = view_day_title(t->view, t->arena, e);
        struct task task = {.urgency = e->date == t->date ? urgency_now : urgency_soon,
                            .kind = "event",
                            .due = e->date,
                            .text = words_format(t->words, t->arena, "today.event",
                                                 words_date(t->words, t->arena, e->date), title, NULL)};
        task_at(t, &task, e->record.node);
        task_add(t, &task);
    }
}
