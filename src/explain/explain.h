/*
 * Why a figure is what it is: the steps that made it, as data. Here are no words and no names of people:
 * view/explained.h makes sentences of the steps for a circle, explain/json.h prints them as they are.
 *
 * A step has a kind and details in a fixed order (the comment at each kind lists them); a detail is a figure
 * or a reference, and knows the node of the records where its value is written, if it is written there: its
 * line in the file holds that very value. What is computed or is the record format's default has no node.
 *
 * Nothing is computed here: every figure is the ledger's or its trace's (ledger/trace.h). What is shown is
 * for who may see everything about the household (own and office).
 */
#ifndef EXPLAIN_EXPLAIN_H
#define EXPLAIN_EXPLAIN_H

#include "base/arena.h"
#include "ledger/book.h"
#include "ledger/ledger.h"
#include "ledger/trace.h"

/* What an explanation or a section is about. */
enum subject {
    subject_entry,
    subject_household,
    subject_resident,
    subject_claim,
    subject_objection,
    subject_redemption,
    subject_transfer,
    subject_group
};

/* What a run of steps tells. */
enum section_kind {
    section_decided,   /* who decided what */
    section_credit,    /* how many points, step by step */
    section_status,    /* whether it counts yet */
    section_claim,     /* a claim and what became of it */
    section_objection, /* an objection and what became of it */
    section_standing,  /* a household's figures of T's cycle */
    section_honours,   /* what it won of a cycle, or why not */
    section_services,  /* what is open to it */
    section_account, /* a household's account in a cycle: every step is a line of it, the last the balance */
    section_share,   /* a resident's contribution in a cycle, likewise */
    section_book,    /* a household's account as a book (ledger/book.h): every step is a line of it */
    section_passed,  /* points passed on: by whom, to whom, when they arrive */
    section_taken,   /* a redemption: what was taken, at what price */
    section_paid,    /* what it was paid from */
    section_allowed  /* stock, needs and quota that it had to keep within */
};

enum detail_name {
    /* references: indexes among the records of their kind */
    detail_household,
    detail_resident,
    detail_rule,
    detail_category,
    detail_list, /* a points list */
    detail_entry,
    detail_meeting,
    detail_claim,
    detail_objection,
    detail_reward,
    detail_redemption,
    detail_transfer,
    detail_giver, /* a household */
    detail_receiver,
    detail_group,
    /* points, in hundredths */
    detail_value,    /* what a rule is worth: `number` to `high` where it is a range */
    detail_points,   /* what is counted or had */
    detail_exact,    /* in ten-thousandths: before rounding */
    detail_raw,      /* before caps */
    detail_credited, /* after them */
    detail_used,     /* of a cap, before */
    detail_before,   /* what was to be credited before a cap */
    detail_after,    /* and after it */
    detail_taken,    /* what the cap took */
    detail_amount,   /* what a line changes */
    detail_balance,  /* what is there after it */
    detail_base,
    detail_needs, /* what is asked for */
    detail_missing,
    detail_cost,
    detail_average,
    detail_times, /* a quantity, in hundredths */
    /* dates */
    detail_date,
    detail_received,
    detail_from,
    detail_until,
    detail_span, /* from `number` to `high` */
    /* whole numbers */
    detail_days,
    detail_count,
    detail_rank,
    detail_limit, /* a rank that is asked for */
    detail_quantity,
    detail_stock,
    detail_year, /* the name of a cycle */
    /* others */
    detail_cap,   /* `number` points within the period `high` */
    detail_quota, /* `number` times within the period `high` */
    detail_unit,  /* text: what a rule counts */
    detail_text   /* text of the records: a reason, a note, grounds */
};

enum { detail_names = detail_text + 1 };

struct detail {
    enum detail_name name;
    int64_t number;          /* the figure, date or index; meaningless for texts */
    int64_t high;            /* of a value the other end, of a span the last day, of a cap the period */
    const char *text;        /* of a text; else NULL */
    const struct node *node; /* where it is written; NULL: computed, or the record format's default */
};

