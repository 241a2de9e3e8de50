#include "ledger/timeline.h"

#include "base/memory.h"
#include "ledger/account.h"
#include "ledger/forfeit.h"
#include "ledger/order.h"
#include "ledger/status.h"

#include <stdlib.h>

/* An entry as of its household's day. */
struct moment {
    int64_t credited; /* 0 while it is not there */
    uint32_t entry;
    uint16_t cycle; /* its place from first_cycle: there are no more than the years of dates */
    bool there;     /* decided and not void */
    bool final;
};

enum event_kind { event_decided, event_final, event_void };

/* What becomes of an entry on a day. */
struct event {
    int32_t date;
    uint32_t place; /* of the entry among the moments */
    enum event_kind kind;
};

static void take_in(struct timelines *timelines, int32_t date)
{
    int cycle = cycle_of(&timelines->records->village, date);
    if (!timelines->cycles_len) {
        timelines->first_cycle = cycle;
        timelines->cycles_len = 1;
    }
    int end = timelines->first_cycle + (int)timelines->cycles_len;
    if (cycle < timelines->first_cycle)
        timelines->first_cycle = cycle;
    if (cycle >= end)
        end = cycle + 1;
    timelines->cycles_len = (uint32_t)(end - timelines->first_cycle);
}

static void find_cycles(struct timelines *timelines, const struct order *order)
{
    const struct records *records = timelines->records;
    if (order->count) {
        take_in(timelines, records->entries[order->entries[0]].date);
        take_in(timelines, records->entries[order->entries[order->count - 1]].date);
    }
    if (records->redemptions_len) {
        take_in(timelines, records->redemptions[0]->date);
        take_in(timelines, records->redemptions[records->redemptions_len - 1]->date);
    }
    if (records->transfers_len) {
        take_in(timelines, records->meetings[records->transfers[0]->meeting]->date);
        take_in(timelines, records->meetings[records->transfers[records->transfers_len - 1]->meeting]->date);
    }
    timelines->cycles = arena_new(&timelines->arena, struct timeline_cycle,
                                  (size_t)records->households_len * timelines->cycles_len);
}

/* What becomes of ENTRY, in order: up to three events. Returns how many. */
static uint32_t events_of(const struct records *records, const struct entry *entry, uint32_t place,
                          struct event events[3])
{
    int32_t void_from = status_void_from(records, entry);
    int32_t final_from = status_final_from(records, entry);
    uint32_t count = 0;
    int32_t decided = records->meetings[entry->meeting]->date;
    events[count++] = (struct event){decided, place, event_decided};
    if (final_from < void_from)
        events[count++] = (struct event){final_from, place, event_final};
    if (void_from != date_last)
        events[count++] = (struct event){void_from, place, event_void};
    return count;
}

static void lay_out(struct timelines *timelines, const struct order *order, const bool *wanted)
{
    const struct records *records = timelines->records;
    int cycle = timelines->first_cycle;
    int32_t cycle_end = cycle_last(&records->village, cycle);
    timelines->moments = arena_new(&timelines->arena, struct moment, order->count);
    for (uint32_t i = 0; i < order->count; i++) {
        uint32_t index = order->entries[i];
        const struct entry *entry = &records->entries[index];
        while (entry->date > cycle_end)
            cycle_end = cycle_last(&records->village, ++cycle);
        if (wanted[entry->household])
            timelines->moments[order->places[i]] =
                (struct moment){.entry = index, .cycle = (uint16_t)(cycle - timelines->first_cycle)};
    }
}

static int by_date(const void *left, const void *right)
{
    const struct event *a = left, *b = right;
    if (a->date != b->date)
        return a->date < b->date ? -1 : 1;
    if (a->place != b->place)
        return a->place < b->place ? -1 : 1;
    return a->kind < b->kind ? -1 : a->kind > b->kind;
}

/* Each household's events, those of one day in the order of the caps, those of one entry as events_of gives
 * them. */
static void sort_events(struct timelines *timelines, const struct order *order, const bool *wanted)
{
    const struct records *records = timelines->records;
    uint32_t households = records->households_len;
    struct event events[3];
    timelines->next = arena_new(&timelines->arena, uint32_t, households);
    timelines->last = arena_new(&timelines->arena, uint32_t, households);
    for (uint32_t i = 0; i < order->count; i++) {
        const struct entry *entry = &records->entries[order->entries[i]];
        if (wanted[entry->household])
            timelines->next[entry->household] += events_of(records, entry, 0, events);
    }
    uint32_t len = order_starts(timelines->next, households);
    timelines->events = arena_new(&timelines->arena, struct event, len);
    for (uint32_t h = 0; h < households; h++)
        timelines->last[h] = timelines->next[h];
    for (uint32_t i = 0; i < order->count; i++) {
        const struct entry *entry = &records->entries[order->entries[i]];
        if (wanted[entry->household])
            timelines->last[entry->household] += events_of(
                records, entry, order->places[i], timelines->events + timelines->last[entry->household]);
    }
    for (uint32_t h = 0; h < households; h++)
        if (timelines->last[h] > timelines->next[h])
            qsort(timelines->events + timelines->next[h], timelines->last[h] - timelines->next[h],
                  sizeof *timelines->events, by_date);
}

