/* Names in texts: found, masked, warned of. */
#include "read_village.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const char people[] =
    "group: {id: g1, name: 一组}\n"
    "households:\n"
    "  - id: h1\n"
    "    head: 张大山\n"
    "    members:\n"
    "      - {id: r1-a, name: 张大山}\n"
    "      - {id: r1-b, name: 张大}\n"
    "      - {id: r1-c, name: 山海}\n"
    "      - {id: r1-d, name: 张小山, minor: true}\n"
    "      - {id: r1-e, name: 李张}\n"
    "  - id: h2\n"
    "    head: 李国庆\n"
    "    consent: 2026-03-05\n"
    "    members: [{id: r2-a, name: 李国庆}, {id: r2-b, name: 李小宝, minor: true}]\n"
    "  - id: h3\n"
    "    head: Mary Lee\n"
    "    members:\n"
    "      - {id: r3-a, name: Li}\n"
    "      - {id: '5', name: 阿}\n"
    "      - {id: r3-c, name: 阿依古丽·买买提}\n"
    "      - {id: r3-d, name: 和平}\n"
    "      - {id: r3-e, name: 向阳}\n"
    "      - {id: r3-f, name: 安乐}\n"
    "      - {id: r3-g, name: 覃仕兰}\n"
    "      - {id: r3-h, name: 仕兰}\n"
    "      - {id: r3-i, name: 谭冬梅}\n"
    "      - {id: r3-j, name: 兰明}\n"
    "      - {id: r3-k, name: 向阳红}\n"
    "      - {id: r3-l, name: \u9A6C\u4DAE}\n"
    "      - {id: r3-m, name: Jos\u00E9 Fisher}\n";

static const char rules[] = "level: city\n"
                            "categories: [{id: order, title: 治安}]\n"
                            "rules: [{id: patrol, category: order, title: 巡逻, points: 2}]\n";

static const char first[] = "meeting: 2026-03-01\n"
                            "kind: review\n"
                            "title: 张大山家的事\n"
                            "chair: 覃仕兰、谭一\n"
                            "entries:\n"
                            "  - {household: h1, rule: patrol, date: 2026-02-01}\n"
                            "  - {resident: ['5', r2-a], rule: patrol, date: 2026-02-01}\n"
                            "  - {household: h2, rule: patrol, date: 2026-02-02}\n"
                            "minutes: |\n"
                            "  # 三月\n"
                            "\n"
                            "  张大山和山海发言，张大\n"
                            "  山补充。\n";

static const char second[] = "meeting: 2026-03-04\n"
                             "kind: review\n"
                             "corrections:\n"
                             "  - {entry: m1/1, reason: 应记山海家}\n"
                             "  - entry: m1/3\n"
                             "    reason: \"把 r2-a 写成李小宝\"\n";

/* Read with SITE as the policy of names on the site, full on paper. */
static void read_it(struct read_village *v, const char *site)
{
    char village[512];
    snprintf(village, sizeof village,
             "name: 安乐屯村\n"
             "town: 盛家坝镇\n"
             "offices: [{role: 实践站, holder: 谭冬梅}]\n"
             "privacy: {site: %s, words: [和平, 向阳]}\n",
             site);
    const struct file_text files[] = {
        {"records/households/1.yaml", people}, {"records/meetings/m1.yaml", first},
        {"records/meetings/m2.yaml", second},  {"records/rules/1.yaml", rules},
        {"records/village.yaml", village},
    };
    read_village(v, files, sizeof files / sizeof *files, "2026-03-05");
}

static const struct place nowhere = {0};