/* The details of each kind stand behind it, in their order. */
enum step_kind {
    /* what was decided */
    step_future,        /* meeting, date: after T; nothing is decided yet */
    step_decided,       /* meeting, date */
    step_deed,          /* household, rule, date */
    step_deed_resident, /* household, resident, rule, date */
    step_from_claim,    /* claim, received */
    step_note,          /* text: own and office only */

    /* the points of an entry */
    step_value,          /* rule, value, unit, list: the rule's own */
    step_value_since,    /* from: since when it is that value */
    step_value_adjusted, /* rule, value, unit, list, from: an adjustment's */
    step_decided_by,     /* meeting, date: the assembly that decided the rule or adjustment */
    step_chosen,         /* points: what the meeting chose within the range */
    step_times,          /* times */
    step_times_one,      /* times: one, because none is written */
    step_raw,            /* points, times, raw */
    step_raw_rounded,    /* points, times, exact, raw */
    step_uncapped,       /* rule: no cap holds */
    step_cap_room,       /* rule or category, cap, span, used, before: all of it within the cap */
    step_cap_takes,      /* rule or category, cap, span, used, before, after, taken */
    step_cap_full,       /* rule or category, cap, span, used, before: nothing is left */
    step_cap_adjusted,   /* list, from: an adjustment set this cap */
    step_cap_user,       /* entry, date, amount: what used the cap before */
    step_void_credit,    /* nothing: void, so it is credited nothing and uses no cap */
    step_credited,       /* credited */

    /* its status */
    step_notice,           /* days, span */
    step_objection,        /* objection, received: within the notice, it suspends */
    step_objection_late,   /* objection, received: after it, it suspends nothing */
    step_grounds,          /* text: own and office only */
    step_dismissed,        /* objection, meeting, date */
    step_upheld,           /* objection, meeting, date */
    step_corrected,        /* entry, meeting, date */
    step_replaced,         /* entry: what takes the place of the one corrected */
    step_reason,           /* text: of the decision before */
    step_status_final,     /* from */
    step_status_notice,    /* from: when it will be final unless somebody objects */
    step_status_suspended, /* nothing */
    step_status_void,      /* from */
    step_entry_bars,       /* from, until: it bars the household from redeeming */
    step_entry_zeroes,     /* points: it took what was left to spend */

    /* a claim, an objection */
    step_claim_future,      /* claim, received */
    step_claim,             /* claim, received */
    step_claim_pending,     /* days: since it was received */
    step_claim_approved,    /* meeting, date, entry */
    step_claim_rejected,    /* meeting, date */
    step_objection_future,  /* objection, received */
    step_objection_to,      /* objection, entry, received */
    step_objection_pending, /* days: since it was received */

    /* a household's standing */
    step_listed_since, /* from */
    step_listed_until, /* until */
    step_base,         /* base */
    step_earned,       /* count, points: final entries, and what is earned with the base */
    step_pending,      /* count, points */
    step_rank,         /* rank, count: among so many */
    step_group_rank,   /* rank, count: among so many of its group */
    step_lifetime,     /* count, points: earned in so many cycles, without base */
    step_barred,       /* entry, rule, until: redeeming is barred */
    step_unranked,     /* date: R, on which it is not on the list */

    /* a group's */
    step_group_earned, /* count, points, average: so many households with a rank, together, on average */
    step_group_place,  /* rank, count: among so many groups */
    step_group_none,   /* nothing: none of its households is on the list */
    step_group_empty,  /* date: R, on which none of its households is on the list */

    /* an honour: which, then every condition */
    step_honour_won,          /* reward, span: the cycle, quarter or month */
    step_honour_missed,       /* reward, span */
    step_honour_lost,         /* reward, span: all conditions are met, a veto costs it */
    step_honour_resident,     /* resident, reward, span: one of the household won it */
    step_honour_of_residents, /* nothing: it is for residents, by the points of entries that name them */
    step_honour_of_groups,    /* nothing: it is for groups, by their averages */
    step_honour_unnamed, /* nothing: no final entry of those days but under negative rules names the resident
                          */
    step_honour_categories,       /* category: its points alone count; a step each */
    step_honour_points,           /* needs, points: reached */
    step_honour_points_missing,   /* needs, points, missing */
    step_honour_below,            /* needs, points: fewer, as asked */
    step_honour_above,            /* needs, points: not fewer */
    step_honour_rank,             /* limit, rank */
    step_honour_rank_missed,      /* limit, rank */
    step_honour_within,           /* count: its rank is among so many of its group */
    step_honour_within_residents, /* count: among so many residents of its group */
    step_honour_nothing,          /* base, points: nobody wins by rank without more than that */
    step_honour_settled,          /* date: as of which it stands */
    step_honour_waits,            /* date: on which it is settled; nobody has it before */
    step_honour_veto,             /* entry, rule, date: final, under a rule with `veto` */
    step_not_from,                /* from: offered only from a date after R */
    step_not_until,               /* until: no longer offered on R */

