/* The list of households, and the page of each. */
#include "base/map.h"
#include "ledger/standing.h"
#include "site/forms.h"
#include "site/notice.h"
#include "site/pages.h"
#include "site/parts.h"
#include "site/rows.h"
#include "view/winners.h"

#include <string.h>

/* Whether HOUSEHOLD stands on PAGE, which is about all or a part of them. */
static bool stands_on(const struct page *page, uint32_t household)
{
    const struct parts_plan *plan = page->site->parts;
    return !page->part || &plan->households.items[plan->household_part[household]] == page->part;
}

/* Adds the groups that the page lists; ROWS has a list of households for each of the site's then. */
static void add_groups(struct page *page, struct value **rows)
{
    const struct site *site = page->site;
    struct value *groups = value_set_list(page->arena, page->values, "groups");
    for (uint32_t i = 0; i < site->records->groups_len; i++) {
        uint32_t group = site->group_order[i];
        if (page->part && page->part->list != i)
            continue;
        struct value *map = value_add_map(page->arena, groups);
        value_set(page->arena, map, "group", site->groups[group]);
        rows[group] = value_set_list(page->arena, map, "rows");
    }
}

void page_households(struct page *page)
{
    const struct site *site = page->site;
    const struct records *r = site->records;
    struct arena *a = page->arena;
    const struct cycle *cycle = ledger_current(site->ledger);
    page->title = page_word(page, "site.nav.households");
    page->description = page_say(page, "site.households.description", site->village->name);
    struct value **rows = arena_new(a, struct value *, r->groups_len + 1);
    add_groups(page, rows);
    struct value *left = value_set_rows(a, page->values, "left");
    for (uint32_t k = 0; k < r->households_len; k++) {
        uint32_t i = site->household_order[k];
        const struct household *household = r->households[i];
        if (household->since > site->date || !stands_on(page, i))
            continue;
        bool gone = !household_listed(household, site->date);
        struct value *row = value_add_map(a, gone ? left : rows[household->group]);
        value_set(a, row, "household", site->households[i]);
        const struct account *account = cycle_account(cycle, r, i);
        value_set_text(a, row, "earned", account ? page_points_unit(page, account->earned) : "");
    }
    value_set_text(a, page->values, "earned_asof",
                   page_say(page, "site.households.asof",
                            page_say(page, "site.year", page_number(page, cycle->id)),
                            words_date(site->words, a, site->date)));
}

/* The figures of an account with their unit; "" for those that are nothing. */
static void add_account(struct page *page, struct value *map, const struct account *account)
{
    struct arena *a = page->arena;
    value_set_text(a, map, "earned_unit", page_points_unit(page, account->earned));
    value_set_text(a, map, "rank_text",
                   account->rank ? page_say(page, "site.household.nth", page_number(page, account->rank))
                                 : "");
    value_set_text(a, map, "group_rank",
                   account->group_rank
                       ? page_say(page, "site.household.nth", page_number(page, account->group_rank))
                       : "");
    bool lifetime = page->site->village->also & also_lifetime;
    value_set_text(a, map, "lifetime", lifetime ? page_points_unit(page, account->lifetime) : "");
    int64_t pending = view_pending(page->site->view, account);
    value_set_text(a, map, "pending", pending ? page_points_unit(page, pending) : "");
    value_set_text(a, map, "base", account->base ? page_points_unit(page, account->base) : "");
    value_set_text(a, map, "carried", account->carried ? page_points_unit(page, account->carried) : "");
    value_set_text(a, map, "redeemed", account->redeemed ? page_points_unit(page, account->redeemed) : "");
    value_set_text(a, map, "given", account->given ? page_points_unit(page, account->given) : "");
    value_set_text(a, map, "received", account->received ? page_points_unit(page, account->received) : "");
    value_set_text(a, map, "balance", page_points_unit(page, account->balance));
}

/* What meetings of CYCLE passed on from the household of ACCOUNT and to it, the latest first. */
static void add_transfers(struct page *page, struct value *map, const struct cycle *cycle,
                          const struct account *account)
{
    const struct records *r = page->site->records;
    struct arena *a = page->arena;
    struct value *list = value_set_rows(a, map, "transfers");
    for (uint32_t i = cycle->transfers_len; i-- > 0;) {
        const struct transfer *t = r->transfers[cycle->first_transfer + i];
        bool gives = t->from == account->household;
        if (!gives && t->to != account->household)
            continue;
        struct value *row = row_transfer(page, list, t);
        value_set_flag(a, row, "gives", gives);
        page_date(page, row, "date", r->meetings[t->meeting]->date);
        value_set_textf(a, row, "notice_href", "notices/%s/index.html", r->meetings[t->meeting]->id);
    }
}

/* Whether an honour of ACCOUNT is one that is not settled. */
static bool has_open(const struct site *site, const struct account *account)
{
    for (uint32_t i = 0; i < account->honours_len; i++)
        if (!site->records->rewards[account->honours[i]]->has_settled)
            return true;
    return false;
}

