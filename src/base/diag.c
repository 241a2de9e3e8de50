#include "base/diag.h"

#include "base/memory.h"
#include "base/terminal.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

enum { most_args = 8, widest_line = 160, context_columns = 60, longest_arg = 240, long_line = 4000 };

/* --- the bound */

/* The first places of a file at which something is wrong, in order; all different. */
struct diag_first {
    uint64_t *items; /* line and column in one number */
    size_t len;
    size_t cap;
};

static uint64_t position(struct place place)
{
    return (uint64_t)place.line << 32 | place.column;
}

bool diag_counts_only(const struct diags *diags, struct place place)
{
    if (!diags->most || place.file >= diags->files)
        return false;
    const struct diag_first *first = &diags->first[place.file];
    return first->len == diags->most && position(place) > first->items[first->len - 1];
}

/* Whether what is wrong at PLACE is among what is kept whole; notes the place. */
static bool is_kept(struct diags *diags, struct place place)
{
    if (!diags->most)
        return true;
    if (diag_counts_only(diags, place))
        return false;
    if (place.file >= diags->files) {
        size_t files = place.file + (size_t)1 > diags->files * 2 ? place.file + (size_t)1 : diags->files * 2;
        diags->first = memory_resize(diags->first, files, sizeof *diags->first);
        memset(diags->first + diags->files, 0, (files - diags->files) * sizeof *diags->first);
        diags->files = files;
    }
    struct diag_first *first = &diags->first[place.file];
    uint64_t at = position(place);
    size_t low = 0, high = first->len;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (first->items[middle] < at)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < first->len && first->items[low] == at)
        return true;
    if (first->len < diags->most)
        memory_push(first, at);
    memmove(first->items + low + 1, first->items + low, (first->len - 1 - low) * sizeof *first->items);
    first->items[low] = at;
    return true;
}

static void free_first(struct diags *diags)
{
    for (size_t i = 0; i < diags->files; i++)
        memory_free(diags->first[i].items);
    memory_free(diags->first);
    diags->first = NULL;
    diags->files = 0;
}

/* --- collecting */

static uint64_t hash_of(const char *code, const char *message, const char *const *args, size_t count)
{
    uint64_t hash = XXH3_64bits_withSeed(code, strlen(code), XXH3_64bits(message, strlen(message)));
    for (size_t i = 0; i < count; i++)
        hash = XXH3_64bits_withSeed(args[i], strlen(args[i]), hash);
    return hash;
}

