#include "ledger/book.h"

#include "base/memory.h"
#include "ledger/account.h"

#include <stdlib.h>
#include <string.h>

/* A book as it is written. */
struct writing {
    struct books *books;
    const struct village *village;
    uint32_t household;
    uint32_t redemption;          /* the next one */
    uint32_t pass;                /* likewise among those of the books */
    struct timeline_cycle *shown; /* the cycles by what the lines say so far */
    int64_t *credited;            /* by entry: by what the lines say of it so far */
    bool *written;                /* by entry: it has a line, and was not taken back */
    int32_t day;
    int64_t balance;
    struct {
        struct book_line *items;
        size_t len, cap;
    } lines;
};

static int pass_in_order(const void *a, const void *b)
{
    const struct book_pass *x = a, *y = b;
    if (x->date != y->date)
        return x->date < y->date ? -1 : 1;
    if (x->given != y->given)
        return x->given ? 1 : -1;
    return (x->transfer > y->transfer) - (x->transfer < y->transfer);
}

/* What was passed on up to T, by household. */
static void lay_out_passes(struct books *books)
{
    const struct records *records = books->ledger->records;
    struct arena *arena = &books->timelines.arena;
    uint32_t households = records->households_len;
    uint32_t *next = arena_new(arena, uint32_t, households + 1);
    books->passes = arena_new(arena, uint32_t, households + 1);
    books->passing = arena_new(arena, struct book_pass, (size_t)records->transfers_len * 2);
    for (uint32_t i = 0; i < records->transfers_len; i++) {
        books->passes[records->transfers[i]->from + 1]++;
        books->passes[records->transfers[i]->to + 1]++;
    }
    for (uint32_t h = 0; h < households; h++) {
        books->passes[h + 1] += books->passes[h];
        next[h] = books->passes[h];
    }
    for (uint32_t i = 0; i < records->transfers_len; i++) {
        const struct transfer *t = records->transfers[i];
        books->passing[next[t->from]++] = (struct book_pass){records->meetings[t->meeting]->date, true, i};
        books->passing[next[t->to]++] = (struct book_pass){transfer_arrives(records, t), false, i};
    }
    for (uint32_t h = 0; h < households; h++)
        if (books->passes[h + 1] > books->passes[h])
            qsort(books->passing + books->passes[h], books->passes[h + 1] - books->passes[h],
                  sizeof *books->passing, pass_in_order);
}

void books_open(struct books *books, const struct ledger *ledger, const bool *households)
{
    const struct records *records = ledger->records;
    *books = (struct books){.ledger = ledger};
    timelines_make(&books->timelines, records, households);
    struct arena *arena = &books->timelines.arena;
    books->redeemed = arena_new(arena, uint32_t, records->households_len);
    books->next = arena_new(arena, uint32_t, records->redemptions_len);
    for (uint32_t h = 0; h < records->households_len; h++)
        books->redeemed[h] = records_none;
    for (uint32_t i = records->redemptions_len; i-- > 0;) {
        uint32_t household = records->redemptions[i]->household;
        if (records->redemptions[i]->date > ledger->date)
            continue;
        books->next[i] = books->redeemed[household];
        books->redeemed[household] = i;
    }
    lay_out_passes(books);
}

void books_close(struct books *books)
{
    timelines_free(&books->timelines);
}

/* The place of the cycle named CYCLE among those shown. */
static struct timeline_cycle *cycle_at(const struct writing *w, int cycle)
{
    return &w->shown[cycle - w->books->timelines.first_cycle];
}

/* What can be spent on the day, by what the lines say, where CYCLE is the present one. */
static int64_t balance_in(const struct writing *w, int cycle)
{
    const struct timelines *timelines = &w->books->timelines;
    int64_t balance = timeline_carried(timelines, w->shown, cycle, w->day);
    int place = cycle - timelines->first_cycle;
    if (place >= 0 && place < (int)timelines->cycles_len)
        balance += timeline_gained(&w->shown[place]);
    return balance;
}

/* Writes LINE, whose day and balances are those of now, CYCLE being the present one. */
static void put(struct writing *w, struct book_line line, int cycle)
{
    line.date = w->day;
    line.balance = balance_in(w, cycle);
    line.moved = line.balance - w->balance;
    w->balance = line.balance;
    memory_push(&w->lines, line);
}

/* Writes that AMOUNT more is credited for entry number PLACE, which is ENTRY now. */
static void put_entry(struct writing *w, enum book_kind kind, uint32_t place,
                      const struct timeline_entry *entry, int64_t amount)
{
    cycle_at(w, entry->cycle)->earned += amount;
    w->credited[place] += amount;
    put(w,
        (struct book_line){
            .kind = kind, .index = entry->entry, .cycle = entry->cycle, .raw = entry->raw, .amount = amount},
        cycle_of(w->village, w->day));
}

/* What became of entries on the day: what is taken back first, then what the caps leave anew. */
static void put_entries(struct writing *w)
{
    struct timelines *timelines = &w->books->timelines;
    if (timeline_next(timelines, w->household) > w->day)
        return;
    timeline_at(timelines, w->household, w->day);
    uint32_t len = timeline_entries(timelines, w->household);
    for (int kind = book_reversed; kind >= book_credited; kind--)
        for (uint32_t place = 0; place < len; place++) {
            struct timeline_entry entry = timeline_entry(timelines, w->household, place);
            int64_t now = entry.final ? entry.credited : 0, amount = now - w->credited[place];
            enum book_kind what = !w->written[place] ? book_credited
                                  : entry.final      ? book_changed
                                                     : book_reversed;
            if ((int)what != kind || (what == book_changed ? amount == 0 : w->written[place] == entry.final))
                continue;
            put_entry(w, what, place, &entry, amount);
            w->written[place] = entry.final;
        }
}

