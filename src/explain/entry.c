/* An entry: who decided it, what it is worth, whether it counts yet. */
#include "explain/steps.h"

#include "base/memory.h"
#include "ledger/forfeit.h"

/* Where the assembly that decided a rule or an adjustment is named: in the record itself or at the top of its
 * list. */
static void put_decided_by(struct steps *steps, uint32_t meeting, const struct node *record,
                           const struct rules_file *list)
{
    if (meeting == records_none)
        return;
    const struct node *as = steps_written(record, "decided");
    steps_add(steps, step_decided_by, record);
    steps_meeting(steps, meeting, as ? as : steps_written(list->record.node, "decided"));
}

/* The number of a points list among the records. */
static uint32_t list_index(const struct records *records, const struct rules_file *list)
{
    uint32_t i = 0;
    while (i + 1 < records->lists_len && records->lists[i] != list)
        i++;
    return i;
}

static void put_list(struct steps *steps, const struct rules_file *list)
{
    steps_detail(steps, detail_list, list_index(steps->records, list), NULL);
}

static void put_value(struct steps *steps, uint32_t rule, const struct value_range *range,
                      const struct node *node, const struct rules_file *list)
{
    const struct rule *r = steps->records->rules[rule];
    steps_detail(steps, detail_rule, rule, steps_written(r->record.node, "id"));
    steps_pair(steps, detail_value, range->lo, range->hi, node);
    steps_words(steps, detail_unit, r->unit, steps_written(r->record.node, "unit"));
    put_list(steps, list);
}

/* What the rule is worth at the deed date, and who set that. */
static void put_rule_value(struct steps *steps, const struct entry *entry, const struct credit_trace *trace)
{
    const struct rule *rule = steps->records->rules[entry->rule];
    const struct node *record = rule->record.node;
    if (trace->by) {
        const struct adjustment *by = trace->by;
        steps_add(steps, step_value_adjusted, by->record.node);
        put_value(steps, entry->rule, trace->range, steps_written(by->record.node, "points"), by->list);
        steps_detail(steps, detail_from, by->from, steps_written(by->record.node, "from"));
        put_decided_by(steps, by->decided_meeting, by->record.node, by->list);
        return;
    }
    steps_add(steps, step_value, record);
    put_value(steps, entry->rule, trace->range, trace->dated->node, rule->list);
    if (trace->dated->from != date_first) {
        steps_add(steps, step_value_since, record);
        steps_detail(steps, detail_from, trace->dated->from,
                     steps_key(steps_written(record, "points"),
                               trace->dated->own ? trace->dated->own : trace->dated->node));
    }
    if (trace->dated->decided_meeting != records_none)
        put_decided_by(steps, trace->dated->decided_meeting, trace->dated->own, rule->list);
    else
        put_decided_by(steps, rule->decided_meeting, record, rule->list);
}

static void put_raw(struct steps *steps, const struct entry *entry, const struct credit_trace *trace)
{
    const struct node *line = entry->deed->record.node;
    if (trace->range->range) {
        const struct node *scored = entry->deed->scores && entry->item ? entry->node->next : NULL;
        steps_add(steps, step_chosen, entry->node);
        steps_detail(steps, detail_points, trace->value, scored ? scored : steps_written(line, "points"));
    }
    const struct node *times = steps_written(line, "times");
    steps_add(steps, times ? step_times : step_times_one, entry->node);
    steps_detail(steps, detail_times, trace->times, times);
    bool rounded = trace->exact != trace->raw * 100;
    steps_add(steps, rounded ? step_raw_rounded : step_raw, entry->node);
    steps_detail(steps, detail_points, trace->value, NULL);
    steps_detail(steps, detail_times, trace->times, NULL);
    if (rounded)
        steps_detail(steps, detail_exact, trace->exact, NULL);
    steps_detail(steps, detail_raw, trace->raw, NULL);
}

/* Those who had used a cap before. */
static void put_users(struct steps *steps, const struct cap_step *cap)
{
    const struct records *records = steps->records;
    for (uint32_t i = 0; i < cap->users_len; i++) {
        const struct entry *user = &records->entries[cap->users[i].entry];
        const struct node *date = steps_written(user->deed->record.node, "date");
        steps_add(steps, step_cap_user, user->node);
        steps_detail(steps, detail_entry, cap->users[i].entry, NULL);
        steps_detail(steps, detail_date, user->date,
                     date ? date : steps_written(records->meetings[user->meeting]->record.node, "meeting"));
        steps_detail(steps, detail_amount, cap->users[i].amount, NULL);
    }
}

