#include "print/habits.h"

#include "base/memory.h"

#include <stdlib.h>

enum { habits_days = 365 };

struct used {
    uint32_t rule;
    uint32_t entries;
};

static int by_use(const void *a, const void *b)
{
    const struct used *x = a, *y = b;
    if (x->entries != y->entries)
        return x->entries > y->entries ? -1 : 1;
    return (x->rule > y->rule) - (x->rule < y->rule);
}

/* The rules that hold on T, the negative ones or the others; in the order of the lists. */
static const uint32_t *rules_of(const struct ledger *ledger, struct arena *arena, bool negative, size_t *len)
{
    const struct records *records = ledger->records;
    uint32_t *rules = arena_new(arena, uint32_t, records->rules_len + 1);
    *len = 0;
    for (uint32_t i = 0; i < records->rules_len; i++)
        if ((records->rules[i]->kind == kind_negative) == negative &&
            rule_holds(records->rules[i], ledger->date) &&
            rule_value(records->rules[i], ledger->date, NULL, NULL))
            rules[(*len)++] = i;
    return rules;
}

const uint32_t *habits_of(const struct ledger *ledger, struct arena *arena, size_t *len)
{
    const struct records *records = ledger->records;
    const uint32_t *rules = rules_of(ledger, arena, false, len);
    uint32_t *entries = memory_new(records->rules_len + 1, sizeof *entries);
    struct used *used = memory_new(*len + 1, sizeof *used);
    uint32_t *sorted = arena_new(arena, uint32_t, *len + 1);
    for (uint32_t i = 0; i < records->entries_len; i++) {
        const struct entry *entry = &records->entries[i];
        entries[entry->rule] += ledger->postings[i].status == status_final &&
                                entry->date > ledger->date - habits_days && entry->date <= ledger->date;
    }
    for (size_t i = 0; i < *len; i++)
        used[i] = (struct used){rules[i], entries[rules[i]]};
    qsort(used, *len, sizeof *used, by_use);
    for (size_t i = 0; i < *len; i++)
        sorted[i] = used[i].rule;
    memory_free(entries);
    memory_free(used);
    return sorted;
}

const uint32_t *habits_reverse(const struct ledger *ledger, struct arena *arena, size_t *len)
{
    return rules_of(ledger, arena, true, len);
}
