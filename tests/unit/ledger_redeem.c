/* Redemptions as of their own day; and random villages against slow and simple computations. */
#include "ledger/ledger.h"
#include "ledger/trace.h"
#include "unit/village.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* The codes of what ledger_check reports, in order, each with a space behind. */
static void expect_codes(struct built *b, const char *codes)
{
    struct diags diags = {0};
    char text[256] = "";
    ledger_check(&b->r, &diags);
    for (size_t i = 0; i < diags.len; i++) {
        strcat(text, diags.items[i].code);
        strcat(text, " ");
    }
    diag_free(&diags);
    assert_string_equal(text, codes);
}

static struct built *with_points(int32_t times)
{
    struct built *b = village_new();
    put_household(b, "h1");
    put_household(b, "h2");
    put_rule(b, "patrol", 200);
    put_meeting(b, day("2026-03-01"));
    put_entry(b, 0, 0, day("2026-03-01"), times);
    put_entry(b, 1, 0, day("2026-03-01"), times);
    return b;
}

static void only_what_is_final_buys(void **state)
{
    (void)state;
    struct built *b = with_points(200);
    put_reward(b, "rice", reward_goods)->cost = 400;
    put_redemption(b, 0, 0, day("2026-03-05"), 1); /* the last day of the notice */
    put_redemption(b, 0, 0, day("2026-03-06"), 1);
    put_redemption(b, 0, 0, day("2026-03-06"), 1);
    expect_codes(b, "overdrawn overdrawn ");
    village_free(b);
}

/* What is known later makes no error of what was right on its day. */
static void later_void_is_no_error(void **state)
{
    (void)state;
    struct built *b = with_points(200);
    put_reward(b, "rice", reward_goods)->cost = 200;
    put_redemption(b, 0, 0, day("2026-03-31"), 1);
    put_redemption(b, 0, 0, day("2026-04-01"), 1);
    put_meeting(b, day("2026-04-01"));
    put_correction(b, 0);
    expect_codes(b, "overdrawn ");
    village_free(b);
}

/* What was credited on the first day of a period counts when more is credited after a redemption. */
static void caps_reach_back_to_the_first_day(void **state)
{
    (void)state;
    struct built *b = village_new();
    put_household(b, "h1");
    put_rule(b, "patrol", 200)->caps = one_cap(b, 300, period_cycle);
    put_reward(b, "rice", reward_goods)->cost = 200;
    put_meeting(b, day("2026-01-01"));
    put_entry(b, 0, 0, day("2026-01-01"), 100);
    put_redemption(b, 0, 0, day("2026-02-01"), 1);
    put_meeting(b, day("2026-03-01"));
    uint32_t later = put_entry(b, 0, 0, day("2026-03-01"), 100);
    put_redemption(b, 0, 0, day("2026-04-01"), 1);
    expect_codes(b, "overdrawn ");

    struct ledger ledger;
    struct diags diags = {0};
    struct arena arena = {0};
    struct credit_trace trace;
    ledger_compute(&ledger, &b->r, day("2026-04-01"), &diags);
    ledger_trace_entry(&ledger, later, &arena, &trace);
    assert_int_equal(trace.credited, 100);
    assert_int_equal(trace.caps[0].users_len, 1);
    arena_free(&arena);
    diag_free(&diags);
    ledger_free(&ledger);
    village_free(b);
}

static void what_is_refused_takes_nothing(void **state)
{
    (void)state;
    struct built *b = with_points(450);
    struct delivery delivery = {.date = day("2026-01-01"), .quantity = 1, .value = -1};
    struct reward *rice = put_reward(b, "rice", reward_goods);
    rice->cost = 800;
    rice->has_stock = true;
    rice->stock = &delivery;
    rice->stock_len = 1;
    put_reward(b, "soap", reward_goods)->cost = 900;
    put_redemption(b, 0, 0, day("2026-04-02"), 2);
    put_redemption(b, 0, 1, day("2026-04-03"), 1);
    put_redemption(b, 1, 0, day("2026-04-04"), 1);
    put_redemption(b, 0, 0, day("2026-04-05"), 1);
    expect_codes(b, "overdrawn out-of-stock overdrawn out-of-stock ");
    b->r.redemptions_len = 3;
    expect_codes(b, "overdrawn out-of-stock ");
    village_free(b);
}

static void needs_and_quotas(void **state)
{
    (void)state;
    struct built *b = with_points(200);
    struct reward *car = put_reward(b, "car", reward_service);
    car->needs = 400;
    car->quota = one_cap(b, 2, period_week);
    struct reward *past = put_reward(b, "past", reward_service);
    past->needs = 400;
    past->cycle = needs_last;
    put_redemption(b, 0, 0, day("2026-03-05"), 1);
    put_redemption(b, 0, 0, day("2026-03-06"), 1);
    put_redemption(b, 0, 0, day("2026-03-08"), 2);
    put_redemption(b, 0, 0, day("2026-03-08"), 1);
    put_redemption(b, 0, 0, day("2026-03-09"), 2);
    put_redemption(b, 0, 1, day("2026-03-10"), 1);
    put_redemption(b, 0, 1, day("2027-03-10"), 1);
    expect_codes(b, "not-eligible quota-exceeded not-eligible ");
    village_free(b);
}

