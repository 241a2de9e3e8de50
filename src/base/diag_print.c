/* A diagnostic as text: its sentence, the line that it stands in, and the caret. */
#include "base/diag.h"
#include "base/memory.h"
#include "base/terminal.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { widest_line = 160, context_columns = 60, longest_arg = 240, long_line = 4000 };

/* Appends an argument, without what is more than anybody reads of it. */
static void put_arg(struct buf *out, const char *arg)
{
    size_t len = strlen(arg);
    if (len <= longest_arg) {
        buf_put(out, arg, len);
        return;
    }
    len = longest_arg;
    while (len && ((unsigned char)arg[len] & 0xC0) == 0x80)
        len--;
    buf_put(out, arg, len);
    buf_puts(out, "\xE2\x80\xA6");
}

void diag_message(const struct diag *diag, diag_translate *translate, struct buf *out)
{
    const char *text = translate ? translate(diag->message) : diag->message;
    size_t count = 0;
    while (diag->args[count])
        count++;
    for (const char *p = text; *p; p++) {
        if (p[0] == '{' && p[1] >= '1' && p[1] <= '9' && p[2] == '}' && (size_t)(p[1] - '0') <= count) {
            put_arg(out, diag->args[p[1] - '1']);
            p += 2;
        } else {
            buf_putc(out, *p);
        }
    }
}

/* A line of a file, without its end. */
struct line {
    const char *text;
    size_t len;
    const bool *secret; /* by byte: it is not shown */
};

/* The line LINE (from 1) of SOURCE; its end is LF, CR or CRLF. Empty behind the last. */
static void find_line(struct diag_source *source, uint32_t line, struct line *found)
{
    const char *text = source->text;
    size_t len = source->len;
    if (source->line == 0 || line < source->line) {
        source->line = 1;
        source->line_start = len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    }
    size_t i = source->line_start;
    uint32_t n = source->line;
    for (; n < line && i < len; i++) {
        if (text[i] == '\n' || (text[i] == '\r' && !(i + 1 < len && text[i + 1] == '\n')))
            n++;
    }
    source->line = n;
    source->line_start = i;
    size_t end = i;
    while (end < len && text[end] != '\n' && text[end] != '\r')
        end++;
    *found = (struct line){.text = text + i, .len = end - i};
}

/* The secrets of a file, and the line that they were last marked in. */
struct diag_secrets {
    struct place *items; /* by line and column */
    size_t len;
    size_t cap;
    uint32_t line; /* that `marks` is of; 0: none yet */
    bool *marks;   /* by byte of it */
};

static int by_line_and_column(const void *left, const void *right)
{
    const struct place *a = left, *b = right;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return a->column < b->column ? -1 : a->column > b->column;
}

static struct diag_secrets *find_secrets(const struct diags *diags, uint32_t file)
{
    struct diag_secrets *secrets = memory_new(1, sizeof *secrets);
    for (size_t i = 0; diags->secrets && i < diags->len; i++)
        if (diags->items[i].secret && diags->items[i].place.file == file)
            memory_push(secrets, diags->items[i].place);
    if (secrets->len)
        qsort(secrets->items, secrets->len, sizeof *secrets->items, by_line_and_column);
    return secrets;
}

