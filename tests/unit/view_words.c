/* The words of the outputs: reading translation files, looking up, numbers and dates in both languages. */
#include "base/buf.h"
#include "base/date.h"
#include "base/files.h"
#include "view/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct words *add(struct words *words, const char *text, uint32_t file, struct diags *diags)
{
    words_add(words, text, strlen(text), file, diags);
    return words;
}

/* The words of the default theme, which must be right. */
static struct words *theme(enum language language)
{
    struct words *words = words_new(language);
    struct buf text = {0};
    struct diags diags = {0};
    const char *path =
        language == language_en ? "themes/default/words/en.yaml" : "themes/default/words/zh-CN.yaml";
    assert_int_equal(file_read(path, &text), 0);
    add(words, buf_text(&text), 0, &diags);
    assert_int_equal(diags.len, 0);
    buf_free(&text);
    return words;
}

static void looking_up(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct diags diags = {0};
    struct words *w = add(words_new(language_en),
                          "a: {b: {c: deep}, d: '{2} before {1}, {3}'}\ne: top\nf: ''\ng:\n", 0, &diags);
    assert_int_equal(diags.len, 0);
    assert_string_equal(words_get(w, "a.b.c"), "deep");
    assert_string_equal(words_get(w, "e"), "top");
    assert_string_equal(words_get(w, "f"), "");
    assert_string_equal(words_format(w, &arena, "a.d", "one", "two", NULL), "two before one, {3}");
    assert_null(words_missing(w)[0]);
    assert_string_equal(words_get(w, "x.y"), "⟨x.y⟩");
    assert_string_equal(words_get(w, "a.b"), "⟨a.b⟩");
    assert_string_equal(words_get(w, "g"), "⟨g⟩");
    assert_string_equal(words_get(w, "x.y"), "⟨x.y⟩");
    const char *const *missing = words_missing(w);
    assert_string_equal(missing[0], "a.b");
    assert_string_equal(missing[1], "g");
    assert_string_equal(missing[2], "x.y");
    assert_null(missing[3]);
    const struct value *values = words_values(w, &arena);
    assert_string_equal(value_get(value_get(value_get(values, "a"), "b"), "c")->text, "deep");
    words_free(w);
    arena_free(&arena);
}

static void own_file_replaces(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct diags diags = {0};
    struct words *w = add(words_new(language_en), "a: {b: old, c: kept}\n", 0, &diags);
    add(w, "a: {b: new}\nown: {x: y}\n", 1, &diags);
    assert_int_equal(diags.len, 0);
    assert_string_equal(words_get(w, "a.b"), "new");
    assert_string_equal(words_get(w, "a.c"), "kept");
    assert_string_equal(words_get(w, "own.x"), "y");
    assert_string_equal(value_get(value_get(words_values(w, &arena), "a"), "b")->text, "new");
    words_free(w);
    arena_free(&arena);
}

/* Every text of A is in B too. */
static void same_keys(const struct value *a, const struct value *b)
{
    for (size_t i = 0; i < value_length(a); i++) {
        const struct value *x = value_at(a, i), *y = value_get(b, value_key_at(a, i));
        if (!y || x->kind != y->kind)
            fail_msg("\"%s\" is in one language only", value_key_at(a, i));
        if (x->kind == value_is_map)
            same_keys(x, y);
    }
}

