/* An account like a bank statement: what was carried, what became final, what was redeemed, what is left. */
#include "base/memory.h"
#include "explain/steps.h"
#include "ledger/forfeit.h"

#include <stdlib.h>

/* In the order in which things of one day stand: what was carried lapses before the day, and a redemption is
 * checked at its end. */
enum line_kind {
    line_lapsed,
    line_void,
    line_entry,
    line_received,
    line_forfeited,
    line_redeemed,
    line_given,
    line_arriving,
    line_notice,
    line_suspended
};

struct line {
    int32_t date; /* on which it changes the balance; of what does not yet, on which it may */
    enum line_kind kind;
    uint32_t index;    /* of the records: an entry, a redemption, a transfer; of a forfeit the event */
    uint32_t position; /* in which it was put: entries in the order of the caps */
};

struct lines {
    struct line *items;
    size_t len;
    size_t cap;
};

static int by_date(const void *a, const void *b)
{
    const struct line *x = a, *y = b;
    if (x->date != y->date)
        return x->date < y->date ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return (x->position > y->position) - (x->position < y->position);
}

static void add_line(struct lines *lines, int32_t date, enum line_kind kind, uint32_t index)
{
    struct line line = {date, kind, index, (uint32_t)lines->len};
    memory_push(lines, line);
}

static void add_entry(const struct ledger *ledger, struct lines *lines, uint32_t index)
{
    const struct posting *posting = &ledger->postings[index];
    switch (posting->status) {
    case status_final:
        add_line(lines, posting_final_from(posting), line_entry, index);
        break;
    case status_void:
        add_line(lines, posting_void_from(posting), line_void, index);
        break;
    case status_notice:
        add_line(lines, posting_final_from(posting), line_notice, index);
        break;
    case status_suspended:
        add_line(lines, date_last, line_suspended, index);
        break;
    case status_future:
        break;
    }
}

static void add_redemptions(const struct steps *steps, struct lines *lines, const struct cycle *cycle,
                            uint32_t household)
{
    const struct explainer *e = steps->explainer;
    for (uint32_t i = e->redemptions_first[household]; i < e->redemptions_first[household + 1]; i++) {
        int32_t date = steps->records->redemptions[e->redemptions[i]]->date;
        if (cycle->from <= date && date <= cycle->to)
            add_line(lines, date, line_redeemed, e->redemptions[i]);
    }
}

static void add_transfers(const struct steps *steps, struct lines *lines, const struct cycle *cycle,
                          uint32_t household)
{
    const struct records *records = steps->records;
    for (uint32_t i = 0; i < cycle->transfers_len; i++) {
        uint32_t index = cycle->first_transfer + i;
        const struct transfer *t = records->transfers[index];
        int32_t arrives = transfer_arrives(records, t);
        if (t->from == household)
            add_line(lines, records->meetings[t->meeting]->date, line_given, index);
        if (t->to == household)
            add_line(lines, arrives, arrives <= steps->ledger->date ? line_received : line_arriving, index);
    }
}

static void sort_lines(struct lines *lines)
{
    if (lines->len)
        qsort(lines->items, lines->len, sizeof *lines->items, by_date);
}

/* What an entry changes, and what is there after it. */
static void put_entry_line(struct steps *steps, const struct line *line, int64_t *balance)
{
    static const enum step_kind kinds[] = {[line_void] = step_line_void,
                                           [line_entry] = step_line_entry,
                                           [line_notice] = step_line_notice,
                                           [line_suspended] = step_line_suspended};
    const struct entry *entry = &steps->records->entries[line->index];
    const struct posting *posting = &steps->ledger->postings[line->index];
    bool counts = line->kind == line_entry;
    bool capped = counts && posting->raw != posting->credited;
    steps_add(steps, capped ? step_line_capped : kinds[line->kind], entry->node);
    steps_detail(steps, detail_date, line->kind == line_suspended ? entry->date : line->date, NULL);
    steps_detail(steps, detail_entry, line->index, NULL);
    steps_detail(steps, detail_rule, entry->rule, steps_written(entry->deed->record.node, "rule"));
    if (capped)
        steps_detail(steps, detail_raw, posting->raw, NULL);
    if (line->kind != line_void)
        steps_detail(steps, detail_amount, posting->credited, NULL);
    if (counts) {
        *balance += posting->credited;
        steps_detail(steps, detail_balance, *balance, NULL);
    }
}

