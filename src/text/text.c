#include "text/text.h"

#include "base/date.h"
#include "text/broadcast.h"
#include "text/chat.h"

#include <stdio.h>

static struct texting texting_of(const struct view *view, struct arena *arena, struct diags *diags)
{
    return (struct texting){.view = view,
                            .words = view->words,
                            .records = view->records,
                            .date = view->ledger->date,
                            .arena = arena,
                            .diags = diags};
}

/* Gives SINK the file that TEXT is, where it is not empty; TEXT is empty then. */
static bool give(const struct sink *sink, const char *kind, const char *name, struct buf *text)
{
    struct buf path = {0};
    buf_printf(&path, "text/%s-%s.txt", kind, name);
    bool well = text->len == 0 || sink->put(sink->context, buf_text(&path), buf_text(text), text->len);
    buf_free(&path);
    buf_clear(text);
    return well;
}

/* Whether texts are read aloud in the view's language. */
static bool is_spoken(const struct texting *t)
{
    return words_language(t->words) == language_zh_cn;
}

static const char *month_name(const struct texting *t, const struct month_result *month)
{
    struct date_parts d = date_split(month->from);
    return arena_printf(t->arena, "%04d-%02d", d.year, d.month);
}

static bool notices_make(const struct texting *t, const struct sink *sink, struct buf *text)
{
    bool well = true;
    for (uint32_t i = t->records->meetings_len; well && i-- > 0;) {
        if (!view_notice_runs(t->view, i))
            continue;
        const char *name = arena_printf(t->arena, "notice-%s", t->records->meetings[i]->id);
        chat_notice(t, i, text);
        well = give(sink, "chat", name, text);
        if (well && is_spoken(t)) {
            broadcast_notice(t, i, text);
            well = give(sink, "broadcast", name, text);
        }
    }
    return well;
}

static bool months_make(const struct texting *t, const struct sink *sink, struct buf *text)
{
    uint32_t len;
    const struct month_result *months = facts_months(t, &len);
    bool well = true;
    for (uint32_t i = 0; well && i < len; i++) {
        chat_month(t, &months[i], text);
        well = give(sink, "chat", month_name(t, &months[i]), text);
        if (well && is_spoken(t)) {
            broadcast_month(t, &months[i], text);
            well = give(sink, "broadcast", month_name(t, &months[i]), text);
        }
    }
    return well;
}

bool text_make(const struct view *view, const struct sink *sink, struct diags *diags)
{
    struct arena arena = {0};
    const struct texting t = texting_of(view, &arena, diags);
    struct reminders reminders;
    struct buf text = {0};
    bool well = notices_make(&t, sink, &text) && months_make(&t, sink, &text);
    facts_reminders(&t, &reminders);
    if (well) {
        chat_reminders(&t, &reminders, &text);
        well = give(sink, "chat", "reminders", &text);
    }
    if (well && is_spoken(&t)) {
        broadcast_reminders(&t, &reminders, &text);
        well = give(sink, "broadcast", "reminders", &text);
    }
    buf_free(&text);
    arena_free(&arena);
    return well;
}

void text_broadcast(const struct view *view, struct buf *out)
{
    struct arena arena = {0};
    const struct texting t = texting_of(view, &arena, NULL);
    struct reminders reminders;
    uint32_t len;
    const struct month_result *months = facts_months(&t, &len);
    facts_reminders(&t, &reminders);
    if (is_spoken(&t)) {
        for (uint32_t i = t.records->meetings_len; i-- > 0;)
            if (view_notice_runs(view, i))
                broadcast_notice(&t, i, out);
        if (len > 0 && months[0].to >= t.date - 31)
            broadcast_month(&t, &months[0], out);
        broadcast_reminders(&t, &reminders, out);
    }
    arena_free(&arena);
}
