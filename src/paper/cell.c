#include "paper/cell.h"

#include "base/buf.h"
#include "base/memory.h"
#include "base/utf8.h"

#include <unilbrk.h>

/* Whether CODE is one of the characters of LIST, which ends with 0. */
static bool among(uint32_t code, const uint32_t *list)
{
    while (*list && *list != code)
        list++;
    return *list != 0;
}

static bool opens(uint32_t code)
{
    static const uint32_t list[] = {0x2018, 0x201c, 0x3008, 0x300a, 0x300c, 0x300e, 0x3010,
                                    0x3014, 0x3016, 0xff08, 0xff3b, 0xff5b, 0};
    return among(code, list);
}

static bool closes(uint32_t code)
{
    static const uint32_t list[] = {0x2019, 0x201d, 0x3001, 0x3002, 0x3009, 0x300b, 0x300d,
                                    0x300f, 0x3011, 0x3015, 0x3017, 0xff01, 0xff09, 0xff0c,
                                    0xff0e, 0xff1a, 0xff1b, 0xff1f, 0xff3d, 0xff5d, 0};
    return among(code, list);
}

/* No line begins with these besides the closing ones: connecting and middle marks, units, repetition marks.
 */
static bool never_first(uint32_t code)
{
    static const uint32_t list[] = {0x00b7, 0x2013, 0x2022, 0x2027, 0x3005, 0x301c, 0x30fb, 0xff05, 0xff0d,
                                    0xff0f, 0xff5e, '%',    0x2030, 0x2103, '/',    '-',    0};
    return among(code, list);
}

/* Nor ends with these besides the opening ones. */
static bool never_last(uint32_t code)
{
    static const uint32_t list[] = {0xff0f, 0x00a5, 0xffe5, '$', '#', 0xff03, 0};
    return among(code, list);
}

/* Not set at all: joiners, variation selectors, marks of direction. */
static bool invisible(uint32_t code)
{
    return (code >= 0x200b && code <= 0x200f) || (code >= 0x202a && code <= 0x202e) ||
           (code >= 0x2060 && code <= 0x2069) || (code >= 0xfe00 && code <= 0xfe0f) || code == 0xfeff ||
           code == 0xad || (code >= 0xe0100 && code <= 0xe01ef) || (code < 0x20 && code != '\t') ||
           code == 0x7f;
}

static bool is_latin(uint32_t code)
{
    return (code > 0x20 && code < 0x250 && code != 0xb7) || (code >= 0x370 && code < 0x530) ||
           (code >= 0x1e00 && code < 0x2000) || code == 0x2212;
}

static enum cell_kind kind_of(uint32_t code)
{
    if (code == ' ' || code == '\t' || code == 0xa0)
        return cell_space;
    if (code == 0x2014 || code == 0x2026 || code == 0x2015)
        return cell_dash;
    if (opens(code))
        return cell_open;
    if (closes(code))
        return cell_close;
    return is_latin(code) ? cell_latin : cell_han;
}

static int32_t scaled(int32_t thousandths, int32_t size)
{
    return (int32_t)((int64_t)thousandths * size / 1000);
}

