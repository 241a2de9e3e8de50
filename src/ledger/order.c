#include "ledger/order.h"

#include "base/memory.h"

uint32_t order_existing(const struct records *records, int32_t date)
{
    uint32_t low = 0, high = records->meetings_len;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (records->meetings[middle]->date <= date)
            low = middle + 1;
        else
            high = middle;
    }
    return low < records->meetings_len ? records->meetings[low]->first_entry : records->entries_len;
}

uint32_t order_starts(uint32_t *counts, size_t len)
{
    uint32_t start = 0;
    for (size_t i = 0; i < len; i++) {
        uint32_t count = counts[i];
        counts[i] = start;
        start += count;
    }
    return start;
}

static void order_by_date(const struct records *records, uint32_t count, uint32_t *out)
{
    int32_t low = date_last, high = date_first;
    for (uint32_t i = 0; i < count; i++) {
        int32_t date = records->entries[i].date;
        low = date < low ? date : low;
        high = date > high ? date : high;
    }
    size_t days = count ? (size_t)((int64_t)high - low + 1) : 0;
    uint32_t *next = memory_new(days + 1, sizeof *next);
    for (uint32_t i = 0; i < count; i++)
        next[records->entries[i].date - low]++;
    next[days] = order_starts(next, days);
    for (uint32_t i = 0; i < count; i++)
        out[next[records->entries[i].date - low]++] = i;
    memory_free(next);
}

void order_make(struct order *order, const struct records *records, uint32_t count, struct arena *arena)
{
    uint32_t households = records->households_len;
    order->count = count;
    order->entries = arena_new(arena, uint32_t, count);
    order->places = memory_new(count, sizeof *order->places);
    order->first = arena_new(arena, uint32_t, (size_t)households + 1);
    order_by_date(records, count, order->entries);

    for (uint32_t i = 0; i < count; i++)
        order->first[records->entries[i].household]++;
    order->first[households] = order_starts(order->first, households);
    uint32_t *next = memory_new((size_t)households + 1, sizeof *next);
    for (uint32_t h = 0; h < households; h++)
        next[h] = order->first[h];
    for (uint32_t i = 0; i < count; i++)
        order->places[i] = next[records->entries[order->entries[i]].household]++;
    memory_free(next);
}

void order_end(struct order *order)
{
    memory_free(order->places);
    order->places = NULL;
}
