/* Explanations: the steps of a small village, each held to its figures and to the line that it cites. */
#include "explain/json.h"
#include "unit/read_village.h"
#include "view/explained.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const struct file_text files[] = {
    {"records/claims/2026.yaml",
     "- {id: c-1, household: h1, rule: sweep, date: 2026-03-02, received: 2026-03-03}\n"
     "- {id: c-2, household: h1, rule: sweep, date: 2026-03-03, received: 2026-03-04}\n"
     "- {id: c-3, household: h2, rule: sweep, date: 2026-03-03, received: 2026-05-04}\n"},
    {"records/households/1.yaml", "group: {id: g1, name: 一组}\n"
                                  "households:\n"
                                  "  - {id: h1, head: 张大山, members: [{id: h1-1, name: 张小山}]}\n"
                                  "  - {id: h2, head: 李卫国, until: 2026-03-31}\n"},
    {"records/meetings/2025-12-01.yaml", "meeting: 2025-12-01\n"
                                         "kind: assembly\n"
                                         "entries:\n"
                                         "  - {household: h1, rule: rescue, points: 10}\n"},
    {"records/meetings/2026-03-05.yaml", "meeting: 2026-03-05\n"
                                         "kind: review\n"
                                         "noticed: 2026-03-06\n"
                                         "entries:\n"
                                         "  - {household: h1, rule: patrol, date: 2026-03-01, times: 2}\n"
                                         "  - {resident: h1-1, rule: patrol, date: 2026-03-02, times: 1.5,\n"
                                         "     note: 夜间}\n"
                                         "  - {rule: rescue, times: 0.33, scores: {h1: 7.25, h2: 20}}\n"
                                         "  - {household: h1, rule: noise, date: 2026-03-02}\n"
                                         "  - {household: [h2, h1], rule: patrol, date: 2026-03-03}\n"
                                         "claims:\n"
                                         "  - {claim: c-1, approve: true}\n"
                                         "  - {claim: c-2, approve: false, reason: 证据不足}\n"},
    {"records/meetings/2026-03-20.yaml", "meeting: 2026-03-20\n"
                                         "kind: review\n"
                                         "corrections:\n"
                                         "  - {entry: 2026-03-05/3/h1, reason: 录入错误}\n"
                                         "objections:\n"
                                         "  - {objection: o-1, upheld: false, reason: 查实无误}\n"},
    {"records/objections/2026.yaml",
     "- {id: o-1, entry: 2026-03-05/1, received: 2026-03-08, grounds: 不在场}\n"},
    {"records/redemptions/2026.yaml", "- {date: 2026-03-02, household: h1, reward: rice}\n"},
    {"records/rewards.yaml",
     "goods:\n"
     "  - {id: rice, title: 大米, cost: 4, stock: {2026-01-01: 3, 2026-02-01: {quantity: 2}}}\n"
     "services:\n"
     "  - {id: pickup, title: 接送, needs: 100}\n"
     "honours:\n"
     "  - {id: star, title: 文明户, points: 5}\n"},
    {"records/rules/10-city.yaml",
     "level: city\n"
     "issuer: 恩施市委文明办\n"
     "categories:\n"
     "  - {id: order, title: 社会治安, cap: 9/month}\n"
     "rules:\n"
     "  - id: patrol\n"
     "    category: order\n"
     "    title: 参加治安巡逻\n"
     "    points: 2\n"
     "    cap:\n"
     "      - 20/day\n"
     "      - 7/month\n"
     "  - {id: rescue, category: order, title: 见义勇为, kind: bonus, points: 5..20}\n"
     "  - {id: sweep, category: order, title: 扫街, points: {2025-01-01: 1, 2026-01-01: 1.5}}\n"
     "  - {id: noise, category: order, title: 扰民, kind: negative, points: -3, veto: true}\n"},
    {"records/rules/30-village.yaml", "level: village\n"
                                      "decided: 2025-12-01\n"
                                      "adjust:\n"
                                      "  - {rule: patrol, from: 2026-01-01, points: 3}\n"},
    {"records/village.yaml", "name: 安乐屯村\n"
                             "base: 1\n"
                             "carry: 03-02\n"
                             "notice: {days: 5}\n"},
};

