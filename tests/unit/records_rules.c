/* What a rule is worth and how far it is capped on a day, after its adjustments; and the village's calendar.
 */
#include "records/records.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const struct value_range two = {200, 200, false}, three = {300, 300, false}, some = {100, 500, true};

static void value_by_date(void **state)
{
    (void)state;
    const int32_t d = date_of(2026, 3, 1);
    struct dated_value values[] = {{.from = d, .value = two}, {.from = d + 10, .value = some}};
    const struct rule rule = {.values = values, .values_len = 2, .from = date_first, .until = date_last};
    const struct dated_value *dated;
    assert_null(rule_value(&rule, d - 1, NULL, &dated));
    assert_null(dated);
    assert_ptr_equal(rule_value(&rule, d + 9, NULL, &dated), &values[0].value);
    assert_ptr_equal(dated, &values[0]);
    assert_ptr_equal(rule_value(&rule, d + 10, NULL, NULL), &values[1].value);
}

/* The one read later wins where both cover, even if its own date is earlier. */
static void later_adjustment_wins(void **state)
{
    (void)state;
    const int32_t d = date_of(2026, 3, 1);
    struct dated_value own = {.from = date_first, .value = two};
    const struct cap monthly = {1000, period_month}, daily = {200, period_day};
    const struct adjustment a = {
        .from = d + 10, .has_value = true, .value = three, .has_caps = true, .caps = {&daily, 1}};
    const struct adjustment b = {.from = d, .has_value = true, .value = some};
    const struct adjustment c = {.from = d + 20, .has_caps = true};
    const struct adjustment *all[] = {&a, &b, &c};
    const struct rule rule = {.values = &own,
                              .values_len = 1,
                              .caps = {&monthly, 1},
                              .from = date_first,
                              .until = date_last,
                              .adjustments = all,
                              .adjustments_len = 3};
    const struct adjustment *by;
    const struct dated_value *dated;
    assert_ptr_equal(rule_value(&rule, d - 1, &by, &dated), &own.value);
    assert_null(by);
    assert_ptr_equal(dated, &own);
    assert_ptr_equal(rule_value(&rule, d + 30, &by, &dated), &b.value);
    assert_ptr_equal(by, &b);
    assert_null(dated);
    assert_ptr_equal(rule_caps(&rule, d + 9, &by), &rule.caps);
    assert_null(by);
    assert_ptr_equal(rule_caps(&rule, d + 10, &by), &a.caps);
    assert_ptr_equal(by, &a);
    assert_int_equal(rule_caps(&rule, d + 20, &by)->len, 0);
    assert_ptr_equal(by, &c);
}

static void dropped_stays_dropped(void **state)
{
    (void)state;
    const int32_t d = date_of(2026, 3, 1);
    const struct adjustment late = {.from = d + 10, .drop = true}, early = {.from = d, .drop = true};
    const struct adjustment value = {.from = d + 5, .has_value = true, .value = two};
    const struct adjustment *all[] = {&early, &late, &value};
    struct rule rule = {.from = d - 5, .until = date_last, .adjustments = all, .adjustments_len = 3};
    assert_int_equal(rule_last(&rule), d - 1);
    assert_false(rule_holds(&rule, d - 6));
    assert_true(rule_holds(&rule, d - 5));
    assert_true(rule_holds(&rule, d - 1));
    assert_false(rule_holds(&rule, d + 7));
    rule.adjustments_len = 0;
    assert_true(rule_holds(&rule, date_last));
    rule.until = d;
    assert_int_equal(rule_last(&rule), d);
}

static void cycles(void **state)
{
    (void)state;
    const struct village school = {.cycle = {9, 1}}, year = {.cycle = {1, 1}};
    assert_int_equal(cycle_of(&school, date_of(2026, 8, 31)), 2025);
    assert_int_equal(cycle_of(&school, date_of(2026, 9, 1)), 2026);
    assert_int_equal(cycle_first(&school, 2025), date_of(2025, 9, 1));
    assert_int_equal(cycle_last(&school, 2025), date_of(2026, 8, 31));
    assert_int_equal(cycle_of(&year, date_of(2026, 1, 1)), 2026);
    assert_int_equal(cycle_last(&year, 2024), date_of(2024, 12, 31));
}

static void periods(void **state)
{
    (void)state;
    const struct village school = {.cycle = {9, 1}};
    const int32_t thursday = date_of(2026, 1, 1);
    assert_int_equal(period_first(&school, period_day, thursday), thursday);
    assert_int_equal(period_first(&school, period_week, thursday), date_of(2025, 12, 29));
    assert_int_equal(period_first(&school, period_week, date_of(2025, 12, 29)), date_of(2025, 12, 29));
    assert_int_equal(period_first(&school, period_week, date_of(2026, 1, 4)), date_of(2025, 12, 29));
    assert_int_equal(period_first(&school, period_month, date_of(2024, 2, 29)), date_of(2024, 2, 1));
    assert_int_equal(period_first(&school, period_quarter, date_of(2026, 9, 30)), date_of(2026, 7, 1));
    assert_int_equal(period_first(&school, period_quarter, date_of(2026, 12, 31)), date_of(2026, 10, 1));
    assert_int_equal(period_first(&school, period_cycle, thursday), date_of(2025, 9, 1));
    assert_int_equal(period_last(&school, period_week, thursday), date_of(2026, 1, 4));
    assert_int_equal(period_last(&school, period_month, date_of(2024, 2, 1)), date_of(2024, 2, 29));
    assert_int_equal(period_last(&school, period_quarter, date_of(2026, 10, 1)), date_of(2026, 12, 31));
    assert_int_equal(period_last(&school, period_cycle, thursday), date_of(2026, 8, 31));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(value_by_date),
        cmocka_unit_test(later_adjustment_wins),
        cmocka_unit_test(dropped_stays_dropped),
        cmocka_unit_test(cycles),
        cmocka_unit_test(periods),
    };
    return cmocka_run_group_tests_name("records/rules", tests, NULL, NULL);
}