static int32_t smaller(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

/* Measures CELL, whose kind is known, by GLYPH. */
static void measure(struct cell *cell, const struct font_glyph *glyph)
{
    int32_t left = glyph->left, right = glyph->right;
    cell->advance = scaled(glyph->advance, cell->size);
    /* half a square may go, and never so much that ink touches its neighbour's square */
    if (cell->kind == cell_open && glyph->advance >= 900)
        cell->left = scaled(smaller(500, left > 40 ? left - 40 : 0), cell->size);
    if (cell->kind == cell_close && glyph->advance >= 900)
        cell->right = scaled(smaller(500, right > 40 ? right - 40 : 0), cell->size);
    if (cell->kind == cell_dash) {
        cell->left = scaled(left > 0 ? left : 0, cell->size);
        cell->right = scaled(right > 0 ? right : 0, cell->size);
    }
}

/* Whether a line may end between A and B by the rules above UAX #14's answer ASKED. */
static enum cell_break break_between(uint32_t a, uint32_t b, uint32_t after_b, enum cell_break asked)
{
    if (asked == cell_break_must)
        return asked;
    bool quote = (a >= 0x2018 && a <= 0x201d) || (b >= 0x2018 && b <= 0x201d);
    if (quote && is_latin(a == 0x2019 ? b : a) && is_latin(b == 0x2019 ? after_b : b))
        return cell_break_no; /* an apostrophe, or a quotation within Latin text */
    if (opens(a) || closes(b) || never_last(a) || (never_first(b) && a != ' '))
        return cell_break_no;
    if (quote && (opens(b) || closes(a)))
        return kind_of(a) == cell_space ? asked : cell_break_may;
    return asked;
}

/* What has to do with one text while it is made cells. */
struct reading {
    const struct fonts *fonts;
    struct font_missing_list *missing;
    const char *text; /* all spans' texts, one behind the other */
    size_t len;
    char *breaks; /* UAX #14's answer before each byte */
    struct cell_list cells;
};

/* Adds the cell of the character at byte AT of the text, which is LEN bytes long, set as SPAN says. */
static void cell_add(struct reading *reading, const struct line_span *span, size_t at, uint32_t code)
{
    struct cell *cell = &reading->cells.items[reading->cells.len++];
    if (code == '\t')
        code = ' ';
    struct font_glyph glyph = font_look(reading->fonts, span->style, code);
    if (glyph.missing)
        font_missing_add(reading->missing, code, reading->text, reading->len);
    *cell = (struct cell){.code = glyph.code,
                          .face = glyph.face,
                          .size = span->size,
                          .colour = span->colour,
                          .stroke = span->stroke,
                          .kind = kind_of(code)};
    measure(cell, &glyph);
    uint32_t before = 0, after = 0;
    if (at > 0) {
        size_t back = 1;
        while (back < at && ((unsigned char)reading->text[at - back] & 0xc0) == 0x80)
            back++;
        utf8_decode(reading->text + at - back, back, &before);
    }
    size_t next = at;
    do
        next++;
    while (next < reading->len && ((unsigned char)reading->text[next] & 0xc0) == 0x80);
    if (next < reading->len)
        utf8_decode(reading->text + next, reading->len - next, &after);
    char asked = reading->breaks[at];
    enum cell_break given = asked == UC_BREAK_MANDATORY                                   ? cell_break_must
                            : asked == UC_BREAK_POSSIBLE || asked == UC_BREAK_HYPHENATION ? cell_break_may
                                                                                          : cell_break_no;
    cell->before = at == 0 ? cell_break_no : break_between(before, code, after, given);
}

/* Space between neighbours: less between full-width marks, a little between Chinese and Latin. */
static void gaps_set(struct cell_list *cells)
{
    for (size_t i = 1; i < cells->len; i++) {
        const struct cell *a = &cells->items[i - 1];
        struct cell *b = &cells->items[i];
        if (a->kind == cell_close && (b->kind == cell_close || b->kind == cell_open))
            b->gap = -a->right;
        else if (a->kind == cell_open && b->kind == cell_open)
            b->gap = -b->left;
        else if (a->kind == cell_dash && b->kind == cell_dash && a->code == b->code && a->code != 0x2026)
            b->gap = -a->right - b->left;
        else if ((a->kind == cell_han && b->kind == cell_latin) ||
                 (a->kind == cell_latin && b->kind == cell_han))
            b->gap = (a->size < b->size ? a->size : b->size) / 16;
    }
}

struct cell_list cells_of(const struct fonts *fonts, struct arena *arena, const struct line_span *spans,
                          size_t count, struct font_missing_list *missing)
{
    struct buf text = {0};
    for (size_t i = 0; i < count; i++)
        buf_put(&text, spans[i].text, spans[i].len);
    struct reading reading = {.fonts = fonts, .missing = missing, .text = buf_text(&text), .len = text.len};
    reading.breaks = memory_new(text.len + 1, 1);
    /* named by a legacy encoding, so that characters of ambiguous width count as ideographs */
    u8_possible_linebreaks((const uint8_t *)reading.text, text.len, "GB18030", reading.breaks);
    reading.cells.items = arena_new(arena, struct cell, text.len + 1);
    size_t at = 0, cluster = 0;
    enum cell_break waiting = cell_break_no; /* of characters that are not set */
    bool good = false;
    for (size_t s = 0; s < count; s++) {
        for (size_t end = at + spans[s].len; at < end;) {
            uint32_t code = 0;
            size_t n = utf8_decode(reading.text + at, reading.len - at, &code);
            bool starts = at >= cluster;
            if (starts)
                cluster = at + utf8_cluster(reading.text + at, reading.len - at);
            if (invisible(code)) {
                good = good || code == 0x200b;
                if (reading.breaks[at] == UC_BREAK_MANDATORY || (code == '\n' && at + n == reading.len))
                    waiting = cell_break_must;
            } else {
                cell_add(&reading, &spans[s], at, code);
                struct cell *cell = &reading.cells.items[reading.cells.len - 1];
                cell->starts = starts;
                if (waiting > cell->before)
                    cell->before = waiting;
                waiting = cell_break_no;
                cell->good = good;
                good = false;
            }
            at += n ? n : 1;
        }
    }
    gaps_set(&reading.cells);
    memory_free(reading.breaks);
    buf_free(&text);
    return reading.cells;
}