enum { files_len = sizeof files / sizeof *files };

struct told {
    struct read_village village;
    struct explainer explainer;
    struct arena arena;
    struct explanation explanation;
};

static struct told *open_at(const char *date)
{
    struct told *t = memory_new(1, sizeof *t);
    read_village(&t->village, files, files_len, date);
    explain_open(&t->explainer, &t->village.ledger);
    return t;
}

static void close_told(struct told *t)
{
    explain_close(&t->explainer);
    arena_free(&t->arena);
    read_village_free(&t->village);
    memory_free(t);
}

/* Line LINE of a file, from 1. */
static const char *line_of(const char *text, uint32_t line)
{
    while (--line)
        text = strchr(text, '\n') + 1;
    return text;
}

/* Every detail that is written stands at its line. */
static void facts_are_written(const struct explanation *e)
{
    for (uint32_t i = 0; i < e->steps_len; i++) {
        assert_non_null(e->steps[i].origin);
        for (uint32_t k = 0; k < e->steps[i].details_len; k++) {
            const struct node *node = e->steps[i].details[k].node;
            if (!node)
                continue;
            const char *line = line_of(files[node->place.file].text, node->place.line);
            const char *found = strstr(line, node->text);
            assert_true(found && found < strchr(line, '\n'));
        }
    }
}

static void explain_entry_of(struct told *t, const char *id)
{
    uint32_t entry = entry_find(&t->village.records, id, strlen(id));
    assert_int_not_equal(entry, records_none);
    explain_entry(&t->explainer, entry, &t->arena, &t->explanation);
    facts_are_written(&t->explanation);
}

/* The first step of KIND from number FROM on; fails where there is none. */
static const struct step *step_of(const struct told *t, enum step_kind kind, uint32_t from)
{
    for (uint32_t i = from; i < t->explanation.steps_len; i++)
        if (t->explanation.steps[i].kind == kind)
            return &t->explanation.steps[i];
    fail_msg("no step %s", explain_step(kind));
    return NULL;
}

static bool has(const struct told *t, enum step_kind kind)
{
    for (uint32_t i = 0; i < t->explanation.steps_len; i++)
        if (t->explanation.steps[i].kind == kind)
            return true;
    return false;
}

static int64_t figure(const struct step *step, enum detail_name name)
{
    const struct detail *detail = step_detail(step, name);
    assert_non_null(detail);
    return detail->number;
}

/* Where the detail is written, as "path:line". */
static void assert_cites(const struct step *step, enum detail_name name, const char *path, uint32_t line)
{
    const struct detail *detail = step_detail(step, name);
    assert_non_null(detail);
    assert_non_null(detail->node);
    assert_string_equal(files[detail->node->place.file].path, path);
    assert_int_equal(detail->node->place.line, line);
}

static void value_is_cited_where_it_was_set(void **state)
{
    (void)state;
    struct told *t = open_at("2026-03-06");
    explain_entry_of(t, "2026-03-05/1");
    const struct step *value = step_of(t, step_value_adjusted, 0);
    assert_int_equal(figure(value, detail_value), 300);
    assert_cites(value, detail_value, "records/rules/30-village.yaml", 4);
    assert_cites(value, detail_rule, "records/rules/10-city.yaml", 6);
    const struct step *decided = step_of(t, step_decided_by, 0);
    assert_cites(decided, detail_meeting, "records/rules/30-village.yaml", 2);
    assert_cites(decided, detail_date, "records/meetings/2025-12-01.yaml", 1);
    assert_cites(step_of(t, step_times, 0), detail_times, "records/meetings/2026-03-05.yaml", 5);

    explain_entry_of(t, "2026-03-05/c-1");
    assert_cites(step_of(t, step_value, 0), detail_value, "records/rules/10-city.yaml", 14);
    assert_int_equal(figure(step_of(t, step_value_since, 0), detail_from), day("2026-01-01"));
    assert_null(step_detail(step_of(t, step_times_one, 0), detail_times)->node);
    assert_cites(step_of(t, step_from_claim, 0), detail_received, "records/claims/2026.yaml", 1);

    explain_entry_of(t, "2026-03-05/3/h2");
    assert_int_equal(step_detail(step_of(t, step_value, 0), detail_value)->high, 2000);
    assert_int_equal(figure(step_of(t, step_chosen, 0), detail_points), 2000);
    assert_cites(step_of(t, step_chosen, 0), detail_points, "records/meetings/2026-03-05.yaml", 8);
    close_told(t);
}

