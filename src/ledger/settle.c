#include "ledger/settle.h"

#include "base/memory.h"
#include "ledger/timeline.h"

#include <stdlib.h>
#include <string.h>

/* --- what is to be settled */

struct settlements {
    struct settlement *items;
    size_t len, cap;
};

/* Adds what is to be settled of the honours of CYCLE, or of PERIOD within it. */
static void add_honours(const struct ledger *ledger, const struct cycle *cycle,
                        const struct period_result *period, struct settlements *all)
{
    const struct records *records = ledger->records;
    enum per per = period ? period->per : per_cycle;
    int32_t last = period ? period->to : cycle->to;
    for (uint32_t r = 0; r < records->rewards_len; r++) {
        const struct reward *reward = records->rewards[r];
        bool settles = reward->kind == reward_honour && reward->has_settled && reward->per == per;
        struct settlement one = {.cycle = cycle, .period = period, .reward = r, .award = reward->award};
        if (!settles || last > ledger->date - reward->settled || reward->from > last || reward->until < last)
            continue;
        one.day = last + reward->settled;
        memory_push(all, one);
    }
}

static int64_t key_of(const struct settlement *s)
{
    return s->period ? (int64_t)(s->period - s->cycle->periods) : -1;
}

static int by_day(const void *a, const void *b)
{
    const struct settlement *x = a, *y = b;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    if (x->cycle != y->cycle)
        return x->cycle < y->cycle ? -1 : 1;
    if (key_of(x) != key_of(y))
        return key_of(x) < key_of(y) ? -1 : 1;
    if (x->award != y->award)
        return x->award < y->award ? -1 : 1;
    return x->reward < y->reward ? -1 : x->reward > y->reward;
}

/* --- how it was on a day */

/* All entries as of one day after another. */
struct then {
    const struct ledger *ledger;
    struct timelines timelines;
    uint32_t *places;          /* by line of the ledger: its entry's place among its household's */
    struct ledger_line *lines; /* in the places of the ledger's; of the cycle that was looked at */
};

static void then_open(struct then *then, const struct ledger *ledger)
{
    uint32_t households = ledger->records->households_len, count = ledger->household_first[households];
    bool *all = memory_new(households, sizeof *all);
    memset(all, true, households * sizeof *all);
    *then = (struct then){.ledger = ledger,
                          .places = memory_new(count, sizeof *then->places),
                          .lines = memory_new(count, sizeof *then->lines)};
    timelines_make(&then->timelines, ledger->records, all);
    memory_free(all);
    for (uint32_t h = 0; h < households; h++) {
        uint32_t place = 0;
        for (uint32_t l = ledger->household_first[h]; l < ledger->household_first[h + 1]; l++) {
            while (timeline_entry(&then->timelines, h, place).entry != ledger->lines[l].entry)
                place++;
            then->places[l] = place;
        }
    }
}

static void then_close(struct then *then)
{
    timelines_free(&then->timelines);
    memory_free(then->places);
    memory_free(then->lines);
}

/* Sets the lines of CYCLE to what they were on DAY, which is never earlier than the one before. */
static void then_look(struct then *then, const struct cycle *cycle, int32_t day)
{
    const struct ledger *ledger = then->ledger;
    const struct records *records = ledger->records;
    for (uint32_t i = 0; i < cycle->accounts_len; i++) {
        const struct account *account = &cycle->accounts[i];
        timeline_at(&then->timelines, account->household, day);
        for (uint32_t l = account->first; l < account->first + account->entries; l++) {
            struct timeline_entry entry =
                timeline_entry(&then->timelines, account->household, then->places[l]);
            bool decided = records->meetings[records->entries[entry.entry].meeting]->date <= day;
            then->lines[l] = ledger->lines[l];
            then->lines[l].credited = entry.credited;
            then->lines[l].status = entry.final   ? status_final
                                    : entry.there ? status_notice
                                    : decided     ? status_void
                                                  : status_future;
        }
    }
}

/* --- settling */

/* Keeps what CONTEST looked at for S. */
static void keep(struct ledger *ledger, struct contest *contest, struct settlement *s)
{
    const struct reward *reward = ledger->records->rewards[s->reward];
    uint32_t len = contest->len;
    contest_look(contest, reward, true);
    s->points = arena_new(&ledger->arena, int64_t, len);
    s->order = arena_new(&ledger->arena, uint32_t, len);
    s->listed = arena_new(&ledger->arena, bool, len);
    s->vetoed = arena_new(&ledger->arena, bool, len);
    s->reached = arena_new(&ledger->arena, bool, len);
    for (uint32_t i = 0; i < len; i++) {
        s->points[i] = contest->points[i];
        s->order[i] = contest->order[i];
        s->listed[i] = contest->listed[i];
        s->vetoed[i] = contest->vetoed[i];
        s->reached[i] = contest_reaches(contest, reward, i);
    }
}

/* Whether A and B are settled in one contest. */
static bool go_together(const struct settlement *a, const struct settlement *b)
{
    return a->day == b->day && a->cycle == b->cycle && a->period == b->period && a->award == b->award;
}

void settle_make(struct ledger *ledger)
{
    struct settlements all = {0};
    struct then then;
    for (uint32_t c = 0; c < ledger->cycles_len; c++) {
        const struct cycle *cycle = &ledger->cycles[c];
        add_honours(ledger, cycle, NULL, &all);
        for (uint32_t p = 0; p < cycle->periods_len; p++)
            add_honours(ledger, cycle, &cycle->periods[p], &all);
    }
    if (all.len == 0)
        return;
    qsort(all.items, all.len, sizeof *all.items, by_day);
    then_open(&then, ledger);
    for (size_t i = 0; i < all.len;) {
        struct contest contest;
        size_t first = i;
        then_look(&then, all.items[i].cycle, all.items[i].day);
        contest_open_then(&contest, ledger, all.items[i].cycle, all.items[i].period, all.items[i].award,
                          then.lines);
        for (; i < all.len && go_together(&all.items[first], &all.items[i]); i++)
            keep(ledger, &contest, &all.items[i]);
        contest_close(&contest);
    }
    then_close(&then);
    struct settlement *kept = arena_new(&ledger->arena, struct settlement, all.len);
    memcpy(kept, all.items, all.len * sizeof *kept);
    ledger->settlements = kept;
    ledger->settlements_len = (uint32_t)all.len;
    memory_free(all.items);
}

const struct settlement *settle_find(const struct ledger *ledger, const struct cycle *cycle,
                                     const struct period_result *period, uint32_t reward)
{
    for (uint32_t i = 0; i < ledger->settlements_len; i++) {
        const struct settlement *s = &ledger->settlements[i];
        if (s->cycle == cycle && s->period == period && s->reward == reward)
            return s;
    }
    return NULL;
}