/* What is given, received or on its way to the household. */
static void put_pass_line(struct steps *steps, const struct line *line, int64_t *balance)
{
    int64_t points = steps->records->transfers[line->index]->points;
    int64_t amount = line->kind == line_given ? -points : points;
    if (line->kind != line_arriving)
        *balance += amount;
    steps_pass_line(steps, line->index, line->kind == line_given, line->date, amount, *balance);
}

/* What was there on the cycle's first day; the lapse of it, if that has come, goes to LINES. */
static void put_opening(struct steps *steps, const struct cycle *cycle, const struct carry_trace *carry,
                        bool lapses, struct lines *lines)
{
    const struct node *village = steps->records->village.record.node;
    bool carried = carry->carry != carry_none && carry->from;
    bool until = carried && carry->until != date_last;
    steps_add(steps,
              !carried ? step_line_open
              : until  ? step_line_carried_until
                       : step_line_carried,
              village);
    steps_detail(steps, detail_date, cycle->from, steps_written(village, "cycle"));
    if (carried)
        steps_detail(steps, detail_year, cycle->id - 1, NULL);
    if (until)
        steps_detail(steps, detail_until, carry->until, steps_written(village, "carry"));
    steps_detail(steps, detail_balance, carried ? carry->left : 0, NULL);
    if (lapses)
        add_line(lines, carry->until + 1, line_lapsed, 0);
}

static void put_lapse(struct steps *steps, const struct carry_trace *carry, int64_t *balance)
{
    const struct node *village = steps->records->village.record.node;
    steps_add(steps, step_line_lapsed, village);
    steps_detail(steps, detail_date, carry->until + 1, NULL);
    steps_detail(steps, detail_until, carry->until, steps_written(village, "carry"));
    steps_detail(steps, detail_amount, carry->carried - carry->left, NULL);
    *balance += carry->carried - carry->left;
    steps_detail(steps, detail_balance, *balance, NULL);
}

/* The day of the last line: the cycle's last, or T; later where entries of the cycle became final later. */
static int32_t closing_day(const struct ledger *ledger, const struct cycle *cycle, const struct lines *lines)
{
    int32_t day = ledger->date < cycle->to ? ledger->date : cycle->to;
    for (size_t i = 0; i < lines->len; i++)
        if (lines->items[i].date > day && lines->items[i].date <= ledger->date)
            day = lines->items[i].date;
    return day;
}

/* What an entry under a rule with `zero` took, MORE points that had been carried among it. */
static void put_forfeit(struct steps *steps, const struct line *line, const struct forfeit_event *event,
                        int64_t more, int64_t *balance)
{
    const struct entry *entry = &steps->records->entries[event->entry];
    steps_add(steps, step_line_forfeited, entry->node);
    steps_detail(steps, detail_date, line->date, NULL);
    steps_detail(steps, detail_entry, event->entry, NULL);
    steps_detail(steps, detail_rule, entry->rule, steps_written(entry->deed->record.node, "rule"));
    steps_detail(steps, detail_amount, -event->amount - more, NULL);
    *balance -= event->amount + more;
    steps_detail(steps, detail_balance, *balance, NULL);
}

/* The forfeits of EVENTS as lines. Returns the place of the first up to and including UNTIL; EVENTS' length:
 * none. */
static size_t add_forfeits(const struct forfeit_events *events, int32_t until, struct lines *lines)
{
    size_t first = events->len;
    for (size_t i = events->len; i-- > 0;)
        if (events->items[i].kind == forfeit_zero && events->items[i].date <= until)
            first = i;
    for (size_t i = 0; i < events->len; i++)
        if (events->items[i].kind == forfeit_zero)
            add_line(lines, events->items[i].date, line_forfeited, (uint32_t)i);
    return first;
}