    /* a service, or goods with needs */
    step_service_open,   /* reward, needs */
    step_service_closed, /* reward, needs, missing */
    step_service_shut,   /* reward, needs: reached, but not offered or not on the list; why follows */
    step_service_barred, /* reward, needs, until: reached, but redeeming is barred */
    step_needs_now,      /* year, points */
    step_needs_before,   /* year, points */
    step_needs_none,     /* year: not computed, or the household had no part in it */

    /* the lines of an account; all that change it end with amount, balance */
    step_line_open,          /* date, balance: nothing is carried */
    step_line_carried,       /* date, year, balance: what was left of the cycle before */
    step_line_carried_until, /* date, year, until, balance: it can be spent until then */
    step_line_lapsed,        /* date, until, amount, balance: what was not spent by then */
    step_line_entry,         /* date, entry, rule, amount, balance */
    step_line_capped,        /* date, entry, rule, raw, amount, balance */
    step_line_forfeited,     /* date, entry, rule, amount, balance: an entry took what was left */
    step_line_received,      /* date, transfer, giver, amount, balance: points that a meeting passed on */
    step_line_redeemed,      /* date, redemption, reward, quantity, amount, balance */
    step_line_given,         /* date, transfer, receiver, amount, balance */
    step_line_void,          /* date, entry, rule: counts nothing */
    step_line_arriving,      /* date, transfer, giver, amount: arrives on that date */
    step_line_notice,        /* date, entry, rule, amount: counts from that date unless somebody objects */
    step_line_suspended,     /* date, entry, rule, amount: the deed's date; counts nothing yet */
    step_line_balance,       /* date, balance: the last line of an account */
    step_line_share,         /* date, points: the last line of a resident's */

    /* lines that a book has besides (ledger/book.h) */
    step_book_cleared,    /* date, year, amount, balance: what was left of that cycle ends with it */
    step_book_forfeited,  /* date, year, amount, balance: an entry took what was left */
    step_book_given_back, /* date, year, amount, balance: a void gave it back */
    step_book_reversed,   /* date, entry, rule, amount, balance: became void after it was final */
    step_book_more,       /* date, entry, rule, amount, balance: the caps leave more of it than before */
    step_book_less,       /* date, entry, rule, amount, balance: and less */
    step_book_late, /* date, entry, rule, year, points, amount, balance: changes a cycle that is over, and the
                       balance by another amount */
    step_book_received_late, /* date, transfer, giver, year, points, amount, balance: likewise */

    /* points passed on */
    step_transfer,         /* giver, receiver, points */
    step_transfer_arrives, /* date, receiver: reaches it on that day */
    step_transfer_arrived, /* date, receiver */

    /* a redemption */
    step_redemption_future, /* date */
    step_redeemed,          /* household, quantity, reward, date */
    step_cost,              /* cost, quantity, points */
    step_costs_nothing,     /* reward: a service */
    step_had_carried,       /* year, points */
    step_had_earned,        /* date, points: final by then, without the base */
    step_had_redeemed,      /* points: before this one */
    step_had_forfeited,     /* points: taken by entries under rules with `zero` */
    step_had_given,         /* points: passed on before */
    step_had_received,      /* points: that had arrived */
    step_had_balance,       /* points: to spend */
    step_left_balance,      /* balance: with this one */
    step_left_given,        /* balance: with what is passed on */
    step_delivery,          /* date, stock */
    step_stock,             /* stock, count, quantity: delivered, taken before, taken now */
    step_needs,             /* needs: reached */
    step_quota              /* quota, span, count, quantity: used before, taken now */
};

