#include "clerk/spans.h"

#include "base/memory.h"

#include <stdlib.h>

void spans_begin(struct spans *s, const char *text, size_t len)
{
    *s = (struct spans){.text = text, .len = len};
    for (size_t i = 0; i <= len; i++)
        if (i == 0 || text[i - 1] == '\n') {
            s->items = memory_room(s->items, s->lines, &s->cap, sizeof *s->items);
            s->items[s->lines++] = i;
        }
}

void spans_free(struct spans *s)
{
    memory_free(s->items);
    memory_free(s->edits);
}

size_t spans_behind(const struct spans *s, size_t at, size_t characters)
{
    while (characters-- && at < s->len)
        do
            at++;
        while (at < s->len && ((unsigned char)s->text[at] & 0xC0) == 0x80);
    return at;
}

size_t spans_at(const struct spans *s, uint32_t line, uint32_t column)
{
    if (line == 0 || line > s->lines)
        return s->len;
    return spans_behind(s, s->items[line - 1], column ? column - 1 : 0);
}

void spans_replace(struct spans *s, size_t from, size_t to, const char *by)
{
    s->edits = memory_room(s->edits, s->edits_len, &s->edits_cap, sizeof *s->edits);
    s->edits[s->edits_len++] = (struct span_edit){.from = from, .to = to, .by = by};
}

static int by_place(const void *a, const void *b)
{
    const struct span_edit *x = a, *y = b;
    return x->from < y->from ? -1 : x->from > y->from;
}

void spans_apply(struct spans *s, struct buf *out)
{
    size_t at = 0;
    if (s->edits_len)
        qsort(s->edits, s->edits_len, sizeof *s->edits, by_place);
    for (size_t i = 0; i < s->edits_len; i++) {
        buf_put(out, s->text + at, s->edits[i].from - at);
        buf_puts(out, s->edits[i].by);
        at = s->edits[i].to;
    }
    buf_put(out, s->text + at, s->len - at);
}