/* A line that is no forfeit, with the balance behind it. */
static void put_line(struct steps *steps, const struct line *line, const struct carry_trace *carry,
                     int64_t *balance)
{
    switch (line->kind) {
    case line_lapsed:
        put_lapse(steps, carry, balance);
        break;
    case line_received:
    case line_given:
    case line_arriving:
        put_pass_line(steps, line, balance);
        break;
    case line_redeemed:
        *balance -= redemption_cost(steps->records, steps->records->redemptions[line->index]);
        steps_redemption_line(steps, line->index, *balance);
        break;
    default:
        put_entry_line(steps, line, balance);
        break;
    }
}

void steps_account(struct steps *steps, const struct cycle *cycle, const struct account *account)
{
    const struct ledger *ledger = steps->ledger;
    struct lines lines = {0};
    struct carry_trace carry;
    struct forfeit_events events = {0};
    ledger_trace_carried(ledger, cycle, account, &carry);
    if (steps->records->has_zero)
        forfeit_events_of(ledger, cycle, account, &events);
    /* What was carried and not spent by its day lapses, unless a forfeit took it before. */
    int64_t unspent = carry.from && carry.passed ? carry.left - carry.carried : 0;
    size_t first = add_forfeits(&events, carry.until, &lines);
    bool taken = unspent > 0 && first < events.len;
    steps_section(steps, section_account, cycle->id);
    put_opening(steps, cycle, &carry, unspent != 0 && !taken, &lines);
    int64_t balance = step_detail(&steps->out->steps[steps->out->steps_len - 1], detail_balance)->number;
    for (uint32_t i = 0; i < account->entries; i++)
        add_entry(ledger, &lines, ledger->lines[account->first + i].entry);
    add_redemptions(steps, &lines, cycle, account->household);
    add_transfers(steps, &lines, cycle, account->household);
    sort_lines(&lines);
    for (size_t i = 0; i < lines.len; i++) {
        const struct line *line = &lines.items[i];
        bool forfeits = line->kind == line_forfeited && line->index < events.len;
        if (forfeits)
            put_forfeit(steps, line, &events.items[line->index], taken && line->index == first ? unspent : 0,
                        &balance);
        else
            put_line(steps, line, &carry, &balance);
    }
    steps_add(steps, step_line_balance, steps->records->households[account->household]->record.node);
    steps_detail(steps, detail_date, closing_day(ledger, cycle, &lines), NULL);
    memory_free(lines.items);
    memory_free(events.items);
    steps_detail(steps, detail_balance, account->balance, NULL);
}

/* A resident's contribution to a cycle. */
static void steps_share(struct steps *steps, const struct cycle *cycle, const struct resident_account *share)
{
    const struct ledger *ledger = steps->ledger;
    const struct records *records = steps->records;
    const struct resident *resident = records->residents[share->resident];
    const struct account *account = cycle_account(cycle, records, resident->household);
    struct lines lines = {0};
    steps_section(steps, section_share, cycle->id);
    for (uint32_t i = 0; account && i < account->entries; i++) {
        uint32_t index = ledger->lines[account->first + i].entry;
        if (records->entries[index].resident == share->resident)
            add_entry(ledger, &lines, index);
    }
    sort_lines(&lines);
    int64_t sum = 0;
    for (size_t i = 0; i < lines.len; i++)
        put_entry_line(steps, &lines.items[i], &sum);
    steps_add(steps, step_line_share, resident->record.node);
    steps_detail(steps, detail_date, closing_day(ledger, cycle, &lines), NULL);
    memory_free(lines.items);
    steps_detail(steps, detail_points, share->earned, NULL);
}

void explain_resident(struct explainer *explainer, uint32_t resident, struct arena *arena,
                      struct explanation *out)
{
    struct steps steps;
    const struct ledger *ledger = explainer->ledger;
    steps_begin(&steps, explainer, arena, out, subject_resident, resident);
    for (uint32_t c = 0; c < ledger->cycles_len; c++) {
        const struct cycle *cycle = &ledger->cycles[c];
        const struct resident_account *share = cycle_resident(cycle, resident);
        if (!share)
            continue;
        if (ledger->records->awarded[award_resident])
            steps_honours(&steps, cycle, award_resident, resident);
        steps_share(&steps, cycle, share);
    }
    steps_end(&steps);
}
