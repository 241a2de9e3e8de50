/*
 * How a figure came about, as the ledger computed it: for who explains it (explain/), so that nothing is
 * computed a second way. The very code that makes the ledger fills these in.
 */
#ifndef LEDGER_TRACE_H
#define LEDGER_TRACE_H

#include "ledger/ledger.h"

/* An entry that counts against a cap before another one. */
struct cap_user {
    uint32_t entry;
    int64_t amount; /* what it was credited, absolute */
};

/* One cap that was applied to an entry. */
struct cap_step {
    const struct cap *cap;
    uint32_t category;            /* whose cap it is; records_none: the rule's */
    const struct adjustment *by;  /* set the cap; NULL: the rule's or category's own */
    int32_t from, to;             /* the period that holds the deed date */
    int64_t used;                 /* credited before in the period: the sum of the users */
    const struct cap_user *users; /* in the order of the caps */
    uint32_t users_len;
    int64_t before, after; /* what was to be credited before this cap and after it, absolute */
};

struct credit_trace {
    const struct value_range *range; /* the rule's value at the deed date */
    const struct adjustment *by;     /* set it; NULL: the rule's own */
    const struct dated_value *dated; /* the one among the rule's own; NULL where an adjustment set it */
    int64_t value;                   /* that was taken: the one value, or chosen within the range */
    int64_t times;                   /* hundredths */
    int64_t exact;                   /* value × times in ten-thousandths, before rounding */
    int64_t raw;                     /* rounded */
    const struct cap_step *caps;     /* in the order applied: the rule's, then its category's */
    uint32_t caps_len;
    int64_t credited; /* 0 if void or future: then no cap was applied */
};

/* The credit of entry number ENTRY at the ledger's date, step by step, in memory of ARENA. */
void ledger_trace_entry(const struct ledger *ledger, uint32_t entry, struct arena *arena,
                        struct credit_trace *trace);

/* What a household had from the cycle before. */
struct carry_trace {
    enum carry carry;
    const struct cycle *from; /* the cycle before; NULL: it is not computed, or the household had no part */
    int64_t left;             /* its balance there */
    int32_t until;            /* U: the last day on which it can be spent; date_last with carry_balance */
    bool passed;              /* T is after it: what was not spent has lapsed */
    int64_t spent;            /* the cost of its redemptions from the cycle's first day to U */
    int64_t carried;
};

/* account.c */
void ledger_trace_carried(const struct ledger *ledger, const struct cycle *cycle,
                          const struct account *account, struct carry_trace *trace);

/* What an honour looks at, for one of those that it is for: a household, a resident or a group. */
struct honour_trace {
    int32_t day;     /* R, on which it must be on the list and the honour's dates must hold */
    bool listed;     /* it takes part */
    bool offered;    /* they do */
    int32_t asof;    /* the day as of which it is looked at: T, or that on which it was settled */
    int32_t settles; /* the day on which it is settled; date_last: never */
    bool waits;      /* it is not yet: nobody has won it */
    bool vetoed;     /* a final entry under a rule with `veto` costs it the honour */
    int64_t base;    /* what does not count for a rank: nobody wins by rank with points at or below */
    int64_t points;  /* E */
    uint32_t rank;   /* by E; 0: none */
    uint32_t rivals; /* where the rank counts within a group: how many of it take part */
    bool reached;    /* it would win, were there no veto */
    bool won;
};

/* honours.c: the honours that were looked at, each once for all households: the first look at one takes the
 * time of all accounts of the cycle. Threads may share them. The ledger outlives them; the caller closes. */
struct honour_looks *honour_looks_open(const struct ledger *ledger);
void honour_looks_close(struct honour_looks *looks);

/* Of honour number REWARD for WHO, a household that takes part in CYCLE, a resident or a group, as the honour
 * is for; of PERIOD within the cycle, if not NULL. */
void ledger_trace_honour(struct honour_looks *looks, const struct cycle *cycle,
                         const struct period_result *period, uint32_t who, uint32_t reward,
                         struct honour_trace *trace);

/* What service (or goods with `needs`) number REWARD looks at, for a household that takes part in CYCLE. */
struct needs_trace {
    int64_t now;     /* earned in the cycle */
    bool has_before; /* the cycle before is computed and it takes part in it */
    int64_t before;  /* earned there */
    bool met;        /* `needs` is reached in a cycle that counts for it */
};

/* rank.c */
void ledger_trace_needs(const struct ledger *ledger, const struct cycle *cycle, const struct account *account,
                        uint32_t reward, struct needs_trace *trace);

/* A quota of a redemption. */
struct quota_step {
    const struct cap *quota; /* points: how many times */
    int32_t from, to;        /* the period that holds the day */
    int64_t used;            /* before, by the household in the period */
};

/* What a household had to spend on a day, of the cycle that holds it, and what of it was gone by then. */
struct funds {
    int64_t carried, base, earned;
    int64_t redeemed;
    int64_t forfeited; /* taken by entries under rules with `zero` */
    int64_t given, received;
    int64_t balance; /* left of all this */
};

/* A redemption as it was checked, as of the end of its day with what stood before it. */
struct redemption_trace {
    int64_t cost;
    struct funds funds;       /* before this one */
    int64_t balance;          /* with this one */
    int32_t barred_until;     /* date_first: redeeming was not barred */
    uint32_t barred_by;       /* the entry */
    int64_t delivered, taken; /* of goods with stock: up to that day; taken before this one */
    struct needs_trace needs; /* meaningless where the reward has none */
    const struct quota_step *quotas;
    uint32_t quotas_len;
    bool counts; /* nothing is wrong with it */
};

/* Points passed on, as they were checked: as of the end of the meeting's day with what stood before. */
struct transfer_trace {
    struct funds funds; /* of the giver, before this */
    bool counts;        /* nothing is wrong with it */
};

/* redeem.c: fills in TRACES, one for each of records.redemptions, in memory of ARENA; reports nothing. */
void ledger_trace_redemptions(const struct records *records, struct arena *arena,
                              struct redemption_trace *traces);

/* Likewise one for each of records.transfers. */
void ledger_trace_transfers(const struct records *records, struct transfer_trace *traces);

#endif
