#include "print/notice.h"

#include "base/memory.h"
#include "print/place.h"

#include <string.h>

static const struct size_field fields[] = {
    {"top", offsetof(struct notice_sizes, top), false},
    {"left", offsetof(struct notice_sizes, left), false},
    {"width", offsetof(struct notice_sizes, width), false},
    {"height", offsetof(struct notice_sizes, height), false},
    {"characters", offsetof(struct notice_sizes, characters), true},
    {"lines", offsetof(struct notice_sizes, lines), true},
    {"title", offsetof(struct notice_sizes, title), false},
    {"title_pitch", offsetof(struct notice_sizes, title_pitch), false},
    {"table", offsetof(struct notice_sizes, table), false},
    {"table_pitch", offsetof(struct notice_sizes, table_pitch), false},
    {"table_stroke", offsetof(struct notice_sizes, table_stroke), false},
    {"number", offsetof(struct notice_sizes, number), false},
    {"number_drop", offsetof(struct notice_sizes, number_drop), false},
    {"code", offsetof(struct notice_sizes, code), false},
    {"code_module", offsetof(struct notice_sizes, code_module), false},
    {"code_gap", offsetof(struct notice_sizes, code_gap), false},
    {"scan", offsetof(struct notice_sizes, scan), false},
    {"scan_pitch", offsetof(struct notice_sizes, scan_pitch), false},
    {"address", offsetof(struct notice_sizes, address), false},
};

const struct size_table notice_sizes = size_table_of("notices", fields, struct notice_sizes);

/* The size of the text: so many characters a line; and its lines: so many a page. */
static int32_t body_size(const struct notice_sizes *s)
{
    return s->width / s->characters;
}

static int32_t body_pitch(const struct notice_sizes *s)
{
    return s->height / s->lines;
}

static struct flow_style body_style(const struct notice_sizes *s, enum font_style face)
{
    return (struct flow_style){.face = face,
                               .size = body_size(s),
                               .pitch = body_pitch(s),
                               .indent = 2 * body_size(s),
                               .align = line_justify};
}

/* No page ends within the strips from FIRST on, nor below them. */
static void keep_from(struct flow *flow, size_t first)
{
    for (size_t i = first; i < flow->strips.len; i++)
        flow->strips.items[i].end = flow_never;
}

static void title_set(struct flow *flow, const struct notice_sizes *s, const char *title)
{
    struct flow_style style = {.face = font_song,
                               .size = s->title,
                               .pitch = s->title_pitch,
                               .align = line_centre,
                               .stroke = s->title / 48,
                               .balance = true,
                               .element = element_title};
    flow->mark = title;
    flow_paragraph(flow, title, &style);
    keep_from(flow, 0);
    flow_space(flow, body_pitch(s));
}

static struct table table_of(const struct notice_sizes *s, const struct block *block)
{
    return (struct table){
        .columns = block->columns,
        .column_count = block->column_count,
        .cells = block->cells,
        .rows = block->rows,
        .notes = block->notes,
        .lines = block->lines,
        .head = {.face = font_hei, .size = s->table, .pitch = s->table_pitch},
        .body = {.face = font_song, .size = s->table, .pitch = s->table_pitch, .stroke = s->table_stroke}};
}

/* The widths of the columns of block I, a table, and of the others of its series. */
static const int32_t *series_widths(struct flow *flow, const struct notice_paper *notice, size_t i)
{
    const struct block *block = &notice->blocks[i];
    struct table *tables = memory_new(notice->block_count, sizeof *tables);
    size_t count = 0;
    for (size_t k = 0; k < notice->block_count; k++) {
        const struct block *other = &notice->blocks[k];
        if (k == i || (other->kind == block_table && block->series != 0 && other->series == block->series))
            tables[count++] = table_of(notice->sizes, other);
    }
    const int32_t *widths = table_widths(flow, tables, count);
    memory_free(tables);
    return widths;
}

static void blocks_set(struct flow *flow, const struct notice_paper *notice)
{
    const struct notice_sizes *s = notice->sizes;
    const int32_t *widths = NULL; /* of the series */
    int series = 0;
    for (size_t i = 0; i < notice->block_count; i++) {
        const struct block *block = &notice->blocks[i];
        struct flow_style style = body_style(s, font_song);
        size_t first = flow->strips.len;
        switch (block->kind) {
        case block_paragraph:
            flow_paragraph(flow, block->text, &style);
            break;
        case block_heading:
            style.face = font_hei;
            style.element = element_heading;
            flow->mark = block->text;
            flow_paragraph(flow, block->text, &style);
            keep_from(flow, first);
            break;
        case block_subheading:
            style.face = font_kai;
            style.element = element_subheading;
            flow_paragraph(flow, block->text, &style);
            keep_from(flow, first);
            break;
        case block_table:
            if (!widths || block->series == 0 || block->series != series)
                widths = series_widths(flow, notice, i);
            series = block->series;
            struct table table = table_of(s, block);
            flow_space(flow, body_pitch(s) / 4);
            table_set(flow, &table, widths);
            flow_space(flow, body_pitch(s) / 3);
            break;
        }
    }
}

