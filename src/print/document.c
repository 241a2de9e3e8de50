#include "print/document.h"

#include "base/memory.h"
#include "print/place.h"

#include <string.h>

static const struct size_field fields[] = {
    {"left", offsetof(struct document_sizes, left), false},
    {"right", offsetof(struct document_sizes, right), false},
    {"top", offsetof(struct document_sizes, top), false},
    {"bottom", offsetof(struct document_sizes, bottom), false},
    {"foot_drop", offsetof(struct document_sizes, foot_drop), false},
    {"title", offsetof(struct document_sizes, title), false},
    {"title_pitch", offsetof(struct document_sizes, title_pitch), false},
    {"line", offsetof(struct document_sizes, line), false},
    {"line_pitch", offsetof(struct document_sizes, line_pitch), false},
    {"heading", offsetof(struct document_sizes, heading), false},
    {"heading_pitch", offsetof(struct document_sizes, heading_pitch), false},
    {"body", offsetof(struct document_sizes, body), false},
    {"body_pitch", offsetof(struct document_sizes, body_pitch), false},
    {"stroke", offsetof(struct document_sizes, stroke), false},
    {"table", offsetof(struct document_sizes, table), false},
    {"table_pitch", offsetof(struct document_sizes, table_pitch), false},
    {"written_pitch", offsetof(struct document_sizes, written_pitch), false},
    {"foot", offsetof(struct document_sizes, foot), false},
    {"code", offsetof(struct document_sizes, code), false},
    {"code_gap", offsetof(struct document_sizes, code_gap), false},
    {"scan", offsetof(struct document_sizes, scan), false},
    {"scan_pitch", offsetof(struct document_sizes, scan_pitch), false},
};

const struct size_table document_sizes = size_table_of("documents", fields, struct document_sizes);

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

static struct table table_of(const struct document_sizes *s, const struct block *block)
{
    struct table table = {.columns = block->columns,
                          .column_count = block->column_count,
                          .cells = block->cells,
                          .rows = block->rows,
                          .notes = block->notes,
                          .lines = block->lines,
                          .head = style_of(font_hei, s->table, s->table_pitch),
                          .body = style_of(font_song, s->table, s->table_pitch)};
    table.body.stroke = s->stroke;
    if (block->written) {
        table.body.pitch = s->written_pitch;
        table.grouped = true;
    }
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
    return flow_need(flow, text ? text : "", style).whole + 2 * table_padding + 20;
}

/* Narrows the widest of those WIDTHS whose column in BLOCK is not blank until they take no more than MOST. */
static void printed_narrow(const struct block *block, int32_t *widths, int32_t printed, int32_t most)
{
    while (printed > most) {
        size_t widest = block->column_count;
        int32_t next = 0; /* the widest but that */
        for (size_t c = 0; c < block->column_count; c++) {
            if (column_blank(block, c))
                continue;
            if (widest == block->column_count || widths[c] > widths[widest]) {
                next = widest == block->column_count ? 0 : widths[widest];
                widest = c;
            } else if (widths[c] > next) {
                next = widths[c];
            }
        }
        int32_t over = printed - most, step = widths[widest] - next;
        step = step > 0 && step < over ? step : over;
        widths[widest] -= step;
        printed -= step;
    }
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
    int32_t most = flow->width * 3 / 5;
    if (most > flow->width - heads)
        most = flow->width - heads;
    if (blanks == 0 || blanks == (int32_t)block->column_count || most < flow->width / 3)
        return table_widths(flow, table, 1);
    if (printed > most) {
        printed_narrow(block, widths, printed, most);
        printed = most;
    }
    int32_t left = flow->width - printed - heads;
    for (size_t c = 0; c < block->column_count; c++)
        if (blanks > 0 && column_blank(block, c)) {
            int32_t share = left / blanks;
            widths[c] += share;
            left -= share;
            blanks--;
        }
    return widths;
}

/* The widths of the columns of block I, a table, and of the others of its series. */
static const int32_t *widths_of(const struct document_sizes *s, struct flow *flow,
                                const struct document_part *part, size_t i)
{
    const struct block *block = &part->blocks[i];
    struct table first = table_of(s, block);
    if (block->written)
        return written_widths(flow, block, &first);
    struct table *tables = memory_new(part->block_count, sizeof *tables);
    size_t count = 0;
    for (size_t k = 0; k < part->block_count; k++) {
        const struct block *other = &part->blocks[k];
        if (k == i || (other->kind == block_table && block->series != 0 && other->series == block->series))
            tables[count++] = table_of(s, other);
    }
    const int32_t *widths = table_widths(flow, tables, count);
    memory_free(tables);
    return widths;
}

/* --- text */

static void block_set(const struct document_sizes *s, struct flow *flow, const struct document_part *part,
                      size_t i)
{
    const struct block *block = &part->blocks[i];
    struct flow_style style = style_of(font_song, s->body, s->body_pitch);
    style.stroke = s->stroke;
    size_t first = flow->strips.len;
    switch (block->kind) {
    case block_paragraph:
        flow_paragraph(flow, block->text, &style);
        break;
    case block_heading:
        style = style_of(font_hei, s->heading, s->heading_pitch);
        style.element = element_heading;
        flow_space(flow, s->body_pitch / 2);
        flow->mark = part->mark ? block->text : NULL;
        flow_paragraph(flow, block->text, &style);
        keep_from(flow, first);
        break;
    case block_subheading:
        style = style_of(font_kai, s->body, s->body_pitch);
        style.element = element_subheading;
        flow_paragraph(flow, block->text, &style);
        keep_from(flow, first);
        break;
    case block_table: {
        struct table table = table_of(s, block);
        flow_space(flow, s->body_pitch / 4);
        table_set(flow, &table, widths_of(s, flow, part, i));
        flow_space(flow, s->body_pitch / 3);
        break;
    }
    }
}