void timelines_make(struct timelines *timelines, const struct records *records, const bool *households)
{
    struct order order;
    *timelines = (struct timelines){.records = records};
    credits_make(&timelines->credits, records);
    order_make(&order, records, records->entries_len, &timelines->arena);
    timelines->first = order.first;
    find_cycles(timelines, &order);
    lay_out(timelines, &order, households);
    sort_events(timelines, &order, households);
    order_end(&order);
}

void timelines_free(struct timelines *timelines)
{
    credits_free(&timelines->credits);
    arena_free(&timelines->arena);
}

static struct timeline_cycle *cycles_of(const struct timelines *timelines, uint32_t household)
{
    return timelines->cycles + (size_t)household * timelines->cycles_len;
}

static int32_t day_of(const struct timelines *timelines, uint32_t place)
{
    return timelines->records->entries[timelines->moments[place].entry].date;
}

static int64_t raw_of(const struct timelines *timelines, uint32_t place)
{
    const struct records *records = timelines->records;
    return credit_raw(records, &records->entries[timelines->moments[place].entry]);
}

static struct credit_item item_of(const struct timelines *timelines, uint32_t place)
{
    uint32_t index = timelines->moments[place].entry;
    const struct entry *entry = &timelines->records->entries[index];
    return (struct credit_item){index, entry->rule, entry->date};
}

/* Credits anew the household's entries from PLACE on, up to those of DATE. */
static void credit_from(struct timelines *timelines, uint32_t household, uint32_t place, int32_t date)
{
    struct credits *credits = &timelines->credits;
    struct moment *moments = timelines->moments;
    struct timeline_cycle *cycles = cycles_of(timelines, household);
    uint32_t first = timelines->first[household], end = timelines->first[household + 1];
    int32_t reach = credits_reach(timelines->records, day_of(timelines, place));
    uint32_t earlier = place;
    while (earlier > first && day_of(timelines, earlier - 1) >= reach)
        earlier--;
    credits_begin(credits);
    for (; earlier < place; earlier++)
        credits_replay(credits, item_of(timelines, earlier), moments[earlier].credited);
    for (; place < end && day_of(timelines, place) <= date; place++) {
        struct moment *moment = &moments[place];
        if (!moment->there)
            continue;
        int64_t credited =
            credits_add(credits, item_of(timelines, place), raw_of(timelines, place), NULL, NULL);
        if (moment->final)
            cycles[moment->cycle].earned += credited - moment->credited;
        moment->credited = credited;
    }
}

struct timeline_cycle *timeline_at(struct timelines *timelines, uint32_t household, int32_t date)
{
    struct timeline_cycle *cycles = cycles_of(timelines, household);
    uint32_t next = timelines->next[household], last = timelines->last[household];
    uint32_t touched = UINT32_MAX;
    for (; next < last && timelines->events[next].date <= date; next++) {
        const struct event *event = &timelines->events[next];
        struct moment *moment = &timelines->moments[event->place];
        if (event->kind != event_final && event->place < touched)
            touched = event->place;
        if (event->kind == event_decided) {
            moment->there = true;
        } else if (event->kind == event_final) {
            moment->final = true;
            cycles[moment->cycle].earned += moment->credited;
        } else {
            if (moment->final)
                cycles[moment->cycle].earned -= moment->credited;
            moment->there = moment->final = false;
            moment->credited = 0;
        }
    }
    timelines->next[household] = next;
    if (touched != UINT32_MAX)
        credit_from(timelines, household, touched, date);
    return cycles;
}

int32_t timeline_next(const struct timelines *timelines, uint32_t household)
{
    uint32_t next = timelines->next[household];
    return next < timelines->last[household] ? timelines->events[next].date : date_last;
}

uint32_t timeline_entries(const struct timelines *timelines, uint32_t household)
{
    return timelines->first[household + 1] - timelines->first[household];
}

struct timeline_entry timeline_entry(const struct timelines *timelines, uint32_t household, uint32_t place)
{
    place += timelines->first[household];
    const struct moment *moment = &timelines->moments[place];
    return (struct timeline_entry){.entry = moment->entry,
                                   .cycle = timelines->first_cycle + moment->cycle,
                                   .there = moment->there,
                                   .final = moment->final,
                                   .raw = raw_of(timelines, place),
                                   .credited = moment->credited};
}

