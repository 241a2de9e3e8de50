/* The figures of a year, counted by hand beside them. */
#include "ledger/figures.h"

#include "read_village.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const struct file_text village[] = {
    {"records/claims/1.yaml",
     "- {id: c-1, household: h2, rule: patrol, date: 2026-02-05, received: 2026-02-06}\n"
     "- {id: c-2, household: h1, rule: patrol, date: 2026-02-05, received: 2026-02-28}\n"
     "- {id: c-3, household: h1, rule: patrol, date: 2026-03-05, received: 2026-03-06}\n"
     "- {id: c-4, household: h1, rule: patrol, date: 2026-03-06, received: 2026-03-21}\n"},
    {"records/households/1.yaml", "group: {id: g1, name: 一组}\n"
                                  "households:\n"
                                  "  - {id: h1, head: 张大山}\n"
                                  "  - {id: h2, head: 李国庆}\n"
                                  "  - {id: h3, head: 王小虎}\n"},
    {"records/households/2.yaml", "group: {id: g2, name: 二组}\n"
                                  "households:\n"
                                  "  - {id: h4, head: 赵一一}\n"
                                  "  - {id: h5, head: 钱二二, until: 2026-02-10}\n"},
    {"records/meetings/m1.yaml", "meeting: 2026-03-01\n"
                                 "kind: review\n"
                                 "entries:\n"
                                 "  - {household: [h1, h2], rule: patrol, date: 2026-01-31}\n"
                                 "  - {household: [h1, h5], rule: help, date: 2026-02-01, times: 0.5}\n"
                                 "  - {household: h4, rule: noise, date: 2026-02-03}\n"
                                 "  - {household: [h1, h3], rule: help, date: 2026-02-20}\n"
                                 "  - {household: h4, rule: thanks, date: 2026-02-04}\n"
                                 "claims: [{claim: c-1, approve: true}, {claim: c-2, approve: false}]\n"},
    {"records/meetings/m2.yaml", "meeting: 2026-03-18\n"
                                 "kind: review\n"
                                 "entries: [{household: h3, rule: patrol, date: 2026-03-09}]\n"
                                 "corrections: [{entry: m1/4/h3, reason: 不是他家}]\n"
                                 "objections: [{objection: o-1, upheld: false}]\n"},
    {"records/meetings/m3.yaml", "meeting: 2026-04-01\nkind: assembly\n"
                                 "objections: [{objection: o-2, upheld: true}]\n"},
    {"records/objections/1.yaml", "- {id: o-1, entry: m1/1/h2, received: 2026-03-03}\n"
                                  "- {id: o-2, entry: m1/4/h1, received: 2026-03-04}\n"},
    {"records/redemptions/1.yaml", "- {date: 2026-03-08, household: h1, reward: soap, quantity: 2}\n"
                                   "- {date: 2026-03-28, household: h1, reward: soap}\n"},
    {"records/rewards.yaml", "goods: [{id: soap, title: 肥皂, cost: 0.5}]\n"},
    {"records/rules/1.yaml", "level: city\n"
                             "categories: [{id: order, title: 治安}, {id: good, title: 公益}]\n"
                             "rules:\n"
                             "  - {id: patrol, category: order, title: 巡逻, points: 2}\n"
                             "  - {id: help, category: good, title: 互助, points: 3}\n"
                             "  - {id: thanks, category: good, title: 致谢, points: 0}\n"
                             "  - {id: noise, category: order, title: 扰民, kind: negative, points: -1}\n"},
    {"records/village.yaml", "name: 安乐屯村\ncycle: 01-15\n"},
};

static void a_year_is_counted(void **state)
{
    (void)state;
    struct read_village v;
    struct figures f;
    read_village(&v, village, sizeof village / sizeof *village, "2026-03-20");
    figures_of(&f, &v.arena, &v.ledger, ledger_current(&v.ledger));

    assert_int_equal(f.months_len, 13); /* from 15 January to 14 January */
    assert_int_equal(f.months_begun, 3);
    assert_int_equal(f.months[0].first, day("2026-01-15"));
    assert_int_equal(f.months[12].first, day("2027-01-01"));

    /* of m1: h1 and h2 patrol, h1 and h5 help by halves, h4 noise and thanks, h2's claim are final; h1's help
     * of the 20th is suspended; h3's void; of m2 one is on notice */
    assert_int_equal(f.final, 7);
    assert_int_equal(f.waiting, 2);
    assert_int_equal(f.voided, 1);
    assert_int_equal(f.months[0].final, 2);
    assert_int_equal(f.months[0].gained, 400);
    assert_int_equal(f.months[1].final, 5);
    assert_int_equal(f.months[1].gained, 150 + 150 + 200);
    assert_int_equal(f.months[1].lost, -100);
    assert_int_equal(f.months[1].waiting, 1);
    assert_int_equal(f.months[1].gained_waiting, 300);
    assert_int_equal(f.months[2].gained_waiting, 200);
    assert_int_equal(f.gained, 900);
    assert_int_equal(f.lost, -100);
    assert_int_equal(f.categories[0].points, 600);
    assert_int_equal(f.categories[0].entries, 3);
    assert_int_equal(f.categories[1].points, 300);

    /* h5 has left and is counted no more; h4's entries cost points or give none */
    assert_int_equal(f.groups[0].households, 3);
    assert_int_equal(f.groups[0].taking_part, 2);
    assert_int_equal(f.groups[1].households, 1);
    assert_int_equal(f.groups[1].taking_part, 0);
    assert_int_equal(f.all.households, 4);

    /* what is dated after T has not happened */
    assert_int_equal(f.redeemed, 100);
    assert_int_equal(f.redemptions, 1);
    assert_int_equal(f.months[2].redeemed, 100);
    assert_int_equal(f.meetings, 2);
    assert_int_equal(f.objections.received, 2);
    assert_int_equal(f.objections.refused, 1);
    assert_int_equal(f.objections.granted, 0);
    assert_int_equal(f.objections.open, 1);
    assert_int_equal(f.objections.median_days, 15);
    assert_int_equal(f.claims.received, 3);
    assert_int_equal(f.claims.granted, 1);
    assert_int_equal(f.claims.refused, 1);
    assert_int_equal(f.claims.open, 1);
    assert_int_equal(f.claims.median_days, 1);
    assert_int_equal(f.claims.longest_days, 23);
    assert_int_equal(f.claims.within[0], 1);
    assert_int_equal(f.claims.within[1], 1);
    read_village_free(&v);
}

static void shares_are_tenths_of_a_percent(void **state)
{
    (void)state;
    assert_int_equal(figures_share(0, 0), 0);
    assert_int_equal(figures_share(1, 3), 333);
    assert_int_equal(figures_share(2, 3), 667);
    assert_int_equal(figures_share(1, 2000), 1);
    assert_int_equal(figures_share(INT64_C(50000000000000000), INT64_C(100000000000000000)), 500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_year_is_counted),
                                       cmocka_unit_test(shares_are_tenths_of_a_percent)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
