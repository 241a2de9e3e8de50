/* Names as each circle may see them. */
#include "read_village.h"
#include "view/mask.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void masking(void **state)
{
    (void)state;
    static const struct {
        const char *name, *masked, *minor;
    } cases[] = {
        {"张山", "张*", "张*"},
        {"张大山", "张*山", "张*"},
        {"欧阳明明", "欧**明", "欧*"},
        {"欧阳娜", "欧*娜", "欧*"},
        {"王𠮷明", "王*明", "王*"},
        {"𠮷田", "𠮷*", "𠮷*"},
        {"阿依古丽·买买提", "阿***·**提", "阿*"},
        {"阿依古丽•买买提", "阿***•**提", "阿*"},
        {"阿·买", "阿·*", "阿*"},
        {"张　山", "张　*", "张*"}, /* spaced out, it has two characters still */
        {"张 大 山", "张 * 山", "张*"},
        {"阿", "*", "*"},
        {"A", "*", "*"},
        {"Mary Lee", "M* L*", "M*"},
        {"Mary", "M*", "M*"},
        {"J Lee", "J* L*", "J*"},
        {"Zoe\xCC\x88", "Z*", "Z*"},
        {"O\xCC\x88zil Ali", "O\xCC\x88* A*", "O\xCC\x88*"}, /* Ö as two code points: one character */
        {"张\xF3\xA0\x84\x80山", "张\xF3\xA0\x84\x80*",
         "张\xF3\xA0\x84\x80*"}, /* with a variation selector */
        {"山\xCC\x88大\xCC\x88", "山\xCC\x88*", "山\xCC\x88*"},
        {"Ali·Osman", "A*·O*", "A*"},
        {"Айгуль", "А*", "А*"},
        {"玛丽Mary", "玛****y", "玛*"},
        {"··", "··", "··"},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_string_equal(mask_text(&arena, cases[i].name, mask_name), cases[i].masked);
        assert_string_equal(mask_text(&arena, cases[i].name, mask_minor), cases[i].minor);
        assert_string_equal(mask_text(&arena, cases[i].name, mask_none), cases[i].name);
    }
    arena_free(&arena);
}

static const char rules[] = "level: city\n"
                            "categories: [{id: order, title: 治安}]\n"
                            "rules:\n"
                            "  - {id: patrol, category: order, title: 巡逻, points: 2}\n"
                            "  - {id: noise, category: order, title: 扰民, kind: negative, points: -1}\n";

static const char people[] =
    "group: {id: g1, name: 一组}\n"
    "households:\n"
    "  - id: h1\n"
    "    head: 张大山\n"
    "    members: [{id: r1-a, name: 张大山}, {id: r1-b, name: 张小山, minor: true}]\n"
    "  - id: h2\n"
    "    head: 李国庆\n"
    "    consent: 2026-03-05\n"
    "    members: [{id: r2-a, name: 李国庆}, {id: r2-b, name: 李小宝, minor: true}]\n"
    "  - id: h3\n"
    "    head: 王小虎\n"
    "    members: [{id: r3-a, name: 王小虎, minor: true}]\n";

static const char meeting[] = "meeting: 2026-03-01\n"
                              "kind: review\n"
                              "entries:\n"
                              "  - {household: h1, rule: noise, date: 2026-02-01}\n"
                              "  - {resident: r2-a, rule: noise, date: 2026-02-01}\n"
                              "  - {resident: [r2-b, r1-b, r1-a], rule: patrol, date: 2026-02-01}\n"
                              "  - {resident: r2-b, rule: noise, date: 2026-02-03}\n";

/* The village with PRIVACY, at DATE. */
static void read_it(struct read_village *v, const char *privacy, const char *date)
{
    char village[512];
    snprintf(village, sizeof village, "name: 安乐屯村\nprivacy: {%s}\n", privacy);
    const struct file_text files[] = {
        {"records/households/1.yaml", people},
        {"records/meetings/m.yaml", meeting},
        {"records/rules/1.yaml", rules},
        {"records/village.yaml", village},
    };
    read_village(v, files, sizeof files / sizeof *files, date);
}

