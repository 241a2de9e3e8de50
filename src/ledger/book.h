/*
 * A household's account as a book: a line for each thing that changed what it can spend, on the day on which
 * it did, and never another for that day afterwards. What the account of a cycle (explain/) says of T, a book
 * says day after day: so what stood in it on an earlier T stands there still, for the same records and for
 * later ones.
 *
 * - An entry has its line on the day on which it becomes final. One that is void before that has none; one
 *   that becomes void afterwards has a second line which takes back what was credited up to then.
 * - Where the caps leave more or less of a final entry than before - a void made room, or an earlier deed was
 *   decided later - the difference has a line of its own, on the day on which that happened.
 * - What an entry under a rule with `zero` takes has a line of its own, behind the entries of the day; what
 * it takes less or more later, because of a void, another.
 * - Points that a meeting passed on have a line on the meeting's day in the giver's book, the last of the
 *   day, and one in the receiver's on the day on which they arrive.
 * - What is on notice or suspended has no line.
 * - At the turn of the year stands what becomes of the balance: it ends, or is carried. The book begins with
 *   the first thing that happened, not with a year.
 *
 * The balance is what can be spent, without the base. Every line's `moved` is the step from the balance
 * before to its own; the last balance is the ledger's of T's cycle.
 */
#ifndef LEDGER_BOOK_H
#define LEDGER_BOOK_H

#include "ledger/timeline.h"

enum book_kind {
    book_credited, /* an entry became final */
    book_changed,  /* what the caps leave of a final entry became another */
    book_reversed, /* a final entry became void */
    book_received, /* points that a meeting passed on arrived */
    book_redeemed,
    book_given,     /* a meeting passed points on */
    book_forfeited, /* entries under rules with `zero` took what was left, or a void gave it back */
    book_lapsed,    /* what was carried and not spent in time */
    book_turned     /* a cycle began */
};

struct book_line {
    enum book_kind kind;
    int32_t date;
    uint32_t index; /* of the entry, the redemption, or the transfer */
    int cycle;   /* the name of the one that it counts in; of a turn, the one that ends; of what lapses, the
                    one that it was carried into */
    int64_t raw; /* book_credited: before the caps */
    int64_t amount; /* what it changes in that cycle */
    int64_t moved;  /* what it changes of the balance: of a cycle that is over perhaps nothing */
    int64_t balance;
};

/* Points that are given or arrive. */
struct book_pass {
    int32_t date;
    bool given;
    uint32_t transfer;
};

/* The books of some households. */
struct books {
    const struct ledger *ledger;
    struct timelines timelines;
    uint32_t *redeemed;        /* by household: its first redemption; records_none: it has none up to T */
    uint32_t *next;            /* by redemption: the next of the same household */
    uint32_t *passes;          /* by household: where its passes begin; one more than households */
    struct book_pass *passing; /* household by household, each one's by date */
};

/* HOUSEHOLDS are marked by their index. The ledger outlives BOOKS. The caller frees with books_close. */
void books_open(struct books *books, const struct ledger *ledger, const bool *households);
void books_close(struct books *books);

/* The lines of HOUSEHOLD, one of those marked and asked for once, in ARENA; *LEN is how many. */
const struct book_line *book_lines(struct books *books, uint32_t household, struct arena *arena, size_t *len);

#endif
