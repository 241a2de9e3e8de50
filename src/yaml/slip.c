#include "yaml/slip.h"

#include "base/memory.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

void slip_report(const struct slip *slip, struct place at, const char *text, const char *code,
                 struct diags *diags)
{
    at.column += (uint32_t)utf8_count(text, slip->offset);
    if (slip->span)
        at.span = (uint32_t)slip->span;
    diag_error(diags, at, code, slip->message, slip->found, slip->wanted, NULL);
}

/* The lines of a file, one after another. */
struct lines {
    const char *text;
    size_t len;
    size_t start, end;
    uint32_t number; /* of the line from start to end; 0 before the first */
};

static void next_line(struct lines *l)
{
    size_t i = l->end;
    if (l->number && i < l->len)
        i += l->text[i] == '\r' && i + 1 < l->len && l->text[i + 1] == '\n' ? 2 : 1;
    l->start = i;
    while (i < l->len && l->text[i] != '\n' && l->text[i] != '\r')
        i++;
    l->end = i;
    l->number++;
}

/* Whether a diagnostic that is shown may follow from fields that are not read as they were meant. */
static bool may_follow(const struct diag *d)
{
    static const char *const codes[] = {"unknown-key", "missing-key", "bad-type", "bad-value"};
    if (d->severity != severity_error || d->secret || !d->args)
        return false;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (strcmp(d->code, codes[i]) == 0)
            return true;
    return false;
}

struct at_line {
    uint32_t line;
    uint32_t item;
};

static int by_line(const void *a, const void *b)
{
    const struct at_line *x = a, *y = b;
    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    return x->item < y->item ? -1 : x->item > y->item;
}

/* Whether D, in the line of SLIP at the column COLUMN, is about what the slip spoils. */
static bool is_spoilt(const struct diag *d, uint32_t column)
{
    return strcmp(d->code, "bad-value") != 0 ||
           (d->place.column <= column && column < d->place.column + d->place.span);
}

/* Puts the slip in place of the first of the COUNT diagnostics of its line that it spoils; the others that it
 * spoils are marked in GONE. */
static void replace(struct diags *diags, const struct at_line *items, size_t count, const char *line,
                    const struct slip *slip, bool *gone)
{
    uint32_t column = (uint32_t)utf8_count(line, slip->offset) + 1;
    struct diags said = {0};
    bool structure = false;
    for (size_t i = 0; i < count; i++)
        structure = structure || is_spoilt(&diags->items[items[i].item], column);
    for (size_t i = 0; structure && i < count; i++) {
        struct diag *d = &diags->items[items[i].item];
        if (!is_spoilt(d, column))
            continue;
        if (!said.len) {
            struct place place = d->place;
            place.column = 1;
            slip_report(slip, place, line, d->code, &said);
            said.items[0].order = d->order;
            *d = said.items[0];
        } else {
            gone[items[i].item] = true;
        }
    }
    arena_join(&diags->arena, &said.arena);
    memory_free(said.items);
}

static void take_out(struct diags *diags, size_t first, const bool *gone)
{
    size_t kept = first;
    for (size_t i = first; i < diags->len; i++) {
        diags->errors -= gone[i];
        if (!gone[i])
            diags->items[kept++] = diags->items[i];
    }
    diags->len = kept;
}

void slip_explain(struct diags *diags, size_t first, const char *text, size_t len)
{
    size_t count = 0;
    struct at_line *items = memory_new(diags->len - first, sizeof *items);
    bool *gone = memory_new(diags->len, sizeof *gone);
    for (size_t i = first; i < diags->len; i++)
        if (may_follow(&diags->items[i]))
            items[count++] = (struct at_line){diags->items[i].place.line, (uint32_t)i};
    if (count)
        qsort(items, count, sizeof *items, by_line);
    size_t mark = len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    struct lines lines = {.text = text + mark, .len = len - mark};
    for (size_t i = 0, next; i < count; i = next) {
        struct slip slip;
        for (next = i + 1; next < count && items[next].line == items[i].line;)
            next++;
        while (lines.number < items[i].line)
            next_line(&lines);
        const char *line = lines.text + lines.start;
        if (slip_in_line(line, lines.end - lines.start, within_block, &slip))
            replace(diags, items + i, next - i, line, &slip, gone);
    }
    take_out(diags, first, gone);
    memory_free(items);
    memory_free(gone);
}