/* Puts the code of NOTICE and what stands below it, ROOM wide, into the last strip at Y. */
static void code_put(struct flow *flow, const struct notice_paper *notice, int32_t side, int32_t room,
                     int32_t y)
{
    const struct notice_sizes *s = notice->sizes;
    place_code_in_strip(flow, 0, y, side, &notice->code);
    struct flow_style style = {.face = font_song, .size = s->scan, .pitch = s->scan_pitch};
    y += side + s->scan_pitch / 3;
    y += flow_put(flow, 0, y, room, notice->scan, &style);
    style.size = s->address;
    flow_put(flow, 0, y, room, notice->address, &style);
}

/* Where name and date stand. */
struct signature {
    int32_t left, width; /* of the box both are centred in */
    int32_t height;      /* of both, with the two lines free above */
};

/*
 * By 7.3.5.1: the date four characters from the right edge, the name centred above it (a longer name two
 * characters from the edge, the date centred below); two lines free above, so that the seal, 42 mm wide, lies
 * on both and does not touch the text.
 */
static struct signature signature_of(struct flow *flow, const struct notice_paper *notice,
                                     const struct flow_style *style)
{
    const struct notice_sizes *s = notice->sizes;
    const int32_t widths[2] = {flow_need(flow, notice->name, style).whole + 10,
                               flow_need(flow, notice->date, style).whole + 10};
    int32_t wide = widths[0] > widths[1] ? widths[0] : widths[1];
    int32_t centre = s->width - 4 * body_size(s) - widths[1] / 2;
    if (centre + wide / 2 > s->width - 2 * body_size(s))
        centre = s->width - 2 * body_size(s) - wide / 2;
    if (wide > s->width - 2 * body_size(s)) {
        wide = s->width;
        centre = s->width / 2;
    }
    int32_t lines = (int32_t)flow_lines(flow, notice->name, style, wide).len;
    return (struct signature){centre - wide / 2, wide, (3 + lines) * body_pitch(s)};
}

/* The name and the date, and the code at their left; above them where the name is too long for that. */
static void signature_set(struct flow *flow, const struct notice_paper *notice)
{
    const struct notice_sizes *s = notice->sizes;
    struct flow_style style = body_style(s, font_song), small = {.face = font_song, .size = s->scan};
    style.indent = 0;
    style.align = line_centre;
    style.balance = true;
    struct signature at = signature_of(flow, notice, &style);
    int32_t side = s->code_module * (int32_t)notice->code.qr.side, height = 0, y = 0, room = s->width;
    if (side > 0) {
        side = side > s->code ? side : s->code;
        bool beside = side + s->code_gap <= at.left;
        if (beside)
            room = at.left - s->code_gap;
        size_t lines = flow_lines(flow, notice->scan, &small, room).len;
        small.size = s->address;
        lines += flow_lines(flow, notice->address, &small, room).len;
        height = side + s->scan_pitch / 3 + (int32_t)lines * s->scan_pitch;
        if (!beside) {
            flow_space(flow, body_pitch(s) / 2);
            flow_strip(flow, height);
            code_put(flow, notice, side, room, 0);
            flow_keep(flow);
            side = height = 0;
        }
    }
    flow_space(flow, body_pitch(s) / 2);
    at.height -= body_pitch(s) / 2;
    flow_strip(flow, height > at.height ? height : at.height);
    if (side > 0)
        code_put(flow, notice, side, room, 0);
    y = 3 * body_pitch(s) / 2;
    y += flow_put(flow, at.left, y, at.width, notice->name, &style);
    flow_put(flow, at.left, y, at.width, notice->date, &style);
}

/* "— 1 —" below the type area, a character from the edge: odd pages right, even ones left (7.5). */
static void numbers_set(struct paper *paper, const struct notice_sizes *s)
{
    struct flow_style style = {.face = font_song, .size = s->number, .pitch = s->number};
    struct flow flow = {.paper = paper};
    for (size_t i = 0; i < paper->sheets.len; i++) {
        style.align = i % 2 == 0 ? line_right : line_left;
        const char *text = arena_printf(&paper->arena, "— %zu —", i + 1);
        struct lines lines = flow_lines(&flow, text, &style, s->width - 2 * s->number);
        paper_text(paper, i, 0, s->left + s->number,
                   s->top + s->height + s->number_drop + flow_baseline(s->number, s->number),
                   &lines.items[0]);
    }
}

void notice_compose(struct paper *paper, struct standing *standing, const struct notice_paper *notice)
{
    const struct notice_sizes *s = notice->sizes;
    paper_begin(paper, standing, notice->title, notice->language);
    struct flow flow = {.paper = paper,
                        .page_width = sheet_a4_width,
                        .page_height = sheet_a4_height,
                        .left = s->left,
                        .top = s->top,
                        .width = s->width,
                        .height = s->height,
                        .pitch = body_pitch(s)};
    title_set(&flow, s, notice->title);
    struct flow_style style = body_style(s, font_song);
    style.indent = 0;
    if (notice->addressee) {
        flow_paragraph(&flow, notice->addressee, &style);
        flow_keep(&flow);
    }
    blocks_set(&flow, notice);
    style.indent = 2 * body_size(s);
    if (flow.strips.len > 0 && !notice->closing)
        flow_keep(&flow);
    flow.tail = true;
    if (notice->closing) {
        flow_paragraph(&flow, notice->closing, &style);
        flow_keep(&flow);
    }
    signature_set(&flow, notice);
    flow_end(&flow);
    numbers_set(paper, s);
}
