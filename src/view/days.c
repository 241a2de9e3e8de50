#include "view/days.h"

#include "ledger/closing.h"

#include <stdlib.h>

/* Both are of one list. */
static int earliest_first(const void *a, const void *b)
{
    const struct village_event *x = *(const struct village_event *const *)a,
                               *y = *(const struct village_event *const *)b;
    return x->date != y->date ? (x->date < y->date ? -1 : 1) : x < y ? -1 : x > y;
}

const struct village_event **view_days(const struct view *view, struct arena *arena, uint32_t *len)
{
    const struct village *village = &view->records->village;
    const struct village_event **days =
        arena_new(arena, const struct village_event *, village->events_len + 1);
    *len = 0;
    for (uint32_t i = 0; i < village->events_len; i++) {
        const struct village_event *event = &village->events[i];
        if (event->date >= view->ledger->date)
            days[(*len)++] = event;
    }
    if (*len > 1)
        qsort(days, *len, sizeof *days, earliest_first);
    return days;
}

const struct village_event *view_next_day(const struct view *view, enum occasion occasion)
{
    const struct village *village = &view->records->village;
    const struct village_event *next = NULL;
    for (uint32_t i = 0; i < village->events_len; i++) {
        const struct village_event *event = &village->events[i];
        if (event->kind == occasion && event->date >= view->ledger->date &&
            (!next || event->date < next->date))
            next = event;
    }
    return next;
}

static const char *shown(const struct view *view, struct arena *arena, const char *text)
{
    return view_text(view, arena, text, (struct place){0}, NULL);
}

const char *view_day_title(const struct view *view, struct arena *arena, const struct village_event *event)
{
    static const char *const kinds[] = {"days.kinds.review", "days.kinds.assembly", "days.kinds.sharing",
                                        "days.kinds.redemption", "days.kinds.commendation"};
    return event->title ? shown(view, arena, event->title) : words_get(view->words, kinds[event->kind]);
}

const char *view_day_where(const struct view *view, struct arena *arena, const struct village_event *event)
{
    const char *hours = event->hours ? shown(view, arena, event->hours) : "";
    const char *place = event->place ? shown(view, arena, event->place) : "";
    return *hours && *place ? words_format(view->words, arena, "days.where", hours, place, NULL)
           : *hours         ? hours
                            : place;
}

size_t view_endings(const struct view *view, struct arena *arena, const struct account *account,
                    const char *texts[view_endings_most])
{
    const struct words *words = view->words;
    struct closing closing;
    size_t len = 0;
    closing_account(&closing, view->ledger, account);
    const char *end = words_date(words, arena, closing.end);
    if (closing.lapsing.points && closing_soon(view->ledger, closing.lapse, closing_ahead))
        texts[len++] = words_format(words, arena, "days.lapse",
                                    words_points(words, arena, closing.lapsing.points, false),
                                    words_date(words, arena, closing.lapse), NULL);
    if (closing.left.points && closing_soon(view->ledger, closing.end, closing_ahead)) {
        const char *left = words_points(words, arena, closing.left.points, false);
        texts[len++] = closing.until == date_last
                           ? words_format(words, arena, "days.carried", end, left, NULL)
                           : words_format(words, arena, "days.carried_until", end, left,
                                          words_date(words, arena, closing.until), NULL);
    }
    return len;
}
