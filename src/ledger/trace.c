#include "ledger/trace.h"

#include "base/memory.h"
#include "ledger/credit.h"

/* Where entry number ENTRY stands among those of its household. */
static uint32_t position_of(const struct ledger *ledger, uint32_t entry)
{
    const struct records *records = ledger->records;
    const struct entry *e = &records->entries[entry];
    uint32_t low = ledger->household_first[e->household], high = ledger->household_first[e->household + 1];
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const struct ledger_line *line = &ledger->lines[middle];
        if (line->date < e->date || (line->date == e->date && line->entry < entry))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void ledger_trace_entry(const struct ledger *ledger, uint32_t entry, struct arena *arena,
                        struct credit_trace *trace)
{
    const struct records *records = ledger->records;
    const struct entry *e = &records->entries[entry];
    const struct posting *posting = &ledger->postings[entry];
    *trace = (struct credit_trace){.value = credit_value(records, e), .times = e->times, .raw = posting->raw};
    trace->range = rule_value(records->rules[e->rule], e->date, &trace->by, &trace->dated);
    trace->exact = trace->value * trace->times;
    if (posting->status == status_future || posting->status == status_void)
        return;

    struct credits credits;
    struct charges charges = {0};
    credits_make(&credits, records);
    credits.charges = &charges;
    credits_begin(&credits);
    uint32_t position = position_of(ledger, entry);
    uint32_t first = position;
    int32_t reach = credits_reach(records, e->date);
    while (first > ledger->household_first[e->household] && ledger->lines[first - 1].date >= reach)
        first--;
    for (; first < position; first++) {
        const struct ledger_line *l = &ledger->lines[first];
        credits_replay(&credits, (struct credit_item){l->entry, l->rule, l->date}, l->credited);
    }
    credits_add(&credits, (struct credit_item){entry, e->rule, e->date}, posting->raw, trace, arena);
    memory_free(charges.items);
    credits_free(&credits);
}
