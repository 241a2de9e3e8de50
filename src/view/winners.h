/*
 * Who won an honour, as a circle may see it.
 */
#ifndef VIEW_WINNERS_H
#define VIEW_WINNERS_H

#include "view/view.h"

struct shown_winners {
    const uint32_t *items; /* households, residents or groups, as the honour is for, by their numbers */
    uint32_t len;
    uint32_t unnamed; /* how many more won it, whom the circle may not name: for the public and on boards
                         those under age */
};

/* Sets WINNERS to who won HONOUR in PERIOD, or where that is NULL in CYCLE as a whole, in ARENA. */
void view_winners(const struct view *view, struct arena *arena, const struct cycle *cycle,
                  const struct period_result *period, uint32_t honour, struct shown_winners *winners);

/* Whether the circle may name a resident who won an honour. */
bool view_names_winner(const struct view *view, uint32_t resident);

/* The name of WHO, one of those, as the circle may see it: of a household, a resident or a group. */
const char *view_winner(const struct view *view, struct arena *arena, uint32_t honour, uint32_t who);

/* The household that WHO is or is of; records_none: HONOUR is for groups. */
uint32_t winner_household(const struct records *records, uint32_t honour, uint32_t who);

#endif
