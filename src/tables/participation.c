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

/* A table under way: the row of each household, by its number; NULL where it takes no part. */
struct counting {
    const struct view *view;
    const struct cycle *cycle;
    union listing_cell **rows;
};

/* The entries of ACCOUNT that are not void: how many, in how many months, of how many residents, the last
 * day. */
static void count_entries(const struct counting *c, const struct account *account, bool *residents)
{
    const struct ledger_line *lines = &c->view->ledger->lines[account->first];
    union listing_cell *row = c->rows[account->household];
    uint32_t months = 0; /* a bit each */
    for (uint32_t i = 0; i < account->entries; i++) {
        uint32_t resident = c->view->records->entries[lines[i].entry].resident;
        if (lines[i].status == status_void)
            continue;
        row[part_entries].number++;
        months |= 1U << date_split(lines[i].date).month;
        row[part_last].number = lines[i].date > row[part_last].number ? lines[i].date : row[part_last].number;
        if (resident != records_none && !residents[resident]) {
            row[part_residents].number++;
            residents[resident] = true;
        }
    }
    for (; months; months &= months - 1)
        row[part_months].number++;
}

static void count_one(const struct counting *c, uint32_t household, size_t column)
{
    if (household != records_none && c->rows[household])
        c->rows[household][column].number++;
}

/* The meetings of the cycle at which somebody of a household is listed as present. */
static void count_meetings(const struct counting *c)
{
    const struct records *r = c->view->records;
    uint32_t *last = memory_new(r->households_len + 1, sizeof *last); /* counted: the meeting's number + 1 */
    for (uint32_t i = 0; i < r->meetings_len; i++) {
        const struct meeting *meeting = r->meetings[i];
        if (meeting->date < c->cycle->from || meeting->date > c->cycle->to ||
            meeting->date > c->view->ledger->date)
            continue;
        for (uint32_t k = 0; k < meeting->present_parties.len; k++) {
            uint32_t household = meeting->present_parties.items[k].household;
            if (household == records_none || last[household] == i + 1)
                continue;
            last[household] = i + 1;
            count_one(c, household, part_meetings);
        }
    }
    memory_free(last);
}

static void count_others(const struct counting *c)
{
    const struct records *r = c->view->records;
    const struct cycle *cycle = c->cycle;
    for (uint32_t i = 0; i < r->claims_len; i++) {
        int32_t received = r->claims[i]->received;
        if (received >= cycle->from && received <= cycle->to && received <= c->view->ledger->date)
            count_one(c, r->claims[i]->household, part_claims);
    }
    for (uint32_t i = 0; i < cycle->redemptions_len; i++)
        count_one(c, r->redemptions[cycle->redemptions[i]]->household, part_redemptions);
}

struct listing *tables_participation(const struct view *view, struct arena *arena, const struct cycle *cycle)
{
    const struct records *r = view->records;
    struct listing *table =
        listing_new(arena, view->words, "participation", participation, part_columns, cycle->accounts_len);
    const struct counting counting = {view, cycle,
                                      memory_new(r->households_len + 1, sizeof(union listing_cell *))};
    bool *residents = memory_new(r->residents_len + 1, sizeof *residents);
    for (uint32_t i = 0; i < cycle->accounts_len; i++) {
        uint32_t household = cycle->accounts[i].household;
        const struct household *h = r->households[household];
        union listing_cell *row = counting.rows[household] = listing_row(table);
        row[part_id].text = h->id;
        row[part_name].text = view_household(view, household);
        row[part_group].text = r->groups[h->group]->name;
        row[part_last].number = listing_nothing;
        count_entries(&counting, &cycle->accounts[i], residents);
    }
    count_meetings(&counting);
    count_others(&counting);
    memory_free(residents);
    memory_free(counting.rows);
    return table;
}
