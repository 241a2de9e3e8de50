#include "base/diag.h"

#include "base/memory.h"
#include "base/terminal.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { most_args = 8, widest_line = 160, context_columns = 60, longest_arg = 240, long_line = 4000 };

static void add(struct diags *diags, struct place place, enum severity severity, const char *code,
                const char *message, va_list args)
{
    const char *given[most_args + 1];
    size_t count = 0;
    for (const char *a; count < most_args && (a = va_arg(args, const char *)) != NULL;)
        given[count++] = arena_copy(&diags->arena, a);
    const char **copy = arena_new(&diags->arena, const char *, count + 1);
    for (size_t i = 0; i < count; i++)
        copy[i] = given[i];
    struct diag d = {.place = place,
                     .severity = severity,
                     .code = code,
                     .message = message,
                     .args = copy,
                     .order = (uint32_t)diags->len};
    memory_push(diags, d);
    diags->errors += severity == severity_error;
}

void diag_error(struct diags *diags, struct place place, const char *code, const char *message, ...)
{
    va_list args;
    va_start(args, message);
    add(diags, place, severity_error, code, message, args);
    va_end(args);
}

void diag_warning(struct diags *diags, struct place place, const char *code, const char *message, ...)
{
    va_list args;
    va_start(args, message);
    add(diags, place, severity_warning, code, message, args);
    va_end(args);
}

void diag_as_note(struct diags *diags)
{
    diags->items[diags->len - 1].severity = severity_note;
}

void diag_hide(struct diags *diags)
{
    diags->items[diags->len - 1].secret = true;
    diags->secrets++;
}

void diag_join(struct diags *diags, struct diags *from)
{
    arena_join(&diags->arena, &from->arena);
    for (size_t i = 0; i < from->len; i++) {
        from->items[i].order = (uint32_t)diags->len;
        memory_push(diags, from->items[i]);
    }
    diags->errors += from->errors;
    diags->secrets += from->secrets;
    memory_free(from->items);
    *from = (struct diags){0};
}

struct keyed {
    struct diag diag;
    const char *path;
};

static int compare(const void *left, const void *right)
{
    const struct keyed *a = left, *b = right;
    int by_path = strcmp(a->path, b->path);
    if (by_path)
        return by_path;
    if (a->diag.place.line != b->diag.place.line)
        return a->diag.place.line < b->diag.place.line ? -1 : 1;
    if (a->diag.place.column != b->diag.place.column)
        return a->diag.place.column < b->diag.place.column ? -1 : 1;
    return a->diag.order < b->diag.order ? -1 : a->diag.order > b->diag.order;
}

static bool same_place(const struct diag *a, const struct diag *b)
{
    return a->place.file == b->place.file && a->place.line == b->place.line &&
           a->place.column == b->place.column;
}

/* Whether two diagnostics of one place say the same. */
static bool same(const struct diag *a, const struct diag *b)
{
    if (strcmp(a->code, b->code) != 0 || strcmp(a->message, b->message) != 0)
        return false;
    size_t i = 0;
    while (a->args[i] && b->args[i] && strcmp(a->args[i], b->args[i]) == 0)
        i++;
    return !a->args[i] && !b->args[i];
}

void diag_sort(struct diags *diags, const char *const *paths)
{
    struct keyed *keyed = memory_new(diags->len, sizeof *keyed);
    for (size_t i = 0; i < diags->len; i++)
        keyed[i] = (struct keyed){.diag = diags->items[i], .path = paths[diags->items[i].place.file]};
    qsort(keyed, diags->len, sizeof *keyed, compare);
    size_t kept = 0;
    for (size_t i = 0; i < diags->len; i++) {
        const struct diag *d = &keyed[i].diag;
        size_t k = kept;
        while (k && same_place(&diags->items[k - 1], d) && !same(&diags->items[k - 1], d))
            k--;
        if (k && same_place(&diags->items[k - 1], d)) {
            diags->errors -= d->severity == severity_error;
            continue;
        }
        diags->items[kept++] = *d;
    }
    diags->len = kept;
    memory_free(keyed);
}

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

static int by_place(const void *left, const void *right)
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
        qsort(secrets->items, secrets->len, sizeof *secrets->items, by_place);
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

