/*
 * What notices besides those of meetings are of: a redemption day that is to come, goods that were handed out
 * and came in within a period of the village's rhythm, entries that were withdrawn within one, a year that is
 * over.
 */
#ifndef PRINT_EVENT_NOTICE_H
#define PRINT_EVENT_NOTICE_H

#include "base/arena.h"
#include "view/view.h"

enum event_of { of_day, of_goods, of_corrections, of_year };

struct event_notice {
    enum event_of kind;
    uint32_t event;            /* of_day: of the village's */
    int32_t from, to;          /* of_goods, of_corrections: the period, up to T */
    const struct cycle *cycle; /* of_year */
    bool past;                 /* there is a later one of its kind */
};

struct event_notices {
    const struct event_notice *items;
    size_t len;
};

/* event_notices.c: all that there are at T, in ARENA: of each kind the latest first, days the earliest. */
void event_notices_find(const struct view *view, struct arena *arena, struct event_notices *notices);

#endif