static void rounding_is_said(void **state)
{
    (void)state;
    struct told *t = open_at("2026-03-06");
    explain_entry_of(t, "2026-03-05/3/h1");
    const struct step *raw = step_of(t, step_raw_rounded, 0);
    assert_int_equal(figure(raw, detail_points), 725);
    assert_int_equal(figure(raw, detail_times), 33);
    assert_int_equal(figure(raw, detail_exact), 23925);
    assert_int_equal(figure(raw, detail_raw), 239);
    assert_cites(step_of(t, step_chosen, 0), detail_points, "records/meetings/2026-03-05.yaml", 8);
    assert_true(has(t, step_uncapped));
    close_told(t);
}

static void caps_say_what_they_took_and_who_had_used_them(void **state)
{
    (void)state;
    struct told *t = open_at("2026-03-06");
    explain_entry_of(t, "2026-03-05/2"); /* 4.5, of which 1 is left of 7 a month */
    const struct step *room = step_of(t, step_cap_room, 0);
    assert_cites(room, detail_cap, "records/rules/10-city.yaml", 11);
    const struct step *takes = step_of(t, step_cap_takes, 0);
    assert_cites(takes, detail_cap, "records/rules/10-city.yaml", 12);
    assert_int_equal(figure(takes, detail_used), 600);
    assert_int_equal(figure(takes, detail_before), 450);
    assert_int_equal(figure(takes, detail_after), 100);
    assert_int_equal(figure(takes, detail_taken), 350);
    const struct step *user = takes + 1;
    assert_int_equal(user->kind, step_cap_user);
    assert_int_equal(figure(user, detail_entry), entry_find(&t->village.records, "2026-03-05/1", 12));
    assert_int_equal(figure(user, detail_amount), 600);
    assert_cites(takes + 2, detail_cap, "records/rules/10-city.yaml", 4);
    assert_int_equal(figure(step_of(t, step_credited, 0), detail_credited), 100);

    explain_entry_of(t, "2026-03-05/5/h1");
    assert_int_equal(figure(step_of(t, step_cap_full, 0), detail_used), 700);
    assert_int_equal(figure(step_of(t, step_credited, 0), detail_credited), 0);
    assert_cites(step_of(t, step_deed, 0), detail_household, "records/meetings/2026-03-05.yaml", 10);
    close_told(t);
}

static void status_follows_the_objections(void **state)
{
    (void)state;
    struct told *t = open_at("2026-03-07");
    explain_entry_of(t, "2026-03-05/1");
    assert_int_equal(figure(step_of(t, step_status_notice, 0), detail_from), day("2026-03-11"));
    assert_false(has(t, step_objection));
    close_told(t);

    t = open_at("2026-03-19");
    explain_entry_of(t, "2026-03-05/1");
    assert_true(has(t, step_objection) && has(t, step_grounds) && has(t, step_status_suspended));
    assert_false(has(t, step_dismissed));
    explain_objection(&t->explainer, 0, &t->arena, &t->explanation);
    facts_are_written(&t->explanation);
    assert_int_equal(figure(step_of(t, step_objection_pending, 0), detail_days), 11);
    close_told(t);

    t = open_at("2026-03-20");
    explain_entry_of(t, "2026-03-05/1");
    assert_int_equal(figure(step_of(t, step_status_final, 0), detail_from), day("2026-03-20"));
    assert_cites(step_of(t, step_notice, 0), detail_days, "records/village.yaml", 4);
    assert_cites(step_of(t, step_notice, 0), detail_span, "records/meetings/2026-03-05.yaml", 3);
    assert_cites(step_of(t, step_dismissed, 0), detail_objection, "records/meetings/2026-03-20.yaml", 6);
    assert_string_equal(step_detail(step_of(t, step_reason, 0), detail_text)->text, "查实无误");
    explain_entry_of(t, "2026-03-05/3/h1");
    assert_true(has(t, step_void_credit));
    assert_cites(step_of(t, step_corrected, 0), detail_entry, "records/meetings/2026-03-20.yaml", 4);
    assert_int_equal(figure(step_of(t, step_status_void, 0), detail_from), day("2026-03-20"));
    close_told(t);
}

