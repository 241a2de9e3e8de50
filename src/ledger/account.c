#include "ledger/account.h"

#include "base/memory.h"
#include "base/points.h"
#include "ledger/forfeit.h"

bool account_takes_part(const struct household *household, int32_t from, int32_t to)
{
    return household->since <= to && household->until >= from;
}

int32_t account_carry_until(const struct village *village, int cycle)
{
    if (village->carry != carry_until)
        return date_last;
    int32_t until = date_of(cycle, village->carry_day.month, village->carry_day.day);
    if (until < cycle_first(village, cycle))
        until = date_of(cycle + 1, village->carry_day.month, village->carry_day.day);
    return until;
}

void account_carry(const struct village *village, int cycle, int32_t date, struct carry_trace *trace)
{
    trace->carry = village->carry;
    trace->until = account_carry_until(village, cycle);
    trace->passed = date > trace->until;
    if (village->carry == carry_none)
        trace->carried = 0;
    else if (trace->passed && trace->spent < trace->left)
        trace->carried = trace->spent;
    else
        trace->carried = trace->left;
}

static void report_overflow(const struct records *records, struct diags *diags, const struct node *node,
                            uint32_t household)
{
    diag_error(diags, node->place, "overflow",
               N_("with this the points of household {1} are more than can be counted"),
               records->households[household]->id, NULL);
}

/* Adds the household's entries of the cycle, POSITION being the first of them. Returns the position behind.
 */
static uint32_t add_entries(const struct ledger *ledger, const struct cycle *cycle, struct account *account,
                            uint32_t position, uint32_t end, struct diags *diags)
{
    const struct records *records = ledger->records;
    bool reported = false;
    account->first = position;
    for (; position < end; position++) {
        const struct ledger_line *line = &ledger->lines[position];
        if (line->date > cycle->to)
            break;
        bool final = line->status == status_final;
        if (final && records->rules[line->rule]->veto)
            account->vetoed = true;
        if (!points_add(final ? &account->earned : &account->pending, line->credited) && !reported) {
            report_overflow(records, diags, records->entries[line->entry].node, account->household);
            reported = true;
        }
    }
    account->entries = position - account->first;
    return position;
}

/* Gives every account of every cycle its entries: both are in the order of households. */
static void add_all_entries(struct ledger *ledger, const struct order *order, struct diags *diags)
{
    uint32_t households = ledger->records->households_len;
    uint32_t *next = arena_new(&ledger->arena, uint32_t, ledger->cycles_len);
    for (uint32_t h = 0; h < households; h++) {
        uint32_t position = order->first[h];
        for (uint32_t c = 0; c < ledger->cycles_len; c++) {
            struct cycle *cycle = &ledger->cycles[c];
            if (next[c] < cycle->accounts_len && cycle->accounts[next[c]].household == h)
                position = add_entries(ledger, cycle, &cycle->accounts[next[c]++], position,
                                       order->first[h + 1], diags);
        }
    }
}

static struct account *account_of(const struct cycle *cycle, uint32_t household)
{
    return (struct account *)(uintptr_t)cycle_account(cycle, NULL, household);
}

static void add_redemptions(const struct records *records, const struct cycle *cycle, struct diags *diags)
{
    int32_t until = account_carry_until(&records->village, cycle->id);
    for (uint32_t i = 0; i < cycle->redemptions_len; i++) {
        const struct redemption *r = records->redemptions[cycle->redemptions[i]];
        struct account *account = account_of(cycle, r->household);
        if (!account)
            continue;
        int64_t cost = redemption_cost(records, r);
        if (!points_add(&account->redeemed, cost))
            report_overflow(records, diags, r->record.node, account->household);
        else if (until != date_last && r->date <= until)
            account->spent += cost;
    }
}

/* What meetings of CYCLE passed on: from the giver at once, to the receiver on the day on which it arrives.
 */