/* A cap and what it left; ITEM is its place among the caps of its owner. */
static void put_cap(struct steps *steps, const struct entry *entry, const struct cap_step *cap, uint32_t item)
{
    const struct records *records = steps->records;
    bool of_rule = cap->category == records_none;
    const struct node *owner =
        of_rule ? records->rules[entry->rule]->record.node : records->categories[cap->category]->record.node;
    const struct node *record = cap->by ? cap->by->record.node : owner;
    bool takes = cap->after < cap->before, full = takes && cap->after == 0;
    steps_add(steps, full ? step_cap_full : takes ? step_cap_takes : step_cap_room, record);
    steps_detail(steps, of_rule ? detail_rule : detail_category, of_rule ? entry->rule : cap->category,
                 steps_written(owner, "id"));
    steps_pair(steps, detail_cap, cap->cap->points, cap->cap->period,
               steps_item(steps_written(record, "cap"), item));
    steps_pair(steps, detail_span, cap->from, cap->to, NULL);
    steps_detail(steps, detail_used, cap->used, NULL);
    steps_detail(steps, detail_before, cap->before, NULL);
    if (takes && !full) {
        steps_detail(steps, detail_after, cap->after, NULL);
        steps_detail(steps, detail_taken, cap->before - cap->after, NULL);
    }
    if (cap->by) {
        steps_add(steps, step_cap_adjusted, record);
        put_list(steps, cap->by->list);
        steps_detail(steps, detail_from, cap->by->from, steps_written(record, "from"));
        put_decided_by(steps, cap->by->decided_meeting, record, cap->by->list);
    }
    put_users(steps, cap);
}

static void put_caps(struct steps *steps, const struct entry *entry, const struct credit_trace *trace)
{
    uint32_t item = 0;
    for (uint32_t i = 0; i < trace->caps_len; i++) {
        item = i > 0 && trace->caps[i].category == trace->caps[i - 1].category ? item + 1 : 0;
        put_cap(steps, entry, &trace->caps[i], item);
    }
    if (!trace->caps_len) {
        const struct node *rule = steps->records->rules[entry->rule]->record.node;
        steps_add(steps, step_uncapped, rule);
        steps_detail(steps, detail_rule, entry->rule, steps_written(rule, "id"));
    }
}

static void put_credit(struct steps *steps, uint32_t index)
{
    const struct entry *entry = &steps->records->entries[index];
    struct credit_trace trace;
    ledger_trace_entry(steps->ledger, index, steps->arena, &trace);
    put_rule_value(steps, entry, &trace);
    put_raw(steps, entry, &trace);
    if (steps->ledger->postings[index].status == status_void)
        steps_add(steps, step_void_credit, entry->node);
    else
        put_caps(steps, entry, &trace);
    steps_add(steps, step_credited, entry->node);
    steps_detail(steps, detail_credited, trace.credited, NULL);
}

void steps_deed(struct steps *steps, const struct deed *deed, const struct entry *entry, uint32_t household,
                uint32_t resident, uint32_t rule, int32_t date)
{
    const struct node *line = deed->record.node;
    const struct node *who = steps_written(line, "household"), *person = steps_written(line, "resident");
    const struct node *day = steps_written(line, "date");
    if (entry && entry->item && deed->residents.list)
        person = entry->node;
    else if (entry && entry->item)
        who = entry->node;
    if (entry && !day)
        day = steps_written(steps->records->meetings[entry->meeting]->record.node, "meeting");
    steps_add(steps, resident == records_none ? step_deed : step_deed_resident, entry ? entry->node : line);
    steps_detail(steps, detail_household, household, who);
    if (resident != records_none)
        steps_detail(steps, detail_resident, resident, person);
    steps_detail(steps, detail_rule, rule, steps_written(line, "rule"));
    steps_detail(steps, detail_date, date, day);
    steps_text(steps, step_note, deed->note, line, "note");
}

void steps_resolution(struct steps *steps, const struct objection *objection)
{
    const struct records *records = steps->records;
    if (objection->resolution == records_none)
        return;
    const struct resolution *r = records->resolutions[objection->resolution];
    if (records->meetings[r->meeting]->date > steps->ledger->date)
        return;
    const struct node *node = r->record.node;
    steps_add(steps, r->upheld ? step_upheld : step_dismissed, node);
    steps_detail(steps, detail_objection, r->objection, steps_written(node, "objection"));
    steps_meeting(steps, r->meeting, NULL);
    steps_text(steps, step_reason, r->reason, node, "reason");
}

/* What was objected to the entry by T, in the order of arrival as the records chain it, and the outcome. */
static void put_objections(struct steps *steps, const struct entry *entry)
{
    const struct records *records = steps->records;
    int32_t last = records->meetings[entry->meeting]->notice_last;
    for (uint32_t i = entry->first_objection; i != records_none; i = records->objections[i]->next_objection) {
        const struct objection *o = records->objections[i];
        if (o->received > steps->ledger->date)
            continue;
        steps_add(steps, o->received <= last ? step_objection : step_objection_late, o->record.node);
        steps_detail(steps, detail_objection, i, steps_written(o->record.node, "id"));
        steps_detail(steps, detail_received, o->received, steps_written(o->record.node, "received"));
        steps_text(steps, step_grounds, o->grounds, o->record.node, "grounds");
        steps_resolution(steps, o);
    }
}

