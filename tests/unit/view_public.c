/* The public's data of a village read by the real reader: complete, and without what is nobody's business. */
#include "../json_reader.h"
#include "ledger/json.h"
#include "read_village.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const struct file_text village[] = {
    {"records/claims/1.yaml",
     "- {id: c-1, household: h2, rule: patrol, date: 2026-02-05, received: 2026-02-06, "
     "note: 秘密}\n"},
    {"records/households/1.yaml",
     "group: {id: g1, name: 一组}\n"
     "households:\n"
     "  - id: h1\n"
     "    head: 张大山\n"
     "    members: [{id: r1-a, name: 张大山}, {id: r1-b, name: 张小山, minor: true}]\n"
     "  - {id: h2, head: 李国庆, consent: 2026-01-01}\n"
     "  - {id: h3, head: 王小虎, members: [{id: r3-a, name: 王小虎, minor: true}]}\n"},
    {"records/meetings/m1.yaml", "meeting: 2026-03-01\n"
                                 "kind: review\n"
                                 "entries:\n"
                                 "  - {household: h1, rule: patrol, date: 2026-02-01, note: 秘密}\n"
                                 "  - {resident: [r1-b, r1-a, r3-a], rule: patrol, date: 2026-02-02}\n"
                                 "  - {resident: r3-a, rule: noise, date: 2026-02-03}\n"
                                 "  - {household: [h1, h2], rule: litter, date: 2026-02-03}\n"
                                 "claims: [{claim: c-1, approve: true}]\n"},
    {"records/meetings/m2.yaml", "meeting: 2026-03-10\n"
                                 "kind: review\n"
                                 "entries: [{household: h3, rule: noise, date: 2026-03-09}]\n"
                                 "corrections: [{entry: m1/4/h2, reason: 张小山说错了}]\n"},
    {"records/objections/1.yaml", "- {id: o-1, entry: m2/1, received: 2026-03-11, grounds: 秘密}\n"},
    {"records/redemptions/1.yaml", "- {date: 2026-03-08, household: h1, reward: soap}\n"},
    {"records/rewards.yaml", "goods: [{id: soap, title: 肥皂, cost: 2}]\n"
                             "honours: [{id: star, title: 星, rank: 1, per: month}]\n"},
    {"records/rules/1.yaml", "level: city\n"
                             "categories: [{id: order, title: 治安}]\n"
                             "rules:\n"
                             "  - {id: patrol, category: order, title: 巡逻, points: 2}\n"
                             "  - {id: noise, category: order, title: 扰民, kind: negative, points: -1}\n"
                             "  - {id: litter, category: order, title: 乱扔, kind: negative, points: -1}\n"},
    {"records/village.yaml", NULL},
};
enum { files = sizeof village / sizeof *village };

/* The public JSON with PRIVACY; COMMIT may be NULL. */
static void publish(const char *privacy, const char *commit, struct buf *out)
{
    char text[512];
    struct file_text all[files];
    struct read_village v;
    struct view view;
    snprintf(text, sizeof text, "name: 安乐屯村\nurl: https://a.example\nprivacy: {%s}\n", privacy);
    memcpy(all, village, sizeof all);
    all[files - 1].text = text;
    read_village(&v, all, files, "2026-03-20");
    view_open(&view, &v.ledger, v.words, circle_site);
    view_public_json(&view, NULL, commit, false, commit ? v.records.village.url : NULL, NULL, out);
    view_free(&view);
    read_village_free(&v);
}

static void nothing_hidden_is_there(void **state)
{
    (void)state;
    static const char *const privacies[] = {
        "site: masked", "site: masked, warnings: masked", "site: masked, warnings: named",
        "site: id",     "site: full, warnings: named",
    };
    static const char *const never[] = {"r1-a",   "r1-b", "r3-a",     "张小山",
                                        "王小虎", "秘密", "resident", "o-1"};
    for (size_t i = 0; i < sizeof privacies / sizeof *privacies; i++) {
        struct buf out = {0};
        publish(privacies[i], "0123abcd", &out);
        for (size_t k = 0; k < sizeof never / sizeof *never; k++)
            if (strstr(buf_text(&out), never[k]))
                fail_msg("%s: \"%s\" is in %s", privacies[i], never[k], buf_text(&out));
        bool full = strncmp(privacies[i], "site: full", 10) == 0, id = strcmp(privacies[i], "site: id") == 0;
        assert_int_equal(strstr(buf_text(&out), "张大山") != NULL, full);
        assert_int_equal(strstr(buf_text(&out), "李国庆") != NULL, !id);
        buf_free(&out);
    }
}

