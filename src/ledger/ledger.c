#include "ledger/ledger.h"

#include "ledger/account.h"
#include "ledger/credit.h"
#include "ledger/forfeit.h"
#include "ledger/order.h"
#include "ledger/rank.h"
#include "ledger/settle.h"
#include "ledger/status.h"
#include "ledger/warnings.h"

/* Value and status of every entry. */
static void make_postings(struct ledger *ledger)
{
    const struct records *records = ledger->records;
    ledger->postings = arena_new(&ledger->arena, struct posting, records->entries_len);
    for (uint32_t i = 0; i < records->entries_len; i++) {
        struct posting *posting = &ledger->postings[i];
        posting->raw = credit_raw(records, &records->entries[i]);
        status_at(records, &records->entries[i], ledger->date, posting);
    }
}

/*
 * Credit of every entry that exists and is not void, household by household. Entries are taken in the order
 * of their dates, which is nearly that of the records, and laid out by household before and taken back after,
 * so that every step goes through memory in order.
 */
static void make_credits(struct ledger *ledger, const struct order *order)
{
    const struct records *records = ledger->records;
    struct ledger_line *lines = arena_new(&ledger->arena, struct ledger_line, order->count);
    for (uint32_t i = 0; i < order->count; i++) {
        uint32_t index = order->entries[i];
        const struct entry *entry = &records->entries[index];
        const struct posting *posting = &ledger->postings[index];
        lines[order->places[i]] =
            (struct ledger_line){index, entry->rule, entry->date, posting->status, posting->raw};
    }
    struct credits credits;
    credits_make(&credits, records);
    for (uint32_t h = 0; h < records->households_len; h++) {
        credits_begin(&credits);
        for (struct ledger_line *l = lines + order->first[h]; l < lines + order->first[h + 1]; l++) {
            struct credit_item item = {l->entry, l->rule, l->date};
            l->credited = l->status == status_void ? 0 : credits_add(&credits, item, l->credited, NULL, NULL);
        }
    }
    credits_free(&credits);
    for (uint32_t i = 0; i < order->count; i++)
        ledger->postings[order->entries[i]].credited = lines[order->places[i]].credited;
    ledger->lines = lines;
}

static void count_taken(struct ledger *ledger)
{
    const struct records *records = ledger->records;
    int64_t *taken = arena_new(&ledger->arena, int64_t, records->rewards_len);
    for (uint32_t i = 0; i < records->redemptions_len; i++) {
        const struct redemption *r = records->redemptions[i];
        if (r->date > ledger->date)
            break;
        taken[r->reward] += r->quantity;
    }
    ledger->taken = taken;
}

void ledger_compute(struct ledger *ledger, const struct records *records, int32_t date, struct diags *diags)
{
    *ledger = (struct ledger){.records = records, .date = date};
    struct order order;
    order_make(&order, records, order_existing(records, date), &ledger->arena);
    ledger->household_first = order.first;
    make_postings(ledger);
    make_credits(ledger, &order);
    order_end(&order);
    accounts_make(ledger, &order, diags);
    forfeit_bars_make(ledger);
    for (uint32_t c = 0; c < ledger->cycles_len; c++) {
        ranks_make(ledger, &ledger->cycles[c]);
        periods_make(ledger, &ledger->cycles[c]);
        services_make(ledger, &ledger->cycles[c]);
    }
    settle_make(ledger);
    for (uint32_t c = 0; c < ledger->cycles_len; c++)
        honours_make(ledger, &ledger->cycles[c]);
    count_taken(ledger);
    warnings_report(ledger, diags);
}

void ledger_free(struct ledger *ledger)
{
    arena_free(&ledger->arena);
    *ledger = (struct ledger){0};
}
