#include "ledger/contest.h"

#include "base/memory.h"
#include "ledger/rank.h"

int64_t contest_sum(const struct ledger *ledger, const struct ledger_line *lines,
                    const struct account *account, int32_t from, int32_t to, const bool *categories)
{
    const struct ledger_line *line = lines + account->first, *end = line + account->entries;
    for (uint32_t count = account->entries; count > 0;) { /* to the first from FROM on */
        uint32_t half = count / 2;
        if (line[half].date < from) {
            line += half + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    int64_t sum = 0;
    for (; line < end && line->date <= to; line++)
        if (line->status == status_final &&
            (!categories || categories[ledger->records->rules[line->rule]->category]))
            sum += line->credited;
    return sum;
}

static void open_empty(struct contest *contest, const struct ledger *ledger, const struct cycle *cycle,
                       const struct period_result *period)
{
    uint32_t len = cycle->accounts_len;
    *contest = (struct contest){
        .ledger = ledger,
        .cycle = cycle,
        .lines = ledger->lines,
        .per = period ? period->per : per_cycle,
        .from = period ? period->from : cycle->from,
        .to = period ? period->to : cycle->to,
        .base = period ? 0 : ledger->records->village.base,
        .earned = memory_new(len, sizeof *contest->earned),
        .ranks = memory_new(len, sizeof *contest->ranks),
        .points = memory_new(len, sizeof *contest->points),
        .order = memory_new(len, sizeof *contest->order),
        .listed = memory_new(len, sizeof *contest->listed),
        .vetoed = memory_new(len, sizeof *contest->vetoed),
    };
    contest->day = rank_day(ledger, contest->to);
}

void contest_open(struct contest *contest, const struct ledger *ledger, const struct cycle *cycle,
                  const struct period_result *period)
{
    open_empty(contest, ledger, cycle, period);
    for (uint32_t i = 0, k = 0; i < cycle->accounts_len; i++) {
        const struct account *account = &cycle->accounts[i];
        if (!period) {
            contest->earned[i] = account->earned;
            contest->ranks[i] = account->rank;
        } else if (k < period->households_len && period->households[k].household == account->household) {
            contest->earned[i] = period->households[k].earned;
            contest->ranks[i] = period->households[k].rank;
            k++;
        }
        contest->listed[i] = contest->ranks[i] != 0;
        contest->vetoed[i] = account->vetoed;
    }
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
                       const struct period_result *period, const struct ledger_line *lines)
{
    open_empty(contest, ledger, cycle, period);
    contest->lines = lines;
    for (uint32_t i = 0; i < cycle->accounts_len; i++) {
        const struct account *account = &cycle->accounts[i];
        const struct household *household = ledger->records->households[account->household];
        if (household->since > contest->to || household->until < contest->from)
            continue;
        contest->earned[i] =
            contest->base + contest_sum(ledger, lines, account, contest->from, contest->to, NULL);
        contest->listed[i] = household_listed(household, contest->to);
        contest->vetoed[i] = has_veto(contest, account);
    }
    rank_make(contest->earned, contest->listed, cycle->accounts_len, contest->ranks);
}

void contest_close(struct contest *contest)
{
    memory_free(contest->earned);
    memory_free(contest->ranks);
    memory_free(contest->points);
    memory_free(contest->order);
    memory_free(contest->listed);
    memory_free(contest->vetoed);
}

static bool *category_set(const struct records *records, const struct reward *reward)
{
    bool *set = memory_new(records->categories_len, sizeof *set);
    for (uint32_t i = 0; i < reward->categories_len; i++)
        set[reward->categories[i]] = true;
    return set;
}

void contest_look(struct contest *contest, const struct reward *reward, bool ranked)
{
    uint32_t len = contest->cycle->accounts_len;
    if (!reward->categories_len) {
        for (uint32_t i = 0; i < len; i++) {
            contest->points[i] = contest->earned[i];
            contest->order[i] = contest->ranks[i];
        }
    } else {
        bool *categories = category_set(contest->ledger->records, reward);
        for (uint32_t i = 0; i < len; i++)
            contest->points[i] = contest_sum(contest->ledger, contest->lines, &contest->cycle->accounts[i],
                                             contest->from, contest->to, categories);
        memory_free(categories);
    }
    if (!ranked || (!reward->categories_len && reward->within == within_village))
        return;
    uint32_t *groups = reward->within == within_group ? rank_groups(contest->ledger, contest->cycle) : NULL;
    rank_make_within(contest->points, contest->listed, groups, len, contest->order);
    memory_free(groups);
}

bool contest_offers(const struct contest *contest, const struct reward *reward)
{
    return reward->kind == reward_honour && reward->per == contest->per && reward->from <= contest->day &&
           contest->day <= reward->until;
}

int64_t contest_floor(const struct contest *contest, const struct reward *reward)
{
    return reward->categories_len ? 0 : contest->base;
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
