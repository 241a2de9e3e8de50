#include "text/facts.h"

#include "view/days.h"
#include "view/rhythm.h"

#include <stdlib.h>
#include <string.h>

enum { days_ahead = 7, most_months = 12 };

const char *facts_text(const struct texting *t, const char *text, const struct record *record,
                       const char *field)
{
    const struct node *node = record->node ? node_get(record->node, field) : NULL;
    return view_text(t->view, t->arena, text,
                     node ? node_text_place(node) : (struct place){.line = 1, .column = 1, .span = 1},
                     node ? t->diags : NULL);
}

static int compare_rows(const void *a, const void *b)
{
    const struct month_row *x = a, *y = b;
    if (x->points != y->points)
        return x->points > y->points ? -1 : 1;
    return x->household < y->household ? -1 : 1; /* in byte order of id */
}

/* What came of the month FROM..TO. */
static struct month_result month_of(const struct texting *t, int32_t from, int32_t to)
{
    const struct ledger *ledger = t->view->ledger;
    struct month_result month = {.from = from, .to = to, .unsettled = view_unsettled(t->view, from, to) > 0};
    month.rows = arena_new(t->arena, struct month_row, t->records->households_len + 1);
    for (uint32_t h = 0; h < t->records->households_len; h++) {
        int64_t points = 0;
        for (uint32_t i = ledger->household_first[h]; i < ledger->household_first[h + 1]; i++) {
            const struct ledger_line *line = &ledger->lines[i];
            if (line->status == status_final && line->date >= from && line->date <= to)
                points += line->credited;
        }
        if (points <= 0)
            continue;
        month.rows[month.len++] = (struct month_row){h, points};
        month.total += points;
    }
    if (month.len > 1)
        qsort(month.rows, month.len, sizeof *month.rows, compare_rows);
    return month;
}

struct month_result *facts_months(const struct texting *t, uint32_t *len)
{
    const struct cycle *cycle = ledger_current(t->view->ledger);
    struct month_result *months = arena_new(t->arena, struct month_result, most_months);
    int32_t to = period_first(&t->records->village, period_month, t->date) - 1;
    *len = 0;
    for (uint32_t i = 0; i < most_months && (i == 0 || to >= cycle->from); i++) {
        int32_t from = period_first(&t->records->village, period_month, to);
        struct month_result month = month_of(t, from, to);
        if (month.len > 0)
            months[(*len)++] = month;
        to = from - 1;
    }
    return months;
}

void facts_reminders(const struct texting *t, struct reminders *r)
{
    const struct village *village = &t->records->village;
    uint32_t *ending = arena_new(t->arena, uint32_t, t->records->meetings_len + 1);
    *r = (struct reminders){.review_by = date_last,
                            .ending = ending,
                            .days =
                                arena_new(t->arena, const struct village_event *, village->events_len + 1)};
    uint32_t len;
    const struct village_event **days = view_days(t->view, t->arena, &len);
    for (uint32_t i = 0; i < t->records->meetings_len; i++)
        if (view_notice_runs(t->view, i) && t->records->meetings[i]->notice_last == t->date + 1)
            ending[r->ending_len++] = i;
    for (uint32_t i = 0; i < len && days[i]->date - t->date <= days_ahead; i++) {
        if (days[i]->kind != occasion_review)
            r->days[r->days_len++] = days[i];
        else if (!r->review)
            r->review = days[i];
    }
    struct rhythm_state state;
    if (rhythm_state(t->records, t->date, occasion_review, &state) && state.named == date_last &&
        state.due >= t->date && state.due - t->date <= days_ahead)
        r->review_by = state.due;
}