static void put_correction(struct steps *steps, const struct entry *entry)
{
    const struct records *records = steps->records;
    if (entry->correction == records_none)
        return;
    const struct correction *c = records->corrections[entry->correction];
    if (records->meetings[c->meeting]->date > steps->ledger->date)
        return;
    steps_add(steps, step_corrected, c->record.node);
    steps_detail(steps, detail_entry, c->entry, steps_written(c->record.node, "entry"));
    steps_meeting(steps, c->meeting, NULL);
    if (c->by != records_none) {
        steps_add(steps, step_replaced, c->record.node);
        steps_detail(steps, detail_entry, c->by, steps_written(c->record.node, "by"));
    }
    steps_text(steps, step_reason, c->reason, c->record.node, "reason");
}

/* What the rule of a final entry costs beside points. */
static void put_measures(struct steps *steps, uint32_t index)
{
    const struct entry *entry = &steps->records->entries[index];
    const struct rule *rule = steps->records->rules[entry->rule];
    int32_t from = posting_final_from(&steps->ledger->postings[index]);
    if (rule->bars) {
        steps_add(steps, step_entry_bars, rule->record.node);
        steps_detail(steps, detail_from, from, NULL);
        steps_detail(steps, detail_until, forfeit_bar_last(&steps->records->village, rule, from), NULL);
    }
    const struct cycle *cycle = ledger_cycle(steps->ledger, cycle_of(&steps->records->village, entry->date));
    const struct account *account = cycle ? cycle_account(cycle, steps->records, entry->household) : NULL;
    if (!rule->zero || !account)
        return;
    struct forfeit_events events = {0};
    forfeit_events_of(steps->ledger, cycle, account, &events);
    for (size_t i = 0; i < events.len; i++)
        if (events.items[i].kind == forfeit_zero && events.items[i].entry == index) {
            steps_add(steps, step_entry_zeroes, rule->record.node);
            steps_detail(steps, detail_points, events.items[i].amount, NULL);
        }
    memory_free(events.items);
}

void steps_status(struct steps *steps, uint32_t index)
{
    const struct records *records = steps->records;
    const struct entry *entry = &records->entries[index];
    const struct meeting *meeting = records->meetings[entry->meeting];
    const struct posting *posting = &steps->ledger->postings[index];
    const struct node *noticed = steps_written(meeting->record.node, "noticed");
    steps_add(steps, step_notice, meeting->record.node);
    steps_detail(steps, detail_days, records->village.notice.days,
                 steps_written(records->village.notice.record.node, "days"));
    steps_pair(steps, detail_span, meeting->noticed, meeting->notice_last,
               noticed ? noticed : steps_written(meeting->record.node, "meeting"));
    put_objections(steps, entry);
    put_correction(steps, entry);
    static const enum step_kind kinds[] = {[status_notice] = step_status_notice,
                                           [status_suspended] = step_status_suspended,
                                           [status_final] = step_status_final,
                                           [status_void] = step_status_void};
    if (posting->status == status_final)
        put_measures(steps, index);
    steps_add(steps, kinds[posting->status], entry->node);
    if (posting->status == status_void)
        steps_detail(steps, detail_from, posting_void_from(posting), NULL);
    else if (posting->status != status_suspended)
        steps_detail(steps, detail_from, posting_final_from(posting), NULL);
}

void steps_entry(struct steps *steps, uint32_t index)
{
    const struct entry *entry = &steps->records->entries[index];
    const struct meeting *meeting = steps->records->meetings[entry->meeting];
    bool future = steps->ledger->postings[index].status == status_future;
    steps_section(steps, section_decided, 0);
    steps_add(steps, future ? step_future : step_decided, meeting->record.node);
    steps_meeting(steps, entry->meeting, NULL);
    if (future)
        return;
    if (entry->claim != records_none) {
        const struct claim *claim = steps->records->claims[entry->claim];
        steps_add(steps, step_from_claim, claim->deed.record.node);
        steps_detail(steps, detail_claim, entry->claim, steps_written(entry->deed->record.node, "id"));
        steps_detail(steps, detail_received, claim->received,
                     steps_written(claim->deed.record.node, "received"));
    }
    steps_deed(steps, entry->deed, entry, entry->household, entry->resident, entry->rule, entry->date);
    steps_section(steps, section_credit, 0);
    put_credit(steps, index);
    steps_section(steps, section_status, 0);
    steps_status(steps, index);
}

void explain_entry(struct explainer *explainer, uint32_t entry, struct arena *arena, struct explanation *out)
{
    struct steps steps;
    steps_begin(&steps, explainer, arena, out, subject_entry, entry);
    steps_entry(&steps, entry);
    steps_end(&steps);
}
