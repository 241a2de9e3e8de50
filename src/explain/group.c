/* A group: how it stands in T's cycle, and its honours. */
#include "explain/steps.h"
#include "ledger/standing.h"

static void put_standing(struct steps *steps, const struct cycle *cycle, uint32_t group)
{
    const struct group_account *account = &cycle->groups[group];
    const struct node *node = steps->records->groups[group]->record.node;
    uint32_t ranked = 0;
    steps_section(steps, section_standing, cycle->id);
    if (!account->rank) {
        steps_add(steps, step_group_none, node);
        return;
    }
    for (uint32_t i = 0; i < cycle->groups_len; i++)
        ranked += cycle->groups[i].rank != 0;
    steps_add(steps, step_group_earned, node);
    steps_detail(steps, detail_count, account->households, NULL);
    steps_detail(steps, detail_points, account->earned, NULL);
    steps_detail(steps, detail_average, account->average, NULL);
    if (!standing_begun(cycle)) {
        steps_add(steps, step_not_begun, node);
        return;
    }
    steps_add(steps, step_group_place, node);
    steps_detail(steps, detail_rank, account->rank, NULL);
    steps_detail(steps, detail_count, ranked, NULL);
}

void explain_group(struct explainer *explainer, uint32_t group, struct arena *arena, struct explanation *out)
{
    struct steps steps;
    const struct ledger *ledger = explainer->ledger;
    steps_begin(&steps, explainer, arena, out, subject_group, group);
    put_standing(&steps, ledger_current(ledger), group);
    for (uint32_t c = 0; c < ledger->cycles_len && ledger->records->awarded[award_group]; c++)
        steps_honours(&steps, &ledger->cycles[c], award_group, group);
    steps_end(&steps);
}
