#include "view/winners.h"

#include "ledger/standing.h"

bool view_names_winner(const struct view *view, uint32_t resident)
{
    const struct resident *r = view->records->residents[resident];
    return !r->minor || view->circle == circle_office || r->household == view->household;
}

void view_winners(const struct view *view, struct arena *arena, const struct cycle *cycle,
                  const struct period_result *period, uint32_t honour, struct shown_winners *winners)
{
    uint32_t len;
    const uint32_t *all = standing_winners(view->records, cycle, period, honour, arena, &len);
    *winners = (struct shown_winners){.items = all, .len = len};
    if (view->records->rewards[honour]->award != award_resident)
        return;
    uint32_t *named = arena_new(arena, uint32_t, len + 1);
    winners->items = named;
    winners->len = 0;
    for (uint32_t i = 0; i < len; i++)
        if (view_names_winner(view, all[i]))
            named[winners->len++] = all[i];
    winners->unnamed = len - winners->len;
}

const char *view_winner(const struct view *view, struct arena *arena, uint32_t honour, uint32_t who)
{
    switch (view->records->rewards[honour]->award) {
    case award_resident:
        return view_resident(view, who);
    case award_group:
        return view_text(view, arena, view->records->groups[who]->name, (struct place){0}, NULL);
    default:
        return view_household(view, who);
    }
}

uint32_t winner_household(const struct records *records, uint32_t honour, uint32_t who)
{
    enum award award = records->rewards[honour]->award;
    return award == award_group      ? records_none
           : award == award_resident ? records->residents[who]->household
                                     : who;
}
