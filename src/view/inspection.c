#include "view/inspection.h"

#include "base/points.h"

struct inspection *view_inspections(const struct view *view, struct arena *arena, uint32_t *len)
{
    const struct records *r = view->records;
    uint32_t count = 0;
    for (uint32_t i = 0; i < r->meetings_len; i++)
        for (uint32_t k = 0; k < r->meetings[i]->lines_len; k++)
            count += r->meetings[i]->lines[k].scores != NULL;
    struct inspection *all = arena_new(arena, struct inspection, count + 1);
    *len = 0;
    for (uint32_t i = 0; i < r->meetings_len && r->meetings[i]->date <= view->ledger->date; i++) {
        const struct meeting *meeting = r->meetings[i];
        for (uint32_t e = meeting->first_entry; e < meeting->first_entry + meeting->entries; e++) {
            const struct entry *entry = &r->entries[e];
            if (entry->claim != records_none || !entry->deed->scores || !view_lists(view, e))
                continue; /* an inspection of which nothing may be listed is not spoken of */
            struct inspection *last = *len ? &all[*len - 1] : NULL;
            if (last && last->meeting == i && last->line == entry->line)
                last->entries = e + 1 - last->first;
            else
                all[(*len)++] = (struct inspection){.meeting = i,
                                                    .rule = entry->rule,
                                                    .line = entry->line,
                                                    .date = entry->date,
                                                    .first = e,
                                                    .entries = 1};
        }
    }
    return all;
}

/* Whether ENTRY counts in sums: the view lists it, and it is not void. */
static bool inspection_counts(const struct view *view, uint32_t entry)
{
    return view_lists(view, entry) && view->ledger->postings[entry].status != status_void;
}

/* The average of GROUP (records_none: all) in INSPECTION; false where nobody of it counts. */
static bool average_of(const struct view *view, const struct inspection *inspection, uint32_t group,
                       struct inspection_sum *sum)
{
    int64_t points = 0;
    *sum = (struct inspection_sum){.group = group, .before_date = date_first};
    for (uint32_t e = inspection->first; e < inspection->first + inspection->entries; e++) {
        uint32_t household = view->records->entries[e].household;
        if (!inspection_counts(view, e) ||
            (group != records_none && view->records->households[household]->group != group))
            continue;
        points += view->ledger->postings[e].raw;
        sum->households++;
    }
    if (sum->households)
        sum->average = points_divide(points, sum->households);
    return sum->households > 0;
}

struct inspection_sum *inspection_sums(const struct view *view, struct arena *arena,
                                       const struct inspection *all, uint32_t number, uint32_t *len)
{
    struct inspection_sum *sums = arena_new(arena, struct inspection_sum, view->records->groups_len + 2),
                          before;
    *len = 0;
    for (uint32_t g = 0; g < view->records->groups_len; g++) {
        if (!average_of(view, &all[number], g, &sums[*len]))
            continue;
        for (uint32_t i = number; i-- > 0;)
            if (all[i].rule == all[number].rule && average_of(view, &all[i], g, &before)) {
                sums[*len].before_date = all[i].date;
                sums[*len].before = before.average;
                break;
            }
        (*len)++;
    }
    if (*len > 1 && average_of(view, &all[number], records_none, &sums[*len]))
        (*len)++;
    return sums;
}

uint32_t inspection_before(const struct view *view, const struct inspection *all, uint32_t number,
                           uint32_t entry)
{
    uint32_t household = view->records->entries[entry].household;
    for (uint32_t i = number; i-- > 0;) {
        if (all[i].rule != all[number].rule)
            continue;
        for (uint32_t e = all[i].first; e < all[i].first + all[i].entries; e++)
            if (view->records->entries[e].household == household && inspection_counts(view, e))
                return e;
    }
    return records_none;
}
