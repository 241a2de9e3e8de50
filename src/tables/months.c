/* The figures of each month that the township asks for. */
#include "base/date.h"
#include "base/memory.h"
#include "base/points.h"
#include "tables/tables.h"

/* The day T, or the last of the cycle where that is over. */
static int32_t last_day(const struct view *view, const struct cycle *cycle)
{
    return view->ledger->date < cycle->to ? view->ledger->date : cycle->to;
}

static bool within(const struct cycle *cycle, int32_t last, int32_t date)
{
    return cycle->from <= date && date <= last;
}

enum {
    month_name,
    month_meetings,
    month_timely,
    month_entries,
    month_households,
    month_listed,
    month_coverage,
    month_received,
    month_decided,
    month_approved,
    month_waited,
    month_objections,
    month_upheld,
    month_dismissed,
    month_objection_days,
    month_earned,
    month_redeemed,
    month_rate,
    month_columns
};
static const struct listing_column months[month_columns] = {
    [month_name] = {.word = "book.month", .kind = listing_id},
    [month_meetings] = {.word = "book.meetings", .kind = listing_whole, .sum = true},
    [month_timely] = {.word = "book.timely", .kind = listing_whole, .sum = true},
    [month_entries] = {.word = "book.entries", .kind = listing_whole, .sum = true},
    [month_households] = {.word = "book.households", .kind = listing_whole},
    [month_listed] = {.word = "book.listed", .kind = listing_whole},
    [month_coverage] = {.word = "book.coverage",
                        .kind = listing_share,
                        .part = month_households,
                        .whole = month_listed},
    [month_received] = {.word = "book.claims", .kind = listing_whole, .sum = true},
    [month_decided] = {.word = "book.answered", .kind = listing_whole, .sum = true},
    [month_approved] = {.word = "book.approvals", .kind = listing_whole, .sum = true},
    [month_waited] = {.word = "book.days", .kind = listing_points},
    [month_objections] = {.word = "book.objections", .kind = listing_whole, .sum = true},
    [month_upheld] = {.word = "book.upheld", .kind = listing_whole, .sum = true},
    [month_dismissed] = {.word = "book.dismissed", .kind = listing_whole, .sum = true},
    [month_objection_days] = {.word = "book.objection-days", .kind = listing_points},
    [month_earned] = {.word = "book.earned", .kind = listing_points, .sum = true},
    [month_redeemed] = {.word = "table.redeemed", .kind = listing_points, .sum = true},
    [month_rate] = {.word = "book.rate",
                    .kind = listing_share,
                    .part = month_redeemed,
                    .whole = month_earned},
};

/* A month within a cycle. */
struct month {
    const struct view *view;
    const struct cycle *cycle;
    int32_t from, to;
};

static bool in_month(const struct month *m, int32_t date)
{
    return m->from <= date && date <= m->to;
}

static void count_meetings(const struct month *m, union listing_cell *row)
{
    enum { timely = 3 }; /* days: a later notice is warned of */
    const struct records *r = m->view->records;
    bool *seen = memory_new(r->households_len + 1, sizeof *seen);
    for (uint32_t i = 0; i < r->meetings_len; i++) {
        const struct meeting *meeting = r->meetings[i];
        if (!in_month(m, meeting->date))
            continue;
        row[month_meetings].number++;
        row[month_timely].number += meeting->noticed - meeting->date <= timely;
        row[month_entries].number += meeting->entries;
        for (uint32_t k = 0; k < meeting->entries; k++) {
            uint32_t household = r->entries[meeting->first_entry + k].household;
            row[month_households].number += !seen[household];
            seen[household] = true;
        }
    }
    for (uint32_t i = 0; i < r->households_len; i++)
        row[month_listed].number += household_listed(r->households[i], m->to);
    memory_free(seen);
}

static void count_claims(const struct month *m, union listing_cell *row)
{
    const struct records *r = m->view->records;
    int64_t days = 0;
    for (uint32_t i = 0; i < r->claims_len; i++) {
        int32_t decided = tables_decided(m->view, r->claims[i]);
        row[month_received].number += in_month(m, r->claims[i]->received);
        if (decided == date_last || !in_month(m, decided))
            continue;
        row[month_decided].number++;
        row[month_approved].number += r->claims[i]->approved;
        days += (decided - r->claims[i]->received) * points_one;
    }
    row[month_waited].number =
        row[month_decided].number ? points_divide(days, row[month_decided].number) : listing_nothing;
}

/* The objections that came in the month, how they ended, and after how many days. */
static void count_objections(const struct month *m, union listing_cell *row)
{
    const struct records *r = m->view->records;
    int64_t days = 0, resolved = 0;
    for (uint32_t i = 0; i < r->objections_len; i++) {
        const struct objection *o = r->objections[i];
        if (!in_month(m, o->received))
            continue;
        row[month_objections].number++;
        if (o->resolution == records_none)
            continue;
        const struct resolution *resolution = r->resolutions[o->resolution];
        int32_t date = r->meetings[resolution->meeting]->date;
        if (date > m->view->ledger->date)
            continue;
        row[month_upheld].number += resolution->upheld;
        row[month_dismissed].number += !resolution->upheld;
        days += (date - o->received) * points_one;
        resolved++;
    }
    row[month_objection_days].number = resolved ? points_divide(days, resolved) : listing_nothing;
}

/* What deeds of the month earned, as far as it is final, and what was spent in it. */
static void count_points(const struct month *m, union listing_cell *row)
{
    const struct records *r = m->view->records;
    for (uint32_t i = 0; i < m->cycle->entries_len; i++) {
        const struct posting *posting = &m->view->ledger->postings[m->cycle->entries[i]];
        if (posting->status == status_final && in_month(m, r->entries[m->cycle->entries[i]].date))
            row[month_earned].number += posting->credited;
    }
    for (uint32_t i = 0; i < m->cycle->redemptions_len; i++) {
        const struct redemption *d = r->redemptions[m->cycle->redemptions[i]];
        if (in_month(m, d->date) && r->rewards[d->reward]->kind == reward_goods)
            row[month_redeemed].number += r->rewards[d->reward]->cost * d->quantity;
    }
}

struct listing *tables_months(const struct view *view, struct arena *arena, const struct cycle *cycle)
{
    enum { most_months = 13 };
    int32_t last = last_day(view, cycle);
    struct listing *table = listing_new(arena, view->words, "months", months, month_columns, most_months);
    for (int32_t from = cycle->from; within(cycle, last, from) && table->rows < most_months;) {
        struct date_parts parts = date_split(from);
        int32_t end = date_of(parts.year, parts.month, date_month_days(parts.year, parts.month));
        struct month m = {.view = view, .cycle = cycle, .from = from, .to = end < last ? end : last};
        union listing_cell *row = listing_row(table);
        row[month_name].text = arena_printf(arena, "%04d-%02d", parts.year, parts.month);
        count_meetings(&m, row);
        count_claims(&m, row);
        count_objections(&m, row);
        count_points(&m, row);
        listing_share_row(table, row);
        from = end + 1;
    }
    return table;
}
