#include "ledger/forfeit.h"

#include "base/memory.h"

#include <stdlib.h>

void forfeit_add(struct forfeit_events *events, int32_t date, enum forfeit_kind kind, uint32_t entry,
                 int64_t amount)
{
    struct forfeit_event event = {date, kind, entry, (uint32_t)events->len, amount};
    memory_push(events, event);
}

static int in_order(const void *a, const void *b)
{
    const struct forfeit_event *x = a, *y = b;
    if (x->date != y->date)
        return x->date < y->date ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

int64_t forfeit_take(struct forfeit_events *events, int64_t carried)
{
    int64_t left = carried, taken = 0;
    if (events->len)
        qsort(events->items, events->len, sizeof *events->items, in_order);
    for (size_t i = 0; i < events->len; i++) {
        struct forfeit_event *event = &events->items[i];
        if (event->kind == forfeit_zero) {
            event->amount = left > 0 ? left : 0;
            taken += event->amount;
        }
        left += event->kind == forfeit_credit ? event->amount : -event->amount;
    }
    return taken;
}

void forfeit_events_of(const struct ledger *ledger, const struct cycle *cycle, const struct account *account,
                       struct forfeit_events *events)
{
    const struct records *records = ledger->records;
    for (uint32_t i = 0; i < account->entries; i++) {
        const struct ledger_line *line = &ledger->lines[account->first + i];
        if (line->status != status_final)
            continue;
        int32_t from = posting_final_from(&ledger->postings[line->entry]);
        forfeit_add(events, from, forfeit_credit, line->entry, line->credited);
        if (records->rules[line->rule]->zero)
            forfeit_add(events, from, forfeit_zero, line->entry, 0);
    }
    for (uint32_t i = 0; i < cycle->redemptions_len; i++) {
        const struct redemption *r = records->redemptions[cycle->redemptions[i]];
        if (r->household == account->household)
            forfeit_add(events, r->date, forfeit_spent, records_none, redemption_cost(records, r));
    }
    for (uint32_t i = 0; i < cycle->transfers_len; i++) {
        const struct transfer *t = records->transfers[cycle->first_transfer + i];
        int32_t arrives = transfer_arrives(records, t);
        if (t->from == account->household)
            forfeit_add(events, records->meetings[t->meeting]->date, forfeit_given, records_none, t->points);
        if (t->to == account->household && arrives <= ledger->date)
            forfeit_add(events, arrives, forfeit_credit, records_none, t->points);
    }
    forfeit_take(events, account->carried);
}

int32_t forfeit_bar_last(const struct village *village, const struct rule *rule, int32_t from)
{
    if (!rule->bars)
        return date_first;
    if (rule->bars == bars_cycle)
        return period_last(village, period_cycle, from);
    return from > date_last - rule->bars ? date_last : from + rule->bars - 1;
}

void forfeit_bars_make(struct ledger *ledger)
{
    const struct records *records = ledger->records;
    for (uint32_t h = 0; records->has_bars && h < records->households_len; h++)
        for (uint32_t l = ledger->household_first[h]; l < ledger->household_first[h + 1]; l++) {
            const struct ledger_line *line = &ledger->lines[l];
            if (line->status != status_final)
                continue;
            int32_t from = posting_final_from(&ledger->postings[line->entry]);
            int32_t last = forfeit_bar_last(&records->village, records->rules[line->rule], from);
            for (uint32_t c = 0; last != date_first && c < ledger->cycles_len; c++) {
                const struct cycle *cycle = &ledger->cycles[c];
                int32_t day = ledger->date < cycle->to ? ledger->date : cycle->to;
                struct account *account = (struct account *)(uintptr_t)cycle_account(cycle, records, h);
                if (account && from <= day && day <= last && last > account->barred_until)
                    account->barred_until = last;
            }
        }
}
