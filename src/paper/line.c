#include "paper/line.h"

#include "base/digest.h"

#include <string.h>

/* A stretch of cells that stand on one line. */
struct stretch {
    size_t from;
    size_t to;       /* behind the last that is set: spaces at the end are not */
    size_t next;     /* where the next line begins */
    int32_t natural; /* width with nothing spread or taken away */
    int32_t lead;    /* blank taken from the first cell */
    int32_t tail;    /* blank that may be taken from the last cell */
    int32_t give;    /* blank that may be taken from marks within */
    bool last;
};

/* Measures the stretch from FROM to TO (behind the last). */
static struct stretch stretch_of(const struct cell_list *cells, size_t from, size_t to, bool first)
{
    struct stretch stretch = {.from = from, .next = to};
    while (to > from && cells->items[to - 1].kind == cell_space)
        to--;
    stretch.to = to;
    for (size_t i = from; i < to; i++) {
        const struct cell *cell = &cells->items[i];
        stretch.natural += cell->advance + (i > from ? cell->gap : 0);
        if (i + 1 < to && cell->kind == cell_close && cells->items[i + 1].gap >= 0)
            stretch.give += cell->right;
    }
    if (to > from) {
        if (!first && cells->items[from].kind == cell_open)
            stretch.lead = cells->items[from].left;
        if (cells->items[to - 1].kind == cell_close)
            stretch.tail = cells->items[to - 1].right;
        stretch.natural -= stretch.lead;
    }
    return stretch;
}

/* Where the cell can't be kept with the one before it. */
static bool may_end_before(const struct cell_list *cells, size_t i)
{
    return i == cells->len || cells->items[i].before != cell_break_no;
}

/*
 * The longest stretch from FROM that fits WIDTH. A closing mark that would take its character along to the
 * next line may take blank from the marks before it instead.
 */
static struct stretch stretch_fit(const struct cell_list *cells, size_t from, int32_t width, bool first)
{
    struct stretch best = {.from = from}, emergency = {.from = from};
    for (size_t end = from + 1; end <= cells->len; end++) {
        struct stretch now = stretch_of(cells, from, end, first);
        bool must = end < cells->len && cells->items[end].before == cell_break_must;
        int32_t least = now.natural - now.tail;
        bool fits = least <= width;
        bool pulled = !fits && end >= from + 2 && cells->items[end - 1].kind == cell_close &&
                      cells->items[end - 1].before == cell_break_no && least - now.give <= width;
        now.last = must || end == cells->len;
        if ((fits || pulled) && may_end_before(cells, end))
            best = now;
        if (fits && (end == cells->len || cells->items[end].starts))
            emergency = now;
        if (must && (fits || pulled))
            return now;
        if (least - now.give > width)
            break;
    }
    if (best.next > from)
        return best;
    if (emergency.next > from)
        return emergency;
    /* not even one character fits: it is set all the same */
    struct stretch one = stretch_of(cells, from, from + 1, first);
    one.last = from + 1 == cells->len;
    return one;
}

/* Whether the gap between neighbours may be spread. */
static bool spreads(const struct cell *a, const struct cell *b)
{
    if (a->kind == cell_space)
        return true;
    if (a->kind == cell_open || b->kind == cell_close || b->kind == cell_space)
        return false;
    return !(a->kind == cell_latin && b->kind == cell_latin) &&
           !(a->kind == cell_dash && b->kind == cell_dash) && b->starts;
}

/* What is added between cells of one line. */
struct fitting {
    int32_t spread;   /* to each gap that may be spread */
    int32_t squeezed; /* blank taken from marks within, all together */
    int32_t give;     /* of so much */
    int32_t start;    /* where the line begins */
    int32_t trimmed;  /* blank at the end that does not count */
};

/* Decides how STRETCH fills WIDTH, beginning at INDENT. */
static struct fitting fitting_of(const struct cell_list *cells, const struct stretch *stretch,
                                 enum line_align align, int32_t indent, int32_t width)
{
    struct fitting fitting = {.start = indent, .give = stretch->give};
    int32_t slack = width - indent - stretch->natural;
    if (slack < 0 || align == line_right || align == line_centre) {
        fitting.trimmed = stretch->tail;
        slack += stretch->tail;
    }
    if (slack < 0) {
        fitting.squeezed = -slack < stretch->give ? -slack : stretch->give;
        return fitting;
    }
    if (align == line_right)
        fitting.start += slack;
    if (align == line_centre)
        fitting.start += slack / 2;
    if (align != line_justify || stretch->last)
        return fitting;
    int32_t gaps = 0;
    for (size_t i = stretch->from + 1; i < stretch->to; i++)
        gaps += spreads(&cells->items[i - 1], &cells->items[i]);
    /* wider gaps would tear the line apart: it stays ragged then */
    if (gaps > 0 && slack / gaps <= cells->items[stretch->from].size / 4)
        fitting.spread = slack / gaps;
    return fitting;
}

static bool same_way(const struct cell *a, const struct cell *b)
{
    return a->face == b->face && a->size == b->size && a->stroke == b->stroke && a->colour == b->colour;
}