static void too_much_to_count(void **state)
{
    (void)state;
    struct built *b = with_points(200);
    put_reward(b, "rice", reward_goods)->cost = points_value_max;
    put_redemption(b, 0, 0, day("2026-03-31"), INT64_C(1000001));
    put_redemption(b, 0, 0, day("2026-03-31"), INT64_MAX);
    put_redemption(b, 0, 0, day("2026-03-31"), INT64_C(1000000));
    expect_codes(b, "overflow overflow overdrawn ");
    village_free(b);
}

/* --- random villages */

static uint32_t seed;

static int32_t any(int32_t below)
{
    seed ^= seed << 13;
    seed ^= seed >> 17;
    seed ^= seed << 5;
    return (int32_t)(seed % (uint32_t)below);
}

static struct caps any_caps(struct built *b)
{
    struct cap first = {any(8) * 100, (enum period)any(5)}, second = {any(8) * 100, (enum period)any(5)};
    return caps_of(b, (uint32_t)any(3), first, second);
}

static void put_any_rules(struct built *b)
{
    for (int c = 0; c < 2; c++) {
        put_category(b, c ? "c2" : "c1")->caps = any_caps(b);
        for (int i = 0; i < 3; i++) {
            struct rule *rule = put_rule(b, "rule", i == 2 ? -150 : any(7) * 50);
            rule->caps = any_caps(b);
            if (any(4) == 0)
                rule->kind = i == 2 ? kind_negative : kind_bonus;
            struct adjustment *a = arena_new(&b->r.arena, struct adjustment, 1);
            const struct adjustment **list = arena_new(&b->r.arena, const struct adjustment *, 1);
            *a = (struct adjustment){
                .from = day("2025-01-01") + any(700), .has_caps = true, .caps = any_caps(b)};
            list[0] = a;
            rule->adjustments = list;
            rule->adjustments_len = (uint32_t)any(2);
        }
    }
}

static void put_any_meeting(struct built *b, int32_t date)
{
    struct meeting *m = put_meeting(b, date);
    m->noticed += any(4);
    m->notice_last += m->noticed - m->date;
    for (uint32_t e = 0; e < b->r.entries_len; e++) {
        uint32_t first = b->entries[e].first_objection;
        if (b->entries[e].correction == records_none && any(40) == 0)
            put_correction(b, e);
        if (first != records_none && b->r.objections[first]->resolution == records_none &&
            b->r.objections[first]->received <= date && any(3) == 0)
            put_resolution(b, first, any(2));
    }
    for (int i = any(8); i > 0; i--) {
        uint32_t e = put_entry(b, (uint32_t)any(4), (uint32_t)any(6), date - any(60), 50 + any(4) * 50);
        if (any(4) == 0)
            put_objection(b, e, m->noticed + any(9));
    }
}

static struct built *any_village(uint32_t number)
{
    static const struct day_of_year cycles[] = {{1, 1}, {3, 15}, {9, 1}};
    seed = number * 2654435761u + 1;
    struct built *b = village_new();
    const char *ids[] = {"h1", "h2", "h3", "h4"};
    b->r.village.cycle = cycles[any(3)];
    b->r.village.carry = (enum carry)any(3);
    b->r.village.carry_day = (struct day_of_year){1 + any(12), 1 + any(28)};
    b->r.village.base = any(2) * 300;
    for (int i = 0; i < 4; i++)
        put_household(b, ids[i]);
    put_any_rules(b);
    for (int i = 0; i < 4; i++) {
        struct reward *r = put_reward(b, "goods", i == 3 ? reward_service : reward_goods);
        r->cost = i == 3 ? 0 : 50 + any(3) * 100;
        r->needs = i % 2 ? 100 * any(6) : 0;
        r->cycle = (enum reward_cycle)any(3);
        if (any(2))
            r->quota = one_cap(b, 1 + any(3), (enum period)any(5));
    }
    int32_t date = day("2024-10-01");
    for (int i = 0; i < 24; i++)
        put_any_meeting(b, date += 1 + any(60));
    int32_t on = day("2024-10-01");
    for (int i = 0; i < 60; i++)
        put_redemption(b, (uint32_t)any(4), (uint32_t)any(4), on += any(20), 1 + any(2));
    return b;
}