/* Adds to EVENTS what meetings of CYCLE passed on from HOUSEHOLD and to it. */
static void add_transfers(const struct timelines *timelines, uint32_t household, int cycle,
                          struct forfeit_events *events)
{
    const struct records *records = timelines->records;
    for (uint32_t i = 0; i < records->transfers_len; i++) {
        const struct transfer *t = records->transfers[i];
        int32_t date = records->meetings[t->meeting]->date;
        if ((timelines->passed && !timelines->passed[i]) || cycle_of(&records->village, date) != cycle)
            continue;
        if (t->from == household)
            forfeit_add(events, date, forfeit_given, records_none, t->points);
        if (t->to == household)
            forfeit_add(events, transfer_arrives(records, t), forfeit_credit, records_none, t->points);
    }
}

/* What HOUSEHOLD has lost in CYCLE to entries under rules with `zero`, having carried CARRIED into it. */
static int64_t forfeited(const struct timelines *timelines, uint32_t household, int cycle, int64_t carried)
{
    const struct records *records = timelines->records;
    struct forfeit_events events = {0};
    bool any = false;
    for (uint32_t i = timelines->first[household]; records->has_zero && i < timelines->first[household + 1];
         i++) {
        const struct moment *m = &timelines->moments[i];
        if (!m->final || m->cycle != cycle - timelines->first_cycle)
            continue;
        int32_t from = status_final_from(records, &records->entries[m->entry]);
        forfeit_add(&events, from, forfeit_credit, m->entry, m->credited);
        if (records->rules[records->entries[m->entry].rule]->zero)
            forfeit_add(&events, from, forfeit_zero, m->entry, 0);
        any |= records->rules[records->entries[m->entry].rule]->zero;
    }
    for (uint32_t i = 0; any && i < records->redemptions_len; i++) {
        const struct redemption *r = records->redemptions[i];
        bool counts = !timelines->counted || timelines->counted[i];
        if (counts && r->household == household && cycle_of(&records->village, r->date) == cycle)
            forfeit_add(&events, r->date, forfeit_spent, records_none, redemption_cost(records, r));
    }
    if (any)
        add_transfers(timelines, household, cycle, &events);
    int64_t taken = any ? forfeit_take(&events, carried) : 0;
    memory_free(events.items);
    return taken;
}

int32_t timeline_barred(const struct timelines *timelines, uint32_t household, int32_t date, uint32_t *by)
{
    const struct records *records = timelines->records;
    int32_t until = date_first;
    for (uint32_t i = timelines->first[household]; records->has_bars && i < timelines->first[household + 1];
         i++) {
        const struct moment *m = &timelines->moments[i];
        if (!m->final || !records->rules[records->entries[m->entry].rule]->bars)
            continue;
        int32_t from = status_final_from(records, &records->entries[m->entry]);
        int32_t last =
            forfeit_bar_last(&records->village, records->rules[records->entries[m->entry].rule], from);
        if (last >= date && last > until) {
            until = last;
            *by = m->entry;
        }
    }
    return until;
}

void timeline_forfeits(const struct timelines *timelines, uint32_t household, struct timeline_cycle *cycles,
                       int last, int32_t date)
{
    int end = timelines->first_cycle + (int)timelines->cycles_len - 1;
    for (int c = timelines->first_cycle; timelines->records->has_zero && c <= last && c <= end; c++)
        cycles[c - timelines->first_cycle].forfeited =
            forfeited(timelines, household, c, timeline_carried(timelines, cycles, c, date));
}

int64_t timeline_gained(const struct timeline_cycle *cycle)
{
    return cycle->earned - cycle->redeemed - cycle->forfeited - cycle->given + cycle->received;
}

int64_t timeline_carried(const struct timelines *timelines, const struct timeline_cycle *cycles, int cycle,
                         int32_t date)
{
    const struct village *village = &timelines->records->village;
    struct carry_trace carry = {0};
    if (village->carry == carry_none)
        return 0;
    int end = timelines->first_cycle + (int)timelines->cycles_len;
    static const struct timeline_cycle nothing = {0};
    for (int c = timelines->first_cycle; c <= cycle && timelines->cycles_len > 0; c++) {
        const struct timeline_cycle *now = c < end ? &cycles[c - timelines->first_cycle] : &nothing;
        carry.spent = now->spent;
        account_carry(village, c, date, &carry);
        /* A cycle that it has no part in comes before all of its own, and leaves nothing either way. */
        carry.left = carry.carried + timeline_gained(now);
    }
    return carry.carried;
}