static void finding(void **state)
{
    (void)state;
    static const struct {
        const char *text, *masked;
    } cases[] = {
        {"没有人", NULL},
        {"张大山", "张*山"},
        {"张大山、张大、山海", "张*山、张*、山*"},
        /* what overlaps: the longest first, and nothing of the others is left */
        {"张大山海", "张*山*"},
        {"李张小山", "李*"},
        /* one character is no name */
        {"阿姨", NULL},
        /* consent, but minors never */
        {"李国庆和李小宝", "李国庆和李*"},
        {"张小山来了", "张*来了"},
        /* spaced out, broken over a line, with another middle dot; paragraphs are apart */
        {"张　大　山", "张　*　山"},
        {"张大\n山说", "张*\n山说"},
        {"张大\r\n  山说", "张*\r\n  山说"},
        {"山\n\n海", NULL},
        /* with what nobody sees in it: a soft hyphen, a joiner, a space without width */
        {"张\u00AD大\u200C山\u200B说", "张*山说"},
        {"张\u3000\u200B大山", "张\u3000\u200B*山"},
        {"阿依古丽•买买提", "阿***·**提"},
        {"阿依古丽 · 买买提", "阿***·**提"},
        {"阿依古丽．买买提，阿依古丽.买买提", "阿***·**提，阿***·**提"},
        {"阿依古丽买买提、阿依古丽 买买提", "阿***·**提、阿***·**提"},
        {"阿依古丽●买买提-阿依古丽—买买提", "阿***·**提-阿***·**提"},
        {"阿依古丽·\n买买提", "阿***·\n**提"},
        /* radicals, compatibility forms, traditional characters, private codes, strokes through */
        {"张\u2F24\u2F2D", "张*山"},
        {"\uF9E1國庆、\uF9E1小\u5BF6、\uF9E1張", "\uF9E1國庆、李*、李*"},
        {"張大山、張\u2F24\u2F2D", "张*山、张*山"},
        {"谭\u0336冬\u0336梅\u0336、向\u20DD阳\u20DD红\u20DD", "谭\u0336冬\u0336梅\u0336、向*红"},
        {"\u9A6C\u4DAE、\u2EE2\uE863", "\u9A6C*、\u9A6C*"},
        /* a full stop and a dash are none, nor is what stands in a list */
        {"是张。大山", NULL},
        {"老张——大山", NULL},
        {"- 张\n- 大山", NULL},
        {"张、大山，张|大山", NULL},
        /* letters: case, width, joined, apart, decomposed; a word in small letters is no name of one word */
        {"MARY LEE, mary-lee, \uFF2D\uFF41\uFF52\uFF59\u3000\uFF2C\uFF45\uFF45, MaryLee, Mary_Lee",
         "M* L*, M* L*, M* L*, M* L*, M* L*"},
        {"LI, li, \uFF2C\uFF49", "L*, li, L*"},
        {"Jose\u0301 Fisher, JOS\u00C9 \uFB01sher", "J* F*, J* F*"},
        {"Mary Leeds, rosemary lee", NULL},
        /* letters stand alone */
        {"Mary Lee and Li", "M* L* and L*"},
        {"Mary\nLee", "M*\nL*"},
        {"Light, LiLi, Li2, Mary Leeds", NULL},
        {"请Li来", "请L*来"},
        /* words, chairs, holders */
        {"和平的日子，向阳坡", NULL},
        {"向阳红", "向*红"},
        {"覃仕兰主持，仕兰来了", "覃仕兰主持，仕*来了"},
        {"覃仕兰明天来", "覃仕兰*天来"}, /* 兰明 reaches out of what is left */
        {"谭冬梅", NULL},
        /* places: where they stand, and not the name alone */
        {"安乐屯村和安乐屯", NULL},
        {"安乐回来了", "安*回来了"},
        {"盛家坝镇安乐屯村张大山", "盛家坝镇安乐屯村张*山"},
        /* residents' ids */
        {"把r2-a写错", "把h2写错"},
        {"m1/2/r2-a", "m1/2/~2"},
        {"m1/2/5 记错", "m1/2/~1 记错"},
        {"r2-ab r2-a-1 xr2-a r2a r2.a", NULL},
        {"\uFF322\uFF0Da", "h2"},
        {"r2-a.", "h2."},
        {"5元", NULL},
        {"", NULL},
        {"\n", NULL},
        {"张", NULL},
        {"\xF0\xA0\xAE\xB7张大山", "\xF0\xA0\xAE\xB7张*山"},
    };
    struct read_village v;
    struct view view;
    read_it(&v, "masked");
    view_open(&view, &v.ledger, v.words, circle_site);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *text = view_text(&view, &v.arena, cases[i].text, nowhere, NULL);
        if (cases[i].masked)
            assert_string_equal(text, cases[i].masked);
        else
            assert_ptr_equal(text, cases[i].text);
        assert_int_equal(view_hidden(&view, &v.arena, cases[i].text) != NULL, cases[i].masked != NULL);
    }
    view_free(&view);
    read_village_free(&v);
}

static void policies(void **state)
{
    (void)state;
    static const char text[] = "张大山、张小山、李国庆、李小宝、Li、r1-a";
    static const struct {
        const char *site;
        enum circle circle;
        const char *masked;
    } cases[] = {
        {"masked", circle_site, "张*山、张*、李国庆、李*、L*、h1"},
        {"full", circle_site, "张大山、张*、李国庆、李*、Li、h1"},
        {"id", circle_site, "张*山、张*、李*庆、李*、L*、h1"},
        {"masked", circle_posted, "张大山、张*、李国庆、李*、Li、h1"},
        {"full", circle_led, "张*山、张*、李国庆、李*、L*、h1"},
        {"masked", circle_own,
         "张*山、张*、李国庆、李*、L*、h1"}, /* before it is known whose papers they are */
        {"masked", circle_office, text},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct read_village v;
        struct view view;
        read_it(&v, cases[i].site);
        view_open(&view, &v.ledger, v.words, cases[i].circle);
        assert_string_equal(view_text(&view, &v.arena, text, nowhere, NULL), cases[i].masked);
        view_free(&view);
        read_village_free(&v);
    }
}

