/* What the list of a day's tasks is put together from. Inside office/ only. */
#ifndef OFFICE_TODAY_PARTS_H
#define OFFICE_TODAY_PARTS_H

#include "office/today.h"
#include "yaml/node.h"

struct today {
    const struct view *view;
    const struct words *words;
    const struct records *records;
    int32_t date;
    struct arena *arena;
    struct tasks *tasks;
};

void task_add(const struct today *t, const struct task *task);

/* Says that TASK is about what stands at NODE. */
void task_at(const struct today *t, struct task *task, const struct node *node);

const char *today_number(const struct today *t, uint64_t number);

/* today_goods.c: points that are about to lapse, goods whose offer ends, goods that run out. */
void today_lapses(const struct today *t);
void today_shelf(const struct today *t);
void today_stock(const struct today *t);

/* today_rhythm.c: what the village's rhythm has due: reviews, redemptions, commendations; and the days that
 * it has named. */
void today_rhythm(const struct today *t);
void today_events(const struct today *t);

/* The next review that the village has named, T's day or later; date_last: none. */
int32_t today_next_review(const struct today *t);

#endif