static void what_is_dated_later_is_of_the_future(void **state)
{
    (void)state;
    struct told *t = open_at("2026-03-01");
    explain_entry_of(t, "2026-03-05/1");
    assert_int_equal(t->explanation.steps_len, 1);
    assert_true(has(t, step_future));
    explain_claim(&t->explainer, 0, &t->arena, &t->explanation);
    assert_int_equal(t->explanation.steps_len, 1);
    assert_true(has(t, step_claim_future));
    explain_objection(&t->explainer, 0, &t->arena, &t->explanation);
    assert_int_equal(t->explanation.steps_len, 1);
    assert_true(has(t, step_objection_future));
    explain_redemption(&t->explainer, 0, &t->arena, &t->explanation);
    assert_int_equal(t->explanation.steps_len, 1);
    assert_true(has(t, step_redemption_future));
    close_told(t);
}

static void claims_wait_and_are_decided(void **state)
{
    (void)state;
    struct told *t = open_at("2026-05-08");
    explain_claim(&t->explainer, 0, &t->arena, &t->explanation);
    facts_are_written(&t->explanation);
    assert_true(has(t, step_claim_approved) && has(t, step_credited) && has(t, step_status_final));
    explain_claim(&t->explainer, 1, &t->arena, &t->explanation);
    facts_are_written(&t->explanation);
    assert_true(has(t, step_claim_rejected) && has(t, step_reason));
    assert_false(has(t, step_credited));
    explain_claim(&t->explainer, 2, &t->arena, &t->explanation);
    assert_int_equal(figure(step_of(t, step_claim_pending, 0), detail_days), 4);
    close_told(t);
}

static void account_runs_to_the_balance(void **state)
{
    (void)state;
    struct told *t = open_at("2026-04-01");
    explain_household(&t->explainer, 0, &t->arena, &t->explanation);
    facts_are_written(&t->explanation);
    const struct account *account = cycle_account(ledger_current(&t->village.ledger), &t->village.records, 0);
    const struct step *last = &t->explanation.steps[t->explanation.steps_len - 1];
    assert_int_equal(last->kind, step_line_balance);
    assert_int_equal(figure(last, detail_balance), account->balance);
    assert_int_equal(figure(last, detail_balance), 550);
    assert_int_equal(figure(last - 1, detail_balance), 550);
    const struct step *open = step_of(t, step_line_carried_until, 0);
    assert_int_equal(figure(open, detail_balance), 1000);
    assert_int_equal(figure(open + 1, detail_balance), 600); /* rice */
    assert_int_equal((open + 1)->kind, step_line_redeemed);
    assert_int_equal((open + 2)->kind, step_line_lapsed);
    assert_int_equal(figure(open + 2, detail_amount), -600);
    assert_cites(open + 2, detail_until, "records/village.yaml", 3);
    assert_true(has(t, step_line_void) && has(t, step_line_capped));
    close_told(t);
}

static void veto_costs_an_honour_and_services_say_what_is_missing(void **state)
{
    (void)state;
    struct told *t = open_at("2026-04-01");
    explain_household(&t->explainer, 0, &t->arena, &t->explanation);
    const struct step *lost = step_of(t, step_honour_lost, 0);
    assert_int_equal((lost + 1)->kind, step_honour_points);
    assert_cites(lost + 1, detail_needs, "records/rewards.yaml", 6);
    assert_int_equal((lost + 2)->kind, step_honour_veto);
    assert_int_equal(figure(lost + 2, detail_entry), entry_find(&t->village.records, "2026-03-05/4", 12));
    const struct step *closed = step_of(t, step_service_closed, 0);
    assert_int_equal(figure(closed, detail_missing), 10000 - 650);

    explain_household(&t->explainer, 1, &t->arena, &t->explanation); /* has left on 31 March */
    assert_true(has(t, step_listed_until) && has(t, step_unranked));
    close_told(t);
}

