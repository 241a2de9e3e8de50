/* Status and credit of entries: notice, objections, corrections, caps; and how a credit is explained. */
#include "ledger/ledger.h"
#include "ledger/trace.h"
#include "unit/village.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const enum status none = status_future;

/* Status of ENTRY at DATE; its other figures go to POSTING if that is not NULL. */
static enum status at(struct built *b, uint32_t entry, int32_t date, struct posting *posting)
{
    struct ledger ledger;
    struct diags diags = {0};
    ledger_compute(&ledger, &b->r, date, &diags);
    struct posting p = ledger.postings[entry];
    if (posting)
        *posting = p;
    assert_int_equal(diags.errors, 0);
    ledger_free(&ledger);
    diag_free(&diags);
    return p.status;
}

static int64_t credited(struct built *b, uint32_t entry, const char *date)
{
    struct posting p;
    at(b, entry, day(date), &p);
    return p.credited;
}

static struct built *small_village(int64_t points)
{
    struct built *b = village_new();
    put_household(b, "h1");
    put_household(b, "h2");
    put_rule(b, "patrol", points);
    return b;
}

static void notice_runs_its_days(void **state)
{
    (void)state;
    struct built *b = small_village(200);
    put_meeting(b, day("2026-03-05"));
    uint32_t e = put_entry(b, 0, 0, day("2026-03-01"), 150);
    struct posting p;
    assert_int_equal(at(b, e, day("2026-03-04"), &p), none);
    assert_int_equal(p.credited, 0);
    assert_int_equal(at(b, e, day("2026-03-09"), &p), status_notice);
    assert_int_equal(p.raw, 300);
    assert_int_equal(p.credited, 300);
    assert_int_equal(posting_final_from(&p), day("2026-03-10"));
    assert_int_equal(at(b, e, day("2026-03-10"), NULL), status_final);
    village_free(b);
}

static void objection_suspends_until_resolved(void **state)
{
    (void)state;
    struct built *b = small_village(200);
    put_meeting(b, day("2026-03-05"));
    uint32_t e = put_entry(b, 0, 0, day("2026-03-01"), 100);
    uint32_t first = put_objection(b, e, day("2026-03-07")), last = put_objection(b, e, day("2026-03-09"));
    put_meeting(b, day("2026-03-08"));
    put_resolution(b, first, false);
    put_meeting(b, day("2026-04-01"));
    put_resolution(b, last, false);
    struct posting p;
    assert_int_equal(at(b, e, day("2026-03-06"), NULL), status_notice);
    assert_int_equal(at(b, e, day("2026-03-07"), &p), status_suspended);
    assert_int_equal(posting_final_from(&p), date_last);
    assert_int_equal(p.credited, 200);
    assert_int_equal(at(b, e, day("2026-03-08"), &p), status_notice);
    assert_int_equal(posting_final_from(&p), day("2026-03-10"));
    assert_int_equal(at(b, e, day("2026-03-31"), NULL), status_suspended);
    assert_int_equal(at(b, e, day("2026-04-01"), &p), status_final);
    assert_int_equal(posting_final_from(&p), day("2026-04-01"));
    village_free(b);
}

/* What comes after the last day of the notice suspends nothing; upheld, it voids; of several the earliest. */
static void late_objection_voids(void **state)
{
    (void)state;
    struct built *b = small_village(200);
    put_meeting(b, day("2026-03-05"));
    uint32_t e = put_entry(b, 0, 0, day("2026-03-01"), 100);
    uint32_t o = put_objection(b, e, day("2026-03-10"));
    put_meeting(b, day("2026-04-01"));
    put_resolution(b, o, true);
    put_meeting(b, day("2026-05-01"));
    put_correction(b, e);
    struct posting p;
    assert_int_equal(at(b, e, day("2026-03-31"), NULL), status_final);
    assert_int_equal(at(b, e, day("2026-06-01"), &p), status_void);
    assert_int_equal(posting_void_from(&p), day("2026-04-01"));
    assert_int_equal(posting_final_from(&p), date_last);
    assert_int_equal(p.credited, 0);
    assert_int_equal(p.raw, 200);
    village_free(b);
}

static void raw_is_rounded_away_from_zero(void **state)
{
    (void)state;
    struct built *b = small_village(-25);
    put_meeting(b, day("2026-03-05"));
    uint32_t e = put_entry(b, 0, 0, day("2026-03-01"), 50);
    b->r.rules[0]->kind = kind_negative;
    struct posting p;
    at(b, e, day("2026-03-05"), &p);
    assert_int_equal(p.raw, -13);
    village_free(b);
}

static void caps_give_part_of_it(void **state)
{
    (void)state;
    struct built *b = small_village(300);
    b->r.rules[0]->caps = caps_of(b, 2, (struct cap){500, period_day}, (struct cap){700, period_month});
    put_meeting(b, day("2026-03-31"));
    uint32_t a = put_entry(b, 0, 0, day("2026-03-30"), 100),
             other = put_entry(b, 1, 0, day("2026-03-30"), 100);
    uint32_t c = put_entry(b, 0, 0, day("2026-03-30"), 100), d = put_entry(b, 0, 0, day("2026-03-31"), 100);
    uint32_t e = put_entry(b, 0, 0, day("2026-03-31"), 100);
    put_meeting(b, day("2026-04-02"));
    uint32_t f = put_entry(b, 0, 0, day("2026-04-01"), 200);
    assert_int_equal(credited(b, a, "2026-04-02"), 300);
    assert_int_equal(credited(b, other, "2026-04-02"), 300);
    assert_int_equal(credited(b, c, "2026-04-02"), 200); /* the day */
    assert_int_equal(credited(b, d, "2026-04-02"), 200); /* the month */
    assert_int_equal(credited(b, e, "2026-04-02"), 0);
    assert_int_equal(credited(b, f, "2026-04-02"), 500); /* another month */
    village_free(b);
}

