/*
 * What follows from the records at a date: the value, status and credit of every entry, the households'
 * accounts, ranks, honours and services. A pure function of (records, date).
 *
 * Points are hundredths in an int64_t. Indexes are those of the records.
 */
#ifndef LEDGER_LEDGER_H
#define LEDGER_LEDGER_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/json.h"
#include "records/records.h"

enum status {
    status_future, /* its meeting is after T: it does not exist yet */
    status_notice,
    status_suspended,
    status_final,
    status_void
};

/* What the ledger knows of records.entries[i]. */
struct posting {
    int64_t raw;      /* value × times, rounded */
    int64_t credited; /* what the caps leave of it; 0 if void or future */
    enum status status;
    int32_t from; /* the day from which it is void, if it is; else final, as known at T; date_last: no day is
                     known */
};

/* The day from which an entry is final as known at T, date_last while suspended or once void; that from which
 * it is void, date_last unless it is at T. */
static inline int32_t posting_final_from(const struct posting *posting)
{
    return posting->status == status_void ? date_last : posting->from;
}

static inline int32_t posting_void_from(const struct posting *posting)
{
    return posting->status == status_void ? posting->from : date_last;
}

/*
 * An entry that exists, as one line of its household's. It repeats what sums need, side by side: to look it
 * up in the records and postings would be a step through all of memory for each.
 */
struct ledger_line {
    uint32_t entry;
    uint32_t rule;
    int32_t date; /* of the deed */
    enum status status;
    int64_t credited;
};

/* A household's account in a cycle. */
struct account {
    uint32_t household; /* first: it is found by it */
    int64_t base;       /* the village's base */
    int64_t earned;     /* base + credited points of final entries */
    int64_t pending;    /* credited points of entries on notice or suspended */
    int64_t redeemed;   /* cost of its redemptions */
    int64_t spent;      /* with `carry` until a day: what was redeemed and given up to that day; else 0 */
    int64_t carried;
    int64_t given, received; /* passed on by meetings, and what of it has arrived */
    int64_t forfeited;       /* what entries under rules with `zero` took */
    int64_t balance;
    uint32_t rank;        /* from 1; 0: none */
    uint32_t group_rank;  /* among the households of its group, if `also` asks for it; 0: none */
    int64_t lifetime;     /* earned without base in the computed cycles up to this, if `also` asks for it */
    int32_t barred_until; /* as of the cycle's last day, or T: the last day on which it may redeem nothing;
                             date_first: it may */
    bool vetoed;          /* a final entry under a rule with `veto` costs it the honours */
    const uint32_t *honours; /* of records.rewards, those per cycle that it wins, in the order of the file */
    uint32_t honours_len;
    const uint32_t *eligible; /* of records.rewards: services open to it */
    uint32_t eligible_len;
    uint32_t first, entries; /* its entries of the cycle, void ones too: ledger.lines[first …], in the
                                order of the caps */
};

/* A household in a month or quarter. */
struct period_account {
    uint32_t household; /* first: it is found by it */
    int64_t earned;
    uint32_t rank; /* 0: none */
    const uint32_t *honours;
    uint32_t honours_len;
};

struct group_account {
    uint32_t group;
    uint32_t households; /* those with a rank */
    int64_t earned;
    int64_t average;
    bool has_average; /* false: no household with a rank; then no rank either */
    uint32_t rank;    /* 0: none */
    const uint32_t *honours;
    uint32_t honours_len;
};

struct resident_account {
    uint32_t resident; /* first: it is found by it */
    int64_t earned;
    const uint32_t *honours;
    uint32_t honours_len;
};

struct period_result {
    char id[16]; /* 2026-03 or 2026-Q1 */
    enum per per;
    int32_t from, to;                  /* the part within the cycle */
    struct period_account *households; /* in byte order of id */
    uint32_t households_len;
    struct group_account *groups; /* all groups, where an honour is for such; without base */
    uint32_t groups_len;
    struct resident_account
        *residents; /* those that an entry of its days names, where an honour is for such */
    uint32_t residents_len;
};