/* What is left for the entry at place AT of one household's entries, by looking back at all before it. */
static int64_t simply_capped(const struct ledger *l, const uint32_t *entries, uint32_t at)
{
    const struct records *r = l->records;
    const struct entry *e = &r->entries[entries[at]];
    const struct rule *rule = r->rules[e->rule];
    int64_t amount = l->postings[entries[at]].raw;
    amount = amount < 0 ? -amount : amount;
    for (int category = 0; category <= (rule->kind == kind_positive); category++) {
        const struct caps *caps =
            category ? &r->categories[rule->category]->caps : rule_caps(rule, e->date, NULL);
        for (uint32_t c = 0; c < caps->len; c++) {
            int64_t used = 0;
            for (uint32_t i = 0; i < at; i++) {
                const struct entry *o = &r->entries[entries[i]];
                const struct rule *other = r->rules[o->rule];
                int64_t credited = l->postings[entries[i]].credited;
                bool same = category ? other->kind == kind_positive && other->category == rule->category
                                     : other == rule;
                if (same && period_first(&r->village, caps->items[c].period, o->date) ==
                                period_first(&r->village, caps->items[c].period, e->date))
                    used += credited < 0 ? -credited : credited;
            }
            int64_t left = caps->items[c].points > used ? caps->items[c].points - used : 0;
            amount = amount < left ? amount : left;
        }
    }
    return l->postings[entries[at]].raw < 0 ? -amount : amount;
}

static void expect_trace(const struct ledger *l, uint32_t entry)
{
    struct arena arena = {0};
    struct credit_trace t;
    ledger_trace_entry(l, entry, &arena, &t);
    int64_t amount = t.raw < 0 ? -t.raw : t.raw;
    for (uint32_t i = 0; i < t.caps_len; i++) {
        int64_t used = 0;
        for (uint32_t k = 0; k < t.caps[i].users_len; k++)
            used += t.caps[i].users[k].amount;
        assert_int_equal(used, t.caps[i].used);
        assert_int_equal(t.caps[i].before, amount);
        amount = t.caps[i].after;
    }
    assert_int_equal(t.credited, l->postings[entry].credited);
    assert_int_equal(t.credited, t.raw < 0 ? -amount : amount);
    arena_free(&arena);
}

static void credits_as_by_looking_back(void **state)
{
    (void)state;
    for (uint32_t number = 1; number <= 40; number++) {
        struct built *b = any_village(number);
        struct ledger l;
        struct diags diags = {0};
        ledger_compute(&l, &b->r, day("2024-12-01") + (int32_t)number * 20, &diags);
        for (uint32_t h = 0; h < b->r.households_len; h++) {
            uint32_t entries[most_things];
            uint32_t len = l.household_first[h + 1] - l.household_first[h];
            for (uint32_t i = 0; i < len; i++) {
                entries[i] = l.lines[l.household_first[h] + i].entry;
                if (l.postings[entries[i]].status == status_void) {
                    assert_int_equal(l.postings[entries[i]].credited, 0);
                    continue;
                }
                if (l.postings[entries[i]].credited != simply_capped(&l, entries, i))
                    fail_msg("village %u, entry %u", number, entries[i]);
                expect_trace(&l, entries[i]);
            }
        }
        ledger_free(&l);
        diag_free(&diags);
        village_free(b);
    }
}

/* Every redemption's figures are those of the whole ledger computed for its day with what counted before it.
 */
static void redemptions_as_by_computing_anew(void **state)
{
    (void)state;
    int counted = 0, refused = 0;
    for (uint32_t number = 1; number <= 40; number++) {
        struct built *b = any_village(number);
        struct arena arena = {0};
        struct redemption_trace traces[60];
        struct redemption *before[60];
        struct records r = b->r;
        ledger_trace_redemptions(&b->r, &arena, traces);
        r.redemptions = before;
        r.redemptions_len = 0;
        for (uint32_t i = 0; i < b->r.redemptions_len; i++) {
            struct redemption *redemption = b->r.redemptions[i];
            struct ledger l;
            struct diags diags = {0};
            ledger_compute(&l, &r, redemption->date, &diags);
            const struct account *a = cycle_account(ledger_current(&l), &r, redemption->household);
            struct needs_trace needs;
            ledger_trace_needs(&l, ledger_current(&l), a, redemption->reward, &needs);
            if (traces[i].funds.earned != a->earned || traces[i].funds.redeemed != a->redeemed ||
                traces[i].funds.carried != a->carried || traces[i].balance != a->balance - traces[i].cost ||
                traces[i].needs.has_before != needs.has_before || traces[i].needs.before != needs.before ||
                traces[i].needs.met != needs.met)
                fail_msg("village %u, redemption %u", number, i);
            counted += traces[i].counts;
            refused += !traces[i].counts;
            if (traces[i].counts)
                before[r.redemptions_len++] = redemption;
            ledger_free(&l);
            diag_free(&diags);
        }
        arena_free(&arena);
        village_free(b);
    }
    assert_true(counted > 200);
    assert_true(refused > 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_what_is_final_buys),
        cmocka_unit_test(later_void_is_no_error),
        cmocka_unit_test(caps_reach_back_to_the_first_day),
        cmocka_unit_test(what_is_refused_takes_nothing),
        cmocka_unit_test(needs_and_quotas),
        cmocka_unit_test(too_much_to_count),
        cmocka_unit_test(credits_as_by_looking_back),
        cmocka_unit_test(redemptions_as_by_computing_anew),
    };
    return cmocka_run_group_tests_name("ledger/redeem", tests, NULL, NULL);
}
