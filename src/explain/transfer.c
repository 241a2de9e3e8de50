/* Points that a meeting passed on: from whom, to whom, what they were taken from and when they arrive. */
#include "explain/steps.h"

/* What was decided, and when it arrives. */
static void put_passed(struct steps *steps, uint32_t index)
{
    const struct records *records = steps->records;
    const struct transfer *t = records->transfers[index];
    const struct meeting *m = records->meetings[t->meeting];
    const struct node *node = t->record.node;
    int32_t arrives = transfer_arrives(records, t);
    steps_add(steps, step_decided, m->record.node);
    steps_meeting(steps, t->meeting, NULL);
    steps_add(steps, step_transfer, node);
    steps_detail(steps, detail_giver, t->from, steps_written(node, "from"));
    steps_detail(steps, detail_receiver, t->to, steps_written(node, "to"));
    steps_detail(steps, detail_points, t->points, steps_written(node, "points"));
    steps_text(steps, step_reason, t->reason, node, "reason");
    steps_add(steps, step_notice, m->record.node);
    steps_detail(steps, detail_days, records->village.notice.days,
                 steps_written(records->village.notice.record.node, "days"));
    const struct node *noticed = steps_written(m->record.node, "noticed");
    steps_pair(steps, detail_span, m->noticed, m->notice_last,
               noticed ? noticed : steps_written(m->record.node, "meeting"));
    steps_add(steps, arrives <= steps->ledger->date ? step_transfer_arrived : step_transfer_arrives, node);
    steps_detail(steps, detail_date, arrives, NULL);
    steps_detail(steps, detail_receiver, t->to, NULL);
}

void explain_transfer(struct explainer *explainer, uint32_t index, struct arena *arena,
                      struct explanation *out)
{
    struct steps steps;
    const struct records *records = explainer->ledger->records;
    const struct transfer *t = records->transfers[index];
    const struct meeting *m = records->meetings[t->meeting];
    steps_begin(&steps, explainer, arena, out, subject_transfer, index);
    steps_section(&steps, section_passed, 0);
    if (m->date > explainer->ledger->date) {
        steps_add(&steps, step_future, m->record.node);
        steps_meeting(&steps, t->meeting, NULL);
        steps_end(&steps);
        return;
    }
    if (!explainer->passed) {
        explainer->passed = arena_new(&explainer->arena, struct transfer_trace, records->transfers_len);
        ledger_trace_transfers(records, explainer->passed);
    }
    put_passed(&steps, index);
    steps_section(&steps, section_paid, 0);
    const struct funds *funds = &explainer->passed[index].funds;
    steps_funds(&steps, t->record.node, m->date, funds);
    steps_add(&steps, step_left_given, t->record.node);
    steps_detail(&steps, detail_balance, funds->balance - t->points, NULL);
    steps_end(&steps);
}
