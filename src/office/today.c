#include "office/today.h"

#include "base/memory.h"
#include "office/today_parts.h"
#include "view/rhythm.h"

#include <stdlib.h>
#include <string.h>

enum { notice_after = 2, statement_days = 2, claim_waits = 60, objection_waits = 30 };

static const char *quoted_title(const struct today *t, uint32_t meeting)
{
    return view_meeting_title(t->view, t->arena, meeting);
}

static const char *day_of(const struct today *t, int32_t date)
{
    return words_date(t->words, t->arena, date);
}

/* Households without a phone that a meeting has entries of. */
static uint32_t offline_of(const struct today *t, const struct meeting *meeting)
{
    uint32_t count = 0;
    bool *seen = memory_new(t->records->households_len + 1, sizeof *seen);
    for (uint32_t i = 0; i < meeting->entries; i++) {
        uint32_t household = t->records->entries[meeting->first_entry + i].household;
        count += t->records->households[household]->offline && !seen[household];
        seen[household] = true;
    }
    memory_free(seen);
    return count;
}

/* Statements on paper, after the notice of the meeting INDEX. */
static void statements_say(const struct today *t, uint32_t index, uint32_t offline)
{
    const char *text = words_format(t->words, t->arena, "today.statements", today_number(t, offline),
                                    quoted_title(t, index), NULL);
    task_add(t, &(struct task){.urgency = urgency_now,
                               .kind = "statements",
                               .due = t->records->meetings[index]->notice_last + statement_days,
                               .text = text,
                               .dated = text,
                               .command = "gongshi build --only office",
                               .file = "out/office/statements/"});
}

/* What the notice of a meeting asks for: to be posted, to come down, and then statements on paper. */
static void notice_say(const struct today *t, uint32_t index)
{
    const struct meeting *m = t->records->meetings[index];
    int32_t over = t->date - m->notice_last;
    const char *file = arena_printf(t->arena, "out/print/notices/%s.pdf", m->id);
    struct task task = {.due = m->noticed, .kind = "post", .file = file, .command = "gongshi build"};
    if (t->date <= m->noticed) {
        task.urgency = t->date == m->noticed ? urgency_now : urgency_soon;
        task.text = words_format(t->words, t->arena, "today.post", quoted_title(t, index),
                                 words_span(t->words, t->arena, m->noticed, m->notice_last), NULL);
        task.dated = task.text;
        task_add(t, &task);
    } else if (over > 0 && over <= notice_after) {
        task = (struct task){.urgency = over == 1 ? urgency_now : urgency_late,
                             .kind = "take-down",
                             .due = m->notice_last + 1,
                             .file = file,
                             .text = words_format(t->words, t->arena, "today.take_down",
                                                  quoted_title(t, index), day_of(t, m->notice_last), NULL)};
        task.dated = task.text;
        task_add(t, &task);
    } else if (over == 0) {
        task = (struct task){.urgency = urgency_soon,
                             .kind = "ends",
                             .due = m->notice_last,
                             .file = file,
                             .text =
                                 words_format(t->words, t->arena, "today.ends", quoted_title(t, index), NULL),
                             .dated = words_format(t->words, t->arena, "today.ends_on",
                                                   quoted_title(t, index), day_of(t, m->notice_last), NULL)};
        task_add(t, &task);
    }
    uint32_t offline = over > 0 && over <= statement_days ? offline_of(t, m) : 0;
    if (offline > 0)
        statements_say(t, index, offline);
}

static void notices_say(const struct today *t)
{
    for (uint32_t i = 0; i < t->records->meetings_len; i++)
        if (view_has_notice(t->view, i))
            notice_say(t, i);
}

/* Objections that no meeting up to T has answered. */
static void objections_say(const struct today *t)
{
    int32_t next = today_next_review(t);
    for (uint32_t i = 0; i < t->records->objections_len; i++) {
        const struct objection *o = t->records->objections[i];
        bool answered =
            o->resolution != records_none &&
            t->records->meetings[t->records->resolutions[o->resolution]->meeting]->date <= t->date;
        if (o->received > t->date || answered)
            continue;
        int32_t waits = t->date - o->received;
        struct task task = {.urgency = waits > objection_waits ? urgency_late : urgency_now,
                            .kind = "objection",
                            .due = next < date_last ? next : o->received + objection_waits,
                            .text = words_format(t->words, t->arena,
                                                 waits > 0 ? "today.objection" : "today.objection_new", o->id,
                                                 o->entry_id, today_number(t, (uint64_t)waits), NULL),
                            .dated = words_format(t->words, t->arena, "today.objection_dated", o->id,
                                                  o->entry_id, day_of(t, o->received), NULL),
                            .command = arena_printf(t->arena, "gongshi explain %s", o->entry_id)};
        task_at(t, &task, o->record.node);
        task_add(t, &task);
    }
}