/* A cycle as computed at T. */
struct cycle {
    int id; /* the year it is named by */
    int32_t from, to;
    struct account *accounts; /* of the households that take part, in byte order of id */
    uint32_t accounts_len;
    struct period_result *periods; /* months ascending, then quarters */
    uint32_t periods_len;
    struct group_account *groups; /* all groups, in byte order of id */
    uint32_t groups_len;
    struct resident_account *residents; /* those that an entry (not future) names, in byte order of id */
    uint32_t residents_len;
    const uint32_t *
        entries; /* of records.entries, in the order of the caps over the whole village; none of the future */
    uint32_t entries_len;
    const uint32_t *redemptions; /* of records.redemptions, up to T, in their order */
    uint32_t redemptions_len;
    uint32_t first_transfer,
        transfers_len; /* of records.transfers, up to T, by the dates of their meetings */
};

struct settlement;

struct ledger {
    struct arena arena;
    const struct records *records;
    int32_t date;                    /* T */
    struct posting *postings;        /* one an entry of the records */
    const struct ledger_line *lines; /* the entries that exist at T, household by household, each one's in the
                                        order of the caps, cycle after cycle */
    const uint32_t *household_first; /* where in lines those of a household begin; one more than households */
    struct cycle *cycles;            /* ascending, without gaps; at least one */
    uint32_t cycles_len;
    const struct settlement *settlements; /* honours that are settled: ledger/settle.h */
    uint32_t settlements_len;
    const int64_t *taken; /* how many were redeemed of each of records.rewards up to and including T */
};

/*
 * Computes everything at DATE. The records have no errors. What only computing can find is reported to DIAGS:
 * `overflow`, and the warnings (conflict-of-interest, late-notice, stale-claim, negative-balance). The caller
 * frees with ledger_free. Time and memory grow with the entries, the households and the cycles, and with
 * nothing times another but cycles × households.
 */
void ledger_compute(struct ledger *ledger, const struct records *records, int32_t date, struct diags *diags);
void ledger_free(struct ledger *ledger);

/*
 * redeem.c: reports what is wrong though every record is right by itself, whatever T is: redemptions, each as
 * of its own day (overdrawn, out-of-stock, not-eligible, quota-exceeded), points passed on, likewise
 * (overdrawn), and sums out of bounds when all that was decided is known (overflow). Form, references,
 * wrong-kind, not-listed and not-offered are the records' own. Only to be called where nothing else is wrong.
 * Near-linear: a household's credits are carried forward from one of its redemptions to the next.
 */
void ledger_check(const struct records *records, struct diags *diags);

/* --- what is looked up: find.c */

/* The cycle named ID, or NULL. */
const struct cycle *ledger_cycle(const struct ledger *ledger, int id);

/* T's own cycle: the last. */
const struct cycle *ledger_current(const struct ledger *ledger);

/* The account of a household in a cycle; NULL where it takes no part. */
const struct account *cycle_account(const struct cycle *cycle, const struct records *records,
                                    uint32_t household);

/* Likewise the account of a household in a month or quarter; a resident's share in a cycle. */
const struct period_account *period_account(const struct period_result *period, uint32_t household);
const struct resident_account *cycle_resident(const struct cycle *cycle, uint32_t resident);
const struct resident_account *period_resident(const struct period_result *period, uint32_t resident);

/* Whether claim number CLAIM exists at T (received), and what became of it. */
enum claim_status { claim_future, claim_pending, claim_approved, claim_rejected };
enum claim_status ledger_claim(const struct ledger *ledger, uint32_t claim);

/* The entry that takes the place of entry number ENTRY, by what a correction up to T says; records_none where
 * none does. */
uint32_t ledger_replaced_by(const struct ledger *ledger, uint32_t entry);

/* Whether a meeting up to T passed points on. */
bool ledger_has_transfers(const struct ledger *ledger);

/* What a redemption costs: the reward's cost × quantity, 0 for a service; more than any sum may be where it
 * can't be counted. */
int64_t redemption_cost(const struct records *records, const struct redemption *redemption);

/* What was delivered of GOODS up to T, and taken up to and including T. */
int64_t ledger_delivered(const struct ledger *ledger, uint32_t reward);
int64_t ledger_taken(const struct ledger *ledger, uint32_t reward);

#endif
