/* Rewards, redemptions and disclosures: their form and references. Whether points suffice is the ledger's to
 * say. */
#include "base/points.h"
#include "records/link.h"

static void check_honour(struct link *link, struct reward *h)
{
    const struct node *node = h->record.node;
    if (!field_given(&h->record, honour_points) && !field_given(&h->record, honour_rank))
        diag_error(link->diags, node_start(node), "missing-key",
                   N_("an honour is won by points or by rank: \"{1}\" or \"{2}\" is missing"),
                   schema_called(&honour_schema, node, "points"), schema_called(&honour_schema, node, "rank"),
                   NULL);
    if (h->has_points && h->has_below && h->below <= h->points) {
        char points[points_text_size];
        points_format(h->points, points);
        diag_error(link->diags, node_place(node, "below"), "out-of-range",
                   N_("\"{2}\" must be more than the {1} points"), points,
                   schema_called(&honour_schema, node, "below"), NULL);
    }
    if (h->award == award_group && h->within == within_group && field_right(&h->record, honour_within))
        diag_error(link->diags, node_place(node, "within"), "bad-value",
                   N_("an honour of groups is ranked among all of them: leave {1} out"),
                   schema_called(&honour_schema, node, "within"), NULL);
    link->records->awarded[h->award] = true;
    h->categories = arena_new(&link->records->arena, uint32_t, h->category_ids.len);
    for (uint32_t i = 0; i < h->category_ids.len; i++) {
        uint32_t category =
            link_category(link, strings_at(&h->category_ids, i), h->category_ids.nodes[i]->place);
        if (category != records_none)
            h->categories[h->categories_len++] = category;
    }
}

static void check_reward(struct link *link, struct reward *reward)
{
    if (reward->record.bad == UINT32_MAX)
        return;
    if (field_right(&reward->record, reward_from) && field_right(&reward->record, reward_until) &&
        reward->until < reward->from) {
        reward->record.bad |= UINT32_C(1) << reward_until;
        diag_error(link->diags, node_place(reward->record.node, "until"), "bad-date-order",
                   N_("the offer ends before it begins"), NULL);
    }
    if (reward->kind == reward_honour)
        check_honour(link, reward);
}

/* Whether what REDEMPTION takes is offered on its day. */
static void check_offer(struct link *link, const struct redemption *redemption, const struct reward *reward)
{
    if (!field_right(&redemption->record, redemption_date) || reward->record.bad == UINT32_MAX ||
        field_bad(&reward->record, reward_from) || field_bad(&reward->record, reward_until) ||
        (reward->from <= redemption->date && redemption->date <= reward->until))
        return;
    char date[date_text_size];
    date_format(redemption->date, date);
    diag_error(link->diags, node_place(redemption->record.node, "reward"), "not-offered",
               N_("\"{1}\" is not offered on {2}"), reward->id, date, NULL);
}

static void check_redemption(struct link *link, struct redemption *d)
{
    struct records *r = link->records;
    const struct node *node = d->record.node;
    if (field_right(&d->record, redemption_household))
        d->household = link_household(link, d->household_id, node_place(node, "household"));
    if (field_right(&d->record, redemption_reward)) {
        d->reward = link_reward(link, d->reward_id, node_place(node, "reward"));
        if (d->reward != records_none && r->rewards[d->reward]->kind == reward_honour)
            diag_error(link->diags, link_key_place(node, "reward"), "wrong-kind",
                       N_("\"{1}\" is an honour: it is won, not taken"), d->reward_id, NULL);
        else if (d->reward != records_none)
            check_offer(link, d, r->rewards[d->reward]);
    }
    if (d->household == records_none || !field_right(&d->record, redemption_date))
        return;
    const struct household *h = r->households[d->household];
    if (!field_bad(&h->record, household_since) && !field_bad(&h->record, household_until) &&
        !household_listed(h, d->date))
        report_not_listed(h, d->date, node_place(node, "date"), link->diags);
}

void link_rewards(struct link *link)
{
    struct records *r = link->records;
    for (uint32_t i = 0; i < r->rewards_len; i++)
        check_reward(link, r->rewards[i]);
    for (uint32_t i = 0; i < r->redemptions_len; i++)
        check_redemption(link, r->redemptions[i]);
    for (uint32_t i = 0; i < r->disclosures_len; i++) {
        struct disclosure *d = r->disclosures[i];
        if (field_right(&d->record, disclosure_household))
            d->household = link_household(link, d->household_id, node_place(d->record.node, "household"));
    }
}
