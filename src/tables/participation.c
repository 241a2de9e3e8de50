/* Who took part in a cycle, household by household: deeds, months, claims, meetings, redemptions. */
#include "base/date.h"
#include "base/memory.h"
#include "tables/tables.h"

enum {
    part_id,
    part_name,
    part_group,
    part_entries,
    part_months,
    part_residents,
    part_last,
    part_claims,
    part_meetings,
    part_redemptions,
    part_columns
};
static const struct listing_column participation[part_columns] = {
    [part_id] = {.word = "table.id", .kind = listing_id},
    [part_name] = {.word = "table.household", .kind = listing_words},
    [part_group] = {.word = "table.group", .kind = listing_words},
    [part_entries] = {.word = "book.entries", .kind = listing_whole, .sum = true},
    [part_months] = {.word = "book.active-months", .kind = listing_whole},
    [part_residents] = {.word = "book.residents", .kind = listing_whole, .sum = true},
    [part_last] = {.word = "book.last", .kind = listing_date},
    [part_claims] = {.word = "book.declared", .kind = listing_whole, .sum = true},
    [part_meetings] = {.word = "book.attended", .kind = listing_whole, .sum = true},
    [part_redemptions] = {.word = "book.redemptions", .kind = listing_whole, .sum = true},
};

/* The entries of HOUSEHOLD that are not void: how many, in how many months, of how many residents, the last
 * day. */
static void count_entries(const struct view *view, const struct cycle *cycle, uint32_t household,
                          bool *residents, union listing_cell *row)
{
    const struct records *r = view->records;
    uint32_t months = 0; /* a bit each */
    for (uint32_t i = 0; i < cycle->entries_len; i++) {
        const struct entry *e = &r->entries[cycle->entries[i]];
        if (e->household != household || view->ledger->postings[cycle->entries[i]].status == status_void)
            continue;
        row[part_entries].number++;
        months |= 1U << date_split(e->date).month;
        row[part_last].number = e->date > row[part_last].number ? e->date : row[part_last].number;
        if (e->resident != records_none && !residents[e->resident]) {
            row[part_residents].number++;
            residents[e->resident] = true;
        }
    }
    for (; months; months &= months - 1)
        row[part_months].number++;
}

/* In how many meetings of the cycle somebody of HOUSEHOLD is listed as present. */
static int64_t count_meetings(const struct view *view, const struct cycle *cycle, uint32_t household)
{
    const struct records *r = view->records;
    int64_t count = 0;
    for (uint32_t i = 0; i < r->meetings_len; i++) {
        const struct meeting *meeting = r->meetings[i];
        bool there = false;
        if (meeting->date < cycle->from || meeting->date > cycle->to || meeting->date > view->ledger->date)
            continue;
        for (uint32_t k = 0; k < meeting->present_parties.len && !there; k++)
            there = meeting->present_parties.items[k].household == household;
        count += there;
    }
    return count;
}

static void count_others(const struct view *view, const struct cycle *cycle, uint32_t household,
                         union listing_cell *row)
{
    const struct records *r = view->records;
    for (uint32_t i = 0; i < r->claims_len; i++) {
        int32_t received = r->claims[i]->received;
        row[part_claims].number += r->claims[i]->household == household && received >= cycle->from &&
                                   received <= cycle->to && received <= view->ledger->date;
    }
    for (uint32_t i = 0; i < cycle->redemptions_len; i++)
        row[part_redemptions].number += r->redemptions[cycle->redemptions[i]]->household == household;
    row[part_meetings].number = count_meetings(view, cycle, household);
}

struct listing *tables_participation(const struct view *view, struct arena *arena, const struct cycle *cycle)
{
    const struct records *r = view->records;
    struct listing *table =
        listing_new(arena, view->words, "participation", participation, part_columns, cycle->accounts_len);
    bool *residents = memory_new(r->residents_len + 1, sizeof *residents);
    for (uint32_t i = 0; i < cycle->accounts_len; i++) {
        uint32_t household = cycle->accounts[i].household;
        const struct household *h = r->households[household];
        union listing_cell *row = listing_row(table);
        row[part_id].text = h->id;
        row[part_name].text = view_household(view, arena, household);
        row[part_group].text = r->groups[h->group]->name;
        row[part_last].number = listing_nothing;
        count_entries(view, cycle, household, residents, row);
        count_others(view, cycle, household, row);
    }
    memory_free(residents);
    return table;
}
