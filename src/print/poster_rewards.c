/* What points buy and open. */
#include "print/hanging.h"

#include "base/memory.h"

static bool offered(const struct ledger *ledger, const struct reward *reward, enum reward_kind kind)
{
    return reward->kind == kind && reward->from <= ledger->date && ledger->date <= reward->until;
}

/* What a reward asks for besides its price: points reached, quota. */
static const char *conditions(struct draft *d, const struct reward *reward, bool goods)
{
    struct texts texts = {0};
    if (goods && reward->needs > 0)
        memory_push(&texts,
                    draft_filled(d, "poster.needs", words_points(d->words, d->arena, reward->needs, false)));
    if (reward->quota.len)
        memory_push(&texts, words_quota(d->words, d->arena, &reward->quota));
    const char *text = draft_joined(d, &texts, "poster.between");
    memory_free(texts.items);
    return text;
}

static void rewards_say(struct hanging *h, enum reward_kind kind, const char *heading)
{
    struct draft *d = &h->draft;
    bool goods = kind == reward_goods;
    const struct table_column columns[] = {
        {"", line_left, false}, {"", line_right, false}, {"", line_left, true}};
    struct texts cells = {0};
    for (uint32_t i = 0; i < d->records->rewards_len; i++) {
        const struct reward *reward = d->records->rewards[i];
        if (!offered(d->ledger, reward, kind))
            continue;
        memory_push(&cells, draft_reward_title(d, i));
        memory_push(&cells, draft_filled(d, goods ? "poster.price" : "poster.needs",
                                         words_points(d->words, d->arena,
                                                      goods ? reward->cost : reward->needs, false)));
        memory_push(&cells, conditions(d, reward, goods));
    }
    if (cells.len > 0)
        hanging_section(h, heading, NULL, columns, 3, &cells, false);
}

size_t poster_rewards_count(const struct print_input *input)
{
    const struct ledger *ledger = input->view->ledger;
    for (uint32_t i = 0; i < ledger->records->rewards_len; i++) {
        const struct reward *reward = ledger->records->rewards[i];
        if (offered(ledger, reward, reward_goods) || offered(ledger, reward, reward_service))
            return hanging_papers;
    }
    return 0;
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
