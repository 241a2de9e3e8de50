/* Which notices there are besides those of meetings. */
#include "print/event_notice.h"

#include "base/memory.h"

#include <stdlib.h>

/* The notices that were found, and the days on which something happened that the next are about. */
struct finding {
    const struct view *view;
    struct {
        struct event_notice *items;
        size_t len, cap;
    } found;
    struct {
        int32_t *items;
        size_t len, cap;
    } days;
};

/* Whether event INDEX is a redemption day, and the first of its date. */
static bool is_day(const struct village *village, uint32_t index)
{
    for (uint32_t i = 0; i < index; i++)
        if (village->events[i].kind == occasion_redemption &&
            village->events[i].date == village->events[index].date)
            return false;
    return village->events[index].kind == occasion_redemption;
}

static void find_days(struct finding *f)
{
    const struct village *village = &f->view->records->village;
    for (uint32_t i = 0; i < village->events_len; i++)
        if (is_day(village, i) && village->events[i].date >= f->view->ledger->date)
            memory_push(&f->found, ((struct event_notice){.kind = of_day, .event = i}));
}

static enum period period_of(enum rhythm rhythm)
{
    return rhythm == rhythm_cycle ? period_cycle : rhythm == rhythm_quarter ? period_quarter : period_month;
}

static int the_latest_first(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return x < y ? 1 : x > y ? -1 : 0;
}

/* Adds a notice of KIND for each period of RHYTHM that holds one of the days, of which none are left. */
static void add_periods(struct finding *f, enum event_of kind, enum rhythm rhythm)
{
    const struct village *village = &f->view->records->village;
    enum period period = period_of(rhythm);
    int32_t today = f->view->ledger->date, before = date_first;
    if (f->days.len > 0)
        qsort(f->days.items, f->days.len, sizeof *f->days.items, the_latest_first);
    for (size_t i = 0; i < f->days.len; i++) {
        int32_t from = period_first(village, period, f->days.items[i]);
        int32_t to = period_last(village, period, f->days.items[i]);
        if (i > 0 && from == before)
            continue;
        memory_push(&f->found,
                    ((struct event_notice){
                        .kind = kind, .from = from, .to = to < today ? to : today, .past = i > 0}));
        before = from;
    }
    f->days.len = 0;
}

/* Goods that were handed out; what only came in waits for these. */
static void find_goods(struct finding *f)
{
    const struct records *r = f->view->records;
    for (uint32_t i = 0; i < r->redemptions_len; i++)
        if (r->redemptions[i]->date <= f->view->ledger->date &&
            r->rewards[r->redemptions[i]->reward]->kind == reward_goods)
            memory_push(&f->days, r->redemptions[i]->date);
    add_periods(f, of_goods, r->village.rhythm.redemption);
}

static void find_corrections(struct finding *f)
{
    const struct records *r = f->view->records;
    for (uint32_t i = 0; i < r->entries_len; i++)
        if (f->view->ledger->postings[i].status == status_void && view_lists(f->view, i))
            memory_push(&f->days, posting_void_from(&f->view->ledger->postings[i]));
    add_periods(f, of_corrections, r->village.rhythm.review);
}

static void find_years(struct finding *f)
{
    const struct ledger *ledger = f->view->ledger;
    for (uint32_t c = ledger->cycles_len; c-- > 1;)
        memory_push(&f->found, ((struct event_notice){.kind = of_year,
                                                      .cycle = &ledger->cycles[c - 1],
                                                      .past = c + 1 < ledger->cycles_len}));
}

void event_notices_find(const struct view *view, struct arena *arena, struct event_notices *notices)
{
    struct finding f = {.view = view};
    find_days(&f);
    find_goods(&f);
    find_corrections(&f);
    find_years(&f);
    struct event_notice *items = arena_new(arena, struct event_notice, f.found.len + 1);
    for (size_t i = 0; i < f.found.len; i++)
        items[i] = f.found.items[i];
    *notices = (struct event_notices){.items = items, .len = f.found.len};
    memory_free(f.found.items);
    memory_free(f.days.items);
}
