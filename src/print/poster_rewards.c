/* What points buy and open. */
#include "print/hanging.h"
#include "print/offers.h"

#include "base/memory.h"

static void rewards_say(struct hanging *h, enum reward_kind kind, const char *heading)
{
    struct draft *d = &h->draft;
    bool goods = kind == reward_goods;
    const struct table_column columns[] = {
        {"", line_left, false}, {"", line_right, false}, {"", line_left, true}};
    struct texts cells = {0};
    for (uint32_t i = 0; i < d->records->rewards_len; i++) {
        const struct reward *reward = d->records->rewards[i];
        if (!offer_holds(d->ledger, reward, kind))
            continue;
        memory_push(&cells, draft_reward_title(d, i));
        memory_push(&cells, draft_filled(d, goods ? "poster.price" : "poster.needs",
                                         words_points(d->words, d->arena,
                                                      goods ? reward->cost : reward->needs, false)));
        memory_push(&cells, offer_conditions(d, reward));
    }
    if (cells.len > 0)
        hanging_section(h, heading, heading, NULL, columns, 3, &cells, false);
}

size_t poster_rewards_count(const struct print_input *input)
{
    const struct ledger *ledger = input->view->ledger;
    return offers_any(ledger, reward_goods) || offers_any(ledger, reward_service) ? hanging_papers : 0;
}

void poster_rewards_paper(const struct composing *composing, struct composed *composed)
{
    struct hanging h = hanging_begin(composing);
    struct draft *d = &h.draft;
    rewards_say(&h, reward_goods, draft_word(d, "poster.goods"));
    rewards_say(&h, reward_service, draft_word(d, "poster.services"));
    hanging_end(&h, composing, draft_filled(d, "poster.rewards", draft_village_name(d)), hanging_date(&h), 1,
                composed);
}

void poster_rewards_path(const struct print_input *input, size_t number, struct buf *out)
{
    (void)input;
    hanging_path(number, "rewards", out);
}
