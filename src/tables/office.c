/* The office's tables of a cycle: by rule, what was handed out, stock, claims, and the figures of each month
 * that the township asks for. */
#include "base/date.h"
#include "base/memory.h"
#include "base/points.h"
#include "tables/tables.h"

#include <string.h>

/* The day T, or the last of the cycle where that is over. */
static int32_t last_day(const struct view *view, const struct cycle *cycle)
{
    return view->ledger->date < cycle->to ? view->ledger->date : cycle->to;
}

static bool within(const struct cycle *cycle, int32_t last, int32_t date)
{
    return cycle->from <= date && date <= last;
}

/* --- by rule */

enum { rule_id, rule_title, rule_entries, rule_households, rule_credited, rule_columns };
static const struct listing_column by_rule[rule_columns] = {
    [rule_id] = {.word = "table.rule", .kind = listing_id},
    [rule_title] = {.word = "book.title", .kind = listing_words},
    [rule_entries] = {.word = "book.entries", .kind = listing_whole, .sum = true},
    [rule_households] = {.word = "book.households", .kind = listing_whole},
    [rule_credited] = {.word = "table.points", .kind = listing_points, .sum = true},
};

/* Counts the entries of CYCLE by rule, void ones not, into ROWS. */
static void count_rule(const struct view *view, const struct cycle *cycle, uint32_t rule,
                       union listing_cell *row)
{
    const struct records *r = view->records;
    bool *seen = memory_new(r->households_len + 1, sizeof *seen);
    for (uint32_t i = 0; i < cycle->entries_len; i++) {
        const struct entry *e = &r->entries[cycle->entries[i]];
        const struct posting *posting = &view->ledger->postings[cycle->entries[i]];
        if (e->rule != rule || posting->status == status_void)
            continue;
        row[rule_entries].number++;
        row[rule_households].number += !seen[e->household];
        row[rule_credited].number += posting->credited;
        seen[e->household] = true;
    }
    memory_free(seen);
}

struct listing *tables_by_rule(const struct view *view, struct arena *arena, const struct cycle *cycle)
{
    const struct records *r = view->records;
    struct listing *table = listing_new(arena, view->words, "rules", by_rule, rule_columns, r->rules_len);
    for (uint32_t i = 0; i < r->rules_len; i++) {
        union listing_cell *row = listing_row(table);
        row[rule_id].text = r->rules[i]->id;
        row[rule_title].text = tables_shown(view, arena, r->rules[i]->title);
        count_rule(view, cycle, i, row);
    }
    return table;
}

/* --- what was handed out, and what is left */

enum { taken_date, taken_household, taken_name, taken_reward, taken_quantity, taken_cost, taken_columns };
static const struct listing_column taken[taken_columns] = {
    [taken_date] = {.word = "table.date", .kind = listing_date},
    [taken_household] = {.word = "table.id", .kind = listing_id},
    [taken_name] = {.word = "table.household", .kind = listing_words},
    [taken_reward] = {.word = "book.reward", .kind = listing_words},
    [taken_quantity] = {.word = "book.quantity", .kind = listing_whole, .sum = true},
    [taken_cost] = {.word = "book.cost", .kind = listing_points, .sum = true},
};

struct listing *tables_redemptions(const struct view *view, struct arena *arena, const struct cycle *cycle)
{
    const struct records *r = view->records;
    struct listing *table =
        listing_new(arena, view->words, "redemptions", taken, taken_columns, cycle->redemptions_len);
    for (uint32_t i = 0; i < cycle->redemptions_len; i++) {
        const struct redemption *d = r->redemptions[cycle->redemptions[i]];
        const struct reward *reward = r->rewards[d->reward];
        union listing_cell *row = listing_row(table);
        row[taken_date].number = d->date;
        row[taken_household].text = r->households[d->household]->id;
        row[taken_name].text = view_household(view, arena, d->household);
        row[taken_reward].text = tables_shown(view, arena, reward->title);
        row[taken_quantity].number = d->quantity;
        row[taken_cost].number = reward->kind == reward_goods ? reward->cost * d->quantity : 0;
    }
    return table;
}

enum { stock_id, stock_title, stock_in, stock_out, stock_left, stock_columns };
static const struct listing_column stock[stock_columns] = {
    [stock_id] = {.word = "book.reward", .kind = listing_id},
    [stock_title] = {.word = "book.title", .kind = listing_words},
    [stock_in] = {.word = "book.in", .kind = listing_whole, .sum = true},
    [stock_out] = {.word = "book.out", .kind = listing_whole, .sum = true},
    [stock_left] = {.word = "book.left", .kind = listing_whole, .sum = true},
};

struct listing *tables_stock(const struct view *view, struct arena *arena)
{
    const struct records *r = view->records;
    struct listing *table = listing_new(arena, view->words, "stock", stock, stock_columns, r->rewards_len);
    for (uint32_t i = 0; i < r->rewards_len; i++) {
        const struct reward *reward = r->rewards[i];
        if (reward->kind != reward_goods)
            continue;
        union listing_cell *row = listing_row(table);
        int64_t came = 0;
        for (uint32_t k = 0; k < reward->stock_len; k++)
            came += reward->stock[k].date <= view->ledger->date ? reward->stock[k].quantity : 0;
        row[stock_id].text = reward->id;
        row[stock_title].text = tables_shown(view, arena, reward->title);
        row[stock_in].number = reward->has_stock ? came : listing_nothing;
        row[stock_out].number = view->ledger->taken[i];
        row[stock_left].number = reward->has_stock ? came - view->ledger->taken[i] : listing_nothing;
    }
    return table;
}