/* In a household's own papers its own names and ids stand, those of others are as the site has them. */
static void own_papers(void **state)
{
    (void)state;
    static const char text[] = "张大山、张小山、李国庆、李小宝、r1-a、r2-a";
    static const struct {
        const char *site;
        uint32_t household;
        const char *masked;
    } cases[] = {
        {"masked", 0, "张大山、张小山、李国庆、李*、r1-a、h2"},
        {"masked", 1, "张*山、张*、李国庆、李小宝、h1、r2-a"},
        {"full", 1, "张大山、张*、李国庆、李小宝、h1、r2-a"},
        {"id", 0, "张大山、张小山、李*庆、李*、r1-a、h2"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct read_village v;
        struct view view;
        read_it(&v, cases[i].site);
        view_open(&view, &v.ledger, v.words, circle_own);
        const struct view own = view_for(&view, cases[i].household);
        assert_string_equal(view_text(&own, &v.arena, text, nowhere, NULL), cases[i].masked);
        view_free(&view);
        read_village_free(&v);
    }
}

static void markdown(void **state)
{
    (void)state;
    struct read_village v;
    struct view view;
    read_it(&v, "masked");
    view_open(&view, &v.ledger, v.words, circle_site);
    assert_string_equal(view_markdown(&view, &v.arena, "**张大山**和Mary Lee，*山海*", nowhere, NULL),
                        "**张\\*山**和M\\* L\\*，*山\\**");
    view_free(&view);
    read_village_free(&v);
}

static void expect(const struct diag *d, uint32_t line, uint32_t column, const char *name, const char *shown)
{
    assert_string_equal(d->code, "name-in-text");
    assert_int_equal(d->severity, severity_warning);
    assert_int_equal(d->place.line, line);
    assert_int_equal(d->place.column, column);
    assert_string_equal(d->args[0], name);
    assert_string_equal(d->args[1], shown);
}

static void warnings(void **state)
{
    (void)state;
    struct read_village v;
    struct view view;
    struct diags diags = {0};
    read_it(&v, "masked");
    view_open(&view, &v.ledger, v.words, circle_site);
    view_check_texts(&view, &diags);
    assert_int_equal(diags.len, 7);
    assert_int_equal(diags.errors, 0);
    for (size_t i = 0; i < 7; i++)
        assert_int_equal(diags.items[i].place.file, i < 4 ? 1 : 2);
    expect(&diags.items[0], 3, 8, "张大山", "张*山");
    assert_int_equal(diags.items[0].place.span, 3);
    expect(&diags.items[1], 12, 1, "张大山", "张*山");
    expect(&diags.items[2], 12, 1, "山海", "山*");
    expect(&diags.items[3], 12, 1, "张大山", "张*山");
    expect(&diags.items[4], 4, 29, "山海", "山*");
    expect(&diags.items[5], 6, 16, "r2-a", "h2");
    expect(&diags.items[6], 6, 23, "李小宝", "李*");
    diag_free(&diags);
    /* a page: columns are known on every line */
    view_text(&view, &v.arena, "# 三月\n\n请山海\n", (struct place){9, 1, 1, 1}, &diags);
    assert_int_equal(diags.len, 1);
    expect(&diags.items[0], 3, 2, "山海", "山*");
    assert_int_equal(diags.items[0].place.file, 9);
    diag_free(&diags);
    view_free(&view);
    view_open(&view, &v.ledger, v.words, circle_office);
    view_check_texts(&view, &diags);
    assert_int_equal(diags.len, 0);
    view_free(&view);
    read_village_free(&v);
}

/* What is said of entries and meetings. */
static void sentences(void **state)
{
    (void)state;
    struct read_village v;
    struct view view;
    read_it(&v, "masked");
    view_open(&view, &v.ledger, v.words, circle_site);
    assert_string_equal(view_status(&view, &v.arena, 0), "已作废：应记山*家");
    assert_string_equal(view_void_reason(&view, &v.arena, 0), "应记山*家");
    assert_string_equal(view_status(&view, &v.arena, 1), "公示至2026年3月5日");
    assert_null(view_void_reason(&view, &v.arena, 1));
    assert_string_equal(view_meeting_title(&view, &v.arena, 0), "张*山家的事");
    assert_string_equal(view_meeting_title(&view, &v.arena, 1), "2026年3月积分评审会");
    assert_true(view_has_notice(&view, 0));
    assert_true(view_notice_runs(&view, 0));
    assert_true(view_has_notice(&view, 1)); /* it only corrects */
    struct notice_sums sums;
    view_notice_sums(&view, 1, &sums);
    assert_int_equal(sums.listed + sums.counted, 0);
    assert_int_equal(sums.corrections, 2);
    view_notice_sums(&view, 0, &sums);
    assert_int_equal(sums.listed, 4);
    assert_int_equal(sums.voided, 2);
    assert_int_equal(sums.households, 3);
    assert_int_equal(sums.changed, date_of(2026, 3, 4));
    view_free(&view);
    read_village_free(&v);
}

/* Every status in both languages: objected to, then dismissed, then final; voided by an objection. */
static void statuses(void **state)
{
    (void)state;
    static const char third[] = "meeting: 2026-03-09\n"
                                "kind: review\n"
                                "objections:\n"
                                "  - {objection: o-1, upheld: false, reason: 查实}\n"
                                "  - {objection: o-2, upheld: true}\n";
    static const char objections[] = "- {id: o-1, entry: m1/1, received: 2026-03-03}\n"
                                     "- {id: o-2, entry: m1/3, received: 2026-03-08}\n";
    static const struct {
        const char *date, *zh[2], *en[2]; /* entries m1/1 and m1/3 */
    } cases[] = {
        {"2026-03-02",
         {"公示至2026年3月5日", "公示至2026年3月5日"},
         {"on notice until 5 March 2026", "on notice until 5 March 2026"}},
        {"2026-03-08",
         {"有异议，暂停计分", "已生效（2026年3月6日起）"},
         {"under objection, not counted for now", "final since 6 March 2026"}},
        {"2026-03-09", {"已生效（2026年3月9日起）", "已作废"}, {"final since 9 March 2026", "void"}},
    };
    const struct file_text files[] = {
        {"records/households/1.yaml", people}, {"records/meetings/m1.yaml", first},
        {"records/meetings/m3.yaml", third},   {"records/objections/1.yaml", objections},
        {"records/rules/1.yaml", rules},       {"records/village.yaml", "name: 村\n"},
    };
    struct words *english = read_words(language_en);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct read_village v;
        struct view view;
        read_village(&v, files, sizeof files / sizeof *files, cases[i].date);
        view_open(&view, &v.ledger, v.words, circle_site);
        uint32_t entries[] = {0, 3};
        for (size_t k = 0; k < 2; k++) {
            view.words = v.words;
            assert_string_equal(view_status(&view, &v.arena, entries[k]), cases[i].zh[k]);
            view.words = english;
            assert_string_equal(view_status(&view, &v.arena, entries[k]), cases[i].en[k]);
        }
        view_free(&view);
        read_village_free(&v);
    }
    words_free(english);
}