/* A household's cycle: its account and its entries, the latest first. */
static void add_cycle(struct page *page, struct value *list, const struct cycle *cycle,
                      const struct account *account)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    struct value *map = row_account(page, list, account);
    value_set_text(a, map, "title", page_say(page, "site.year", page_number(page, cycle->id)));
    value_set_textf(a, map, "anchor", "_%d", cycle->id);
    value_set_textf(a, map, "ranked_href", "ranking/%d/%sindex.html", cycle->id,
                    parts_ranking(site, cycle, account));
    value_set_flag(a, map, "closed", cycle->to < site->date);
    value_set_flag(a, map, "provisional",
                   cycle->to < site->date && site->unsettled[cycle - site->ledger->cycles] > 0 &&
                       has_open(site, account));
    add_account(page, map, account);
    if (!standing_begun(cycle)) {
        value_set_text(a, map, "rank", "");
        value_set_text(a, map, "group_rank", "");
    }
    add_transfers(page, map, cycle, account);
    struct value *rows = value_set_rows(a, map, "rows");
    for (uint32_t i = account->entries; i-- > 0;) {
        uint32_t entry = site->ledger->lines[account->first + i].entry;
        if (!view_lists(site->view, entry) || !view_beside_name(site->view, entry))
            continue;
        struct value *row = row_entry(page, rows, entry);
        uint32_t meeting = site->records->entries[entry].meeting;
        value_put(row, key_entry_notice_href, notice_href(site, meeting, account->household));
    }
}

/* Honours of months and quarters, by cycle. */
static void add_period_honours(struct page *page, struct value *map, const struct cycle *cycle,
                               uint32_t number)
{
    struct arena *a = page->arena;
    struct value *list = value_set_rows(a, map, "period_honours");
    for (uint32_t i = 0; i < cycle->periods_len; i++) {
        const struct period_result *period = &cycle->periods[i];
        const struct period_account *account = period_account(period, number);
        for (uint32_t k = 0; account && k < account->honours_len; k++) {
            struct value *row = value_add_map(a, list);
            value_set(a, row, "honour", page->site->rewards[account->honours[k]]);
            value_set_text(a, row, "period", page_period(page, period));
            bool running = period->to >= page->site->date;
            value_set_flag(a, row, "running", running);
            value_set_flag(a, row, "provisional",
                           !running && !page->site->records->rewards[account->honours[k]]->has_settled &&
                               view_unsettled(page->site->view, period->from, period->to) > 0);
        }
    }
}

/* Honours of CYCLE or of PERIOD of it, if there is one, that a resident won: {name, honour, period, running,
 * provisional}. */
static void add_resident(struct page *page, struct value *list, const struct cycle *cycle,
                         const struct period_result *period, const struct resident_account *account)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    int32_t from = period ? period->from : cycle->from, to = period ? period->to : cycle->to;
    const char *id = site->records->households[page->number]->id;
    const char *name = view_resident(site->view, account->resident);
    for (uint32_t k = 0; k < account->honours_len; k++) {
        struct value *row = value_add_map(a, list);
        bool running = to >= site->date;
        value_set_text(a, row, "name", strcmp(name, id) == 0 ? "" : name);
        value_set(a, row, "honour", site->rewards[account->honours[k]]);
        value_set_text(a, row, "period", period ? page_period(page, period) : "");
        value_set_flag(a, row, "running", running && period);
        value_set_flag(a, row, "so_far", running && !period);
        value_set_flag(a, row, "provisional",
                       !running && !site->records->rewards[account->honours[k]]->has_settled &&
                           view_unsettled(site->view, from, to) > 0);
    }
}

/* Honours that residents of the household won within CYCLE, of those that may be named. */
static void add_resident_honours(struct page *page, struct value *map, const struct cycle *cycle)
{
    const struct site *site = page->site;
    struct value *list = value_set_rows(page->arena, map, "resident_honours");
    const struct household *household = site->records->households[page->number];
    for (uint32_t i = 0; i < household->members_len; i++) {
        uint32_t resident = map_find(&site->records->resident_ids, household->members[i].id);
        const struct resident_account *account = cycle_resident(cycle, resident);
        if (!account || !view_names_winner(site->view, resident))
            continue;
        add_resident(page, list, cycle, NULL, account);
        for (uint32_t p = 0; p < cycle->periods_len; p++) {
            const struct resident_account *of = period_resident(&cycle->periods[p], resident);
            if (of)
                add_resident(page, list, cycle, &cycle->periods[p], of);
        }
    }
}

void page_household(struct page *page)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    uint32_t number = page->number;
    const struct household *household = site->records->households[number];
    struct value *shared = site->households[number];
    const char *name = value_get(shared, "name")->text;
    page->title = *name ? page_say(page, "site.household.title", name, household->id)
                        : page_say(page, "site.household.title_id", household->id);
    page->description = page_say(page, "site.household.description", site->village->name, household->id);
    page_crumb(page, page_word(page, "site.nav.households"), "households/index.html");
    value_set(a, page->values, "household", shared);
    value_set_flag(a, page->values, "gone", !household_listed(household, site->date));
    row_days(page, page->values, days_redemption, 1);
    value_set_flag(a, page->values, "more_days", false);
    struct value *cycles = value_set_rows(a, page->values, "cycles");
    for (uint32_t i = site->ledger->cycles_len; i-- > 0;) {
        const struct cycle *cycle = &site->ledger->cycles[i];
        const struct account *account = cycle_account(cycle, site->records, number);
        if (!account)
            continue;
        add_cycle(page, cycles, cycle, account);
        row_goods(page, value_at(cycles, value_length(cycles) - 1), cycle, account);
        add_period_honours(page, value_at(cycles, value_length(cycles) - 1), cycle, number);
        add_resident_honours(page, value_at(cycles, value_length(cycles) - 1), cycle);
    }
    value_set_flag(a, page->values, "unlisted",
                   site_has_reverse(site) && view_leaves_out(site->view, number));
    page_qr(page, arena_printf(a, "households/%s/", household->id));
    row_object(page, page->values);
}
