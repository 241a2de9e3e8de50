/* Who won which honour, with what it looked at: what certificates are written from. */
#include "base/memory.h"
#include "ledger/standing.h"
#include "ledger/trace.h"
#include "tables/tables.h"
#include "view/winners.h"

enum {
    won_period,
    won_honour,
    won_award,
    won_who,
    won_name,
    won_household,
    won_group,
    won_points,
    won_rank,
    won_date,
    won_state,
    won_columns
};
static const struct listing_column won[won_columns] = {
    [won_period] = {.word = "book.period", .kind = listing_words},
    [won_honour] = {.word = "book.honour", .kind = listing_words},
    [won_award] = {.word = "book.award", .kind = listing_words},
    [won_who] = {.word = "book.who", .kind = listing_id},
    [won_name] = {.word = "book.winner", .kind = listing_words},
    [won_household] = {.word = "table.id", .kind = listing_id},
    [won_group] = {.word = "table.group", .kind = listing_words},
    [won_points] = {.word = "book.looked-at", .kind = listing_points},
    [won_rank] = {.word = "table.rank", .kind = listing_whole},
    [won_date] = {.word = "book.won-on", .kind = listing_date},
    [won_state] = {.word = "book.state", .kind = listing_words},
};

/* What the rows of one honour in one period have in common. */
struct contest {
    const struct view *view;
    struct arena *arena;
    struct honour_looks *looks;
    const struct cycle *cycle;
    const struct period_result *period; /* NULL: the cycle as a whole */
    uint32_t honour;
    int32_t to;
    const char *title, *state; /* of the period; how sure it is */
};

static const char *id_of(const struct records *records, enum award award, uint32_t who)
{
    return award == award_group      ? records->groups[who]->id
           : award == award_resident ? records->residents[who]->id
                                     : records->households[who]->id;
}

static void fill(union listing_cell *row, const struct contest *c, uint32_t who)
{
    static const char *const awards_[awards] = {"book.award-household", "book.award-resident",
                                                "book.award-group"};
    const struct records *r = c->view->records;
    const struct reward *honour = r->rewards[c->honour];
    uint32_t household = winner_household(r, c->honour, who);
    uint32_t group = household == records_none ? who : r->households[household]->group;
    struct honour_trace trace;
    ledger_trace_honour(c->looks, c->cycle, c->period, who, c->honour, &trace);
    row[won_period].text = c->title;
    row[won_honour].text = tables_shown(c->view, c->arena, honour->title);
    row[won_award].text = words_get(c->view->words, awards_[honour->award]);
    row[won_who].text = id_of(r, honour->award, who);
    row[won_name].text = view_winner(c->view, c->arena, c->honour, who);
    row[won_household].text = household == records_none ? "" : r->households[household]->id;
    row[won_group].text = tables_shown(c->view, c->arena, r->groups[group]->name);
    row[won_points].number = trace.points;
    row[won_rank].number = trace.rank ? trace.rank : listing_nothing;
    row[won_date].number = c->to < c->view->ledger->date ? standing_won_on(honour, c->to) : listing_nothing;
    row[won_state].text = c->state;
}

/* How sure what an honour of these days is: it is settled, still runs, may change; or "". */
static const char *state_of(const struct view *view, const struct reward *honour, int32_t from, int32_t to)
{
    const char *key = honour->has_settled                  ? "book.settled"
                      : to >= view->ledger->date           ? "book.running"
                      : view_unsettled(view, from, to) > 0 ? "book.provisional"
                                                           : NULL;
    return key ? words_get(view->words, key) : "";
}

/* Who won what. */
struct win {
    struct contest contest;
    uint32_t who;
};
struct wins {
    struct win *items;
    size_t len;
    size_t cap;
};

static void add_period(struct wins *wins, struct contest contest, enum per per, int32_t from)
{
    const struct records *r = contest.view->records;
    for (uint32_t i = 0; i < r->rewards_len; i++) {
        const struct reward *honour = r->rewards[i];
        uint32_t len;
        if (honour->kind != reward_honour || honour->per != per)
            continue;
        const uint32_t *who = standing_winners(r, contest.cycle, contest.period, i, contest.arena, &len);
        contest.honour = i;
        contest.state = state_of(contest.view, honour, from, contest.to);
        for (uint32_t k = 0; k < len; k++) {
            struct win win = {.contest = contest, .who = who[k]};
            memory_push(wins, win);
        }
    }
}

static void add_cycle(struct wins *wins, struct contest contest)
{
    const struct cycle *cycle = contest.cycle;
    const struct words *words = contest.view->words;
    for (uint32_t i = 0; i < cycle->periods_len; i++) {
        const struct period_result *period = &cycle->periods[i];
        struct contest own = contest;
        own.period = period;
        own.to = period->to;
        own.title = period->per == per_quarter ? words_quarter(words, contest.arena, period->from)
                                               : words_month(words, contest.arena, period->from);
        add_period(wins, own, period->per, period->from);
    }
    contest.to = cycle->to;
    contest.title =
        words_format(words, contest.arena, "book.year", arena_printf(contest.arena, "%d", cycle->id), NULL);
    add_period(wins, contest, per_cycle, cycle->from);
}

struct listing *tables_honours(const struct view *view, struct arena *arena)
{
    const struct ledger *ledger = view->ledger;
    struct wins wins = {0};
    struct contest contest = {.view = view, .arena = arena, .looks = honour_looks_open(ledger)};
    for (uint32_t i = 0; i < ledger->cycles_len; i++) {
        contest.cycle = &ledger->cycles[i];
        add_cycle(&wins, contest);
    }
    struct listing *table = listing_new(arena, view->words, "honours", won, won_columns, wins.len);
    for (size_t i = 0; i < wins.len; i++)
        fill(listing_row(table), &wins.items[i].contest, wins.items[i].who);
    honour_looks_close(contest.looks);
    memory_free(wins.items);
    return table;
}
