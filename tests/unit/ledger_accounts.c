/* Accounts of a cycle: sums, what is carried, ranks, groups, residents, honours, services; overflow,
 * warnings. */
#include "ledger/ledger.h"
#include "ledger/trace.h"
#include "unit/village.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* What is computed of a village on a day, with what was reported. */
struct seen {
    struct ledger ledger;
    struct diags diags;
};

static struct seen see(struct built *b, const char *date)
{
    struct seen s = {0};
    ledger_compute(&s.ledger, &b->r, day(date), &s.diags);
    return s;
}

static void look_away(struct seen *s)
{
    ledger_free(&s->ledger);
    diag_free(&s->diags);
}

static const struct account *account(struct seen *s, int cycle, uint32_t household)
{
    return cycle_account(ledger_cycle(&s->ledger, cycle), s->ledger.records, household);
}

static void ranks_and_groups(void **state)
{
    (void)state;
    struct built *b = village_new();
    b->r.village.base = 1000;
    put_group(b, "g1");
    put_household(b, "h1");
    put_household(b, "h2");
    put_household(b, "h3")->until = day("2026-03-31");
    put_group(b, "g2");
    put_household(b, "h4");
    put_group(b, "g3");
    put_household(b, "h5")->since = day("2026-04-02");
    struct resident *resident = new_thing(b, resident, residents);
    resident->id = "h1-1";
    put_rule(b, "patrol", 333);
    put_meeting(b, day("2026-03-01"));
    b->entries[put_entry(b, 0, 0, day("2026-03-01"), 100)].resident = 0;
    put_entry(b, 1, 0, day("2026-03-01"), 100);
    put_entry(b, 2, 0, day("2026-03-01"), 200);
    put_meeting(b, day("2026-04-01"));
    put_entry(b, 3, 0, day("2026-03-01"), 100);
    struct seen s = see(b, "2026-04-01");
    const struct cycle *c = ledger_current(&s.ledger);
    assert_int_equal(c->accounts_len, 4); /* h5 has not come yet */
    assert_int_equal(account(&s, 2026, 0)->rank, 1);
    assert_int_equal(account(&s, 2026, 1)->rank, 1);
    assert_int_equal(account(&s, 2026, 2)->rank, 0); /* has left */
    assert_int_equal(account(&s, 2026, 2)->earned, 1666);
    assert_int_equal(account(&s, 2026, 2)->balance, 666); /* base buys nothing */
    assert_int_equal(account(&s, 2026, 3)->rank, 3);
    assert_int_equal(account(&s, 2026, 3)->pending, 333);
    assert_int_equal(c->groups_len, 3);
    assert_int_equal(c->groups[0].households, 2);
    assert_int_equal(c->groups[0].average, 1333);
    assert_int_equal(c->groups[0].rank, 1);
    assert_int_equal(c->groups[1].rank, 2);
    assert_false(c->groups[2].has_average);
    assert_int_equal(c->groups[2].rank, 0);
    assert_int_equal(c->residents_len, 1);
    assert_int_equal(c->residents[0].earned, 333);
    look_away(&s);
    s = see(b, "2026-03-31");
    assert_int_equal(account(&s, 2026, 2)->rank, 1);
    assert_int_equal(account(&s, 2026, 0)->rank, 2);
    look_away(&s);
    village_free(b);
}

/* A village in which h1 has 10 points left of 2025 and goods to spend them on. */
static struct built *with_carry(enum carry carry)
{
    struct built *b = village_new();
    b->r.village.carry = carry;
    b->r.village.carry_day = (struct day_of_year){3, 31};
    put_household(b, "h1");
    put_household(b, "h2")->since = day("2026-01-01");
    put_rule(b, "patrol", 200);
    put_meeting(b, day("2025-05-01"));
    put_entry(b, 0, 0, day("2025-05-01"), 500);
    put_reward(b, "rice", reward_goods)->cost = 300;
    put_redemption(b, 0, 0, day("2026-03-31"), 1);
    return b;
}

static void carried(void **state)
{
    (void)state;
    struct built *b = with_carry(carry_balance);
    struct seen s = see(b, "2027-02-01");
    assert_int_equal(s.ledger.cycles_len, 3);
    assert_int_equal(account(&s, 2026, 0)->carried, 1000);
    assert_int_equal(account(&s, 2026, 0)->balance, 700);
    assert_int_equal(account(&s, 2027, 0)->carried, 700);
    assert_int_equal(account(&s, 2026, 1)->carried, 0);
    look_away(&s);

    b->r.village.carry = carry_until;
    s = see(b, "2026-03-31"); /* the day itself is still good */
    assert_int_equal(account(&s, 2026, 0)->carried, 1000);
    look_away(&s);
    s = see(b, "2026-04-01"); /* what was not spent has lapsed */
    assert_int_equal(account(&s, 2026, 0)->carried, 300);
    assert_int_equal(account(&s, 2026, 0)->balance, 0);
    struct carry_trace trace;
    ledger_trace_carried(&s.ledger, ledger_current(&s.ledger), account(&s, 2026, 0), &trace);
    assert_true(trace.passed);
    assert_int_equal(trace.left, 1000);
    assert_int_equal(trace.spent, 300);
    assert_int_equal(trace.until, day("2026-03-31"));
    look_away(&s);

    put_meeting(b, day("2026-06-01"));
    put_correction(b, 0);
    s = see(b, "2026-06-01"); /* a void makes a debt of it, which is a warning and does not lapse */
    assert_int_equal(account(&s, 2026, 0)->carried, 0);
    assert_int_equal(account(&s, 2026, 0)->balance, -300);
    assert_int_equal(s.diags.errors, 0);
    assert_int_equal(told(&s.diags, "negative-balance"), 1);
    look_away(&s);
    s = see(b, "2027-06-01");
    assert_int_equal(account(&s, 2027, 0)->carried, -300);
    look_away(&s);

    b->r.village.carry = carry_none;
    s = see(b, "2026-04-01");
    assert_int_equal(account(&s, 2026, 0)->carried, 0);
    look_away(&s);
    village_free(b);
}