/* COUNT claims wait, the oldest of which is of the day OLDEST and stands at NODE. */
static void waiting_say(const struct today *t, uint32_t count, int32_t oldest, const struct node *node)
{
    int32_t next = today_next_review(t), waits = t->date - oldest;
    const char *claims = today_number(t, count), *days = today_number(t, (uint64_t)waits);
    struct task task = {.urgency = waits > claim_waits ? urgency_late
                                   : next == t->date   ? urgency_now
                                                       : urgency_soon,
                        .kind = "claims",
                        .due = next < date_last ? next : oldest + claim_waits,
                        .counts = true};
    if (next < date_last) {
        const char *key = waits > 0 ? "today.claims_before" : "today.claims_before_new";
        task.text = words_format(t->words, t->arena, key, claims, day_of(t, next), days, NULL);
        task.dated =
            words_format(t->words, t->arena, "today.claims_before_dated", claims, day_of(t, next), NULL);
    } else {
        const char *key = waits > 0 ? "today.claims" : "today.claims_new";
        task.text = words_format(t->words, t->arena, key, claims, days, NULL);
        task.dated = words_format(t->words, t->arena, "today.claims_dated", claims, NULL);
    }
    task_at(t, &task, node);
    task_add(t, &task);
}

/* Claims that wait for a meeting, as one. */
static void claims_say(const struct today *t)
{
    uint32_t count = 0;
    int32_t oldest = date_last;
    const struct node *node = NULL;
    for (uint32_t i = 0; i < t->records->claims_len; i++) {
        const struct claim *claim = t->records->claims[i];
        if (ledger_claim(t->view->ledger, i) != claim_pending)
            continue;
        count++;
        if (claim->received < oldest) {
            oldest = claim->received;
            node = claim->deed.record.node;
        }
    }
    if (count > 0)
        waiting_say(t, count, oldest, node);
}

static void screens_say(const struct today *t, const struct stale_screen *stale, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        const struct stale_screen *s = &stale[i];
        bool made = !s->missing && !s->changed;
        const char *key = s->missing   ? "today.screen_missing"
                          : s->changed ? "today.screen_stale"
                                       : "today.screen_unsent";
        const char *send =
            s->unsent ? arena_printf(t->arena, "%sgongshi led send %s", made ? "" : " && ", s->id) : "";
        task_add(t,
                 &(struct task){.urgency = urgency_now,
                                .kind = made ? "send" : "screen",
                                .due = t->date,
                                .text = words_format(t->words, t->arena, key, s->id, NULL),
                                .command = arena_printf(t->arena, "%s%s", made ? "" : "gongshi build", send),
                                .file = made ? NULL : arena_printf(t->arena, "out/led/%s.txt", s->id)});
    }
}

static int compare(const void *a, const void *b)
{
    const struct task *x = a, *y = b;
    if (x->urgency != y->urgency)
        return x->urgency < y->urgency ? -1 : 1;
    if (x->due != y->due)
        return x->due < y->due ? -1 : 1;
    int kinds = strcmp(x->kind, y->kind);
    return kinds ? kinds : strcmp(x->text, y->text);
}

void today_list(const struct view *view, const struct stale_screen *stale, size_t len, struct arena *arena,
                struct tasks *tasks)
{
    const struct today t = {.view = view,
                            .words = view->words,
                            .records = view->records,
                            .date = view->ledger->date,
                            .arena = arena,
                            .tasks = tasks};
    *tasks = (struct tasks){0};
    notices_say(&t);
    objections_say(&t);
    claims_say(&t);
    screens_say(&t, stale, len);
    today_rhythm(&t);
    today_events(&t);
    today_lapses(&t);
    today_shelf(&t);
    today_stock(&t);
    if (tasks->len > 1)
        qsort(tasks->items, tasks->len, sizeof *tasks->items, compare);
}

void tasks_free(struct tasks *tasks)
{
    memory_free(tasks->items);
    *tasks = (struct tasks){0};
}

static const char *urgency_word(enum urgency urgency)
{
    return urgency == urgency_late ? "late" : urgency == urgency_now ? "now" : "soon";
}

const char *today_heading(const struct view *view, enum urgency urgency)
{
    return words_get(view->words, urgency == urgency_late  ? "today.late"
                                  : urgency == urgency_now ? "today.now"
                                                           : "today.soon");
}

void today_json(const struct view *view, const struct tasks *tasks, struct buf *out)
{
    struct json json = {.out = out};
    json_open(&json, NULL);
    json_date(&json, "date", view->ledger->date);
    struct rhythm_state review;
    if (rhythm_state(view->records, view->ledger->date, occasion_review, &review)) {
        json_open(&json, "review");
        json_date(&json, "last", review.last);
        json_date(&json, "due", review.due);
        if (review.named == date_last)
            json_null(&json, "named");
        else
            json_date(&json, "named", review.named);
        json_flag(&json, "late", review.late);
        json_close(&json);
    }
    json_array(&json, "tasks");
    for (size_t i = 0; i < tasks->len; i++) {
        const struct task *task = &tasks->items[i];
        json_open(&json, NULL);
        json_text(&json, "urgency", urgency_word(task->urgency));
        json_text(&json, "kind", task->kind);
        json_date(&json, "due", task->due);
        json_text(&json, "text", task->text);
        json_text(&json, "command", task->command);
        json_text(&json, "file", task->file);
        if (task->line)
            json_whole(&json, "line", task->line);
        else
            json_null(&json, "line");
        json_close(&json);
    }
    json_end(&json);
    json_close(&json);
    buf_putc(out, '\n');
}
