#include "ledger/credit.h"

#include "base/memory.h"
#include "base/points.h"

static uint8_t periods_of(const struct caps *caps)
{
    unsigned bits = 0;
    for (uint32_t i = 0; i < caps->len; i++)
        bits |= 1u << caps->items[i].period;
    return (uint8_t)bits;
}

void credits_make(struct credits *credits, const struct records *records)
{
    size_t owners = (size_t)records->rules_len + records->categories_len;
    *credits = (struct credits){.records = records};
    credits->meters = memory_new(owners * credit_periods, sizeof *credits->meters);
    credits->periods = memory_new(owners, sizeof *credits->periods);
    credits->kept = memory_new(starts_kept, sizeof *credits->kept);
    for (uint32_t i = 0; i < records->rules_len; i++) {
        const struct rule *rule = records->rules[i];
        unsigned bits = periods_of(&rule->caps);
        for (uint32_t k = 0; k < rule->adjustments_len; k++)
            bits |= periods_of(&rule->adjustments[k]->caps);
        credits->periods[i] = (uint8_t)bits;
    }
    for (uint32_t i = 0; i < records->categories_len; i++)
        credits->periods[records->rules_len + i] = periods_of(&records->categories[i]->caps);
}

void credits_free(struct credits *credits)
{
    memory_free(credits->meters);
    memory_free(credits->periods);
    memory_free(credits->kept);
    *credits = (struct credits){0};
}

void credits_begin(struct credits *credits)
{
    credits->run++;
}

int64_t credit_value(const struct records *records, const struct entry *entry)
{
    const struct value_range *range = rule_value(records->rules[entry->rule], entry->date, NULL, NULL);
    if (!range)
        return 0;
    return range->range ? entry->points : range->lo;
}

int64_t credit_raw(const struct records *records, const struct entry *entry)
{
    return points_times(credit_value(records, entry), entry->times);
}

static void set_date(struct credits *credits, int32_t date)
{
    struct starts *starts = &credits->kept[(uint32_t)date % starts_kept];
    credits->now = starts;
    if (starts->known && starts->date == date)
        return;
    starts->known = true;
    starts->date = date;
    for (unsigned p = 0; p < credit_periods; p++)
        starts->days[p] = period_first(&credits->records->village, (enum period)p, date);
}

/* The meter of an owner for the period that holds the date. */
static struct meter *meter_of(struct credits *credits, uint32_t owner, enum period period)
{
    struct meter *m = &credits->meters[(size_t)owner * credit_periods + period];
    if (m->run != credits->run || m->start != credits->now->days[period])
        *m = (struct meter){.run = credits->run, .start = credits->now->days[period]};
    return m;
}

/* Those who have charged METER so far. */
static void put_users(const struct credits *credits, const struct meter *meter, struct cap_step *step,
                      struct arena *arena)
{
    uint32_t index = (uint32_t)(meter - credits->meters);
    const struct charges *charges = credits->charges;
    uint32_t count = 0;
    for (size_t i = 0; charges && i < charges->len; i++)
        count += charges->items[i].meter == index && charges->items[i].start == meter->start;
    struct cap_user *users = arena_new(arena, struct cap_user, count);
    step->users = users;
    step->users_len = count;
    for (size_t i = 0; count && i < charges->len; i++) {
        const struct charge *c = &charges->items[i];
        if (c->meter == index && c->start == meter->start)
            *users++ = (struct cap_user){c->entry, c->amount};
    }
}

/* What the caps of OWNER leave of AMOUNT. STEPS: where the trace goes, NULL for none. */
static int64_t limit(struct credits *credits, uint32_t owner, const struct caps *caps, int64_t amount,
                     struct cap_step *steps, struct arena *arena)
{
    for (uint32_t i = 0; i < caps->len; i++) {
        const struct cap *cap = &caps->items[i];
        const struct meter *meter = meter_of(credits, owner, cap->period);
        int64_t left = cap->points > meter->used ? cap->points - meter->used : 0;
        int64_t after = amount < left ? amount : left;
        if (steps) {
            struct cap_step *s = &steps[i];
            s->cap = cap;
            s->from = meter->start;
            s->to = period_last(&credits->records->village, cap->period, credits->now->date);
            s->used = meter->used;
            s->before = amount;
            s->after = after;
            put_users(credits, meter, s, arena);
        }
        amount = after;
    }
    return amount;
}

static void charge(struct credits *credits, uint32_t owner, uint32_t entry, int64_t amount)
{
    for (unsigned p = 0; p < credit_periods; p++) {
        if (!(credits->periods[owner] & 1u << p))
            continue;
        struct meter *m = meter_of(credits, owner, (enum period)p);
        if (amount == 0)
            continue;
        if (m->used <= points_sum_max) /* more than any cap: no need to count on */
            m->used += amount;
        if (credits->charges) {
            struct charge c = {(uint32_t)(m - credits->meters), m->start, entry, amount};
            memory_push(credits->charges, c);
        }
    }
}

/* A rule's meters count all that is credited under it, a category's only its positive rules. */
static void charge_both(struct credits *credits, struct credit_item item, int64_t credited)
{
    const struct records *records = credits->records;
    const struct rule *rule = records->rules[item.rule];
    int64_t amount = credited < 0 ? -credited : credited;
    charge(credits, item.rule, item.entry, amount);
    if (rule->kind == kind_positive)
        charge(credits, records->rules_len + rule->category, item.entry, amount);
}

int64_t credits_add(struct credits *credits, struct credit_item item, int64_t raw, struct credit_trace *trace,
                    struct arena *arena)
{
    const struct records *records = credits->records;
    const struct rule *rule = records->rules[item.rule];
    static const struct caps none = {0};
    const struct adjustment *by;
    const struct caps *caps = rule_caps(rule, item.date, &by);
    const struct caps *more =
        rule->kind == kind_positive ? &records->categories[rule->category]->caps : &none;
    struct cap_step *steps = NULL;

    set_date(credits, item.date);
    if (trace) {
        trace->caps_len = caps->len + more->len;
        steps = arena_new(arena, struct cap_step, trace->caps_len);
        trace->caps = steps;
        for (uint32_t i = 0; i < trace->caps_len; i++) {
            steps[i].category = i < caps->len ? records_none : rule->category;
            steps[i].by = i < caps->len ? by : NULL;
        }
    }
    int64_t amount = raw < 0 ? -raw : raw;
    amount = limit(credits, item.rule, caps, amount, steps, arena);
    amount = limit(credits, records->rules_len + rule->category, more, amount,
                   steps ? steps + caps->len : NULL, arena);
    int64_t credited = raw < 0 ? -amount : amount;
    charge_both(credits, item, credited);
    if (trace)
        trace->credited = credited;
    return credited;
}

void credits_replay(struct credits *credits, struct credit_item item, int64_t credited)
{
    set_date(credits, item.date);
    charge_both(credits, item, credited);
}

int32_t credits_reach(const struct records *records, int32_t date)
{
    int32_t reach = date;
    for (unsigned p = 0; p < credit_periods; p++) {
        int32_t first = period_first(&records->village, (enum period)p, date);
        reach = first < reach ? first : reach;
    }
    return reach;
}