static void numbers_have_forms(void **state)
{
    (void)state;
    static const char text[] = "a: '{1} {1|day|days} of {2} {2|hour|hours}, {3}, {1|x'\n";
    static const char *const cases[][3] = {
        {"1", "2", "1 day of 2 hours, {3}, {1|x"},
        {"0", "1", "0 days of 1 hour, {3}, {1|x"},
        {"−1", "1.5", "−1 day of 1.5 hours, {3}, {1|x"},
    };
    struct arena arena = {0};
    struct diags diags = {0};
    struct words *w = add(words_new(language_en), text, 0, &diags);
    struct words *zh = add(words_new(language_zh_cn), "a: '{1}{1|天|日}'\n", 0, &diags);
    assert_int_equal(diags.len, 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(words_format(w, &arena, "a", cases[i][0], cases[i][1], NULL), cases[i][2]);
    assert_string_equal(words_format(zh, &arena, "a", "2", NULL), "2天");
    words_free(w);
    words_free(zh);
    arena_free(&arena);
}

/* A place has the words of its kind, by what its name ends in; the village's own file is above them. */
static void places_have_words(void **state)
{
    (void)state;
    static const char text[] = "a: {b: village, c: both}\nfor: {community: {ends: 社区 Community, words: {a: "
                               "{b: community}}}}\n";
    static const char *const cases[][2] = {{"安乐屯村", "village"},
                                           {"向阳社区", "community"},
                                           {"sunny community", "community"},
                                           {"社区", "village"}};
    struct arena arena = {0};
    struct diags diags = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct words *w = add(words_new(language_en), text, 0, &diags);
        words_choose(w, cases[i][0]);
        assert_string_equal(words_get(w, "a.b"), cases[i][1]);
        assert_string_equal(words_get(w, "a.c"), "both");
        const struct value *values = words_values(w, &arena);
        assert_string_equal(value_get(value_get(values, "a"), "b")->text, cases[i][1]);
        assert_null(value_get(values, "for"));
        words_free(w);
        struct words *own = add(words_new(language_en), text, 0, &diags);
        add(own, "a: {b: ours}\n", 1, &diags);
        words_choose(own, cases[i][0]);
        assert_string_equal(words_get(own, "a.b"), "ours");
        words_free(own);
    }
    assert_int_equal(diags.len, 0);
    arena_free(&arena);
}

/* Words that places of a kind have replace some that all have. */
static void kinds_replace(void **state)
{
    (void)state;
    struct arena arena = {0};
    for (int l = 0; l < 2; l++) {
        struct words *w = theme(l ? language_en : language_zh_cn),
                     *all = theme(l ? language_en : language_zh_cn);
        words_choose(w, "向阳社区");
        const struct value *a = words_values(w, &arena), *b = words_values(all, &arena);
        same_keys(a, b);
        assert_string_not_equal(words_get(w, "print.addressee"), words_get(all, "print.addressee"));
        words_free(w);
        words_free(all);
    }
    arena_free(&arena);
}