static struct reward *put_honour(struct built *b, const char *id, int64_t points, int32_t rank, int64_t below)
{
    struct reward *r = put_reward(b, id, reward_honour);
    r->has_points = points != 0;
    r->points = points;
    r->has_rank = rank != 0;
    r->rank = rank;
    r->has_below = below != 0;
    r->below = below;
    return r;
}

static bool has(const uint32_t *list, uint32_t len, uint32_t what)
{
    for (uint32_t i = 0; i < len; i++)
        if (list[i] == what)
            return true;
    return false;
}

static void honours(void **state)
{
    (void)state;
    struct built *b = village_new();
    put_household(b, "h1");
    put_household(b, "h2");
    put_household(b, "h3");
    put_category(b, "order");
    put_rule(b, "patrol", 200);
    put_category(b, "home");
    put_rule(b, "clean", 100);
    put_rule(b, "fire", -100)->veto = true;
    uint32_t home = 1;
    put_honour(b, "star", 700, 0, 0);
    put_honour(b, "good", 200, 0, 700);
    put_honour(b, "top", 0, 1, 0);
    struct reward *green = put_honour(b, "green", 0, 1, 0);
    green->categories = &home;
    green->categories_len = 1;
    put_honour(b, "month", 0, 1, 0)->per = per_month;
    put_meeting(b, day("2026-02-28"));
    put_entry(b, 0, 0, day("2026-01-31"), 300);
    put_entry(b, 1, 1, day("2026-02-01"), 200);
    put_entry(b, 0, 1, day("2026-02-02"), 100);
    put_meeting(b, day("2026-03-20"));
    put_entry(b, 0, 2, day("2026-03-20"), 100);

    struct seen s = see(b, "2026-03-19");
    const struct account *a = account(&s, 2026, 0), *c = account(&s, 2026, 1), *none = account(&s, 2026, 2);
    assert_int_equal(a->honours_len, 2);
    assert_int_equal(a->honours[0], 0);
    assert_int_equal(a->honours[1], 2);
    assert_int_equal(c->honours_len, 2);
    assert_int_equal(c->honours[0], 1);
    assert_int_equal(c->honours[1], 3);
    assert_int_equal(none->honours_len, 0);
    const struct cycle *cycle = ledger_current(&s.ledger);
    assert_int_equal(cycle->periods_len, 3);
    assert_string_equal(cycle->periods[0].id, "2026-01");
    assert_true(has(cycle->periods[0].households[0].honours, cycle->periods[0].households[0].honours_len, 4));
    assert_int_equal(cycle->periods[1].households[1].earned, 200);
    assert_int_equal(cycle->periods[1].households[0].rank, 2);
    assert_int_equal(cycle->periods[2].households[0].rank, 1); /* first of nothing wins nothing */
    assert_int_equal(cycle->periods[2].households[0].honours_len, 0);
    struct honour_trace trace;
    struct honour_looks *looks = honour_looks_open(&s.ledger);
    ledger_trace_honour(looks, cycle, NULL, 0, 3, &trace);
    assert_int_equal(trace.points, 100);
    assert_int_equal(trace.rank, 2);
    assert_false(trace.won);
    honour_looks_close(looks);
    look_away(&s);

    s = see(b, "2026-03-25"); /* the veto is final: it costs all of the year, months too, and no rank */
    assert_true(account(&s, 2026, 0)->vetoed);
    assert_int_equal(account(&s, 2026, 0)->honours_len, 0);
    assert_int_equal(account(&s, 2026, 0)->rank, 1);
    assert_int_equal(ledger_current(&s.ledger)->periods[0].households[0].honours_len, 0);
    assert_int_equal(account(&s, 2026, 1)->honours_len, 2);
    looks = honour_looks_open(&s.ledger);
    ledger_trace_honour(looks, ledger_current(&s.ledger), &ledger_current(&s.ledger)->periods[0], 0, 4,
                        &trace);
    assert_true(trace.vetoed);
    assert_int_equal(trace.rank, 1);
    honour_looks_close(looks);
    look_away(&s);
    village_free(b);
}

