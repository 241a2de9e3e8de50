/* What the village means to do so often, and the days that it has named. */
#include "office/today_parts.h"
#include "view/rhythm.h"

enum { days_ahead = 7 };

int32_t today_next_review(const struct today *t)
{
    int32_t next = date_last;
    const struct village *village = &t->records->village;
    for (uint32_t i = 0; i < village->events_len; i++) {
        const struct village_event *e = &village->events[i];
        if (e->kind == occasion_review && e->date >= t->date && e->date < next)
            next = e->date;
    }
    return next;
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

void today_events(const struct today *t)
{
    static const char *const kinds[] = {"today.kinds.review", "today.kinds.assembly", "today.kinds.sharing",
                                        "today.kinds.redemption", "today.kinds.commendation"};
    const struct village *village = &t->records->village;
    for (uint32_t i = 0; i < village->events_len; i++) {
        const struct village_event *e = &village->events[i];
        if (e->date < t->date || e->date - t->date > days_ahead)
            continue;
        const char *title = e->title ? view_text(t->view, t->arena, e->title, (struct place){0}, NULL)
                                     : words_get(t->words, kinds[e->kind]);
        struct task task = {.urgency = e->date == t->date ? urgency_now : urgency_soon,
                            .kind = "event",
                            .due = e->date,
                            .text = words_format(t->words, t->arena, "today.event",
                                                 words_date(t->words, t->arena, e->date), title, NULL)};
        task_at(t, &task, e->record.node);
        task_add(t, &task);
    }
}