static void mistakes_are_reported(void **state)
{
    (void)state;
    static const struct {
        const char *text, *code;
        uint32_t line;
    } cases[] = {
        {"a:\n  b: 1\n  b: 2\n", "duplicate-key", 3},
        {"a:\n  b: [1, 2]\n", "bad-type", 2},
        {"- a\n", "bad-type", 1},
        {"there: x\n", "bad-type", 1},
        {"top: {x: y}\n", "bad-type", 1},
        {"a:\n  b.c: x\n", "bad-value", 2},
        {"a: \"x\\ny\"\n", "bad-value", 1},
        {"a: &x y\n", "yaml-feature", 1},
        {"for: x\n", "bad-type", 1},
        {"for:\n  a: x\n", "bad-type", 2},
        {"for:\n  a: {word: {b: c}}\n", "unknown-key", 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct diags diags = {0};
        struct words *w = add(words_new(language_en), "there: {x: y}\ntop: text\n", 0, &diags);
        add(w, cases[i].text, 7, &diags);
        assert_int_equal(diags.len, 1);
        assert_string_equal(diags.items[0].code, cases[i].code);
        assert_int_equal(diags.items[0].place.file, 7);
        assert_int_equal(diags.items[0].place.line, cases[i].line);
        words_free(w);
        diag_free(&diags);
    }
}

static void languages_have_the_same_keys(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct words *zh = theme(language_zh_cn), *en = theme(language_en);
    const struct value *a = words_values(zh, &arena), *b = words_values(en, &arena);
    same_keys(a, b);
    same_keys(b, a);
    words_free(zh);
    words_free(en);
    arena_free(&arena);
}

static void points_and_dates(void **state)
{
    (void)state;
    struct arena a = {0};
    struct words *zh = theme(language_zh_cn), *en = theme(language_en);
    assert_string_equal(words_points(zh, &a, 1250, false), "12.5");
    assert_string_equal(words_points(zh, &a, -300, true), "−3");
    assert_string_equal(words_points(en, &a, 300, true), "+3");
    assert_string_equal(words_points(en, &a, 0, true), "+0");
    int32_t d = date_of(2026, 3, 5);
    assert_string_equal(words_date(zh, &a, d), "2026年3月5日");
    assert_string_equal(words_date(en, &a, d), "5 March 2026");
    assert_string_equal(words_day(zh, &a, d), "3月5日");
    assert_string_equal(words_day(en, &a, d), "5 March");
    assert_string_equal(words_month(zh, &a, d), "2026年3月");
    assert_string_equal(words_month(en, &a, d), "March 2026");
    assert_string_equal(words_quarter(zh, &a, date_of(2026, 12, 1)), "2026年第4季度");
    assert_string_equal(words_quarter(en, &a, d), "Q1 2026");
    assert_string_equal(words_iso(&a, d), "2026-03-05");
    assert_string_equal(words_bounds(zh, &a, d, date_last), "2026年3月5日起");
    assert_string_equal(words_bounds(zh, &a, date_first, d), "至2026年3月5日");
    assert_string_equal(words_bounds(en, &a, d, d + 1), "5 March 2026 to 6 March 2026");
    assert_string_equal(words_bounds(zh, &a, date_first, date_last), "长期有效");
    assert_null(words_missing(zh)[0]);
    assert_null(words_missing(en)[0]);
    words_free(zh);
    words_free(en);
    arena_free(&a);
}

static void spans(void **state)
{
    (void)state;
    static const struct {
        int from[3], to[3];
        const char *zh, *en;
    } cases[] = {
        {{2026, 3, 6}, {2026, 3, 10}, "2026年3月6日至10日（5天）", "6 to 10 March 2026 (5 days)"},
        {{2026, 2, 27}, {2026, 3, 3}, "2026年2月27日至3月3日（5天）", "27 February to 3 March 2026 (5 days)"},
        {{2025, 12, 30},
         {2026, 1, 3},
         "2025年12月30日至2026年1月3日（5天）",
         "30 December 2025 to 3 January 2026 (5 days)"},
        {{2026, 3, 6}, {2026, 3, 6}, "2026年3月6日（1天）", "6 March 2026 (1 day)"},
        {{2025, 3, 6},
         {2026, 3, 6},
         "2025年3月6日至2026年3月6日（366天）",
         "6 March 2025 to 6 March 2026 (366 days)"},
    };
    struct arena a = {0};
    struct words *zh = theme(language_zh_cn), *en = theme(language_en);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const int *f = cases[i].from, *t = cases[i].to;
        int32_t from = date_of(f[0], f[1], f[2]), to = date_of(t[0], t[1], t[2]);
        assert_string_equal(words_span_counted(zh, &a, from, to), cases[i].zh);
        assert_string_equal(words_span_counted(en, &a, from, to), cases[i].en);
    }
    words_free(zh);
    words_free(en);
    arena_free(&a);
}

static void rules(void **state)
{
    (void)state;
    struct arena a = {0};
    struct words *zh = theme(language_zh_cn), *en = theme(language_en);
    const struct value_range two = {200, 200, false}, one = {100, 100, false}, some = {500, 2000, true},
                             less = {-1000, -200, true}, half = {-50, -50, false};
    assert_string_equal(words_value(zh, &a, &two), "2分");
    assert_string_equal(words_value(en, &a, &two), "2 points");
    assert_string_equal(words_value(en, &a, &one), "1 point");
    assert_string_equal(words_value(zh, &a, &some), "5至20分");
    assert_string_equal(words_value(zh, &a, &less), "−10至−2分");
    assert_string_equal(words_value(zh, &a, &half), "−0.5分");
    const struct cap items[] = {{1000, period_month}, {4050, period_cycle}}, twelve = {12, period_cycle};
    const struct caps caps = {items, 2}, none = {NULL, 0}, quota = {&twelve, 1};
    assert_string_equal(words_caps(zh, &a, &caps), "每月最多10分；每年度最多40.5分");
    assert_string_equal(words_caps(en, &a, &caps), "at most 10 points a month; at most 40.5 points a year");
    assert_string_equal(words_caps(zh, &a, &none), "");
    assert_string_equal(words_quota(zh, &a, &quota), "每年度最多12次");
    words_free(zh);
    words_free(en);
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(looking_up),
        cmocka_unit_test(own_file_replaces),
        cmocka_unit_test(numbers_have_forms),
        cmocka_unit_test(places_have_words),
        cmocka_unit_test(kinds_replace),
        cmocka_unit_test(mistakes_are_reported),
        cmocka_unit_test(languages_have_the_same_keys),
        cmocka_unit_test(points_and_dates),
        cmocka_unit_test(spans),
        cmocka_unit_test(rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
