#include "ledger/figures.h"

#include <stdlib.h>

/* The months that have a day in CYCLE. */
static void open_months(struct figures *f, struct arena *arena, const struct ledger *ledger,
                        const struct cycle *cycle)
{
    enum { most = 14 }; /* a cycle that begins within a month has a part of it at both ends */
    const struct village *village = &ledger->records->village;
    f->months = arena_new(arena, struct month_figures, most);
    int32_t day = cycle->from;
    while (day <= cycle->to && f->months_len < most) {
        struct month_figures *month = &f->months[f->months_len++];
        int32_t last = period_last(village, period_month, day);
        month->first = day;
        month->last = last < cycle->to ? last : cycle->to;
        f->months_begun += day <= ledger->date;
        day = last + 1;
    }
}

/* The month of DATE, which lies within the cycle. */
static struct month_figures *month_of(struct figures *f, int32_t date)
{
    uint32_t i = f->months_len - 1;
    while (i > 0 && f->months[i].first > date)
        i--;
    return &f->months[i];
}

static void add_entry(struct figures *f, const struct ledger *ledger, uint32_t number)
{
    const struct entry *entry = &ledger->records->entries[number];
    const struct rule *rule = ledger->records->rules[entry->rule];
    const struct posting *posting = &ledger->postings[number];
    struct month_figures *month = month_of(f, entry->date);
    bool negative = rule->kind == kind_negative;
    switch (posting->status) {
    case status_final:
        f->final++;
        month->final++;
        if (negative) {
            month->lost += posting->credited;
            f->lost += posting->credited;
            break;
        }
        month->gained += posting->credited;
        f->gained += posting->credited;
        f->categories[rule->category].entries++;
        f->categories[rule->category].points += posting->credited;
        break;
    case status_notice:
    case status_suspended:
        f->waiting++;
        month->waiting++;
        month->gained_waiting += negative ? 0 : posting->credited;
        break;
    case status_void:
        f->voided += !negative; /* void warnings are not even counted */
        break;
    case status_future:
        break;
    }
}

/* Whether ACCOUNT has points of a final entry under a rule that is not negative. */
static bool takes_part(const struct ledger *ledger, const struct account *account)
{
    for (uint32_t i = 0; i < account->entries; i++) {
        const struct ledger_line *line = &ledger->lines[account->first + i];
        if (line->status == status_final && line->credited > 0 &&
            ledger->records->rules[line->rule]->kind != kind_negative)
            return true;
    }
    return false;
}

static void add_groups(struct figures *f, const struct ledger *ledger, const struct cycle *cycle)
{
    for (uint32_t i = 0; i < cycle->accounts_len; i++) {
        const struct account *account = &cycle->accounts[i];
        if (!account->rank)
            continue;
        struct group_figures *group = &f->groups[ledger->records->households[account->household]->group];
        uint32_t one = takes_part(ledger, account) ? 1 : 0;
        group->households++;
        group->taking_part += one;
        f->all.households++;
        f->all.taking_part += one;
    }
}

static int by_days(const void *a, const void *b)
{
    const int32_t *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

/* Fills in how long the LEN answers took whose days are at DAYS, which it puts in order. */
static void add_days(struct answers *answers, int32_t *days, uint32_t len)
{
    static const int32_t bounds[] = {15, 30, 60};
    answers->median_days = -1;
    answers->longest_days = -1;
    if (!len)
        return;
    qsort(days, len, sizeof *days, by_days);
    answers->median_days = days[(len - 1) / 2];
    answers->longest_days = days[len - 1];
    for (uint32_t i = 0; i < len; i++) {
        size_t k = 0;
        while (k < sizeof bounds / sizeof *bounds && days[i] > bounds[k])
            k++;
        answers->within[k]++;
    }
}

static void add_objections(struct figures *f, struct arena *arena, const struct ledger *ledger,
                           const struct cycle *cycle)
{
    const struct records *r = ledger->records;
    int32_t *days = arena_new(arena, int32_t, r->objections_len + 1);
    uint32_t answered = 0;
    for (uint32_t i = 0; i < r->objections_len; i++) {
        const struct objection *objection = r->objections[i];
        if (objection->received < cycle->from || objection->received > cycle->to ||
            objection->received > ledger->date)
            continue;
        f->objections.received++;
        const struct resolution *resolution =
            objection->resolution == records_none ? NULL : r->resolutions[objection->resolution];
        if (!resolution || r->meetings[resolution->meeting]->date > ledger->date) {
            f->objections.open++;
            continue;
        }
        f->objections.granted += resolution->upheld;
        f->objections.refused += !resolution->upheld;
        days[answered++] = r->meetings[resolution->meeting]->date - objection->received;
    }
    add_days(&f->objections, days, answered);
}

static void add_claims(struct figures *f, struct arena *arena, const struct ledger *ledger,
                       const struct cycle *cycle)
{
    const struct records *r = ledger->records;
    int32_t *days = arena_new(arena, int32_t, r->claims_len + 1);
    uint32_t answered = 0;
    for (uint32_t i = 0; i < r->claims_len; i++) {
        enum claim_status status = ledger_claim(ledger, i);
        const struct claim *claim = r->claims[i];
        if (status == claim_future || claim->received < cycle->from || claim->received > cycle->to)
            continue;
        f->claims.received++;
        if (status == claim_pending) {
            f->claims.open++;
            continue;
        }
        f->claims.granted += status == claim_approved;
        f->claims.refused += status == claim_rejected;
        days[answered++] = r->meetings[claim->decision_meeting]->date - claim->received;
    }
    add_days(&f->claims, days, answered);
}

static void add_redemptions(struct figures *f, const struct ledger *ledger, const struct cycle *cycle)
{
    for (uint32_t i = 0; i < cycle->redemptions_len; i++) {
        const struct redemption *redemption = ledger->records->redemptions[cycle->redemptions[i]];
        int64_t cost = redemption_cost(ledger->records, redemption);
        month_of(f, redemption->date)->redeemed += cost;
        f->redeemed += cost;
        f->redemptions++;
    }
}

void figures_of(struct figures *figures, struct arena *arena, const struct ledger *ledger,
                const struct cycle *cycle)
{
    const struct records *r = ledger->records;
    *figures = (struct figures){0};
    open_months(figures, arena, ledger, cycle);
    figures->categories = arena_new(arena, struct category_figures, r->categories_len + 1);
    figures->groups = arena_new(arena, struct group_figures, r->groups_len + 1);
    for (uint32_t i = 0; i < cycle->entries_len; i++)
        add_entry(figures, ledger, cycle->entries[i]);
    for (uint32_t i = 0; i < r->meetings_len; i++) {
        int32_t date = r->meetings[i]->date;
        figures->meetings += date >= cycle->from && date <= cycle->to && date <= ledger->date;
    }
    add_redemptions(figures, ledger, cycle);
    add_groups(figures, ledger, cycle);
    add_objections(figures, arena, ledger, cycle);
    add_claims(figures, arena, ledger, cycle);
}

int64_t figures_share(int64_t part, int64_t all)
{
    if (all <= 0)
        return 0;
    while (all > INT64_MAX / 4000) {
        all /= 2;
        part /= 2;
    }
    return (2000 * part + all) / (2 * all);
}
