#include "print/offers.h"

#include "base/memory.h"

bool offer_holds(const struct ledger *ledger, const struct reward *reward, enum reward_kind kind)
{
    return reward->kind == kind && reward->from <= ledger->date && ledger->date <= reward->until;
}

bool offers_any(const struct ledger *ledger, enum reward_kind kind)
{
    for (uint32_t i = 0; i < ledger->records->rewards_len; i++)
        if (offer_holds(ledger, ledger->records->rewards[i], kind))
            return true;
    return false;
}

const char *offer_conditions(struct draft *d, const struct reward *reward)
{
    struct texts texts = {0};
    if (reward->kind == reward_goods && reward->needs > 0)
        memory_push(&texts,
                    draft_filled(d, "poster.needs", words_points(d->words, d->arena, reward->needs, false)));
    if (reward->quota.len)
        memory_push(&texts, words_quota(d->words, d->arena, &reward->quota));
    const char *text = draft_joined(d, &texts, "poster.between");
    memory_free(texts.items);
    return text;
}
