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

const struct cycle *ledger_cycle(const struct ledger *ledger, int id)
{
    int first = ledger->cycles[0].id;
    if (id < first || id - first >= (int)ledger->cycles_len)
        return NULL;
    return &ledger->cycles[id - first];
}

const struct cycle *ledger_current(const struct ledger *ledger)
{
    return &ledger->cycles[ledger->cycles_len - 1];
}

enum claim_status ledger_claim(const struct ledger *ledger, uint32_t claim)
{
    const struct claim *c = ledger->records->claims[claim];
    if (c->received > ledger->date)
        return claim_future;
    if (c->decision_meeting == records_none ||
        ledger->records->meetings[c->decision_meeting]->date > ledger->date)
        return claim_pending;
    return c->approved ? claim_approved : claim_rejected;
}

uint32_t ledger_replaced_by(const struct ledger *ledger, uint32_t entry)
{
    const struct records *r = ledger->records;
    uint32_t correction = r->entries[entry].correction;
    if (correction == records_none || r->meetings[r->corrections[correction]->meeting]->date > ledger->date)
        return records_none;
    return r->corrections[correction]->by;
}

bool ledger_has_transfers(const struct ledger *ledger)
{
    const struct records *r = ledger->records;
    return r->transfers_len && r->meetings[r->transfers[0]->meeting]->date <= ledger->date;
}

int64_t ledger_delivered(const struct ledger *ledger, uint32_t reward)
{
    const struct reward *goods = ledger->records->rewards[reward];
    int64_t sum = 0;
    for (uint32_t i = 0; i < goods->stock_len && goods->stock[i].date <= ledger->date; i++)
        sum += goods->stock[i].quantity;
    return sum;
}

int64_t ledger_taken(const struct ledger *ledger, uint32_t reward)
{
    return ledger->taken[reward];
}