/* Makes runs of the cells of STRETCH, which stand at XS. */
static void runs_make(struct arena *arena, struct arena *work, const struct cell_list *cells,
                      const struct stretch *stretch, const int32_t *xs, struct line *line)
{
    size_t count = stretch->to - stretch->from;
    const struct cell *cell = &cells->items[stretch->from];
    uint32_t *codes = arena_new(arena, uint32_t, count + 1);
    struct line_run *runs = arena_new(work, struct line_run, count), *run = NULL;
    for (size_t i = 0; i < count; i++) {
        codes[i] = cell[i].code;
        if (cell[i].size > line->size)
            line->size = cell[i].size;
        int32_t spacing = i > 0 ? xs[i] - xs[i - 1] - cell[i - 1].advance : 0;
        if (run && same_way(&cell[i - 1], &cell[i]) && (run->count == 1 || spacing == run->spacing)) {
            run->spacing = spacing;
            run->count++;
            continue;
        }
        run = &runs[line->count++];
        *run = (struct line_run){.codes = codes + i,
                                 .count = 1,
                                 .x = xs[i],
                                 .size = cell[i].size,
                                 .colour = cell[i].colour,
                                 .face = cell[i].face,
                                 .stroke = cell[i].stroke};
    }
    /* the space at which a line ends is not seen, but parts the words for who copies the text or has it read
     * aloud */
    if (stretch->to < cells->len && cell[count].code == ' ' && same_way(&cell[count - 1], &cell[count])) {
        codes[count] = ' ';
        run->count++;
    }
    line->runs = arena_new(arena, struct line_run, line->count);
    memcpy(line->runs, runs, line->count * sizeof *runs);
}

/* The line of STRETCH. */
static struct line line_make(struct arena *arena, struct arena *work, const struct cell_list *cells,
                             struct stretch stretch, const struct line_shape *shape, int32_t indent)
{
    struct line line = {.last = stretch.last};
    if (stretch.to == stretch.from)
        return line;
    struct fitting fitting = fitting_of(cells, &stretch, shape->align, indent, shape->width);
    int32_t *xs = arena_new(work, int32_t, stretch.to - stretch.from);
    int32_t x = fitting.start - stretch.lead, given = 0;
    for (size_t i = stretch.from; i < stretch.to; i++) {
        const struct cell *cell = &cells->items[i];
        if (i > stretch.from) {
            const struct cell *before = cell - 1;
            x += cell->gap + (spreads(before, cell) ? fitting.spread : 0);
            if (fitting.squeezed > 0 && before->kind == cell_close && cell->gap >= 0) {
                int32_t total = given + before->right;
                x -= (int32_t)((int64_t)fitting.squeezed * total / fitting.give -
                               (int64_t)fitting.squeezed * given / fitting.give);
                given = total;
            }
        }
        xs[i - stretch.from] = x;
        x += cell->advance;
    }
    line.left = fitting.start;
    line.width = x - fitting.start - fitting.trimmed;
    runs_make(arena, work, cells, &stretch, xs, &line);
    return line;
}

/* Breaks CELLS to lines of WIDTH, as full as may be; gives how many. */
static size_t stretches_of(const struct cell_list *cells, int32_t width, int32_t indent,
                           struct stretch *stretches)
{
    size_t count = 0;
    for (size_t at = 0; at < cells->len;) {
        bool first = at == 0;
        struct stretch stretch = stretch_fit(cells, at, width - (first ? indent : 0), first && indent > 0);
        stretches[count++] = stretch;
        at = stretch.next;
        while (at < cells->len && cells->items[at].kind == cell_space &&
               cells->items[at].before != cell_break_must && !stretch.last)
            at++;
    }
    return count;
}

/* Where the line behind the one that ends at END begins: spaces between are not set. */
static size_t line_next(const struct cell_list *cells, size_t end)
{
    while (end < cells->len && cells->items[end].kind == cell_space)
        end++;
    return end;
}

/* What it costs to end a line before cell I, in squares of ems; TOLD: the text says where lines best end. */
static int64_t end_cost(const struct cell_list *cells, size_t i, bool told)
{
    enum { line_more = 3000, within_word = 4000, within_piece = 9000 };
    if (i == cells->len)
        return line_more;
    const struct cell *cell = &cells->items[i];
    if (cell->before == cell_break_no)
        return line_more + within_piece;
    enum cell_kind kind = cells->items[i - 1].kind;
    bool list = kind == cell_close && cells->items[i - 1].code == 0x3001; /* 八、九月 is one piece */
    bool good =
        !told || cell->good || cell->kind == cell_open || (kind == cell_close && !list) || kind == cell_space;
    return good ? line_more : line_more + within_word;
}

/*
 * Breaks CELLS, in which no line must end, to lines of WIDTH that are few and alike: the least sum of what
 * their ends cost and the squares of their lengths. Gives how many, 0 where a character does not fit.
 */