/* The source line and the caret line under it. */
static void print_excerpt(const struct diag *diag, struct line line_, bool colour, struct buf *out)
{
    struct line *line = &line_;
    uint32_t column = narrow(line, diag->place.column);
    struct buf shown = {0};
    int columns = 0, from = -1, to = -1;
    uint32_t character = 1;
    struct cut {
        size_t byte;
        int column;
    } *marks = memory_new(line->len + 2, sizeof *marks); /* where each character begins in `shown` */
    size_t count = 0;
    for (size_t i = 0; i < line->len; character++) {
        marks[count++] = (struct cut){shown.len, columns};
        if (character == column)
            from = columns;
        if (line->secret[i]) {
            terminal_put(&shown, "*", 1, &columns);
            for (i++; i < line->len && ((unsigned char)line->text[i] & 0xC0) == 0x80;)
                i++;
        } else {
            i += terminal_put(&shown, line->text + i, line->len - i, &columns);
        }
        if (character < column + diag->place.span)
            to = columns;
    }
    marks[count] = (struct cut){shown.len, columns};
    if (from < 0) /* behind the last character */
        from = columns;
    if (to <= from)
        to = from + 1;

    size_t first = 0, last = shown.len;
    bool cut_left = false, cut_right = false;
    if (columns > widest_line) {
        for (size_t k = 0; k <= count; k++) {
            if (marks[k].column <= from - context_columns)
                first = marks[k].byte, cut_left = marks[k].byte > 0;
            if (marks[k].column <= from + context_columns)
                last = marks[k].byte;
        }
        cut_right = last < shown.len;
    }
    int shift = 0;
    for (size_t k = 0; k <= count; k++)
        if (marks[k].byte == first)
            shift = marks[k].column;
    int end = columns;
    for (size_t k = 0; k <= count; k++)
        if (marks[k].byte == last)
            end = marks[k].column;
    if (to > end)
        to = end > from ? end : from + 1;
    memory_free(marks);

    buf_printf(out, "%5u | %s", diag->place.line, cut_left ? "\xE2\x80\xA6" : "");
    if (shown.len)
        buf_put(out, shown.data + first, last - first);
    if (cut_right)
        buf_puts(out, "\xE2\x80\xA6");
    buf_puts(out, "\n      | ");
    buf_fill(out, ' ', (size_t)(from - shift + (cut_left ? 1 : 0)));
    if (colour)
        buf_printf(out, "\033[1;%sm", colours[diag->severity]);
    buf_putc(out, '^');
    buf_fill(out, '~', (size_t)(to - from - 1));
    if (colour)
        buf_puts(out, "\033[0m");
    buf_putc(out, '\n');
    buf_free(&shown);
}

void diag_print(const struct diags *diags, size_t item, struct diag_source *source, diag_translate *translate,
                bool colour, struct buf *out)
{
    const struct diag *diag = &diags->items[item];
    static const char *const names[] = {"warning", "error", "note"};
    struct buf message = {0};
    struct line line = {0};
    diag_message(diag, translate, &message);
    if (source->text) {
        find_line(source, diag->place.line, &line);
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

void diag_free(struct diags *diags)
{
    arena_free(&diags->arena);
    memory_free(diags->items);
    *diags = (struct diags){0};
}

/* The code points of TEXT into CODES, at most MOST; returns how many. */
static size_t code_points(const char *text, uint32_t *codes, size_t most)
{
    size_t count = 0;
    for (size_t i = 0, len = strlen(text); i < len && count < most; count++) {
        size_t n = utf8_decode(text + i, len - i, &codes[count]);
        if (n == 0) {
            codes[count] = 0xFFFD;
            n = 1;
        }
        i += n;
    }
    return count;
}

enum { longest_word = 64 };

/* Edits (insert, delete, replace, swap of neighbours) between two words (optimal string alignment); more than
 * MOST are not counted. */
static size_t edits(const uint32_t *a, size_t alen, const uint32_t *b, size_t blen, size_t most)
{
    size_t row[3][longest_word + 1];
    for (size_t j = 0; j <= blen; j++)
        row[0][j] = j;
    for (size_t i = 1; i <= alen; i++) {
        size_t *now = row[i % 3], *before = row[(i + 2) % 3], *earlier = row[(i + 1) % 3];
        now[0] = i;
        size_t least = i;
        for (size_t j = 1; j <= blen; j++) {
            size_t best = before[j - 1] + (a[i - 1] != b[j - 1]);
            if (before[j] + 1 < best)
                best = before[j] + 1;
            if (now[j - 1] + 1 < best)
                best = now[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && earlier[j - 2] + 1 < best)
                best = earlier[j - 2] + 1;
            now[j] = best;
            if (best < least)
                least = best;
        }
        if (least > most + 1) /* a swap looks two rows back */
            return least;
    }
    return row[alen % 3][blen];
}

const char *diag_nearest(const char *word, const char *const *words, size_t count)
{
    uint32_t a[longest_word], b[longest_word];
    size_t alen = code_points(word, a, longest_word);
    const char *best = NULL;
    size_t least = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        size_t blen = code_points(words[i], b, longest_word);
        size_t longer = alen > blen ? alen : blen, shorter = alen > blen ? blen : alen;
        size_t limit = longer / 3 ? longer / 3 : 1;
        if (longer - shorter > limit || longer < 2)
            continue;
        size_t d = edits(a, alen, b, blen, least < limit ? least : limit);
        if (d <= limit && (d < least || (best && d == least && strcmp(words[i], best) < 0))) {
            least = d;
            best = words[i];
        }
    }
    return best;
}
