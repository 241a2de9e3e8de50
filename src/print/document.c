#include "print/document.h"

#include "base/memory.h"

#include <string.h>

#define margin_left   sheet_mm(22)
#define margin_right  sheet_mm(18)
#define margin_top    sheet_mm(18)
#define margin_bottom sheet_mm(22)
#define foot_drop     sheet_mm(6) /* from the type area to the foot */

#define title_size    sheet_pt(20)
#define title_pitch   sheet_pt(30)
#define title_stroke  (title_size / 48)
#define line_size     sheet_pt(12)
#define line_pitch    sheet_pt(19)
#define heading_size  sheet_pt(14)
#define heading_pitch sheet_pt(24)
#define body_size     sheet_pt(12)
#define body_pitch    sheet_pt(19)
#define table_size    sheet_pt(11)
#define table_pitch   sheet_pt(16)
#define body_stroke   sheet_pt(0.15) /* 宋 is too thin at these sizes for old eyes */
#define table_stroke  body_stroke
#define written_pitch sheet_pt(24) /* rows that are written in by hand */
#define foot_size     sheet_pt(9)
#define code_side     sheet_mm(26)
#define code_gap      sheet_mm(5)
#define scan_size     sheet_pt(9)
#define scan_pitch    sheet_pt(12)

static struct flow_style style_of(enum font_style face, int32_t size, int32_t pitch)
{
    return (struct flow_style){.face = face, .size = size, .pitch = pitch, .align = line_justify};
}

static void keep_from(struct flow *flow, size_t first)
{
    for (size_t i = first; i < flow->strips.len; i++)
        flow->strips.items[i].end = flow_never;
}

/* --- tables */

static struct table table_of(const struct block *block)
{
    struct table table = {.columns = block->columns,
                          .column_count = block->column_count,
                          .cells = block->cells,
                          .rows = block->rows,
                          .head = style_of(font_hei, table_size, table_pitch),
                          .body = style_of(font_song, table_size, table_pitch)};
    table.body.stroke = table_stroke;
    if (block->written)
        table.body.pitch = written_pitch;
    return table;
}

/* Whether nothing stands in column C of BLOCK: it is there to be written in. */
static bool column_blank(const struct block *block, size_t c)
{
    for (size_t r = 0; r < block->rows; r++) {
        const char *cell = block->cells[r * block->column_count + c];
        if (cell && *cell)
            return false;
    }
    return true;
}

/* The width on one line of TEXT in a cell of STYLE. */
static int32_t cell_width(struct flow *flow, const char *text, const struct flow_style *style)
{
    struct line_span span = flow_span(text ? text : "", style);
    struct paper *paper = flow->paper;
    return line_width(paper->fonts, &paper->arena, &span, 1, &paper->missing) + 2 * table_padding + 20;
}

/* Widths of a table that is written in: what is printed stays on one line as far as it takes no more than
 * three fifths, the columns to be written in share the rest. */
static const int32_t *written_widths(struct flow *flow, const struct block *block, const struct table *table)
{
    int32_t *widths = arena_new(&flow->paper->arena, int32_t, block->column_count);
    int32_t printed = 0, blanks = 0, heads = 0;
    for (size_t c = 0; c < block->column_count; c++) {
        widths[c] = cell_width(flow, block->columns[c].heading, &table->head);
        bool blank = column_blank(block, c);
        for (size_t r = 0; r < block->rows && !blank; r++) {
            int32_t width = cell_width(flow, block->cells[r * block->column_count + c], &table->body);
            widths[c] = width > widths[c] ? width : widths[c];
        }
        if (blank)
            heads += widths[c];
        else
            printed += widths[c];
        blanks += blank;
    }
    if (blanks == 0 || printed > flow->width * 3 / 5 || printed + heads > flow->width)
        return table_widths(flow, table, 1);
    int32_t left = flow->width - printed - heads;
    for (size_t c = 0; c < block->column_count; c++)
        if (column_blank(block, c)) {
            int32_t share = left / blanks;
            widths[c] += share;
            left -= share;
            blanks--;
        }
    return widths;
}

/* The widths of the columns of block I, a table, and of the others of its series. */
static const int32_t *widths_of(struct flow *flow, const struct document_part *part, size_t i)
{
    const struct block *block = &part->blocks[i];
    struct table first = table_of(block);
    if (block->written)
        return written_widths(flow, block, &first);
    struct table *tables = memory_new(part->block_count, sizeof *tables);
    size_t count = 0;
    for (size_t k = 0; k < part->block_count; k++) {
        const struct block *other = &part->blocks[k];
        if (k == i || (other->kind == block_table && block->series != 0 && other->series == block->series))
            tables[count++] = table_of(other);
    }
    const int32_t *widths = table_widths(flow, tables, count);
    memory_free(tables);
    return widths;
}

/* --- text */

