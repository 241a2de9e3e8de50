/* The office's tables of a cycle: by rule, what was handed out, stock, claims. */
#include "base/date.h"
#include "base/memory.h"
#include "tables/tables.h"

#include <string.h>

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
        row[taken_name].text = view_household(view, d->household);
        row[taken_reward].text = tables_shown(view, arena, reward->title);
        row[taken_quantity].number = d->quantity;
        row[taken_cost].number = reward->kind == reward_goods ? reward->cost * d->quantity : 0;
    }
    return table;
}

enum {
    passed_id,
    passed_date,
    passed_from,
    passed_giver,
    passed_to,
    passed_receiver,
    passed_points,
    passed_arrives,
    passed_columns
};
static const struct listing_column passed[passed_columns] = {
    [passed_id] = {.word = "book.transfer", .kind = listing_id},
    [passed_date] = {.word = "table.date", .kind = listing_date},
    [passed_from] = {.word = "book.from", .kind = listing_id},
    [passed_giver] = {.word = "table.household", .kind = listing_words},
    [passed_to] = {.word = "book.to", .kind = listing_id},
    [passed_receiver] = {.word = "table.household", .kind = listing_words},
    [passed_points] = {.word = "table.points", .kind = listing_points, .sum = true},
    [passed_arrives] = {.word = "book.arrives", .kind = listing_date},
};

struct listing *tables_transfers(const struct view *view, struct arena *arena, const struct cycle *cycle)
{
    const struct records *r = view->records;
    struct listing *table =
        listing_new(arena, view->words, "transfers", passed, passed_columns, cycle->transfers_len);
    for (uint32_t i = 0; i < cycle->transfers_len; i++) {
        const struct transfer *t = r->transfers[cycle->first_transfer + i];
        union listing_cell *row = listing_row(table);
        row[passed_id].text = arena_printf(arena, "%s/t%u", r->meetings[t->meeting]->id, t->place);
        row[passed_date].number = r->meetings[t->meeting]->date;
        row[passed_from].text = r->households[t->from]->id;
        row[passed_giver].text = view_household(view, t->from);
        row[passed_to].text = r->households[t->to]->id;
        row[passed_receiver].text = view_household(view, t->to);
        row[passed_points].number = t->points;
        row[passed_arrives].number = transfer_arrives(r, t);
    }
    return table;
}

enum { stock_id, stock_title, stock_in, stock_out, stock_left, stock_columns };
static const struct listing_column stock[stock_columns] = {
    [stock_id] = {.word = "book.reward", .kind = listing_id},
    [stock_title] = {.word = "book.title", .kind = listing_words},
    [stock_in] = {.word = "book.in", .kind = listing_whole, .sum = true},
    [stock_out] = {.word = "book.out", .kind = listing_whole, .sum = true},
    [stock_left] = {.word = "book.left",
                    .kind = listing_whole,
                    .sum = true,
                    .rest = true,
                    .part = stock_out,
                    .whole = stock_in},
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

int32_t tables_decided(const struct view *view, const struct claim *claim)
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
        int32_t decided = tables_decided(view, c);
        bool waits = decided == date_last;
        if (c->received > view->ledger->date)
            continue;
        union listing_cell *row = listing_row(table);
        row[claim_column_id].text = c->id;
        row[claim_column_received].number = c->received;
        row[claim_column_household].text = r->households[c->household]->id;
        row[claim_column_name].text = view_household(view, c->household);
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
