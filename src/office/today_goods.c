/* What is to be done about points and goods: balances that lapse, stock that runs out. */
#include "office/today_parts.h"

enum { lapses_ahead = 30, stock_looks_back = 91 };

static void lapse_say(const struct today *t, int32_t day, uint32_t households, int64_t points)
{
    if (households == 0 || day - t->date > lapses_ahead)
        return;
    task_add(
        t, &(struct task){.urgency = day - t->date <= 7 ? urgency_now : urgency_soon,
                          .kind = "lapse",
                          .due = day,
                          .text = words_format(t->words, t->arena, "today.lapse", today_number(t, households),
                                               words_points(t->words, t->arena, points, false),
                                               words_date(t->words, t->arena, day), NULL),
                          .command = "gongshi ledger"});
}

/* Balances that end with the cycle; what was carried over and ends on a day of its own. */
void today_lapses(const struct today *t)
{
    const struct village *village = &t->records->village;
    const struct cycle *cycle = ledger_current(t->view->ledger);
    uint32_t households = 0;
    int64_t points = 0;
    if (village->carry == carry_balance)
        return;
    if (village->carry == carry_none) {
        for (uint32_t i = 0; i < cycle->accounts_len; i++) {
            households += cycle->accounts[i].balance > 0;
            points += cycle->accounts[i].balance > 0 ? cycle->accounts[i].balance : 0;
        }
        lapse_say(t, cycle->to, households, points);
        return;
    }
    int32_t day = cycle->from;
    while (day <= cycle->to) {
        struct date_parts parts = date_split(day);
        if (parts.month == village->carry_day.month && parts.day == village->carry_day.day)
            break;
        day++;
    }
    for (uint32_t i = 0; t->date <= day && i < cycle->accounts_len; i++) {
        int64_t left = cycle->accounts[i].carried - cycle->accounts[i].spent;
        households += left > 0;
        points += left > 0 ? left : 0;
    }
    lapse_say(t, day, households, points);
}

/* How many of a reward were taken in the last three months. */
static int64_t taken_lately(const struct today *t, uint32_t reward)
{
    int64_t taken = 0;
    for (uint32_t i = 0; i < t->records->redemptions_len; i++) {
        const struct redemption *r = t->records->redemptions[i];
        if (r->reward == reward && r->date <= t->date && r->date > t->date - stock_looks_back)
            taken += r->quantity;
    }
    return taken;
}

void today_stock(const struct today *t)
{
    for (uint32_t i = 0; i < t->records->rewards_len; i++) {
        const struct reward *reward = t->records->rewards[i];
        if (reward->kind != reward_goods || !reward->has_stock || t->date < reward->from ||
            t->date > reward->until)
            continue;
        int64_t left = ledger_delivered(t->view->ledger, i) - ledger_taken(t->view->ledger, i);
        int64_t lately = taken_lately(t, i);
        if (lately == 0 || left >= lately)
            continue;
        const char *title = view_text(t->view, t->arena, reward->title, (struct place){0}, NULL);
        struct task task = {.urgency = urgency_soon,
                            .kind = "stock",
                            .due = t->date + stock_looks_back,
                            .text = left > 0
                                        ? words_format(t->words, t->arena, "today.stock_low", title,
                                                       today_number(t, (uint64_t)left),
                                                       today_number(t, (uint64_t)lately), NULL)
                                        : words_format(t->words, t->arena, "today.stock_out", title, NULL)};
        task_at(t, &task, reward->record.node);
        task_add(t, &task);
    }
}