static size_t stretches_alike(struct arena *arena, const struct cell_list *cells, int32_t width,
                              struct stretch *stretches)
{
    size_t n = cells->len, count = 0;
    int64_t *costs = arena_new(arena, int64_t, n + 1);
    size_t *froms = arena_new(arena, size_t, n + 1), *ends = arena_new(arena, size_t, n + 1);
    bool told = false;
    for (size_t i = 0; i <= n; i++) {
        costs[i] = i == 0 ? 0 : INT64_MAX;
        told = told || (i < n && cells->items[i].good);
    }
    for (size_t i = 0; i < n; i++) {
        for (size_t end = i + 1; end <= n && costs[i] < INT64_MAX; end++) {
            struct stretch line = stretch_of(cells, i, end, false);
            int64_t length = line.natural - line.tail, em = cells->items[i].size;
            if (length > width)
                break;
            if (!may_end_before(cells, end) && !cells->items[end].starts)
                continue;
            size_t next = line_next(cells, end);
            int64_t cost = costs[i] + end_cost(cells, next < n ? end : n, told) + length * length / (em * em);
            if (cost < costs[next]) {
                costs[next] = cost;
                froms[next] = i;
                ends[next] = end;
            }
        }
    }
    if (costs[n] == INT64_MAX)
        return 0;
    for (size_t at = n; at > 0; at = froms[at])
        count++;
    for (size_t at = n, k = count; at > 0; at = froms[at]) {
        stretches[--k] = stretch_of(cells, froms[at], ends[at], false);
        stretches[k].next = at;
        stretches[k].last = at == n;
    }
    return count;
}

/* Whether SHAPE wants the COUNT lines that fill it one after the other made alike, and they can be. */
static bool to_be_alike(const struct cell_list *cells, const struct line_shape *shape,
                        const struct stretch *stretches, size_t count)
{
    enum { cells_most = 200 }; /* the time grows with the square */
    if (count < 2 || cells->len > cells_most || shape->indent != 0)
        return false;
    for (size_t i = 1; i < cells->len; i++)
        if (cells->items[i].before == cell_break_must)
            return false;
    const struct stretch *last = &stretches[count - 1];
    return shape->balance ||
           (shape->even_end && last->natural - last->tail < cells->items[last->from].size * 5 / 2);
}

/* The digest of what LINE draws. */
static uint64_t says_of(struct arena *work, const struct line *line)
{
    size_t count = 0, at = 0;
    for (size_t r = 0; r < line->count; r++)
        count += line->runs[r].count;
    enum { known = 7 };
    uint32_t *all = arena_new(work, uint32_t, line->count * known + count);
    for (size_t r = 0; r < line->count; r++) {
        const struct line_run *run = &line->runs[r];
        const uint32_t own[known] = {(uint32_t)run->count, (uint32_t)run->x, (uint32_t)run->spacing,
                                     (uint32_t)run->size,  run->colour,      (uint32_t)run->face,
                                     (uint32_t)run->stroke};
        memcpy(all + at, own, sizeof own);
        memcpy(all + at + known, run->codes, run->count * sizeof *all);
        at += known + run->count;
    }
    return digest_of(all, at * sizeof *all).low;
}

struct lines line_break(const struct fonts *fonts, struct arena *arena, struct arena *work,
                        const struct line_span *spans, size_t count, const struct line_shape *shape,
                        struct font_missing_list *missing)
{
    struct cell_list cells = cells_of(fonts, work, spans, count, missing);
    struct lines lines = {0};
    if (cells.len == 0)
        return lines;
    struct stretch *stretches = arena_new(work, struct stretch, cells.len);
    lines.len = stretches_of(&cells, shape->width, shape->indent, stretches);
    if (to_be_alike(&cells, shape, stretches, lines.len)) {
        struct stretch *alike = arena_new(work, struct stretch, cells.len);
        size_t len = stretches_alike(work, &cells, shape->width, alike);
        if (len > 0 && (shape->balance || len == lines.len)) {
            stretches = alike;
            lines.len = len;
        }
    }
    lines.items = arena_new(arena, struct line, lines.len);
    for (size_t i = 0; i < lines.len; i++) {
        lines.items[i] = line_make(arena, work, &cells, stretches[i], shape, i == 0 ? shape->indent : 0);
        lines.items[i].says = says_of(work, &lines.items[i]);
    }
    return lines;
}

struct line_need line_measure(const struct fonts *fonts, struct arena *work, const struct line_span *spans,
                              size_t count, struct font_missing_list *missing)
{
    struct cell_list cells = cells_of(fonts, work, spans, count, missing);
    struct line_need need = {.whole = stretch_of(&cells, 0, cells.len, true).natural};
    for (size_t from = 0, end; from < cells.len; from = end) {
        for (end = from + 1; !may_end_before(&cells, end); end++)
            ;
        struct stretch piece = stretch_of(&cells, from, end, false);
        if (piece.natural - piece.tail > need.piece)
            need.piece = piece.natural - piece.tail;
    }
    return need;
}

void line_text(const struct line *line, struct buf *out)
{
    for (size_t i = 0; i < line->count; i++)
        for (size_t k = 0; k < line->runs[i].count; k++)
            buf_put_utf8(out, line->runs[i].codes[k]);
}