/* A deed decided later but done earlier comes first; what is void uses no cap. */
static void order_of_deeds_and_voids(void **state)
{
    (void)state;
    struct built *b = small_village(300);
    b->r.rules[0]->caps = one_cap(b, 400, period_cycle);
    put_meeting(b, day("2026-03-05"));
    uint32_t later = put_entry(b, 0, 0, day("2026-03-01"), 100);
    put_meeting(b, day("2026-04-05"));
    uint32_t earlier = put_entry(b, 0, 0, day("2026-02-01"), 100);
    put_meeting(b, day("2026-05-05"));
    put_correction(b, earlier);
    assert_int_equal(credited(b, later, "2026-04-04"), 300);
    assert_int_equal(credited(b, later, "2026-04-05"), 100);
    assert_int_equal(credited(b, earlier, "2026-04-05"), 300);
    assert_int_equal(credited(b, later, "2026-05-05"), 300);
    assert_int_equal(credited(b, earlier, "2026-05-05"), 0);
    village_free(b);
}

/* A category's cap counts and limits its positive rules alone. */
static void category_counts_positive_rules(void **state)
{
    (void)state;
    struct built *b = small_village(300);
    b->r.categories[0]->caps = one_cap(b, 500, period_week);
    put_rule(b, "noise", -200);
    put_rule(b, "bonus", 1000)->kind = kind_bonus;
    put_rule(b, "clean", 100);
    put_meeting(b, day("2026-01-10"));
    uint32_t bonus = put_entry(b, 0, 2, day("2025-12-29"), 100);
    uint32_t noise = put_entry(b, 0, 1, day("2025-12-30"), 100);
    uint32_t patrol = put_entry(b, 0, 0, day("2025-12-31"), 100);
    uint32_t more = put_entry(b, 0, 0, day("2026-01-01"), 100); /* the week runs on over the year's end */
    uint32_t clean = put_entry(b, 0, 3, day("2026-01-04"), 100);
    uint32_t next = put_entry(b, 0, 3, day("2026-01-05"), 100);
    assert_int_equal(credited(b, bonus, "2026-01-10"), 1000);
    assert_int_equal(credited(b, noise, "2026-01-10"), -200);
    assert_int_equal(credited(b, patrol, "2026-01-10"), 300);
    assert_int_equal(credited(b, more, "2026-01-10"), 200);
    assert_int_equal(credited(b, clean, "2026-01-10"), 0);
    assert_int_equal(credited(b, next, "2026-01-10"), 100);
    village_free(b);
}

/* The cap of the deed's day holds, and what was credited before counts, whatever cap held then. */
static void cap_changed_within_the_period(void **state)
{
    (void)state;
    struct built *b = small_village(300);
    struct adjustment cap = {
        .from = day("2026-03-10"), .has_caps = true, .caps = one_cap(b, 400, period_month)};
    struct adjustment lower = {
        .from = day("2026-03-20"), .has_caps = true, .caps = one_cap(b, 100, period_month)};
    const struct adjustment *all[] = {&cap, &lower};
    b->r.rules[0]->adjustments = all;
    b->r.rules[0]->adjustments_len = 2;
    put_meeting(b, day("2026-03-31"));
    uint32_t before = put_entry(b, 0, 0, day("2026-03-09"), 100);
    uint32_t after = put_entry(b, 0, 0, day("2026-03-10"), 100);
    uint32_t last = put_entry(b, 0, 0, day("2026-03-20"), 100);
    assert_int_equal(credited(b, before, "2026-03-31"), 300);
    assert_int_equal(credited(b, after, "2026-03-31"), 100);
    assert_int_equal(credited(b, last, "2026-03-31"), 0);

    struct ledger ledger;
    struct diags diags = {0};
    struct arena arena = {0};
    struct credit_trace trace;
    ledger_compute(&ledger, &b->r, day("2026-03-31"), &diags);
    ledger_trace_entry(&ledger, after, &arena, &trace);
    assert_int_equal(trace.caps_len, 1);
    assert_ptr_equal(trace.caps[0].by, &cap);
    assert_int_equal(trace.caps[0].from, day("2026-03-01"));
    assert_int_equal(trace.caps[0].to, day("2026-03-31"));
    assert_int_equal(trace.caps[0].used, 300);
    assert_int_equal(trace.caps[0].users_len, 1);
    assert_int_equal(trace.caps[0].users[0].entry, before);
    assert_int_equal(trace.caps[0].before, 300);
    assert_int_equal(trace.caps[0].after, 100);
    assert_int_equal(trace.credited, 100);
    arena_free(&arena);
    diag_free(&diags);
    ledger_free(&ledger);
    village_free(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(notice_runs_its_days),           cmocka_unit_test(objection_suspends_until_resolved),
        cmocka_unit_test(late_objection_voids),           cmocka_unit_test(raw_is_rounded_away_from_zero),
        cmocka_unit_test(caps_give_part_of_it),           cmocka_unit_test(order_of_deeds_and_voids),
        cmocka_unit_test(category_counts_positive_rules), cmocka_unit_test(cap_changed_within_the_period),
    };
    return cmocka_run_group_tests_name("ledger/credit", tests, NULL, NULL);
}