static void add_transfers(const struct ledger *ledger, const struct cycle *cycle, struct diags *diags)
{
    const struct records *records = ledger->records;
    int32_t until = account_carry_until(&records->village, cycle->id);
    for (uint32_t i = 0; i < cycle->transfers_len; i++) {
        const struct transfer *t = records->transfers[cycle->first_transfer + i];
        struct account *giver = account_of(cycle, t->from), *receiver = account_of(cycle, t->to);
        bool arrived = transfer_arrives(records, t) <= ledger->date;
        if (giver && !points_add(&giver->given, t->points))
            report_overflow(records, diags, t->record.node, t->from);
        if (giver && until != date_last && records->meetings[t->meeting]->date <= until)
            giver->spent += t->points;
        if (receiver && arrived && !points_add(&receiver->received, t->points))
            report_overflow(records, diags, t->record.node, t->to);
    }
}

/* What takes the balance out of bounds: the entry, the redemption or what is given or received, at which the
 * running sum leaves them. */
static void report_balance(const struct ledger *ledger, const struct cycle *cycle,
                           const struct account *account, struct diags *diags)
{
    const struct records *records = ledger->records;
    int64_t sum = account->carried;
    const struct node *node = NULL;
    for (uint32_t i = 0; i < account->entries; i++) {
        const struct ledger_line *line = &ledger->lines[account->first + i];
        if (line->status != status_final)
            continue;
        node = records->entries[line->entry].node;
        if (!points_add(&sum, line->credited)) {
            report_overflow(records, diags, node, account->household);
            return;
        }
    }
    for (uint32_t i = 0; i < cycle->redemptions_len; i++) {
        const struct redemption *r = records->redemptions[cycle->redemptions[i]];
        if (r->household != account->household)
            continue;
        node = r->record.node;
        if (!points_add(&sum, -redemption_cost(records, r))) {
            report_overflow(records, diags, node, account->household);
            return;
        }
    }
    for (uint32_t i = 0; i < cycle->transfers_len; i++) {
        const struct transfer *t = records->transfers[cycle->first_transfer + i];
        bool arrived = transfer_arrives(records, t) <= ledger->date;
        int64_t moved = t->from == account->household            ? -t->points
                        : t->to == account->household && arrived ? t->points
                                                                 : 0;
        node = moved ? t->record.node : node;
        if (!points_add(&sum, moved))
            break;
    }
    if (node)
        report_overflow(records, diags, node, account->household);
}

/* What entries under rules with `zero` take of ACCOUNT. */
static int64_t forfeited(const struct ledger *ledger, const struct cycle *cycle,
                         const struct account *account)
{
    struct forfeit_events events = {0};
    bool any = false;
    int64_t sum = 0;
    for (uint32_t i = 0; ledger->records->has_zero && !any && i < account->entries; i++) {
        const struct ledger_line *line = &ledger->lines[account->first + i];
        any = line->status == status_final && ledger->records->rules[line->rule]->zero;
    }
    if (!any)
        return 0;
    forfeit_events_of(ledger, cycle, account, &events);
    for (size_t i = 0; i < events.len; i++)
        sum += events.items[i].kind == forfeit_zero ? events.items[i].amount : 0;
    memory_free(events.items);
    return sum;
}

static void make_balances(const struct ledger *ledger, uint32_t c, struct diags *diags)
{
    struct cycle *cycle = &ledger->cycles[c];
    for (uint32_t i = 0; i < cycle->accounts_len; i++) {
        struct account *account = &cycle->accounts[i];
        struct carry_trace carry;
        ledger_trace_carried(ledger, cycle, account, &carry);
        account->carried = carry.carried;
        account->balance = account->carried;
        account->forfeited = forfeited(ledger, cycle, account);
        int64_t rest = account->earned - account->base - account->redeemed - account->forfeited -
                       account->given + account->received;
        if (!points_add(&account->balance, rest))
            report_balance(ledger, cycle, account, diags);
    }
}

void ledger_trace_carried(const struct ledger *ledger, const struct cycle *cycle,
                          const struct account *account, struct carry_trace *trace)
{
    *trace = (struct carry_trace){.spent = account->spent};
    const struct account *before = NULL;
    if (cycle > ledger->cycles)
        before = account_of(cycle - 1, account->household);
    if (before) {
        trace->from = cycle - 1;
        trace->left = before->balance;
    }
    account_carry(&ledger->records->village, cycle->id, ledger->date, trace);
}