static void block_set(struct flow *flow, const struct document_part *part, size_t i)
{
    const struct block *block = &part->blocks[i];
    struct flow_style style = style_of(font_song, body_size, body_pitch);
    style.stroke = body_stroke;
    size_t first = flow->strips.len;
    switch (block->kind) {
    case block_paragraph:
        flow_paragraph(flow, block->text, &style);
        break;
    case block_heading:
        style = style_of(font_hei, heading_size, heading_pitch);
        flow_space(flow, body_pitch / 2);
        flow->mark = part->mark ? block->text : NULL;
        flow_paragraph(flow, block->text, &style);
        keep_from(flow, first);
        break;
    case block_subheading:
        style = style_of(font_kai, body_size, body_pitch);
        flow_paragraph(flow, block->text, &style);
        keep_from(flow, first);
        break;
    case block_table: {
        struct table table = table_of(block);
        flow_space(flow, body_pitch / 4);
        table_set(flow, &table, widths_of(flow, part, i));
        flow_space(flow, body_pitch / 3);
        break;
    }
    }
}

/* Draws the code with what is said of it at X and Y of the last strip; gives its height. */
static int32_t code_put(struct flow *flow, const struct document_part *part, int32_t x, int32_t y)
{
    const struct qr *code = &part->code;
    for (uint32_t row = 0; row < code->side; row++)
        for (uint32_t column = 0; column < code->side; column++) {
            int32_t left = (int32_t)((int64_t)code_side * column / code->side);
            int32_t top = (int32_t)((int64_t)code_side * row / code->side);
            if (code->modules[(size_t)row * code->side + column])
                flow_box(flow, &(struct sheet_box){
                                   x + left, y + top,
                                   (int32_t)((int64_t)code_side * (column + 1) / code->side) - left,
                                   (int32_t)((int64_t)code_side * (row + 1) / code->side) - top, sheet_ink});
        }
    struct flow_style style = style_of(font_song, scan_size, scan_pitch);
    style.align = line_centre;
    style.balance = true;
    return code_side + scan_pitch / 3 +
           flow_put(flow, x, y + code_side + scan_pitch / 3, code_side, part->scan, &style);
}

/* The title, and below it at the left the lines, at the right the code. */
static void head_set(struct flow *flow, const struct document_part *part)
{
    struct flow_style title = style_of(font_song, title_size, title_pitch);
    struct flow_style line = style_of(font_song, line_size, line_pitch);
    title.align = line_centre;
    title.stroke = title_stroke;
    title.balance = true;
    line.align = line_left;
    line.stroke = body_stroke;
    flow->mark = part->mark;
    flow_paragraph(flow, part->title, &title);
    flow_space(flow, body_pitch / 2);
    int32_t room = flow->width - (part->code.side > 0 ? code_side + code_gap : 0), height = 0;
    for (size_t i = 0; i < part->lines_len; i++)
        height += (int32_t)flow_lines(flow, part->lines[i], &line, room).len * line_pitch;
    if (height > 0 || part->code.side > 0) {
        flow_strip(flow, height);
        int32_t y = 0;
        for (size_t i = 0; i < part->lines_len; i++)
            y += flow_put(flow, 0, y, room, part->lines[i], &line);
        int32_t code = part->code.side > 0 ? code_put(flow, part, flow->width - code_side, 0) : 0;
        struct flow_strip *strip = &flow->strips.items[flow->strips.len - 1];
        strip->height = code > strip->height ? code : strip->height;
    }
    keep_from(flow, 0);
    flow_space(flow, body_pitch / 3);
}

/* What stands at the foot of the pages of PART, which are those of PAPER from FIRST on. */
static void feet_set(struct flow *flow, const struct document_part *part, size_t first)
{
    struct paper *paper = flow->paper;
    size_t pages = paper->sheets.len - first;
    int32_t y = flow->top + flow->height + foot_drop + flow_baseline(foot_size, foot_size);
    for (size_t i = first; i < paper->sheets.len; i++) {
        struct flow_style style = style_of(font_song, foot_size, foot_size);
        style.align = line_right;
        const char *text = arena_printf(&paper->arena, "%zu / %zu", i - first + 1, pages);
        paper_text(paper, i, flow->left, y, &flow_lines(flow, text, &style, flow->width).items[0]);
        style.align = line_left;
        if (part->foot && *part->foot)
            paper_text(paper, i, flow->left, y,
                       &flow_lines(flow, part->foot, &style, flow->width * 4 / 5).items[0]);
    }
}

static void part_compose(struct paper *paper, const struct document_part *part)
{
    int32_t width = part->wide ? sheet_a4_height : sheet_a4_width;
    int32_t height = part->wide ? sheet_a4_width : sheet_a4_height;
    struct flow flow = {.paper = paper,
                        .page_width = width,
                        .page_height = height,
                        .left = margin_left,
                        .top = margin_top,
                        .width = width - margin_left - margin_right,
                        .height = height - margin_top - margin_bottom,
                        .pitch = body_pitch};
    size_t first = paper->sheets.len;
    head_set(&flow, part);
    for (size_t i = 0; i < part->block_count; i++)
        block_set(&flow, part, i);
    flow_end(&flow);
    feet_set(&flow, part, first);
}

void document_compose(struct paper *paper, const struct fonts *fonts, const struct document *document)
{
    paper_begin(paper, fonts, document->title, document->language);
    for (size_t i = 0; i < document->count; i++)
        part_compose(paper, &document->parts[i]);
}