/* The first of SECRETS that stands in LINE or behind it. */
static size_t first_of_line(const struct diag_secrets *secrets, uint32_t line)
{
    size_t low = 0, high = secrets->len;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (secrets->items[middle].line < line)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Marks all that is secret of the line NUMBER, once. */
static void mark_secrets(struct line *line, uint32_t number, struct diag_secrets *secrets)
{
    if (secrets->line != number) {
        memory_free(secrets->marks);
        secrets->marks = memory_new(line->len, sizeof(bool));
        secrets->line = number;
        size_t next = first_of_line(secrets, number);
        uint32_t character = 0, hidden = 0; /* the first character that is not */
        for (size_t i = 0; i < line->len; i++) {
            character += ((unsigned char)line->text[i] & 0xC0) != 0x80;
            for (; next < secrets->len && secrets->items[next].line == number &&
                   secrets->items[next].column <= character;
                 next++)
                if (secrets->items[next].column + secrets->items[next].span > hidden)
                    hidden = secrets->items[next].column + secrets->items[next].span;
            secrets->marks[i] = character < hidden;
        }
    }
    line->secret = secrets->marks;
}

void diag_source_close(struct diag_source *source)
{
    if (source->secrets) {
        memory_free(source->secrets->items);
        memory_free(source->secrets->marks);
        memory_free(source->secrets);
    }
    source->secrets = NULL;
}

/* Puts "*" where MESSAGE quotes a secret of LINE. */
static void hide_secrets(struct buf *message, const struct line *line)
{
    for (size_t i = 0; i < line->len;) {
        size_t len = 0;
        while (i + len < line->len && line->secret[i + len])
            len++;
        for (size_t at = 0; len && at + len <= message->len; at++)
            if (message->data[at] == line->text[i] && memcmp(message->data + at, line->text + i, len) == 0)
                memset(message->data + at, '*', len);
        i += len ? len : 1;
    }
}

static const char *const colours[] = {"33", "31", "36"}; /* by severity */

/*
 * Of a very long line the piece around the character COLUMN, wider than what is shown of it. Returns the
 * column of the character in the piece.
 */
static uint32_t narrow(struct line *line, uint32_t column)
{
    size_t at = 0, from, to;
    if (line->len <= long_line)
        return column;
    for (uint32_t character = 0; at < line->len; at++) {
        character += ((unsigned char)line->text[at] & 0xC0) != 0x80;
        if (character == column)
            break;
    }
    from = at > long_line / 2 ? at - long_line / 2 : 0;
    to = line->len - at > long_line / 2 ? at + long_line / 2 : line->len;
    while (from > 0 && ((unsigned char)line->text[from] & 0xC0) == 0x80)
        from--;
    while (to < line->len && ((unsigned char)line->text[to] & 0xC0) == 0x80)
        to++;
    uint32_t before = 0;
    for (size_t i = 0; i < from; i++)
        before += ((unsigned char)line->text[i] & 0xC0) != 0x80;
    *line = (struct line){.text = line->text + from, .len = to - from, .secret = line->secret + from};
    return column - before;
}

/* Where a character begins in a line as it is shown. */
struct cut {
    size_t byte;
    int column;
};

/* A line as it is shown, with what the caret marks of it: columns from `from` on, before `to`. */
struct shown {
    struct buf text;
    struct cut *cuts; /* of each character, and of the end */
    size_t characters;
    int from, to;
};

/* What is shown of it: bytes from `first` on, before `last`, which stand at the columns `from` and `to`. */
struct window {
    size_t first, last;
    int from, to;
};

/* Lays LINE out, in which COLUMN and SPAN characters from there on are marked. */
static void lay_out(const struct line *line, uint32_t column, uint32_t span, struct shown *shown)
{
    int columns = 0;
    uint32_t character = 1;
    *shown = (struct shown){.from = -1, .to = -1};
    shown->cuts = memory_new(line->len + 2, sizeof *shown->cuts);
    for (size_t i = 0; i < line->len; character++) {
        shown->cuts[shown->characters++] = (struct cut){shown->text.len, columns};
        if (character == column)
            shown->from = columns;
        if (line->secret[i]) {
            terminal_put(&shown->text, "*", 1, &columns);
            for (i++; i < line->len && ((unsigned char)line->text[i] & 0xC0) == 0x80;)
                i++;
        } else {
            i += terminal_put(&shown->text, line->text + i, line->len - i, &columns);
        }
        if (character < column + span)
            shown->to = columns;
    }
    shown->cuts[shown->characters] = (struct cut){shown->text.len, columns};
    if (shown->from < 0) /* behind the last character */
        shown->from = columns;
    if (shown->to <= shown->from)
        shown->to = shown->from + 1;
}

/* All of a line, or where it is wide what stands around its mark. */
static struct window look_at(const struct shown *shown)
{
    const struct cut *cuts = shown->cuts, *end = &cuts[shown->characters];
    struct window window = {.last = end->byte, .to = end->column};
    if (end->column <= widest_line)
        return window;
    for (size_t k = 0; k <= shown->characters; k++) {
        if (cuts[k].column <= shown->from - context_columns)
            window.first = cuts[k].byte;
        if (cuts[k].column <= shown->from + context_columns)
            window.last = cuts[k].byte;
    }
    for (size_t k = 0; k <= shown->characters; k++) {
        if (cuts[k].byte == window.first)
            window.from = cuts[k].column;
        if (cuts[k].byte == window.last)
            window.to = cuts[k].column;
    }
    return window;
}

/* The source line and the caret line under it. */
static void print_excerpt(const struct diag *diag, struct line line, bool colour, struct buf *out)
{
    static const char ellipsis[] = "\xE2\x80\xA6";
    struct shown shown;
    uint32_t column = narrow(&line, diag->place.column);
    lay_out(&line, column, diag->place.span, &shown);
    const struct window window = look_at(&shown);
    bool cut_left = window.first > 0, cut_right = window.last < shown.text.len;
    int to = shown.to;
    if (to > window.to)
        to = window.to > shown.from ? window.to : shown.from + 1;

    buf_printf(out, "%5u | %s", diag->place.line, cut_left ? ellipsis : "");
    if (shown.text.len)
        buf_put(out, shown.text.data + window.first, window.last - window.first);
    if (cut_right)
        buf_puts(out, ellipsis);
    buf_puts(out, "\n      | ");
    buf_fill(out, ' ', (size_t)(shown.from - window.from + (cut_left ? 1 : 0)));
    if (colour)
        buf_printf(out, "\033[1;%sm", colours[diag->severity]);
    buf_putc(out, '^');
    buf_fill(out, '~', (size_t)(to - shown.from - 1));
    if (colour)
        buf_puts(out, "\033[0m");
    buf_putc(out, '\n');
    memory_free(shown.cuts);
    buf_free(&shown.text);
}

/* DIAG, standing where its first argument stands in LINE if it only says that it is somewhere in it. */
static struct diag stand_on_word(const struct diag *diag, const struct line *line)
{
    enum { anywhere = 10000 };
    struct diag narrowed = *diag;
    const char *word = diag->args ? diag->args[0] : NULL;
    size_t len = word ? strlen(word) : 0;
    if (len == 0 || diag->place.column != 1 || diag->place.span < anywhere)
        return narrowed;
    for (size_t at = 0; at + len <= line->len; at++)
        if (memcmp(line->text + at, word, len) == 0) {
            narrowed.place.column = (uint32_t)utf8_count(line->text, at) + 1;
            narrowed.place.span = (uint32_t)utf8_count(word, len);
            break;
        }
    return narrowed;
}

void diag_print(const struct diags *diags, size_t item, struct diag_source *source, diag_translate *translate,
                bool colour, struct buf *out)
{
    const struct diag *diag = &diags->items[item];
    static const char *const names[] = {"warning", "error", "note"};
    struct buf message = {0};
    struct line line = {0};
    diag_message(diag, translate, &message);
    struct diag narrowed;
    if (source->text) {
        find_line(source, diag->place.line, &line);
        narrowed = stand_on_word(diag, &line);
        diag = &narrowed;
        if (!source->secrets)
            source->secrets = find_secrets(diags, diag->place.file);
        mark_secrets(&line, diag->place.line, source->secrets);
        if (source->secrets->len && diag->args[0])
            hide_secrets(&message, &line);
    }
    if (colour)
        buf_puts(out, "\033[1m");
    terminal_puts(out, source->path);
    buf_printf(out, ":%u:%u: ", diag->place.line, diag->place.column);
    if (colour)
        buf_printf(out, "\033[%sm", colours[diag->severity]);
    buf_puts(out, names[diag->severity]);
    if (diag->severity != severity_note)
        buf_printf(out, "[%s]", diag->code);
    buf_putc(out, ':');
    if (colour)
        buf_puts(out, "\033[0m");
    buf_putc(out, ' ');
    terminal_puts(out, buf_text(&message));
    buf_putc(out, '\n');
    if (source->text)
        print_excerpt(diag, line, colour, out);
    buf_free(&message);
}