/* The first cycle that is computed. */
static int first_cycle(const struct ledger *ledger, const struct order *order)
{
    const struct records *records = ledger->records;
    int32_t earliest = ledger->date;
    if (order->count && records->entries[order->entries[0]].date < earliest)
        earliest = records->entries[order->entries[0]].date;
    if (records->redemptions_len && records->redemptions[0]->date < earliest)
        earliest = records->redemptions[0]->date;
    if (records->transfers_len && records->meetings[records->transfers[0]->meeting]->date < earliest)
        earliest = records->meetings[records->transfers[0]->meeting]->date;
    return cycle_of(&records->village, earliest);
}

/* Opens the accounts of those who take part in CYCLE. */
static void open_accounts(struct ledger *ledger, struct cycle *cycle)
{
    const struct records *records = ledger->records;
    int32_t last = cycle->to < ledger->date ? cycle->to : ledger->date;
    cycle->accounts = arena_new(&ledger->arena, struct account, records->households_len);
    for (uint32_t h = 0; h < records->households_len; h++) {
        if (!account_takes_part(records->households[h], cycle->from, last))
            continue;
        struct account *account = &cycle->accounts[cycle->accounts_len++];
        account->household = h;
        account->barred_until = date_first;
        account->base = records->village.base;
        account->earned = account->base;
    }
}

/* Cuts what meetings passed on into the cycles. */
static void cut_transfers(struct ledger *ledger)
{
    const struct records *records = ledger->records;
    uint32_t transfer = 0;
    for (uint32_t c = 0; c < ledger->cycles_len; c++) {
        struct cycle *cycle = &ledger->cycles[c];
        cycle->first_transfer = transfer;
        for (; transfer < records->transfers_len; transfer++) {
            int32_t date = records->meetings[records->transfers[transfer]->meeting]->date;
            if (date > cycle->to || date > ledger->date)
                break;
            cycle->transfers_len++;
        }
    }
}

/* Cuts the village's entries and redemptions, both in the order of their dates, into the cycles. */
static void cut_cycles(struct ledger *ledger, const struct order *order)
{
    const struct records *records = ledger->records;
    uint32_t *redemptions = arena_new(&ledger->arena, uint32_t, records->redemptions_len);
    uint32_t entry = 0, redemption = 0;
    for (uint32_t i = 0; i < records->redemptions_len; i++)
        redemptions[i] = i;
    for (uint32_t c = 0; c < ledger->cycles_len; c++) {
        struct cycle *cycle = &ledger->cycles[c];
        cycle->entries = order->entries + entry;
        for (; entry < order->count && records->entries[order->entries[entry]].date <= cycle->to; entry++)
            cycle->entries_len++;
        cycle->redemptions = redemptions + redemption;
        for (; redemption < records->redemptions_len; redemption++) {
            int32_t date = records->redemptions[redemption]->date;
            if (date > cycle->to || date > ledger->date)
                break;
            cycle->redemptions_len++;
        }
    }
}

void accounts_make(struct ledger *ledger, const struct order *order, struct diags *diags)
{
    const struct village *village = &ledger->records->village;
    int first = first_cycle(ledger, order);
    ledger->cycles_len = (uint32_t)(cycle_of(village, ledger->date) - first + 1);
    ledger->cycles = arena_new(&ledger->arena, struct cycle, ledger->cycles_len);
    for (uint32_t c = 0; c < ledger->cycles_len; c++) {
        struct cycle *cycle = &ledger->cycles[c];
        cycle->id = first + (int)c;
        cycle->from = cycle_first(village, cycle->id);
        cycle->to = cycle_last(village, cycle->id);
        open_accounts(ledger, cycle);
    }
    cut_cycles(ledger, order);
    cut_transfers(ledger);
    add_all_entries(ledger, order, diags);
    for (uint32_t c = 0; c < ledger->cycles_len; c++) {
        add_redemptions(ledger->records, &ledger->cycles[c], diags);
        add_transfers(ledger, &ledger->cycles[c], diags);
        make_balances(ledger, c, diags);
    }
}