/* Draws the code with what is said of it at X and Y of the last strip; gives its height. */
static int32_t code_put(const struct document_sizes *s, struct flow *flow, const struct document_part *part,
                        int32_t x, int32_t y)
{
    place_code_in_strip(flow, x, y, s->code, &part->code);
    struct flow_style style = style_of(font_song, s->scan, s->scan_pitch);
    style.align = line_centre;
    style.balance = true;
    return s->code + s->scan_pitch / 3 +
           flow_put(flow, x, y + s->code + s->scan_pitch / 3, s->code, part->scan, &style);
}

/* The title, and below it at the left the lines, at the right the code. */
static void head_set(const struct document_sizes *s, struct flow *flow, const struct document_part *part)
{
    struct flow_style title = style_of(font_song, s->title, s->title_pitch);
    struct flow_style line = style_of(font_song, s->line, s->line_pitch);
    title.align = line_centre;
    title.stroke = s->title / 48;
    title.balance = true;
    title.element = element_title;
    line.align = line_left;
    line.stroke = s->stroke;
    flow->mark = part->mark;
    flow_paragraph(flow, part->title, &title);
    flow_space(flow, s->body_pitch / 2);
    int32_t room = flow->width - (part->code.qr.side > 0 ? s->code + s->code_gap : 0), height = 0;
    for (size_t i = 0; i < part->lines_len; i++)
        height += (int32_t)flow_lines(flow, part->lines[i], &line, room).len * s->line_pitch;
    if (height > 0 || part->code.qr.side > 0) {
        flow_strip(flow, height);
        int32_t y = 0;
        for (size_t i = 0; i < part->lines_len; i++)
            y += flow_put(flow, 0, y, room, part->lines[i], &line);
        int32_t code = part->code.qr.side > 0 ? code_put(s, flow, part, flow->width - s->code, 0) : 0;
        struct flow_strip *strip = &flow->strips.items[flow->strips.len - 1];
        strip->height = code > strip->height ? code : strip->height;
    }
    keep_from(flow, 0);
    flow_space(flow, s->body_pitch / 3);
}

/* What stands at the foot of the pages of PART, which are those of PAPER from FIRST on. */
static void feet_set(const struct document_sizes *s, struct flow *flow, const struct document_part *part,
                     size_t first)
{
    struct paper *paper = flow->paper;
    size_t pages = paper->sheets.len - first;
    int32_t y = flow->top + flow->height + s->foot_drop + flow_baseline(s->foot, s->foot);
    for (size_t i = first; i < paper->sheets.len; i++) {
        struct flow_style style = style_of(font_song, s->foot, s->foot);
        style.align = line_right;
        const char *text = arena_printf(&paper->arena, "%zu / %zu", i - first + 1, pages);
        paper_text(paper, i, 0, flow->left, y, &flow_lines(flow, text, &style, flow->width).items[0]);
        style.align = line_left;
        if (part->foot && *part->foot)
            paper_text(paper, i, 0, flow->left, y,
                       &flow_lines(flow, part->foot, &style, flow->width * 4 / 5).items[0]);
    }
}

/* Composes PART behind the pages of PAPER in the sizes S; how many pages it has. */
static size_t part_put(const struct document_sizes *s, struct paper *paper, const struct document_part *part)
{
    int32_t width = part->wide ? sheet_a4_height : sheet_a4_width;
    int32_t height = part->wide ? sheet_a4_width : sheet_a4_height;
    struct flow flow = {.paper = paper,
                        .page_width = width,
                        .page_height = height,
                        .left = s->left,
                        .top = s->top,
                        .width = width - s->left - s->right,
                        .height = height - s->top - s->bottom,
                        .pitch = s->body_pitch};
    size_t first = paper->sheets.len;
    element_begin(&paper->elements, element_section);
    head_set(s, &flow, part);
    for (size_t i = 0; i < part->block_count; i++)
        block_set(s, &flow, part, i);
    element_end(&paper->elements);
    flow_end(&flow);
    feet_set(s, &flow, part, first);
    return paper->sheets.len - first;
}

/* The sizes in which PART, that is to stand on one page, does so, or those as small as can be read. */
static struct document_sizes sizes_fitting(const struct document_sizes *s, const struct paper *paper,
                                           const struct document_part *part)
{
    const int32_t step = sheet_pt(0.5), least = sheet_pt(7);
    struct document_sizes fitting = *s;
    for (; fitting.table - step >= least; fitting.table -= step) {
        struct paper trial;
        paper_begin(&trial, paper->standing, "", paper->language);
        fitting.table_pitch = (int32_t)((int64_t)s->table_pitch * fitting.table / s->table);
        size_t pages = part_put(&fitting, &trial, part);
        paper_free(&trial);
        if (pages <= 1)
            break;
    }
    return fitting;
}

static void part_compose(const struct document_sizes *s, struct paper *paper,
                         const struct document_part *part)
{
    if (!part->single) {
        part_put(s, paper, part);
        return;
    }
    struct document_sizes fitting = sizes_fitting(s, paper, part);
    part_put(&fitting, paper, part);
}

void document_compose(struct paper *paper, struct standing *standing, const struct document *document)
{
    paper_begin(paper, standing, document->title, document->language);
    for (size_t i = 0; i < document->count; i++)
        part_compose(document->sizes, paper, &document->parts[i]);
}
