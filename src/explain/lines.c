/* Lines that accounts and books have in common. */
#include "explain/steps.h"

void steps_redemption_line(struct steps *steps, uint32_t index, int64_t balance)
{
    const struct redemption *r = steps->records->redemptions[index];
    const struct node *node = r->record.node;
    steps_add(steps, step_line_redeemed, node);
    steps_detail(steps, detail_date, r->date, steps_written(node, "date"));
    steps_detail(steps, detail_redemption, index, NULL);
    steps_detail(steps, detail_reward, r->reward, steps_written(node, "reward"));
    steps_detail(steps, detail_quantity, r->quantity, steps_written(node, "quantity"));
    steps_detail(steps, detail_amount, -redemption_cost(steps->records, r), NULL);
    steps_detail(steps, detail_balance, balance, NULL);
}

void steps_pass_line(struct steps *steps, uint32_t index, bool given, int32_t date, int64_t moved,
                     int64_t balance)
{
    const struct transfer *t = steps->records->transfers[index];
    const struct node *node = t->record.node;
    int64_t amount = given ? -t->points : t->points;
    bool late = moved != amount, arriving = !given && date > steps->ledger->date;
    steps_add(steps,
              given      ? step_line_given
              : late     ? step_book_received_late
              : arriving ? step_line_arriving
                         : step_line_received,
              node);
    steps_detail(steps, detail_date, date, NULL);
    steps_detail(steps, detail_transfer, index, NULL);
    if (given)
        steps_detail(steps, detail_receiver, t->to, steps_written(node, "to"));
    else
        steps_detail(steps, detail_giver, t->from, steps_written(node, "from"));
    if (late) {
        int32_t decided = steps->records->meetings[t->meeting]->date;
        steps_detail(steps, detail_year, cycle_of(&steps->records->village, decided), NULL);
        steps_detail(steps, detail_points, amount, NULL);
    }
    steps_detail(steps, detail_amount, moved, NULL);
    if (!arriving)
        steps_detail(steps, detail_balance, balance, NULL);
}
