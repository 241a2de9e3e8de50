#include "print/by_group.h"

static bool has_any(const struct ledger *ledger, by_group_gets *gets, uint32_t group)
{
    const struct records *records = ledger->records;
    for (uint32_t i = 0; i < records->households_len; i++)
        if (records->households[i]->group == group && gets(ledger, i))
            return true;
    return false;
}

size_t by_group_count(const struct ledger *ledger, by_group_gets *gets)
{
    size_t count = 0;
    for (uint32_t g = 0; g < ledger->records->groups_len; g++)
        count += has_any(ledger, gets, g);
    return count;
}

uint32_t by_group_at(const struct ledger *ledger, by_group_gets *gets, size_t number)
{
    uint32_t group = 0;
    while (!has_any(ledger, gets, group) || number-- > 0)
        group++;
    return group;
}

size_t by_group_households(const struct ledger *ledger, by_group_gets *gets, uint32_t group,
                           uint32_t *households)
{
    const struct records *records = ledger->records;
    size_t len = 0;
    for (uint32_t i = 0; i < records->households_len; i++)
        if (records->households[i]->group == group && gets(ledger, i))
            households[len++] = i;
    return len;
}

void by_group_path(const struct ledger *ledger, by_group_gets *gets, size_t number, const char *folder,
                   struct buf *out)
{
    uint32_t group = by_group_at(ledger, gets, number);
    buf_printf(out, "%s/%02u-%s.pdf", folder, group + 1, ledger->records->groups[group]->id);
}
