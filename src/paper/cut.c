#include "paper/cut.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* The characters of a cut, 256 to a page: 0 where one was not added. */
enum { code_pages = 0x1100, page_codes = 256, not_numbered = 0xffff, numbers_most = 0xd800 };

struct cut {
    const struct fonts *fonts;
    int face;
    uint16_t *pages[code_pages]; /* what the document calls a character; not_numbered at first */
    struct {
        uint32_t *items; /* the characters added */
        size_t len, cap;
    } codes;
    struct cut_item *items; /* number I + 1 */
    size_t count;
    struct buf file;
};

/* The file while it is made. */
struct cutting {
    const struct font_tables *tables;
    const struct cut *cut;
    struct {
        uint32_t *items; /* glyphs of the face by their number in the cut, those that others are made of
                            behind the characters' */
        size_t len, cap;
    } glyphs;
    struct buf outlines, places;
    bool well;
};

struct cut *cut_new(const struct fonts *fonts, int face)
{
    struct cut *cut = memory_new(1, sizeof *cut);
    cut->fonts = fonts;
    cut->face = face;
    return cut;
}

void cut_add(struct cut *cut, uint32_t code)
{
    uint16_t **page = &cut->pages[code / page_codes];
    if (!*page)
        *page = memory_new(page_codes, sizeof **page);
    if ((*page)[code % page_codes])
        return;
    (*page)[code % page_codes] = not_numbered;
    memory_push(&cut->codes, code);
}

/* --- numbers as TrueType has them */

static unsigned get16(const char *bytes)
{
    return (unsigned)(unsigned char)bytes[0] << 8 | (unsigned char)bytes[1];
}

static uint32_t get32(const char *bytes)
{
    return (uint32_t)get16(bytes) << 16 | get16(bytes + 2);
}

static void put16(struct buf *out, unsigned value)
{
    buf_putc(out, (char)(value >> 8 & 0xff));
    buf_putc(out, (char)(value & 0xff));
}

static void put32(struct buf *out, uint32_t value)
{
    put16(out, value >> 16);
    put16(out, value & 0xffff);
}

static void set16(char *bytes, unsigned value)
{
    bytes[0] = (char)(value >> 8 & 0xff);
    bytes[1] = (char)(value & 0xff);
}

/* --- outlines */

/* Where GLYPH's outline stands in its face, *LEN bytes: none where it is blank, or where the face is broken.
 */
static const char *outline_of(struct cutting *cutting, uint32_t glyph, size_t *len)
{
    const struct font_tables *t = cutting->tables;
    size_t size = t->long_places ? 4 : 2, at, end;
    *len = 0;
    if ((glyph + 2) * size > t->loca.len) {
        cutting->well = false;
        return NULL;
    }
    const char *place = t->loca.bytes + glyph * size;
    at = t->long_places ? get32(place) : 2 * (size_t)get16(place);
    end = t->long_places ? get32(place + 4) : 2 * (size_t)get16(place + 2);
    enum { least = 10 };
    if (end > t->glyf.len || at > end || (end > at && end - at < least)) {
        cutting->well = false;
        return NULL;
    }
    *len = end - at;
    return t->glyf.bytes + at;
}

/* The number of the face's GLYPH in the cut, which it gets where it has none. */
static unsigned number_of(struct cutting *cutting, uint32_t glyph)
{
    const struct cut *cut = cutting->cut;
    size_t from = 0, to = cut->count;
    while (from < to) {
        size_t middle = (from + to) / 2;
        if (cut->items[middle].glyph < glyph)
            from = middle + 1;
        else
            to = middle;
    }
    if (from < cut->count && cut->items[from].glyph == glyph)
        return (unsigned)from + 1;
    for (size_t i = cut->count + 1; i < cutting->glyphs.len; i++)
        if (cutting->glyphs.items[i] == glyph)
            return (unsigned)i;
    memory_push(&cutting->glyphs, glyph);
    return (unsigned)cutting->glyphs.len - 1;
}