enum { step_kinds = step_quota + 1 };

enum { most_details = 8 };

struct step {
    enum step_kind kind;
    const struct node *origin; /* the record that the step is about: where to look if no detail is written */
    struct detail details[most_details];
    uint32_t details_len;
};

struct section {
    enum section_kind kind;
    int cycle;           /* of an account, honours, a standing, a share; else 0 */
    uint32_t first, len; /* its steps */
};

struct explanation {
    enum subject subject;
    uint32_t index; /* among the records of its kind */
    struct step *steps;
    uint32_t steps_len;
    struct section *sections;
    uint32_t sections_len;
};

/* What explanations of one ledger share. */
struct explainer {
    const struct ledger *ledger;
    struct arena arena;
    uint32_t *redemptions;       /* up to T, household by household, each one's in their order */
    uint32_t *redemptions_first; /* by household; one place more than there are */
    struct honour_looks *looks;
    struct redemption_trace *traces; /* NULL: no redemption was asked for yet */
    struct transfer_trace *passed;   /* NULL: no transfer was asked for yet */
};

/* steps.c: the ledger outlives it; the caller frees with explain_close. */
void explain_open(struct explainer *explainer, const struct ledger *ledger);
void explain_close(struct explainer *explainer);

/*
 * Each, in the source of its name (entry.c, claim.c, redemption.c, transfer.c, book.c, household.c, group.c;
 * account.c of a resident), fills in OUT, in memory of ARENA, about a record by its index. Whatever does not
 * exist yet at the ledger's date is said to be of the future. They may run in several threads at once, but
 * for explain_redemption and explain_transfer, whose first calls look at all redemptions and transfers.
 */
void explain_entry(struct explainer *explainer, uint32_t entry, struct arena *arena, struct explanation *out);
void explain_claim(struct explainer *explainer, uint32_t claim, struct arena *arena, struct explanation *out);
void explain_objection(struct explainer *explainer, uint32_t objection, struct arena *arena,
                       struct explanation *out);
void explain_redemption(struct explainer *explainer, uint32_t redemption, struct arena *arena,
                        struct explanation *out);
void explain_transfer(struct explainer *explainer, uint32_t transfer, struct arena *arena,
                      struct explanation *out);

/* A household's account as a book; BOOKS has it marked, and gives it once. */
void explain_book(struct explainer *explainer, struct books *books, uint32_t household, struct arena *arena,
                  struct explanation *out);

/* A resident's honours and contribution, cycle by cycle. */
void explain_resident(struct explainer *explainer, uint32_t resident, struct arena *arena,
                      struct explanation *out);

/* A group: its standing in T's cycle, and the honours of all cycles as a household's. */
void explain_group(struct explainer *explainer, uint32_t group, struct arena *arena, struct explanation *out);

/*
 * A household: its standing in T's cycle with honours and services, the honours of earlier cycles that it won
 * or that a veto cost it, and last its account of every cycle in which it takes part, T's the last. The time
 * grows with its own entries, and with the accounts of a cycle for every honour looked at.
 */
void explain_household(struct explainer *explainer, uint32_t household, struct arena *arena,
                       struct explanation *out);

/* The detail NAME of STEP, or NULL. */
const struct detail *step_detail(const struct step *step, enum detail_name name);

/* --- what things are called in data, in keys of words and in JSON: names.c */

/* What a detail's number is. */
enum detail_type {
    detail_is_reference,
    detail_is_points,
    detail_is_value,
    detail_is_exact,
    detail_is_date,
    detail_is_span,
    detail_is_whole,
    detail_is_cap,
    detail_is_text
};

enum detail_type explain_detail_type(enum detail_name name);

/* Whether steps of KIND say more about the step before them: a cap's users, an honour's conditions. */
bool explain_below(enum step_kind kind);

const char *explain_subject(enum subject subject);
const char *explain_section(enum section_kind kind);
const char *explain_step(enum step_kind kind);
const char *explain_detail(enum detail_name name);

#endif