static void policies(void **state)
{
    (void)state;
    /* households h1, h2, h3; residents r1-a, r1-b, r2-a, r2-b, r3-a */
    static const struct {
        const char *privacy, *date;
        enum circle circle;
        const char *households[3], *residents[5];
    } cases[] = {
        {"site: masked",
         "2026-03-05",
         circle_site,
         {"张*山", "李国庆", "王*"},
         {"张*山", "张*", "李国庆", "李*", "王*"}},
        {"site: masked",
         "2026-03-04", /* the day before the consent */
         circle_site,
         {"张*山", "李*庆", "王*"},
         {"张*山", "张*", "李*庆", "李*", "王*"}},
        {"site: id", "2026-03-05", circle_site, {"h1", "h2", "h3"}, {"h1", "h1", "h2", "h2", "h3"}},
        {"site: full",
         "2026-03-05",
         circle_site,
         {"张大山", "李国庆", "王*"},
         {"张大山", "张*", "李国庆", "李*", "王*"}},
        {"site: full, led: masked",
         "2026-03-04",
         circle_led,
         {"张*山", "李*庆", "王*"},
         {"张*山", "张*", "李*庆", "李*", "王*"}},
        {"site: id",
         "2026-03-05",
         circle_posted, /* full is its default */
         {"张大山", "李国庆", "王*"},
         {"张大山", "张*", "李国庆", "李*", "王*"}},
        {"site: id, print: id",
         "2026-03-05",
         circle_office,
         {"张大山", "李国庆", "王小虎"},
         {"张大山", "张小山", "李国庆", "李小宝", "王小虎"}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct read_village v;
        struct view view;
        read_it(&v, cases[i].privacy, cases[i].date);
        view_open(&view, &v.ledger, v.words, cases[i].circle);
        for (uint32_t h = 0; h < 3; h++)
            assert_string_equal(view_household(&view, h), cases[i].households[h]);
        for (uint32_t r = 0; r < 5; r++)
            assert_string_equal(view_resident(&view, r), cases[i].residents[r]);
        view_free(&view);
        read_village_free(&v);
    }
}

/* Entries: 0 h1 noise, 1 r2-a noise, 2 to 4 patrol of r2-b, r1-b, r1-a, 5 r2-b noise. */
static void warnings(void **state)
{
    (void)state;
    static const struct {
        const char *privacy, *date;
        enum circle circle;
        bool lists[2];        /* an entry of noise, one of patrol */
        uint32_t counted;     /* of noise */
        const char *names[3]; /* of entries 0, 1 and 5, where listed */
    } cases[] = {
        {"site: masked", "2026-03-05", circle_site, {false, true}, 3, {NULL}},
        {"site: masked", "2026-03-06", circle_site, {false, true}, 3, {NULL}},
        {"site: masked, warnings: named", "2026-03-05", circle_site, {false, true}, 3, {NULL}},
        {"site: masked, warnings: named",
         "2026-03-06",
         circle_site,
         {true, true},
         0,
         {"张*山", "李国庆", "李*"}},
        {"site: full, warnings: named",
         "2026-03-06",
         circle_site,
         {true, true},
         0,
         {"张大山", "李国庆", "李*"}},
        {"site: full, warnings: masked",
         "2026-03-06",
         circle_site,
         {true, true},
         0,
         {"张*山", "李*庆", "李*"}},
        {"site: masked, warnings: masked",
         "2026-03-06",
         circle_site,
         {true, true},
         0,
         {"张*山", "李*庆", "李*"}},
        {"print: full, warnings: masked",
         "2026-03-06",
         circle_posted,
         {true, true},
         0,
         {"张*山", "李*庆", "李*"}},
        {"site: id, warnings: named", "2026-03-06", circle_site, {true, true}, 0, {"h1", "h2", "h2"}},
        {"site: id", "2026-03-05", circle_office, {true, true}, 0, {"张大山", "李国庆", "李小宝"}},
        {"site: id", "2026-02-28", circle_office, {false, false}, 0, {NULL}},
    };
    static const uint32_t all[] = {0, 1, 2, 3, 4, 5}, noise[] = {0, 1, 5};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct read_village v;
        struct view view;
        struct warning_count *counts;
        read_it(&v, cases[i].privacy, cases[i].date);
        view_open(&view, &v.ledger, v.words, cases[i].circle);
        assert_int_equal(view_lists(&view, 0), cases[i].lists[0]);
        assert_int_equal(view_lists(&view, 5), cases[i].lists[0]);
        assert_int_equal(view_lists(&view, 2), cases[i].lists[1]);
        uint32_t len = view_warnings(&view, &v.arena, all, 6, &counts);
        assert_int_equal(len, cases[i].counted ? 1 : 0);
        if (len) {
            assert_string_equal(v.records.rules[counts[0].rule]->id, "noise");
            assert_int_equal(counts[0].entries, cases[i].counted);
        }
        for (size_t k = 0; k < 3; k++)
            if (cases[i].names[k])
                assert_string_equal(view_entry_name(&view, noise[k]), cases[i].names[k]);
        view_free(&view);
        read_village_free(&v);
    }
}

static void ids_of_entries(void **state)
{
    (void)state;
    struct read_village v;
    struct view view;
    read_it(&v, "site: full", "2026-03-06");
    for (int circle = circle_site; circle <= circle_office; circle++) {
        view_open(&view, &v.ledger, v.words, (enum circle)circle);
        bool own = circle == circle_office; /* in own papers a household's own ids stand, in the office all */
        assert_string_equal(view_entry_id(&view, &v.arena, 0), "m/1");
        assert_string_equal(view_entry_id(&view, &v.arena, 1), "m/2");
        assert_string_equal(view_entry_id(&view, &v.arena, 2), own ? "m/3/r2-b" : "m/3/~1");
        assert_string_equal(view_entry_id(&view, &v.arena, 4), own ? "m/3/r1-a" : "m/3/~3");
        assert_int_equal(view_private(&view), own || circle == circle_own);
        view_free(&view);
    }
    read_village_free(&v);
}

static void aloud(void **state)
{
    (void)state;
    struct read_village v;
    struct view view;
    read_it(&v, "site: masked", "2026-03-06");
    view_open(&view, &v.ledger, v.words, circle_site);
    assert_string_equal(view_aloud(&view, &v.arena, "欧**明"), "欧某某明");
    assert_string_equal(view_aloud(&view, &v.arena, "张*"), "张某");
    assert_string_equal(view_aloud(&view, &v.arena, "张大山"), "张大山");
    struct words *english = read_words(language_en);
    view.words = english;
    assert_string_equal(view_aloud(&view, &v.arena, "张*山"), "张 someone 山");
    assert_string_equal(view_aloud(&view, &v.arena, "M* L*"), "M someone L someone");
    words_free(english);
    view_free(&view);
    read_village_free(&v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(masking),        cmocka_unit_test(policies), cmocka_unit_test(warnings),
        cmocka_unit_test(ids_of_entries), cmocka_unit_test(aloud),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