/* Copies an outline that is made of others, LEN bytes at FROM, and sees to it that those are there. */
static void put_composite(struct cutting *cutting, const char *from, size_t len)
{
    enum { words = 1, scale = 8, more = 0x20, scales = 0x40, matrix = 0x80, program = 0x100, head = 10 };
    struct buf *out = &cutting->outlines;
    buf_put(out, from, head);
    for (size_t at = head, size;; at += size) {
        unsigned flags = at + 4 <= len ? get16(from + at) : 0;
        size = flags & words ? 8u : 6u;
        size += flags & scale ? 2u : flags & scales ? 4u : flags & matrix ? 8u : 0u;
        if (at + size > len) {
            cutting->well = false;
            return;
        }
        put16(out, flags & ~(unsigned)program);
        put16(out, number_of(cutting, get16(from + at + 2)));
        buf_put(out, from + at + 4, size - 4);
        if (!(flags & more))
            return;
    }
}

/* Copies the outline of GLYPH without its program. */
static void put_outline(struct cutting *cutting, uint32_t glyph)
{
    size_t len;
    const char *from = outline_of(cutting, glyph, &len);
    if (len == 0)
        return;
    unsigned contours = get16(from);
    if (contours > INT16_MAX) {
        put_composite(cutting, from, len);
        return;
    }
    size_t head = 10 + 2 * (size_t)contours,
           program = head + 2 <= len ? head + 2 + get16(from + head) : SIZE_MAX;
    if (program > len) {
        cutting->well = false;
        return;
    }
    buf_put(&cutting->outlines, from, head);
    put16(&cutting->outlines, 0);
    buf_put(&cutting->outlines, from + program, len - program);
}

/* All outlines, and where they begin in halves of their distance. */
static void outlines_put(struct cutting *cutting)
{
    memory_push(&cutting->glyphs, 0); /* what is drawn for a character that is not there */
    for (size_t i = 0; i < cutting->cut->count; i++)
        memory_push(&cutting->glyphs, cutting->cut->items[i].glyph);
    for (size_t i = 0; i < cutting->glyphs.len; i++) {
        put32(&cutting->places, (uint32_t)cutting->outlines.len);
        put_outline(cutting, cutting->glyphs.items[i]);
        if (cutting->outlines.len % 2)
            buf_putc(&cutting->outlines, '\0');
    }
    put32(&cutting->places, (uint32_t)cutting->outlines.len);
}

/* --- the file */

enum { tables_len = 6, directory = 12 + 16 * tables_len };

/* The sum of the LEN bytes from AT of OUT, as numbers of 32 bits. */
static uint32_t sum_of(const struct buf *out, size_t at, size_t len)
{
    uint32_t sum = 0;
    for (size_t i = at; i < at + len; i += 4)
        sum += get32(out->data + i);
    return sum;
}

/* Puts the LEN bytes at BYTES as table NUMBER, called NAME, behind what is in OUT. */
static void table_put(struct buf *out, int number, const char *name, const void *bytes, size_t len)
{
    size_t at = out->len;
    struct buf row = {0};
    buf_put(out, bytes, len);
    buf_fill(out, '\0', (4 - len % 4) % 4);
    buf_put(&row, name, 4);
    put32(&row, sum_of(out, at, out->len - at));
    put32(&row, (uint32_t)at);
    put32(&row, (uint32_t)len);
    memcpy(out->data + 12 + 16 * number, row.data, row.len);
    buf_free(&row);
}

/* How wide each glyph stands, and where its outline begins. */
static void metrics_put(const struct cutting *cutting, struct buf *out)
{
    for (size_t i = 0; i < cutting->glyphs.len; i++) {
        struct font_metric metric = font_metric(cutting->tables, cutting->glyphs.items[i]);
        put16(out, metric.advance);
        put16(out, metric.left);
    }
}

