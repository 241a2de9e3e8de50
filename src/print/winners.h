/* Who won which honour in a month, a quarter or a year: what red lists and certificates are made from. */
#ifndef PRINT_WINNERS_H
#define PRINT_WINNERS_H

#include "base/arena.h"
#include "view/winners.h"

/* A period that honours were won in. */
struct winners_period {
    const char *id; /* "2026", "2026-Q3", "2026-10" */
    enum per per;
    const struct cycle *cycle;
    const struct period_result *period; /* NULL: the cycle */
    int32_t from, to;
    bool over; /* ended before or on T, and nothing of it may change any more */
};

/*
 * For each kind of period that an honour of the village is won in, the latest that is over and that somebody
 * won an honour in; of cycles, where there is none, the present one. Gives how many; at most three.
 */
enum { winners_most = 3 };
size_t winners_periods(const struct view *view, struct arena *arena,
                       struct winners_period periods[winners_most]);

/* Who won HONOUR in PERIOD, in ARENA. */
void winners_of(const struct view *view, const struct winners_period *period, uint32_t honour,
                struct arena *arena, struct shown_winners *winners);

/* The day that a certificate of HONOUR, won in PERIOD, is of: the one behind the period, or that on which the
 * honour was settled. */
int32_t winners_date(const struct view *view, const struct winners_period *period, uint32_t honour);

/* The period in words: 2026年度, 2026年第3季度, 2026年10月. */
const char *winners_title(const struct view *view, struct arena *arena, const struct winners_period *period);

#endif
