/*
 * Whether the village keeps its own rhythm: when there last was a review, a redemption or a commendation, and
 * by when the next is due. For whoever reminds of it: the front page, a television's page, a day's list.
 *
 * One is due in the period (month, quarter or cycle, as `rhythm` has it) behind that of the last; where that
 * is over, it is late since its last day.
 */
#ifndef VIEW_RHYTHM_H
#define VIEW_RHYTHM_H

#include "view/view.h"

struct rhythm_state {
    enum rhythm rhythm;
    int32_t last;  /* the last day up to T on which there was one */
    int32_t next;  /* the first day of the period in which another is due */
    int32_t due;   /* its last day */
    int32_t named; /* the first day from T on that the village has named for one; date_last: none */
    bool late;     /* T is behind `due` */
};

/* The last day up to DATE on which there was one of OCCASION (review, redemption or commendation), by the
 * records; date_first: never. */
int32_t rhythm_last(const struct records *records, int32_t date, enum occasion occasion);

/* Of OCCASION (review, redemption or commendation); false where the village has no rhythm for it, or where
 * there was none yet. */
bool rhythm_state(const struct records *records, int32_t date, enum occasion occasion,
                  struct rhythm_state *state);

/* When the last review was, and by when the next is due or for when it is named; that it is late, if it is:
 * one or two sentences, in ARENA. NULL where nothing is to be said. */
const char *rhythm_review(const struct view *view, struct arena *arena);

#endif
