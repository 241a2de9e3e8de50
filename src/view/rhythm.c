#include "view/rhythm.h"

int32_t rhythm_last(const struct records *r, int32_t date, enum occasion occasion)
{
    int32_t last = date_first;
    for (uint32_t i = 0; occasion == occasion_review && i < r->meetings_len; i++)
        if (r->meetings[i]->kind == meeting_review && r->meetings[i]->date <= date)
            last = r->meetings[i]->date > last ? r->meetings[i]->date : last;
    for (uint32_t i = 0; occasion == occasion_redemption && i < r->redemptions_len; i++)
        if (r->redemptions[i]->date <= date)
            last = r->redemptions[i]->date > last ? r->redemptions[i]->date : last;
    for (uint32_t i = 0; i < r->village.events_len; i++) {
        const struct village_event *e = &r->village.events[i];
        if (e->kind == occasion && occasion == occasion_commendation && e->date <= date)
            last = e->date > last ? e->date : last;
    }
    return last;
}

/* The first day from DATE on that the village has named for one; date_last: none. */
static int32_t named_for(const struct village *village, int32_t date, enum occasion occasion)
{
    int32_t next = date_last;
    for (uint32_t i = 0; i < village->events_len; i++) {
        const struct village_event *e = &village->events[i];
        if (e->kind == occasion && e->date >= date && e->date < next)
            next = e->date;
    }
    return next;
}

static enum rhythm rhythm_of(const struct village *village, enum occasion occasion)
{
    return occasion == occasion_review       ? village->rhythm.review
           : occasion == occasion_redemption ? village->rhythm.redemption
                                             : village->rhythm.commendation;
}

bool rhythm_state(const struct records *records, int32_t date, enum occasion occasion,
                  struct rhythm_state *state)
{
    static const enum period periods[] = {
        [rhythm_month] = period_month, [rhythm_quarter] = period_quarter, [rhythm_cycle] = period_cycle};
    const struct village *village = &records->village;
    *state = (struct rhythm_state){.rhythm = rhythm_of(village, occasion),
                                   .last = rhythm_last(records, date, occasion)};
    if (state->rhythm == rhythm_none || state->last == date_first)
        return false;
    enum period period = periods[state->rhythm];
    state->next = period_last(village, period, state->last) + 1;
    state->due = period_last(village, period, state->next);
    state->named = named_for(village, date, occasion);
    state->late = state->due < date;
    return true;
}

const char *rhythm_review(const struct view *view, struct arena *arena)
{
    static const char *const often[] = {[rhythm_month] = "rhythm.month",
                                        [rhythm_quarter] = "rhythm.quarter",
                                        [rhythm_cycle] = "rhythm.cycle"};
    const struct words *words = view->words;
    struct rhythm_state state;
    if (!rhythm_state(view->records, view->ledger->date, occasion_review, &state))
        return NULL;
    const char *last = words_date(words, arena, state.last), *due = words_date(words, arena, state.due);
    if (state.named == date_last)
        return words_format(words, arena, state.late ? "rhythm.review_late" : "rhythm.review_due", last, due,
                            words_get(words, often[state.rhythm]), NULL);
    return words_format(words, arena, state.late ? "rhythm.review_late_named" : "rhythm.review_named", last,
                        due, words_get(words, often[state.rhythm]), words_date(words, arena, state.named),
                        NULL);
}