/* What entries took of what was left, where that is now another. */
static void put_forfeits(struct writing *w)
{
    const struct timelines *timelines = &w->books->timelines;
    int now = cycle_of(w->village, w->day), end = timelines->first_cycle + (int)timelines->cycles_len - 1;
    for (int c = timelines->first_cycle; timelines->records->has_zero && c <= now && c <= end; c++) {
        int64_t before = cycle_at(w, c)->forfeited;
        timeline_forfeits(timelines, w->household, w->shown, c, w->day);
        int64_t amount = before - cycle_at(w, c)->forfeited;
        if (amount != 0)
            put(w, (struct book_line){.kind = book_forfeited, .cycle = c, .amount = amount}, now);
    }
}

/* What is passed on on the day: what arrives, or what is GIVEN. */
static void put_passes(struct writing *w, bool given)
{
    const struct books *books = w->books;
    const struct records *records = books->ledger->records;
    for (; w->pass < books->passes[w->household + 1]; w->pass++) {
        const struct book_pass *pass = &books->passing[w->pass];
        const struct transfer *t = records->transfers[pass->transfer];
        if (pass->date != w->day || pass->given != given)
            return;
        int32_t date = records->meetings[t->meeting]->date;
        int cycle = cycle_of(w->village, date);
        struct timeline_cycle *shown = cycle_at(w, cycle);
        if (given)
            shown->given += t->points;
        else
            shown->received += t->points;
        if (given && w->village->carry == carry_until && date <= account_carry_until(w->village, cycle))
            shown->spent += t->points;
        put(w,
            (struct book_line){.kind = given ? book_given : book_received,
                               .index = pass->transfer,
                               .cycle = cycle,
                               .amount = given ? -t->points : t->points},
            cycle_of(w->village, w->day));
    }
}

static void put_redemptions(struct writing *w)
{
    const struct records *records = w->books->ledger->records;
    for (; w->redemption != records_none && records->redemptions[w->redemption]->date == w->day;
         w->redemption = w->books->next[w->redemption]) {
        const struct redemption *r = records->redemptions[w->redemption];
        int cycle = cycle_of(w->village, r->date);
        struct timeline_cycle *shown = cycle_at(w, cycle);
        int64_t cost = redemption_cost(records, r);
        shown->redeemed += cost;
        if (w->village->carry == carry_until && r->date <= account_carry_until(w->village, cycle))
            shown->spent += cost;
        put(w,
            (struct book_line){
                .kind = book_redeemed, .index = w->redemption, .cycle = cycle, .amount = -cost},
            cycle);
    }
}

/* What the day itself brings: the end of what was carried, a new cycle. Nothing before the first line. */
static void put_turn(struct writing *w)
{
    int now = cycle_of(w->village, w->day), before = cycle_of(w->village, w->day - 1);
    if (w->lines.len == 0)
        return;
    timeline_forfeits(&w->books->timelines, w->household, w->shown, before, w->day);
    int64_t left = balance_in(w, before);
    if (left != w->balance)
        put(w, (struct book_line){.kind = book_lapsed, .cycle = before, .amount = left - w->balance}, before);
    if (now != before) {
        int64_t amount = balance_in(w, now) - w->balance;
        put(w, (struct book_line){.kind = book_turned, .cycle = before, .amount = amount}, now);
    }
}

/* The next day behind the present one that a line may be of. */
static int32_t next_day(const struct writing *w)
{
    const struct books *books = w->books;
    int32_t day = timeline_next(&books->timelines, w->household);
    if (w->redemption != records_none && books->ledger->records->redemptions[w->redemption]->date < day)
        day = books->ledger->records->redemptions[w->redemption]->date;
    if (w->pass < books->passes[w->household + 1] && books->passing[w->pass].date < day)
        day = books->passing[w->pass].date;
    if (w->lines.len == 0)
        return day;
    int cycle = cycle_of(w->village, w->day);
    int32_t turn = cycle_last(w->village, cycle) + 1;
    int32_t lapse = account_carry_until(w->village, cycle);
    if (turn < day)
        day = turn;
    if (lapse != date_last && lapse + 1 > w->day && lapse + 1 < day)
        day = lapse + 1;
    return day;
}

const struct book_line *book_lines(struct books *books, uint32_t household, struct arena *arena, size_t *len)
{
    const struct timelines *timelines = &books->timelines;
    uint32_t entries = timeline_entries(timelines, household);
    struct writing w = {.books = books,
                        .village = &books->ledger->records->village,
                        .household = household,
                        .redemption = books->redeemed[household],
                        .pass = books->passes[household]};
    w.shown = memory_new(timelines->cycles_len, sizeof *w.shown);
    w.credited = memory_new(entries, sizeof *w.credited);
    w.written = memory_new(entries, sizeof *w.written);
    for (w.day = next_day(&w); w.day <= books->ledger->date; w.day = next_day(&w)) {
        put_turn(&w);
        put_entries(&w);
        put_passes(&w, false);
        put_forfeits(&w);
        put_redemptions(&w);
        put_passes(&w, true);
    }
    struct book_line *lines = arena_new(arena, struct book_line, w.lines.len + 1);
    if (w.lines.len > 0)
        memcpy(lines, w.lines.items, w.lines.len * sizeof *lines);
    *len = w.lines.len;
    memory_free(w.lines.items);
    memory_free(w.shown);
    memory_free(w.credited);
    memory_free(w.written);
    return lines;
}
