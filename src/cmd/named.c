#include "cmd/named.h"

#include "cmd/command.h"
#include "records/named.h"

static uint32_t household_of(const struct records *records, const struct named *named)
{
    return named->kind == named_head ? named->index : records->residents[named->index]->household;
}

/* The households among the COUNT at NAMED that are of KIND: the first, and all their ids in IDS; how many. */
static uint32_t take(const struct records *records, const struct named *named, size_t count,
                     enum named_kind kind, uint32_t *first, struct buf *ids)
{
    uint32_t found = 0, last = records_none;
    for (size_t i = 0; i < count; i++) {
        uint32_t household = named[i].kind == kind ? household_of(records, &named[i]) : records_none;
        if (household == records_none || household == last)
            continue;
        last = household;
        *first = found ? *first : household;
        buf_printf(ids, "%s%s", found++ ? ", " : "", records->households[household]->id);
    }
    return found;
}

uint32_t household_named(const struct records *records, const char *name, const char *command, bool *several)
{
    struct named_index index;
    struct buf ids = {0};
    uint32_t household = records_none;
    size_t count;
    named_make(&index, records);
    const struct named *named = named_find(&index, name, &count);
    uint32_t found = take(records, named, count, named_head, &household, &ids);
    if (!found)
        found = take(records, named, count, named_member, &household, &ids);
    *several = found > 1;
    if (*several)
        say(_("%s: \"%s\" is the name of people in several households; say which: %s"), command, name,
            buf_text(&ids));
    buf_free(&ids);
    named_free(&index);
    return found == 1 ? household : records_none;
}
