/* What is to be done about points and goods: balances that lapse, stock that runs out. */
#include "ledger/closing.h"
#include "ledger/shop.h"
#include "office/today_parts.h"
#include "view/days.h"

enum { lapses_ahead = 30, stock_looks_back = 91 };

static void lapse_say(const struct today *t, int32_t day, uint32_t households, int64_t points)
{
    if (households == 0)
        return;
    const char *text = words_format(t->words, t->arena, "today.lapse", today_number(t, households),
                                    words_points(t->words, t->arena, points, false),
                                    words_date(t->words, t->arena, day), NULL);
    task_add(t, &(struct task){.urgency = day - t->date <= 7 ? urgency_now : urgency_soon,
                               .kind = "lapse",
                               .due = day,
                               .text = text,
                               .dated = text,
                               .counts = true,
                               .command = "gongshi ledger"});
}

/* Balances that end with the cycle; what was carried over and ends on a day of its own; and, where what is
 * left of the cycle is carried on, its end. */
void today_lapses(const struct today *t)
{
    struct closing closing;
    closing_of(&closing, t->view->ledger);
    if (closing_soon(t->view->ledger, closing.lapse, lapses_ahead))
        lapse_say(t, closing.lapse, closing.lapsing.households, closing.lapsing.points);
    if (!closing.carries || !closing_soon(t->view->ledger, closing.end, lapses_ahead) ||
        !closing.left.households)
        return;
    const char *households = today_number(t, closing.left.households),
               *points = words_points(t->words, t->arena, closing.left.points, false),
               *end = words_date(t->words, t->arena, closing.end);
    const char *text = closing.until == date_last
                           ? words_format(t->words, t->arena, "today.closing", end, households, points, NULL)
                           : words_format(t->words, t->arena, "today.closing_until", end, households, points,
                                          words_date(t->words, t->arena, closing.until), NULL);
    task_add(t, &(struct task){.urgency = closing.end - t->date <= 7 ? urgency_now : urgency_soon,
                               .kind = "closing",
                               .due = closing.end,
                               .text = text,
                               .dated = text,
                               .counts = true,
                               .command = "gongshi ledger"});
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

/* The shelf that does not cover the points that are out. */
void today_shelf(const struct today *t)
{
    struct shop_cover cover;
    shop_cover(t->view->ledger, &cover);
    if (!cover.stocked || cover.unstocked || cover.out <= cover.shelf)
        return;
    const struct village_event *day = view_next_day(t->view, occasion_redemption);
    task_add(t, &(struct task){.urgency = urgency_soon,
                               .kind = "shelf",
                               .due = day ? day->date : t->date + stock_looks_back,
                               .text = words_format(
                                   t->words, t->arena, "today.shelf", today_number(t, cover.households),
                                   words_points(t->words, t->arena, cover.out, false),
                                   words_points(t->words, t->arena, cover.shelf, false),
                                   words_points(t->words, t->arena, cover.out - cover.shelf, false), NULL),
                               .file = "records/rewards.yaml"});
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