static void file_put(const struct cutting *cutting, struct buf *out)
{
    const struct font_tables *t = cutting->tables;
    enum { sum = 8, long_places = 50, metrics = 34, glyphs = 4 };
    struct buf head = {0}, hhea = {0}, hmtx = {0}, maxp = {0};
    static const char beginning[12] = {0, 1, 0, 0, 0, tables_len, 0, 64, 0, 2, 0, 32};
    buf_put(&head, t->head.bytes, t->head.len);
    memset(head.data + sum, 0, 4);
    set16(head.data + long_places, 1);
    buf_put(&hhea, t->hhea.bytes, t->hhea.len);
    set16(hhea.data + metrics, (unsigned)cutting->glyphs.len);
    buf_put(&maxp, t->maxp.bytes, t->maxp.len);
    set16(maxp.data + glyphs, (unsigned)cutting->glyphs.len);
    metrics_put(cutting, &hmtx);
    buf_reserve(out, cutting->outlines.len + cutting->places.len + hmtx.len + 1024);
    buf_put(out, beginning, sizeof beginning);
    buf_fill(out, '\0', directory - sizeof beginning);
    table_put(out, 0, "glyf", buf_text(&cutting->outlines), cutting->outlines.len);
    size_t at = out->len;
    table_put(out, 1, "head", head.data, head.len);
    table_put(out, 2, "hhea", hhea.data, hhea.len);
    table_put(out, 3, "hmtx", hmtx.data, hmtx.len);
    table_put(out, 4, "loca", cutting->places.data, cutting->places.len);
    table_put(out, 5, "maxp", maxp.data, maxp.len);
    uint32_t rest = 0xb1b0afbau - sum_of(out, 0, out->len);
    set16(out->data + at + sum, rest >> 16);
    set16(out->data + at + sum + 2, rest & 0xffff);
    buf_free(&head);
    buf_free(&hhea);
    buf_free(&hmtx);
    buf_free(&maxp);
}

static int by_glyph(const void *a, const void *b)
{
    const struct cut_item *x = a, *y = b;
    if (x->glyph != y->glyph)
        return x->glyph < y->glyph ? -1 : 1;
    return x->code < y->code ? -1 : x->code > y->code;
}

/* Numbers the characters in the order of their glyphs. */
static void codes_number(struct cut *cut, const struct font_tables *tables)
{
    cut->items = memory_new(cut->codes.len + 1, sizeof *cut->items);
    for (size_t i = 0; i < cut->codes.len; i++) {
        uint32_t code = cut->codes.items[i], glyph = font_index(cut->fonts, cut->face, code);
        if (glyph > 0)
            cut->items[cut->count++] =
                (struct cut_item){code, glyph, font_thousandths(tables, font_metric(tables, glyph).advance)};
    }
    qsort(cut->items, cut->count, sizeof *cut->items, by_glyph);
    for (size_t i = 0; i < cut->count; i++)
        cut->pages[cut->items[i].code / page_codes][cut->items[i].code % page_codes] = (uint16_t)(i + 1);
}

bool cut_make(struct cut *cut)
{
    struct cutting cutting = {.tables = font_tables(cut->fonts, cut->face), .cut = cut, .well = true};
    if (cut->codes.len >= numbers_most)
        return false;
    codes_number(cut, cutting.tables);
    outlines_put(&cutting);
    cutting.well = cutting.well && cutting.glyphs.len < numbers_most;
    if (cutting.well)
        file_put(&cutting, &cut->file);
    memory_free(cutting.glyphs.items);
    buf_free(&cutting.outlines);
    buf_free(&cutting.places);
    return cutting.well;
}

const char *cut_file(const struct cut *cut, size_t *len)
{
    *len = cut->file.len;
    return buf_text(&cut->file);
}

uint32_t cut_number(const struct cut *cut, uint32_t code)
{
    const uint16_t *page = cut->pages[code / page_codes];
    uint16_t number = page ? page[code % page_codes] : 0;
    return number == not_numbered ? 0 : number;
}

const struct cut_item *cut_items(const struct cut *cut, size_t *count)
{
    *count = cut->count;
    return cut->items;
}

void cut_free(struct cut *cut)
{
    if (!cut)
        return;
    for (size_t i = 0; i < code_pages; i++)
        memory_free(cut->pages[i]);
    memory_free(cut->codes.items);
    memory_free(cut->items);
    buf_free(&cut->file);
    memory_free(cut);
}