static void as_counted(void **state)
{
    (void)state;
    static const char start[] =
        "{\"commit\":\"0123abcd\",\"url\":\"https://a.example\",\"date\":\"2026-03-20\","
        "\"cycles\":[{\"id\":2026,\"from\":\"2026-01-01\",\"to\":\"2026-12-31\","
        "\"households\":[{\"id\":\"h1\",\"name\":\"张*山\",\"group\":\"g1\",";
    struct arena arena = {0};
    struct buf out = {0};
    publish("site: masked", "0123abcd", &out);
    assert_memory_equal(buf_text(&out), start, sizeof start - 1);
    struct json_reader reader = {&arena, buf_text(&out)};
    const struct value *root = json_reader_value(&reader);
    const struct value *cycle = value_at(value_get(root, "cycles"), 0);
    static const char *const names[] = {"张*山", "李国庆", "王*"};
    const struct value *month = value_get(value_at(value_get(cycle, "periods"), 0), "households");
    for (size_t i = 0; i < 3; i++) {
        const struct value *h = value_at(value_get(cycle, "households"), i);
        assert_string_equal(value_get(h, "name")->text, names[i]);
        assert_string_equal(value_get(value_at(month, i), "name")->text, names[i]);
    }
    static const char *const ids[] = {"m1/1", "m1/2/~1", "m1/2/~2", "m1/2/~3", "m1/c-1"};
    const struct value *entries = value_get(cycle, "entries"), *counts = value_get(cycle, "warnings");
    assert_int_equal(value_length(entries), 5);
    for (size_t i = 0; i < 5; i++)
        assert_string_equal(value_get(value_at(entries, i), "id")->text, ids[i]);
    /* one of litter is void, and no more there; one of noise is objected to, and counts */
    assert_int_equal(value_length(counts), 2);
    assert_string_equal(value_get(value_at(counts, 0), "rule")->text, "litter");
    assert_string_equal(value_get(value_at(counts, 0), "entries")->text, "1");
    assert_string_equal(value_get(value_at(counts, 1), "rule")->text, "noise");
    assert_string_equal(value_get(value_at(counts, 1), "entries")->text, "2");
    assert_string_equal(value_get(value_at(value_get(root, "claims"), 0), "entry")->text, "m1/c-1");
    buf_free(&out);
    arena_free(&arena);
}

static void as_listed(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct buf out = {0};
    publish("site: masked, warnings: masked", NULL, &out);
    assert_memory_equal(buf_text(&out), "{\"date\":", 8);
    struct json_reader reader = {&arena, buf_text(&out)};
    const struct value *cycle = value_at(value_get(json_reader_value(&reader), "cycles"), 0);
    static const char *const ids[] = {"m1/1", "m1/2/~1", "m1/2/~2", "m1/2/~3", "m1/3", "m1/4/h1", "m1/c-1"};
    const struct value *entries = value_get(cycle, "entries"), *counts = value_get(cycle, "warnings");
    assert_int_equal(value_length(entries), 7);
    for (size_t i = 0; i < 7; i++)
        assert_string_equal(value_get(value_at(entries, i), "id")->text, ids[i]);
    assert_int_equal(value_length(counts), 1);
    assert_string_equal(value_get(value_at(counts, 0), "rule")->text, "noise");
    assert_string_equal(value_get(value_at(counts, 0), "entries")->text, "1");
    buf_free(&out);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_hidden_is_there),
        cmocka_unit_test(as_counted),
        cmocka_unit_test(as_listed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