static void services(void **state)
{
    (void)state;
    struct built *b = village_new();
    b->r.village.base = 100;
    put_household(b, "h1");
    put_household(b, "h2")->since = day("2026-01-01");
    put_rule(b, "patrol", 200);
    put_reward(b, "now", reward_service)->needs = 300;
    struct reward *last = put_reward(b, "last", reward_service);
    last->needs = 100;
    last->cycle = needs_last;
    struct reward *either = put_reward(b, "either", reward_service);
    either->needs = 300;
    either->cycle = needs_either;
    either->until = day("2026-06-30");
    put_meeting(b, day("2025-03-01"));
    put_entry(b, 0, 0, day("2025-03-01"), 100);
    struct seen s = see(b, "2026-06-30");
    assert_int_equal(account(&s, 2025, 0)->eligible_len, 2);
    assert_int_equal(account(&s, 2026, 0)->eligible_len, 2);
    assert_int_equal(account(&s, 2026, 0)->eligible[0], 1);
    assert_int_equal(account(&s, 2026, 0)->eligible[1], 2);
    assert_int_equal(account(&s, 2026, 1)->eligible_len,
                     0); /* was not there: the base of that year is not its */
    look_away(&s);
    s = see(b, "2026-07-01");
    assert_int_equal(account(&s, 2026, 0)->eligible_len, 1);
    look_away(&s);
    village_free(b);
}

/* A sum that leaves ±10^12 is reported at the entry that takes it there, once. */
static void overflow(void **state)
{
    (void)state;
    struct built *b = village_new();
    put_household(b, "h1");
    put_rule(b, "rescue", points_value_max);
    put_meeting(b, day("2026-03-01"));
    for (int i = 0; i < 100; i++)
        put_entry(b, 0, 0, day("2026-03-01"), 1000000);
    struct seen s = see(b, "2026-12-31");
    assert_int_equal(s.diags.errors, 0);
    assert_int_equal(account(&s, 2026, 0)->earned, points_sum_max);
    look_away(&s);
    ledger_check(&b->r, &s.diags);
    assert_int_equal(s.diags.errors, 0);
    uint32_t over = put_entry(b, 0, 0, day("2026-03-01"), 1);
    put_entry(b, 0, 0, day("2026-03-01"), 1);
    s = see(b, "2026-12-31");
    assert_int_equal(s.diags.errors, 1);
    assert_string_equal(s.diags.items[0].code, "overflow");
    assert_int_equal(s.diags.items[0].place.line, b->entries[over].node->place.line);
    look_away(&s);
    ledger_check(&b->r, &s.diags);
    assert_int_equal(s.diags.errors, 1);
    diag_free(&s.diags);
    village_free(b);
}

static void warnings(void **state)
{
    (void)state;
    struct built *b = village_new();
    put_household(b, "h1");
    put_household(b, "h2");
    put_rule(b, "patrol", 200);
    struct party members[] = {{0, records_none}};
    b->r.village.committees.review.members = (struct parties){members, 1};
    new_thing(b, resident, residents)->name.text = "张小山";
    new_thing(b, resident, residents)->name.text = "张小河";
    struct meeting *m = put_meeting(b, day("2026-03-01"));
    m->id = "2026-03-01";
    const char *ids[] = {"h2", "h1-1"};
    const struct node *nodes[] = {new_node(b), new_node(b)};
    struct party present[] = {{1, records_none}, {0, 0}}, recused[] = {{0, 1}};
    m->present_ids = (struct strings){.texts = ids, .nodes = nodes, .len = 2};
    m->present_parties = (struct parties){present, 2};
    m->noticed += 3;
    put_entry(b, 0, 0, day("2026-03-01"), 100);
    put_entry(b, 0, 0, day("2026-03-01"), 100);
    struct claim *claim = new_thing(b, claim, claims);
    claim->id = "c-1";
    claim->received = day("2026-01-01");
    claim->decision_meeting = records_none;
    claim->deed.record.node = new_node(b);

    struct seen s = see(b, "2026-03-02");
    assert_int_equal(s.diags.errors, 0);
    assert_int_equal(s.diags.len, 1);
    assert_string_equal(s.diags.items[0].code, "conflict-of-interest");
    assert_int_equal(s.diags.items[0].place.line, nodes[1]->place.line);
    look_away(&s);
    m->recused = (struct parties){recused, 1};
    m->noticed++;
    s = see(b, "2026-03-03");
    assert_int_equal(s.diags.len, 2);
    assert_int_equal(told(&s.diags, "late-notice"), 1);
    assert_int_equal(told(&s.diags, "stale-claim"), 1);
    look_away(&s);
    s = see(b, "2026-02-28"); /* the meeting is not there yet */
    assert_int_equal(s.diags.len, 0);
    look_away(&s);
    village_free(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranks_and_groups), cmocka_unit_test(carried),  cmocka_unit_test(honours),
        cmocka_unit_test(services),         cmocka_unit_test(overflow), cmocka_unit_test(warnings),
    };
    return cmocka_run_group_tests_name("ledger/accounts", tests, NULL, NULL);
}
