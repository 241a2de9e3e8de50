/* Charts as SVG: what is drawn is what was counted, and told in words. */
#include "site/chart.h"

#include "unit/look.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

#include <cmocka.h>

static const char *const months[] = {"1", "2", "3", "4"};

static struct chart some_chart(const struct chart_series *series, size_t len)
{
    return (struct chart){.id = "_c",
                          .title = "积分 <分>",
                          .description = "共 \"10\" & 4",
                          .labels = months,
                          .len = 4,
                          .known = 4,
                          .series = series,
                          .series_len = len,
                          .unit = 100,
                          .labels_every = 2};
}

static void assert_has(const char *svg, const char *part)
{
    if (!strstr(svg, part))
        fail_msg("no %s in %s", part, svg);
}

static void an_axis_has_few_round_steps(void **state)
{
    (void)state;
    static const struct {
        int64_t max, unit, step;
    } cases[] = {{0, 1, 1},
                 {4, 1, 1},
                 {5, 1, 2},
                 {8, 1, 2},
                 {9, 1, 5},
                 {21, 1, 10},
                 {164, 1, 50},
                 {200, 1, 50},
                 {201, 1, 100},
                 {49600, 100, 20000},
                 {50, 100, 100},
                 {360725, 100, 100000},
                 {12345678901234, 100, 5000000000000}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(chart_step(cases[i].max, cases[i].unit), cases[i].step);
}

static void bars_are_as_long_as_their_values(void **state)
{
    (void)state;
    static const int64_t done[] = {100, 0, 50, -7}, waiting[] = {100, 0, 0, 50};
    static const char *const texts[] = {"1分", "0分", "0.5分", "0.5分"};
    const struct chart_series series[] = {{"已生效", done}, {"公示中", waiting}};
    struct chart chart = some_chart(series, 2);
    struct arena arena = {0};
    chart.texts = texts;
    const char *svg = chart_bars(&arena, &chart);
    assert_int_equal(times(svg, "<li>"), 4);
    assert_int_equal(times(svg, "<rect class=\"part-1\""), 2); /* of the values above 0 */
    assert_int_equal(times(svg, "<rect class=\"part-2\""), 2);
    assert_has(svg, "x=\"0.00%\" y=\"0.00em\" width=\"50.00%\"");
    assert_has(svg, "x=\"50.00%\" y=\"0.00em\" width=\"50.00%\"");
    assert_has(svg, "width=\"25.00%\"");
    assert_int_equal(times(svg, "fill=\"url(#_c-2)\""), 2);
    assert_int_equal(times(svg, "<pattern id=\"_c-2\""), 1);
    assert_has(chart_swatch(&arena, &chart, 1, false), "fill=\"url(#_c-2)\"");
    assert_has(svg, ">0.5分</span>");
    assert_string_equal(svg, chart_bars(&arena, &chart));
    chart.full = 400; /* then the longest is half as long as the row */
    assert_has(chart_bars(&arena, &chart), "x=\"25.00%\" y=\"0.00em\" width=\"25.00%\"");
    arena_free(&arena);
}

static void columns_stand_on_an_axis(void **state)
{
    (void)state;
    static const int64_t points[] = {100, 400, 0, 300};
    const struct chart_series series = {"积分", points};
    struct chart chart = some_chart(&series, 1);
    struct arena arena = {0};
    const char *svg = chart_columns(&arena, &chart);
    assert_has(svg, "role=\"img\" aria-labelledby=\"_c-title _c-text\"");
    assert_has(svg, "<title id=\"_c-title\">积分 &lt;分&gt;</title>");
    assert_has(svg, "<desc id=\"_c-text\">共 &quot;10&quot; &amp; 4</desc>");
    assert_false(chart_empty(&chart));
    assert_int_equal(times(svg, "<rect"), 3); /* none for 0 */
    assert_int_equal(times(svg, "class=\"grid\""), 4);
    assert_has(svg, "<tspan>4</tspan></text>");
    assert_has(svg, "width=\"16.66%\" height=\"10.00em\""); /* 4 of 4 */
    assert_has(svg, "height=\"2.50em\"/>");                 /* 1 of 4 */
    assert_int_equal(times(svg, "tick minor"), 2);
    assert_null(strstr(svg, "axis-wide"));
    arena_free(&arena);
}

static void lines_end_where_nothing_is_known(void **state)
{
    (void)state;
    static const int64_t earned[] = {INT64_C(100000000000000), INT64_C(50000000000000), 0, 999},
                         spent[] = {0, 0, 0, 0};
    const struct chart_series series[] = {{"挣得", earned}, {"兑换", spent}};
    struct chart chart = some_chart(series, 2);
    struct arena arena = {0};
    chart.known = 3;
    const char *svg = chart_lines(&arena, &chart);
    assert_int_equal(times(svg, "<circle class=\"mark-1\""), 3);
    assert_int_equal(times(svg, "<line class=\"line-1\""), 2); /* from month to month */
    assert_int_equal(times(svg, "<line class=\"mark-2\""), 3);
    assert_has(svg, "axis-wide");
    assert_null(strstr(svg, "NaN"));
    assert_null(strstr(svg, "--"));
    arena_free(&arena);
}

static void nothing_at_all_is_drawn_well(void **state)
{
    (void)state;
    static const int64_t none[] = {0, 0, 0, 0};
    const struct chart_series series = {"积分", none};
    struct chart chart = some_chart(&series, 1);
    struct arena arena = {0};
    assert_true(chart_empty(&chart));
    assert_int_equal(times(chart_bars(&arena, &chart), "<rect"), 0);
    assert_int_equal(times(chart_columns(&arena, &chart), "<rect"), 0);
    chart.len = chart.known = 0;
    assert_has(chart_columns(&arena, &chart), "</svg>");
    assert_has(chart_lines(&arena, &chart), "</svg>");
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_axis_has_few_round_steps),  cmocka_unit_test(bars_are_as_long_as_their_values),
        cmocka_unit_test(columns_stand_on_an_axis),     cmocka_unit_test(lines_end_where_nothing_is_known),
        cmocka_unit_test(nothing_at_all_is_drawn_well),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