/* --- claims */

enum {
    claim_column_id,
    claim_column_received,
    claim_column_household,
    claim_column_name,
    claim_column_rule,
    claim_column_date,
    claim_column_result,
    claim_column_decided,
    claim_column_waited,
    claim_columns
};
static const struct listing_column claims[claim_columns] = {
    [claim_column_id] = {.word = "book.claim", .kind = listing_id},
    [claim_column_received] = {.word = "book.received", .kind = listing_date},
    [claim_column_household] = {.word = "table.id", .kind = listing_id},
    [claim_column_name] = {.word = "table.household", .kind = listing_words},
    [claim_column_rule] = {.word = "table.rule", .kind = listing_id},
    [claim_column_date] = {.word = "table.date", .kind = listing_date},
    [claim_column_result] = {.word = "table.status", .kind = listing_words},
    [claim_column_decided] = {.word = "book.decided", .kind = listing_date},
    [claim_column_waited] = {.word = "book.waited", .kind = listing_whole},
};

/* The day on which CLAIM was decided, at T; date_last: it waits. */
static int32_t decided_on(const struct view *view, const struct claim *claim)
{
    if (claim->decision_meeting == records_none)
        return date_last;
    int32_t date = view->records->meetings[claim->decision_meeting]->date;
    return date <= view->ledger->date ? date : date_last;
}

struct listing *tables_claims(const struct view *view, struct arena *arena)
{
    const struct records *r = view->records;
    struct listing *table = listing_new(arena, view->words, "claims", claims, claim_columns, r->claims_len);
    for (uint32_t i = 0; i < r->claims_len; i++) {
        const struct claim *c = r->claims[i];
        int32_t decided = decided_on(view, c);
        bool waits = decided == date_last;
        if (c->received > view->ledger->date)
            continue;
        union listing_cell *row = listing_row(table);
        row[claim_column_id].text = c->id;
        row[claim_column_received].number = c->received;
        row[claim_column_household].text = r->households[c->household]->id;
        row[claim_column_name].text = view_household(view, arena, c->household);
        row[claim_column_rule].text = r->rules[c->deed.rule]->id;
        row[claim_column_date].number = c->deed.date;
        row[claim_column_result].text = words_get(view->words, waits         ? "book.waits"
                                                               : c->approved ? "book.approved"
                                                                             : "book.rejected");
        row[claim_column_decided].number = waits ? listing_nothing : decided;
        row[claim_column_waited].number = (waits ? view->ledger->date : decided) - c->received;
    }
    return table;
}

/* --- the months */

enum {
    month_name,
    month_meetings,
    month_timely,
    month_entries,
    month_households,
    month_listed,
    month_received,
    month_decided,
    month_waited,
    month_objections,
    month_upheld,
    month_redeemed,
    month_columns
};
static const struct listing_column months[month_columns] = {
    [month_name] = {.word = "book.month", .kind = listing_id},
    [month_meetings] = {.word = "book.meetings", .kind = listing_whole, .sum = true},
    [month_timely] = {.word = "book.timely", .kind = listing_whole, .sum = true},
    [month_entries] = {.word = "book.entries", .kind = listing_whole, .sum = true},
    [month_households] = {.word = "book.households", .kind = listing_whole},
    [month_listed] = {.word = "book.listed", .kind = listing_whole},
    [month_received] = {.word = "book.claims", .kind = listing_whole, .sum = true},
    [month_decided] = {.word = "book.answered", .kind = listing_whole, .sum = true},
    [month_waited] = {.word = "book.days", .kind = listing_points},
    [month_objections] = {.word = "book.objections", .kind = listing_whole, .sum = true},
    [month_upheld] = {.word = "book.upheld", .kind = listing_whole, .sum = true},
    [month_redeemed] = {.word = "table.redeemed", .kind = listing_points, .sum = true},
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
        int32_t decided = decided_on(m->view, r->claims[i]);
        row[month_received].number += in_month(m, r->claims[i]->received);
        if (decided == date_last || !in_month(m, decided))
            continue;
        row[month_decided].number++;
        days += (decided - r->claims[i]->received) * points_one;
    }
    row[month_waited].number =
        row[month_decided].number ? points_divide(days, row[month_decided].number) : listing_nothing;
    for (uint32_t i = 0; i < r->objections_len; i++) {
        const struct objection *o = r->objections[i];
        if (!in_month(m, o->received))
            continue;
        row[month_objections].number++;
        if (o->resolution == records_none)
            continue;
        const struct resolution *resolution = r->resolutions[o->resolution];
        row[month_upheld].number +=
            resolution->upheld && r->meetings[resolution->meeting]->date <= m->view->ledger->date;
    }
}

static void count_redeemed(const struct month *m, union listing_cell *row)
{
    const struct records *r = m->view->records;
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
        count_redeemed(&m, row);
        from = end + 1;
    }
    return table;
}
