/* Who won which honour in a month, a quarter or a year: what red lists and certificates are made from. */
#ifndef PRINT_WINNERS_H
#define PRINT_WINNERS_H

#include "base/arena.h"
#include "base/buf.h"
#include "view/winners.h"

/* A period that honours were won in. */
struct winners_period {
    const char *id; /* "2026", "2026-Q3", "2026-10" */
    enum per per;
    const struct cycle *cycle;
    const struct period_result *period; /* NULL: the cycle */
    int32_t from, to;
    int32_t date; /* the day from which on all its honours were settled; T while it is not over */
    bool over;    /* ended before or on T, and nothing of it may change any more */
    bool latest;  /* there is no later one of its kind */
};

/* An honour of a period that somebody has won. */
struct winners_prize {
    const struct winners_period *period;
    uint32_t honour;
};

/* All that were won up to T: found once, since each looks at all households. */
struct winners {
    /* the latest first, of one day the shorter first: those that are over; of cycles, where there is none,
     * the present one */
    const struct winners_period *periods;
    size_t periods_len;
    /* in the order of the periods that are over, of one in that of the honours */
    const struct winners_prize *prizes;
    size_t prizes_len;
};

/* Finds who won what, in ARENA. */
void winners_find(const struct view *view, struct arena *arena, struct winners *winners);

/* Who won HONOUR in PERIOD, in ARENA. */
void winners_of(const struct view *view, const struct winners_period *period, uint32_t honour,
                struct arena *arena, struct shown_winners *winners);

/* The day that a certificate of HONOUR, won in PERIOD, is of: the one behind the period, or that on which the
 * honour was settled. */
int32_t winners_date(const struct view *view, const struct winners_period *period, uint32_t honour);

/* The period in words: 2026年度, 2026年第3季度, 2026年10月. */
const char *winners_title(const struct view *view, struct arena *arena, const struct winners_period *period);

/* Puts all that decides who is said to have won HONOUR in PERIOD behind what is in OUT (see base/digest.h).
 */
void winners_say(const struct view *view, const struct winners_period *period, uint32_t honour,
                 struct buf *out);

#endif
