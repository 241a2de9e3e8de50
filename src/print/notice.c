#include "print/notice.h"

#include <string.h>

#define area_left   page_mm(28)
#define area_top    page_mm(37)
#define area_width  page_mm(156)
#define area_height page_mm(225)

#define body_size   (area_width / 28)  /* 28 characters a line: 3号, 15.8 pt */
#define body_pitch  (area_height / 22) /* 22 lines a page */
#define title_size  page_pt(22)
#define title_pitch page_pt(36)
#define table_size  page_pt(12)
#define table_pitch page_pt(18)
#define number_size page_pt(14)
#define number_drop page_mm(7) /* from the type area to the page number */

static struct flow_style body_style(enum font_style face)
{
    return (struct flow_style){
        .face = face, .size = body_size, .pitch = body_pitch, .indent = 2 * body_size, .align = line_justify};
}

static void title_set(struct flow *flow, const char *title)
{
    struct flow_style style = {.face = font_song,
                               .size = title_size,
                               .pitch = title_pitch,
                               .align = line_centre,
                               .bold = true,
                               .balance = true};
    paper_mark(flow->paper, flow->page, flow->y, title);
    flow_paragraph(flow, title, &style, body_pitch);
    flow_space(flow, body_pitch);
}

static void table_block_set(struct flow *flow, const struct notice_block *block)
{
    struct table table = {.columns = block->columns,
                          .column_count = block->column_count,
                          .cells = block->cells,
                          .rows = block->rows,
                          .samples = block->samples,
                          .head = {.face = font_hei, .size = table_size, .pitch = table_pitch},
                          .body = {.face = font_song, .size = table_size, .pitch = table_pitch}};
    flow_space(flow, body_pitch / 4);
    table_set(flow, &table);
    flow_space(flow, body_pitch / 3);
}

/* Height that must be free for the beginning of the blocks from I on, so that no heading parts from them. */
static int32_t beginning(const struct notice_paper *notice, size_t i)
{
    int32_t height = 0;
    for (; i < notice->block_count; i++) {
        height += body_pitch;
        if (notice->blocks[i].kind == notice_table)
            height += 2 * body_pitch + body_pitch / 4; /* its headings and first row */
        if (notice->blocks[i].kind == notice_paragraph)
            height += body_pitch;
        if (notice->blocks[i].kind == notice_table || notice->blocks[i].kind == notice_paragraph)
            break;
    }
    return height;
}

/* Sets block I; KEEP is what must follow it on the same page. */
static void block_set(struct flow *flow, const struct notice_paper *notice, size_t i, int32_t keep)
{
    const struct notice_block *block = &notice->blocks[i];
    struct flow_style style = body_style(font_song);
    switch (block->kind) {
    case notice_paragraph:
        flow_paragraph(flow, block->text, &style, keep);
        break;
    case notice_heading:
        style.face = font_hei;
        flow_room(flow, style.pitch + beginning(notice, i + 1));
        paper_mark(flow->paper, flow->page, flow->y, block->text);
        flow_paragraph(flow, block->text, &style, beginning(notice, i + 1));
        break;
    case notice_subheading:
        style.face = font_kai;
        flow_paragraph(flow, block->text, &style, beginning(notice, i + 1));
        break;
    case notice_table:
        table_block_set(flow, block);
        break;
    }
}

/*
 * Name and date by 7.3.5.1: the date four characters from the right edge, the name centred above it (a longer
 * name two characters from the edge, the date centred below); two lines free above, so that the seal, 42 mm
 * wide, lies on both and does not touch the text.
 */
static void signature_set(struct flow *flow, const struct notice_paper *notice)
{
    struct flow_style style = body_style(font_song);
    style.indent = 0;
    style.align = line_centre;
    struct paper *paper = flow->paper;
    struct line_span spans[2] = {
        {.text = notice->name, .len = strlen(notice->name), .style = font_song, .size = body_size},
        {.text = notice->date, .len = strlen(notice->date), .style = font_song, .size = body_size}};
    int32_t widths[2];
    for (int i = 0; i < 2; i++)
        widths[i] = line_width(paper->fonts, &paper->arena, &spans[i], 1, &paper->missing) + 10;
    int32_t wide = widths[0] > widths[1] ? widths[0] : widths[1];
    int32_t centre = area_width - 4 * body_size - widths[1] / 2;
    if (centre + wide / 2 > area_width - 2 * body_size)
        centre = area_width - 2 * body_size - wide / 2;
    if (wide > area_width - 2 * body_size) {
        wide = area_width;
        centre = area_width / 2;
    }
    struct lines name = flow_lines(flow, notice->name, &style, wide);
    flow_room(flow, (3 + (int32_t)name.len) * body_pitch);
    flow->y += 2 * body_pitch;
    flow_put(flow, flow->page, flow->left + centre - wide / 2, flow->y, wide, notice->name, &style);
    flow->y += (int32_t)name.len * body_pitch;
    flow_put(flow, flow->page, flow->left + centre - wide / 2, flow->y, wide, notice->date, &style);
    flow->y += body_pitch;
}

/* "— 1 —" below the type area, a character from the edge: odd pages right, even ones left (7.5). */
static void numbers_set(struct flow *flow)
{
    struct flow_style style = {.face = font_song, .size = number_size, .pitch = number_size};
    for (size_t i = 0; i < flow->paper->pages.len; i++) {
        style.align = i % 2 == 0 ? line_right : line_left;
        const char *text = arena_printf(&flow->paper->arena, "— %zu —", i + 1);
        flow_put(flow, i, area_left + number_size, area_top + area_height + number_drop,
                 area_width - 2 * number_size, text, &style);
    }
}

void notice_compose(struct paper *paper, const struct fonts *fonts, const struct notice_paper *notice)
{
    paper_begin(paper, fonts, notice->title, notice->language);
    struct flow flow = {.paper = paper,
                        .page_width = page_a4_width,
                        .page_height = page_a4_height,
                        .left = area_left,
                        .top = area_top,
                        .width = area_width,
                        .height = area_height};
    flow_begin(&flow);
    title_set(&flow, notice->title);
    if (notice->addressee) {
        struct flow_style style = body_style(font_song);
        style.indent = 0;
        flow_paragraph(&flow, notice->addressee, &style, body_pitch);
    }
    /* what must stand on one page: the closing line, or else the last paragraph's end, and the signature */
    int32_t tail = 5 * body_pitch;
    for (size_t i = 0; i < notice->block_count; i++)
        block_set(&flow, notice, i, i + 1 == notice->block_count && !notice->closing ? tail : 0);
    if (notice->closing) {
        struct flow_style style = body_style(font_song);
        flow_paragraph(&flow, notice->closing, &style, tail);
    }
    signature_set(&flow, notice);
    numbers_set(&flow);
}
