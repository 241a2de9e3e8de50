/* A claim and an objection: what came in, when, and what became of it. */
#include "explain/steps.h"

static void put_claim(struct steps *steps, enum step_kind kind, uint32_t index)
{
    const struct claim *claim = steps->records->claims[index];
    const struct node *node = claim->deed.record.node;
    steps_add(steps, kind, node);
    steps_detail(steps, detail_claim, index, steps_written(node, "id"));
    steps_detail(steps, detail_received, claim->received, steps_written(node, "received"));
}

/* The decision of MEETING about claim number INDEX. */
static const struct claim_decision *decision_of(const struct meeting *meeting, uint32_t index)
{
    for (uint32_t i = 0; i < meeting->decisions_len; i++)
        if (meeting->decisions[i].claim == index)
            return &meeting->decisions[i];
    return NULL;
}

static void put_decision(struct steps *steps, uint32_t index, bool approved)
{
    const struct claim *claim = steps->records->claims[index];
    const struct meeting *meeting = steps->records->meetings[claim->decision_meeting];
    const struct claim_decision *decision = decision_of(meeting, index);
    const struct node *node = decision ? decision->record.node : meeting->record.node;
    steps_add(steps, approved ? step_claim_approved : step_claim_rejected, node);
    steps_meeting(steps, claim->decision_meeting, NULL);
    if (approved)
        steps_detail(steps, detail_entry, claim->entry, NULL);
    steps_text(steps, step_reason, claim->reason, node, "reason");
}

void explain_claim(struct explainer *explainer, uint32_t index, struct arena *arena, struct explanation *out)
{
    struct steps steps;
    const struct claim *claim = explainer->ledger->records->claims[index];
    const struct deed *deed = &claim->deed;
    enum claim_status status = ledger_claim(explainer->ledger, index);
    steps_begin(&steps, explainer, arena, out, subject_claim, index);
    steps_section(&steps, section_claim, 0);
    put_claim(&steps, status == claim_future ? step_claim_future : step_claim, index);
    if (status != claim_future)
        steps_deed(&steps, deed, NULL, claim->household, claim->resident, deed->rule, deed->date);
    if (status == claim_pending) {
        steps_add(&steps, step_claim_pending, deed->record.node);
        steps_detail(&steps, detail_days, explainer->ledger->date - claim->received, NULL);
    } else if (status != claim_future) {
        put_decision(&steps, index, status == claim_approved);
    }
    if (status == claim_approved)
        steps_entry(&steps, claim->entry);
    steps_end(&steps);
}

void explain_objection(struct explainer *explainer, uint32_t index, struct arena *arena,
                       struct explanation *out)
{
    struct steps steps;
    const struct records *records = explainer->ledger->records;
    const struct objection *o = records->objections[index];
    const struct node *node = o->record.node;
    bool future = o->received > explainer->ledger->date;
    steps_begin(&steps, explainer, arena, out, subject_objection, index);
    steps_section(&steps, section_objection, 0);
    steps_add(&steps, future ? step_objection_future : step_objection_to, node);
    steps_detail(&steps, detail_objection, index, steps_written(node, "id"));
    if (!future)
        steps_detail(&steps, detail_entry, o->entry, steps_written(node, "entry"));
    steps_detail(&steps, detail_received, o->received, steps_written(node, "received"));
    if (!future) {
        steps_text(&steps, step_grounds, o->grounds, node, "grounds");
        uint32_t before = out->steps_len;
        steps_resolution(&steps, o);
        if (out->steps_len == before) {
            steps_add(&steps, step_objection_pending, node);
            steps_detail(&steps, detail_days, explainer->ledger->date - o->received, NULL);
        }
        steps_section(&steps, section_status, 0);
        steps_status(&steps, o->entry);
    }
    steps_end(&steps);
}
