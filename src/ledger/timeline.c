#include "ledger/timeline.h"

#include "base/memory.h"
#include "ledger/account.h"
#include "ledger/status.h"

#include <stdlib.h>

struct moment {
    int64_t raw;
    int64_t credited; /* 0 while it is not there */
    bool there;       /* decided and not void */
    bool final;
};

enum event_kind { event_decided, event_final, event_void };

struct event {
    int32_t date;
    enum event_kind kind;
    uint32_t place; /* in order.by_household */
};

struct timeline {
    struct event *events; /* ascending */
    uint32_t events_len;
    uint32_t next; /* the first that is still to come */
    struct timeline_cycle *cycles;
};

static void take_in(struct timelines *timelines, int32_t date)
{
    int cycle = cycle_of(&timelines->records->village, date);
    if (!timelines->cycles) {
        timelines->first_cycle = cycle;
        timelines->cycles = 1;
    }
    int end = timelines->first_cycle + (int)timelines->cycles;
    if (cycle < timelines->first_cycle)
        timelines->first_cycle = cycle;
    if (cycle >= end)
        end = cycle + 1;
    timelines->cycles = (uint32_t)(end - timelines->first_cycle);
}

void timelines_make(struct timelines *timelines, const struct records *records)
{
    *timelines = (struct timelines){.records = records};
    order_make(&timelines->order, records, records->entries_len, &timelines->arena);
    credits_make(&timelines->credits, records);
    timelines->moments = memory_new(records->entries_len, sizeof *timelines->moments);
    timelines->of = arena_new(&timelines->arena, struct timeline *, records->households_len);
    if (records->entries_len) {
        take_in(timelines, records->entries[timelines->order.entries[0]].date);
        take_in(timelines, records->entries[timelines->order.entries[records->entries_len - 1]].date);
    }
    if (records->redemptions_len) {
        take_in(timelines, records->redemptions[0]->date);
        take_in(timelines, records->redemptions[records->redemptions_len - 1]->date);
    }
}

void timelines_free(struct timelines *timelines)
{
    credits_free(&timelines->credits);
    memory_free(timelines->moments);
    arena_free(&timelines->arena);
}

static int by_date(const void *a, const void *b)
{
    const struct event *x = a, *y = b;
    if (x->date != y->date)
        return x->date < y->date ? -1 : 1;
    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    return (int)x->kind - (int)y->kind;
}

static struct timeline *begin(struct timelines *timelines, uint32_t household)
{
    const struct records *records = timelines->records;
    uint32_t first = timelines->order.first[household], end = timelines->order.first[household + 1];
    struct timeline *line = arena_new(&timelines->arena, struct timeline, 1);
    line->cycles = arena_new(&timelines->arena, struct timeline_cycle, timelines->cycles);
    line->events = arena_new(&timelines->arena, struct event, (size_t)(end - first) * 3);
    for (uint32_t place = first; place < end; place++) {
        const struct entry *entry = &records->entries[timelines->order.by_household[place]];
        int32_t void_from = status_void_from(records, entry);
        int32_t final_from = status_final_from(records, entry);
        timelines->moments[place].raw = credit_raw(records, entry);
        line->events[line->events_len++] =
            (struct event){records->meetings[entry->meeting]->date, event_decided, place};
        if (final_from < void_from)
            line->events[line->events_len++] = (struct event){final_from, event_final, place};
        if (void_from != date_last)
            line->events[line->events_len++] = (struct event){void_from, event_void, place};
    }
    qsort(line->events, line->events_len, sizeof *line->events, by_date);
    timelines->of[household] = line;
    return line;
}

static const struct entry *entry_at(const struct timelines *timelines, uint32_t place)
{
    return &timelines->records->entries[timelines->order.by_household[place]];
}

static int64_t *earned_of(const struct timelines *timelines, struct timeline *line, uint32_t place)
{
    int cycle = cycle_of(&timelines->records->village, entry_at(timelines, place)->date);
    return &line->cycles[cycle - timelines->first_cycle].earned;
}

/* Credits anew the household's entries from PLACE on, up to those of DATE. */
static void credit_from(struct timelines *timelines, struct timeline *line, uint32_t household,
                        uint32_t place, int32_t date)
{
    struct credits *credits = &timelines->credits;
    uint32_t first = timelines->order.first[household], end = timelines->order.first[household + 1];
    int32_t reach = credits_reach(timelines->records, entry_at(timelines, place)->date);
    uint32_t earlier = place;
    while (earlier > first && entry_at(timelines, earlier - 1)->date >= reach)
        earlier--;
    credits_begin(credits);
    for (; earlier < place; earlier++)
        credits_replay(credits, timelines->order.by_household[earlier], timelines->moments[earlier].credited);
    for (; place < end && entry_at(timelines, place)->date <= date; place++) {
        struct moment *moment = &timelines->moments[place];
        if (!moment->there)
            continue;
        int64_t credited =
            credits_add(credits, timelines->order.by_household[place], moment->raw, NULL, NULL);
        if (moment->final && credited != moment->credited)
            *earned_of(timelines, line, place) += credited - moment->credited;
        moment->credited = credited;
    }
}

struct timeline_cycle *timeline_at(struct timelines *timelines, uint32_t household, int32_t date)
{
    struct timeline *line = timelines->of[household];
    if (!line)
        line = begin(timelines, household);
    uint32_t touched = UINT32_MAX;
    for (; line->next < line->events_len && line->events[line->next].date <= date; line->next++) {
        const struct event *event = &line->events[line->next];
        struct moment *moment = &timelines->moments[event->place];
        if (event->kind != event_final && event->place < touched)
            touched = event->place;
        if (event->kind == event_decided) {
            moment->there = true;
        } else if (event->kind == event_final) {
            moment->final = true;
            *earned_of(timelines, line, event->place) += moment->credited;
        } else {
            if (moment->final)
                *earned_of(timelines, line, event->place) -= moment->credited;
            *moment = (struct moment){.raw = moment->raw};
        }
    }
    if (touched != UINT32_MAX)
        credit_from(timelines, line, household, touched, date);
    return line->cycles;
}

int64_t timeline_carried(const struct timelines *timelines, uint32_t household,
                         const struct timeline_cycle *cycles, int cycle, int32_t date)
{
    const struct village *village = &timelines->records->village;
    const struct household *h = timelines->records->households[household];
    struct carry_trace carry = {0};
    if (village->carry == carry_none)
        return 0;
    for (int c = timelines->first_cycle; c <= cycle; c++) {
        const struct timeline_cycle *now = &cycles[c - timelines->first_cycle];
        carry.spent = now->spent;
        account_carry(village, c, date, &carry);
        carry.left = 0;
        if (account_takes_part(h, cycle_first(village, c), cycle_last(village, c)))
            carry.left = carry.carried + now->earned - now->redeemed;
    }
    return carry.carried;
}