/* A thousand households and long minutes: a while where it is linear, hours where it is not. */
static void many_names(void **state)
{
    (void)state;
    static const char *const characters[] = {"大", "山", "小", "明", "国", "庆", "春", "兰", "冬", "梅"};
    struct buf people_file = {0}, text = {0};
    buf_puts(&people_file, "group: {id: g1, name: 一组}\nhouseholds:\n");
    for (unsigned i = 0; i < 1000; i++)
        buf_printf(&people_file, "  - {id: h%u, head: 王%s%s%s}\n", i, characters[i % 10],
                   characters[i / 10 % 10], characters[i / 100]);
    for (unsigned i = 0; i < 100000; i++)
        buf_puts(&text, characters[i * i % 7]);
    for (unsigned i = 0; i < 1000; i++)
        buf_printf(&text, "王%s%s%s。", characters[i % 10], characters[i / 10 % 10], characters[i / 100]);
    const struct file_text files[] = {
        {"records/households/1.yaml", buf_text(&people_file)},
        {"records/rules/1.yaml", rules},
        {"records/village.yaml", "name: 村\n"},
    };
    struct read_village v;
    struct view view;
    struct diags diags = {0};
    read_village(&v, files, 3, "2026-03-05");
    view_open(&view, &v.ledger, v.words, circle_site);
    const char *masked = view_text(&view, &v.arena, buf_text(&text), (struct place){0, 1, 1, 1}, &diags);
    assert_int_equal(diags.len, 1000);
    assert_null(strstr(masked, "王大大大"));
    assert_int_equal(diags.items[999].place.column, 100000 + 999 * 5 + 1);
    diag_free(&diags);
    buf_free(&people_file);
    buf_free(&text);
    view_free(&view);
    read_village_free(&v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finding),  cmocka_unit_test(policies),   cmocka_unit_test(own_papers),
        cmocka_unit_test(markdown), cmocka_unit_test(warnings),   cmocka_unit_test(sentences),
        cmocka_unit_test(statuses), cmocka_unit_test(many_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
