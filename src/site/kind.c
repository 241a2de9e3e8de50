#include "site/kind.h"

#include "site/parts.h"

#include <string.h>

uint32_t kind_count(const struct page_kind *kind, const struct site *site)
{
    uint32_t count = kind->count ? kind->count(site) : 1;
    return kind->yearly && count ? site->ledger->cycles_len + (kind->compose != NULL) : count;
}

bool kind_has(const struct page_kind *kind, const struct site *site, uint32_t number)
{
    return !kind->has || kind->has(site, number);
}

bool kind_repeats(const struct page_kind *kind, uint32_t number)
{
    return kind->yearly && kind->compose && number == 0;
}

const struct cycle *kind_cycle(const struct page_kind *kind, const struct site *site, uint32_t number)
{
    if (!kind->yearly)
        return NULL;
    if (kind_repeats(kind, number))
        return ledger_current(site->ledger);
    return &site->ledger->cycles[number - (kind->compose != NULL)];
}

/* The folder or file of a year. */
static void put_year(const struct page_kind *kind, int year, struct buf *out)
{
    size_t stem = strcspn(kind->folder, ".");
    if (kind->compose)
        buf_printf(out, "%s%d/", kind->folder, year);
    else
        buf_printf(out, "%.*s-%d%s", (int)stem, kind->folder, year, kind->folder + stem);
}

void kind_path(const struct page_kind *kind, const struct site *site, uint32_t number,
               const struct part *part, struct buf *out)
{
    if (kind->path)
        kind->path(site, number, out);
    else if (!kind->yearly || kind_repeats(kind, number))
        buf_puts(out, kind->folder);
    else
        put_year(kind, kind_cycle(kind, site, number)->id, out);
    if (part)
        buf_puts(out, part->folder);
}