static void add(struct diags *diags, struct place place, enum severity severity, const char *code,
                const char *message, va_list args)
{
    const char *given[most_args + 1];
    size_t count = 0;
    for (const char *a; count < most_args && (a = va_arg(args, const char *)) != NULL;)
        given[count++] = a;
    struct diag d = {.place = place,
                     .severity = (uint8_t)severity,
                     .code = code,
                     .message = message,
                     .hash = hash_of(code, message, given, count),
                     .order = (uint32_t)diags->len};
    if (is_kept(diags, place)) {
        d.args = arena_new(&diags->arena, const char *, count + 1);
        for (size_t i = 0; i < count; i++)
            d.args[i] = arena_copy(&diags->arena, given[i]);
    }
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

void diag_replace(struct diags *diags, size_t item)
{
    struct diag *said = &diags->items[--diags->len], *old = &diags->items[item];
    diags->errors -= old->severity == severity_error;
    said->order = old->order;
    *old = *said;
}

void diag_join(struct diags *diags, struct diags *from)
{
    arena_join(&diags->arena, &from->arena);
    for (size_t i = 0; i < from->len; i++) {
        from->items[i].order = (uint32_t)(diags->len + i);
        if (from->items[i].args)
            is_kept(diags, from->items[i].place);
    }
    if (diags->len == 0) {
        memory_free(diags->items);
        diags->items = from->items;
        diags->cap = from->cap;
        diags->len = from->len;
    } else {
        for (size_t i = 0; i < from->len; i++)
            memory_push(diags, from->items[i]);
        memory_free(from->items);
    }
    diags->errors += from->errors;
    diags->secrets += from->secrets;
    free_first(from);
    *from = (struct diags){.most = from->most};
}

/* --- order */

/* Where a diagnostic belongs in the order. */
struct key {
    uint64_t position;
    uint32_t file; /* its place among the paths in order */
    uint32_t order;
    uint32_t item;
};

static int by_key(const void *left, const void *right)
{
    const struct key *a = left, *b = right;
    if (a->file != b->file)
        return a->file < b->file ? -1 : 1;
    if (a->position != b->position)
        return a->position < b->position ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

struct file_path {
    const char *path;
    uint32_t file;
};

static int by_path(const void *left, const void *right)
{
    const struct file_path *a = left, *b = right;
    int by_name = strcmp(a->path, b->path);
    return by_name ? by_name : a->file < b->file ? -1 : a->file > b->file;
}

/* For each file that DIAGS name, by index, its place among their PATHS in order. The caller frees. */
static uint32_t *rank_files(const struct diags *diags, const char *const *paths)
{
    uint32_t last = 0;
    size_t len = 0;
    for (size_t i = 0; i < diags->len; i++)
        if (diags->items[i].place.file > last)
            last = diags->items[i].place.file;
    uint32_t *ranks = memory_new((size_t)last + 1, sizeof *ranks);
    struct file_path *named = memory_new((size_t)last + 1, sizeof *named);
    for (size_t i = 0; i < diags->len; i++)
        ranks[diags->items[i].place.file] = 1;
    for (uint32_t file = 0; file <= last; file++)
        if (ranks[file])
            named[len++] = (struct file_path){.path = paths[file], .file = file};
    if (len)
        qsort(named, len, sizeof *named, by_path);
    for (size_t i = 0; i < len; i++)
        ranks[named[i].file] = (uint32_t)i;
    memory_free(named);
    return ranks;
}

static bool same_place(const struct diag *a, const struct diag *b)
{
    return a->place.file == b->place.file && a->place.line == b->place.line &&
           a->place.column == b->place.column;
}

/* Whether two diagnostics of one place say the same. */
static bool same(const struct diag *a, const struct diag *b)
{
    return a->hash == b->hash && strcmp(a->code, b->code) == 0 && strcmp(a->message, b->message) == 0;
}

/* Takes out what repeats another of its place; the items are in order. */
static void take_out_repeated(struct diags *diags)
{
    struct diag *items = diags->items;
    size_t kept = 0;
    for (size_t i = 0; i < diags->len; i++) {
        const struct diag *d = &items[i];
        size_t k = kept;
        while (k && same_place(&items[k - 1], d) && !same(&items[k - 1], d))
            k--;
        if (k && same_place(&items[k - 1], d))
            diags->errors -= d->severity == severity_error;
        else if (kept++ != i)
            items[kept - 1] = *d;
    }
    diags->len = kept;
}

static struct key key_of(const struct diags *diags, size_t item, const uint32_t *ranks)
{
    const struct diag *d = &diags->items[item];
    return (struct key){position(d->place), ranks[d->place.file], d->order, (uint32_t)item};
}

void diag_sort(struct diags *diags, const char *const *paths)
{
    uint32_t *ranks = rank_files(diags, paths);
    bool ordered = true;
    for (size_t i = 1; i < diags->len && ordered; i++) {
        ordered = by_key(&(struct key[]){key_of(diags, i - 1, ranks)},
                         &(struct key[]){key_of(diags, i, ranks)}) <= 0;
    }
    if (!ordered) {
        struct diag *items = memory_new(diags->len, sizeof *items);
        struct key *keys = memory_new(diags->len, sizeof *keys);
        for (size_t i = 0; i < diags->len; i++)
            keys[i] = key_of(diags, i, ranks);
        qsort(keys, diags->len, sizeof *keys, by_key);
        for (size_t i = 0; i < diags->len; i++)
            items[i] = diags->items[keys[i].item];
        memory_free(keys);
        memory_free(diags->items);
        diags->items = items;
        diags->cap = diags->len;
    }
    take_out_repeated(diags);
    memory_free(ranks);
}

/* --- printing */

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

void diag_free(struct diags *diags)
{
    arena_free(&diags->arena);
    memory_free(diags->items);
    free_first(diags);
    *diags = (struct diags){0};
}
