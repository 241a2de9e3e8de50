#include "ledger/contest.h"

#include "base/memory.h"
#include "base/points.h"
#include "ledger/rank.h"

/* The first line of ACCOUNT among LINES whose deed date is FROM or later. */
static const struct ledger_line *first_line(const struct ledger_line *lines, const struct account *account,
                                            int32_t from)
{
    const struct ledger_line *line = lines + account->first;
    for (uint32_t count = account->entries; count > 0;) {
        uint32_t half = count / 2;
        if (line[half].date < from) {
            line += half + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    return line;
}

/* What LINE counts, of the CATEGORIES alone if these are not NULL. */
static int64_t counted(const struct records *records, const struct ledger_line *line, const bool *categories)
{
    bool counts =
        line->status == status_final && (!categories || categories[records->rules[line->rule]->category]);
    return counts ? line->credited : 0;
}

int64_t contest_sum(const struct ledger *ledger, const struct ledger_line *lines,
                    const struct account *account, int32_t from, int32_t to, const bool *categories)
{
    const struct ledger_line *end = lines + account->first + account->entries;
    int64_t sum = 0;
    for (const struct ledger_line *line = first_line(lines, account, from); line < end && line->date <= to;
         line++)
        sum += counted(ledger->records, line, categories);
    return sum;
}

void contest_residents(const struct ledger *ledger, const struct ledger_line *lines,
                       const struct cycle *cycle, int32_t from, int32_t to, const bool *categories,
                       struct contest_shares *shares)
{
    for (uint32_t i = 0; i < cycle->accounts_len; i++) {
        const struct account *account = &cycle->accounts[i];
        const struct ledger_line *end = lines + account->first + account->entries;
        for (const struct ledger_line *line = first_line(lines, account, from);
             line < end && line->date <= to; line++) {
            uint32_t resident = ledger->records->entries[line->entry].resident;
            if (resident == records_none || line->status == status_future)
                continue;
            size_t place = (size_t)(cycle_resident(cycle, resident) - cycle->residents);
            if (shares->named)
                shares->named[place] = true;
            if (shares->earning)
                shares->earning[place] |=
                    line->status == status_final && ledger->records->rules[line->rule]->kind != kind_negative;
            if (shares->points)
                shares->points[place] += counted(ledger->records, line, categories);
        }
    }
}

static void open_empty(struct contest *contest, const struct ledger *ledger, const struct cycle *cycle,
                       const struct period_result *period, enum award award)
{
    uint32_t accounts = cycle->accounts_len;
    uint32_t len = award == award_household  ? accounts
                   : award == award_resident ? cycle->residents_len
                                             : cycle->groups_len;
    *contest = (struct contest){
        .ledger = ledger,
        .cycle = cycle,
        .period = period,
        .lines = ledger->lines,
        .per = period ? period->per : per_cycle,
        .from = period ? period->from : cycle->from,
        .to = period ? period->to : cycle->to,
        .base = period ? 0 : ledger->records->village.base,
        .earned = memory_new(accounts, sizeof *contest->earned),
        .ranked = memory_new(accounts, sizeof *contest->ranked),
        .costly = memory_new(accounts, sizeof *contest->costly),
        .award = award,
        .len = len,
        .points = memory_new(len, sizeof *contest->points),
        .order = memory_new(len, sizeof *contest->order),
        .listed = memory_new(len, sizeof *contest->listed),
        .vetoed = memory_new(len, sizeof *contest->vetoed),
    };
    contest->day = rank_day(ledger, contest->to);
}

/* Who takes part, and whom a veto costs the honours, by what is known of the accounts. */
static void fill_competitors(struct contest *contest)
{
    const struct cycle *cycle = contest->cycle;
    const struct records *records = contest->ledger->records;
    for (uint32_t i = 0; i < cycle->accounts_len; i++) {
        if (contest->award == award_household) {
            contest->listed[i] = contest->ranked[i];
            contest->vetoed[i] = contest->costly[i];
        } else if (contest->award == award_group && contest->ranked[i]) {
            contest->listed[records->households[cycle->accounts[i].household]->group] = true;
        }
    }
    if (contest->award != award_resident)
        return;
    contest_residents(contest->ledger, contest->lines, cycle, contest->from, contest->to, NULL,
                      &(struct contest_shares){.earning = contest->listed});
    for (uint32_t i = 0; i < contest->len; i++) {
        uint32_t household = records->residents[cycle->residents[i].resident]->household;
        const struct account *account = cycle_account(cycle, records, household);
        size_t place = account ? (size_t)(account - cycle->accounts) : 0;
        contest->listed[i] = contest->listed[i] && account && contest->ranked[place];
        contest->vetoed[i] = account && contest->costly[place];
    }
}

void contest_open(struct contest *contest, const struct ledger *ledger, const struct cycle *cycle,
                  const struct period_result *period, enum award award)
{
    open_empty(contest, ledger, cycle, period, award);
    for (uint32_t i = 0, k = 0; i < cycle->accounts_len; i++) {
        const struct account *account = &cycle->accounts[i];
        if (!period) {
            contest->earned[i] = account->earned;
            contest->ranked[i] = account->rank != 0;
        } else if (k < period->households_len && period->households[k].household == account->household) {
            contest->earned[i] = period->households[k].earned;
            contest->ranked[i] = period->households[k].rank != 0;
            k++;
        }
        contest->costly[i] = account->vetoed;
    }
    fill_competitors(contest);
}

/* Whether a final entry of ACCOUNT among the lines of CONTEST costs it the honours. */
static bool has_veto(const struct contest *contest, const struct account *account)
{
    const struct ledger_line *line = contest->lines + account->first, *end = line + account->entries;
    for (; line < end; line++)
        if (line->status == status_final && contest->ledger->records->rules[line->rule]->veto)
            return true;
    return false;
}

void contest_open_then(struct contest *contest, const struct ledger *ledger, const struct cycle *cycle,
                       const struct period_result *period, enum award award, const struct ledger_line *lines)
{
    open_empty(contest, ledger, cycle, period, award);
    contest->lines = lines;
    for (uint32_t i = 0; i < cycle->accounts_len; i++) {
        const struct account *account = &cycle->accounts[i];
        const struct household *household = ledger->records->households[account->household];
        if (household->since > contest->to || household->until < contest->from)
            continue;
        contest->earned[i] =
            contest->base + contest_sum(ledger, lines, account, contest->from, contest->to, NULL);
        contest->ranked[i] = household_listed(household, contest->to);
        contest->costly[i] = has_veto(contest, account);
    }
    fill_competitors(contest);
}

void contest_close(struct contest *contest)
{
    memory_free(contest->earned);
    memory_free(contest->ranked);
    memory_free(contest->costly);
    memory_free(contest->points);
    memory_free(contest->order);
    memory_free(contest->listed);
    memory_free(contest->vetoed);
}

/* The set of the categories of REWARD, by index; NULL where all count. The caller frees. */
static bool *category_set(const struct records *records, const struct reward *reward)
{
    if (!reward->categories_len)
        return NULL;
    bool *set = memory_new(records->categories_len, sizeof *set);
    for (uint32_t i = 0; i < reward->categories_len; i++)
        set[reward->categories[i]] = true;
    return set;
}

/* What account number I has of CATEGORIES; NULL: of all. */
static int64_t account_points(const struct contest *contest, uint32_t i, const bool *categories)
{
    return categories ? contest_sum(contest->ledger, contest->lines, &contest->cycle->accounts[i],
                                    contest->from, contest->to, categories)
                      : contest->earned[i];
}

/* The averages of the groups. */
static void look_at_groups(struct contest *contest, const bool *categories)
{
    const struct cycle *cycle = contest->cycle;
    uint32_t *count = memory_new(contest->len, sizeof *count);
    for (uint32_t i = 0; i < cycle->accounts_len; i++) {
        uint32_t group = contest->ledger->records->households[cycle->accounts[i].household]->group;
        if (!contest->ranked[i])
            continue;
        contest->points[group] += account_points(contest, i, categories);
        count[group]++;
    }
    for (uint32_t g = 0; g < contest->len; g++)
        contest->points[g] = count[g] ? points_divide(contest->points[g], count[g]) : 0;
    memory_free(count);
}

uint32_t *contest_groups(const struct contest *contest)
{
    const struct records *records = contest->ledger->records;
    if (contest->award == award_household)
        return rank_groups(contest->ledger, contest->cycle);
    uint32_t *groups = memory_new(contest->len, sizeof *groups);
    for (uint32_t i = 0; i < contest->len && contest->award == award_resident; i++) {
        uint32_t household = records->residents[contest->cycle->residents[i].resident]->household;
        groups[i] = records->households[household]->group;
    }
    return groups;
}

/* Takes over the ranks of the cycle or period, where they are by the points that are looked at. */
static void take_ranks(struct contest *contest)
{
    const struct cycle *cycle = contest->cycle;
    const struct period_result *period = contest->period;
    for (uint32_t i = 0, k = 0; i < cycle->accounts_len; i++) {
        if (!period)
            contest->order[i] = cycle->accounts[i].rank;
        else if (k < period->households_len &&
                 period->households[k].household == cycle->accounts[i].household)
            contest->order[i] = period->households[k++].rank;
        else
            contest->order[i] = 0;
    }
}

void contest_look(struct contest *contest, const struct reward *reward, bool ranked)
{
    bool *categories = category_set(contest->ledger->records, reward);
    for (uint32_t i = 0; i < contest->len; i++)
        contest->points[i] = contest->award == award_household ? account_points(contest, i, categories) : 0;
    if (contest->award == award_resident)
        contest_residents(contest->ledger, contest->lines, contest->cycle, contest->from, contest->to,
                          categories, &(struct contest_shares){.points = contest->points});
    else if (contest->award == award_group)
        look_at_groups(contest, categories);
    memory_free(categories);
    bool known = contest->award == award_household && !reward->categories_len &&
                 reward->within == within_village && contest->lines == contest->ledger->lines;
    if (known)
        take_ranks(contest);
    if (known || (!ranked && !reward->has_rank))
        return;
    uint32_t *groups = reward->within == within_group ? contest_groups(contest) : NULL;
    rank_make_within(contest->points, contest->listed, groups, contest->len, contest->order);
    memory_free(groups);
}

bool contest_offers(const struct contest *contest, const struct reward *reward)
{
    return reward->kind == reward_honour && reward->award == contest->award && reward->per == contest->per &&
           reward->from <= contest->day && contest->day <= reward->until;
}

int64_t contest_floor(const struct contest *contest, const struct reward *reward)
{
    return reward->categories_len || contest->award == award_resident ? 0 : contest->base;
}

bool contest_reaches(const struct contest *contest, const struct reward *reward, uint32_t i)
{
    int64_t points = contest->points[i];
    if (!contest->listed[i])
        return false;
    if (reward->has_points && points < reward->points)
        return false;
    if (reward->has_below && points >= reward->below)
        return false;
    return !reward->has_rank ||
           (contest->order[i] <= (uint32_t)reward->rank && points > contest_floor(contest, reward));
}
