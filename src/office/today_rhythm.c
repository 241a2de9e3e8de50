/* What the village means to do so often, and the days that it has named. */
#include "office/today_parts.h"
#include "view/rhythm.h"

#include "view/days.h"

enum { days_ahead = 7, unrecorded_days = 31 };

int32_t today_next_review(const struct today *t)
{
    const struct village_event *next = view_next_day(t->view, occasion_review);
    return next ? next->date : date_last;
}

static void rhythm_say(const struct today *t, enum occasion occasion, const char *kind)
{
    struct rhythm_state state;
    if (!rhythm_state(t->records, t->date, occasion, &state) || t->date < state.next ||
        (!state.late && (state.due - t->date > days_ahead || state.named <= state.due)))
        return;
    const char *key = arena_printf(t->arena, "today.%s_%s", kind, state.late ? "late" : "due");
    const char *last = words_date(t->words, t->arena, state.last),
               *due = words_date(t->words, t->arena, state.due);
    task_add(t, &(struct task){.urgency = state.late ? urgency_late : urgency_soon,
                               .kind = kind,
                               .due = state.due,
                               .text = words_format(t->words, t->arena, key, last, due, NULL),
                               .dated = words_format(t->words, t->arena,
                                                     arena_printf(t->arena, "today.%s_due", kind), last, due,
                                                     NULL),
                               .command = occasion == occasion_review       ? "gongshi new meeting"
                                          : occasion == occasion_redemption ? "gongshi new redemption"
                                                                            : NULL,
                               .file = occasion == occasion_review       ? "records/meetings/"
                                       : occasion == occasion_redemption ? "records/redemptions/"
                                                                         : "records/village.yaml"});
}

void today_rhythm(const struct today *t)
{
    rhythm_say(t, occasion_review, "review");
    rhythm_say(t, occasion_redemption, "redemption");
    rhythm_say(t, occasion_commendation, "commendation");
}

/* A review or a redemption day that was named, is over, and of which nothing is recorded; where the rhythm
 * says already that one is late, that is enough. */
static void unrecorded_say(const struct today *t, const struct village_event *e)
{
    struct rhythm_state state;
    bool recorded = e->kind == occasion_review || e->kind == occasion_redemption;
    if (!recorded || e->date >= t->date || t->date - e->date > unrecorded_days ||
        rhythm_last(t->records, t->date, e->kind) >= e->date ||
        (rhythm_state(t->records, t->date, e->kind, &state) && state.late))
        return;
    struct task task = {
        .urgency = urgency_now,
        .kind = "unrecorded",
        .due = e->date + 1,
        .text = words_format(t->words, t->arena, "today.unrecorded", words_date(t->words, t->arena, e->date),
                             view_day_title(t->view, t->arena, e), NULL),
        .command = e->kind == occasion_review ? "gongshi new meeting" : "gongshi new redemption"};
    task.dated = task.text;
    task_at(t, &task, e->record.node);
    task_add(t, &task);
}

void today_events(const struct today *t)
{
    for (uint32_t i = 0; i < t->records->village.events_len; i++)
        unrecorded_say(t, &t->records->village.events[i]);
    uint32_t len;
    const struct village_event **days = view_days(t->view, t->arena, &len);
    for (uint32_t i = 0; i < len && days[i]->date - t->date <= days_ahead; i++) {
        const struct village_event *e = days[i];
        const char *title = view_day_title(t->view, t->arena, e),
                   *where = view_day_where(t->view, t->arena, e);
        struct task task = {.urgency = e->date == t->date ? urgency_now : urgency_soon,
                            .kind = "event",
                            .due = e->date,
                            .text =
                                words_format(t->words, t->arena, *where ? "today.event_where" : "today.event",
                                             words_date(t->words, t->arena, e->date), title, where, NULL)};
        task.dated = task.text;
        task_at(t, &task, e->record.node);
        task_add(t, &task);
    }
}