static void redemption_is_paid_as_of_its_day(void **state)
{
    (void)state;
    struct told *t = open_at("2026-04-01");
    explain_redemption(&t->explainer, 0, &t->arena, &t->explanation);
    facts_are_written(&t->explanation);
    assert_cites(step_of(t, step_cost, 0), detail_cost, "records/rewards.yaml", 2);
    assert_int_equal(figure(step_of(t, step_had_carried, 0), detail_points), 1000);
    assert_int_equal(figure(step_of(t, step_had_earned, 0), detail_points), 0);
    assert_int_equal(figure(step_of(t, step_left_balance, 0), detail_balance), 600);
    assert_int_equal(figure(step_of(t, step_stock, 0), detail_stock), 5);
    close_told(t);
}

static void resident_has_a_share(void **state)
{
    (void)state;
    struct told *t = open_at("2026-04-01");
    explain_resident(&t->explainer, 0, &t->arena, &t->explanation);
    assert_int_equal(figure(step_of(t, step_line_share, 0), detail_points), 100);
    close_told(t);
}

/* Both languages have a sentence for each kind of step, and everything else that is asked for. */
static void all_kinds_have_words(void **state)
{
    (void)state;
    for (int l = 0; l < 2; l++) {
        struct words *words = read_words(l ? language_en : language_zh_cn);
        char key[64];
        for (int k = 0; k < step_kinds; k++) {
            snprintf(key, sizeof key, "explain.%s", explain_step((enum step_kind)k));
            words_get(words, key);
        }
        for (int k = 0; k <= section_allowed; k++) {
            snprintf(key, sizeof key, "explained.section.%s", explain_section((enum section_kind)k));
            words_get(words, key);
        }
        for (int k = 0; k <= subject_redemption; k++) {
            snprintf(key, sizeof key, "explained.heading.%s", explain_subject((enum subject)k));
            words_get(words, key);
        }
        assert_null(words_missing(words)[0]);
        words_free(words);
    }
}

static void sentences_keep_to_the_circle(void **state)
{
    (void)state;
    struct told *t = open_at("2026-03-19");
    struct view own, site;
    view_open(&own, &t->village.ledger, t->village.words, circle_office);
    view_open(&site, &t->village.ledger, t->village.words, circle_site);
    explain_entry_of(t, "2026-03-05/2");
    const struct step *deed = step_of(t, step_deed_resident, 0), *note = step_of(t, step_note, 0);
    assert_string_equal(explained_step(&own, &t->arena, deed),
                        "张大山户（h1），张小山：“参加治安巡逻”，2026年3月2日。");
    assert_null(strstr(explained_step(&site, &t->arena, deed), "小"));
    assert_string_equal(explained_step(&own, &t->arena, note), "备注：夜间");
    assert_null(explained_step(&site, &t->arena, note));
    assert_string_equal(
        explained_step(&own, &t->arena, step_of(t, step_cap_takes, 0)),
        "“参加治安巡逻”每月最多7分：2026年3月此前已计6分，这4.5分只能再计1分，其余3.5分不计。");
    assert_string_equal(explained_place(&own, &t->arena, step_of(t, step_value_adjusted, 0)),
                        "records/rules/10-city.yaml:6, records/rules/30-village.yaml:4");
    explain_entry_of(t, "2026-03-05/1");
    assert_null(explained_step(&site, &t->arena, step_of(t, step_grounds, 0)));
    view_free(&own);
    view_free(&site);
    close_told(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(value_is_cited_where_it_was_set),
        cmocka_unit_test(rounding_is_said),
        cmocka_unit_test(caps_say_what_they_took_and_who_had_used_them),
        cmocka_unit_test(status_follows_the_objections),
        cmocka_unit_test(what_is_dated_later_is_of_the_future),
        cmocka_unit_test(claims_wait_and_are_decided),
        cmocka_unit_test(account_runs_to_the_balance),
        cmocka_unit_test(veto_costs_an_honour_and_services_say_what_is_missing),
        cmocka_unit_test(redemption_is_paid_as_of_its_day),
        cmocka_unit_test(resident_has_a_share),
        cmocka_unit_test(all_kinds_have_words),
        cmocka_unit_test(sentences_keep_to_the_circle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
