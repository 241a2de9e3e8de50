#include "print/place.h"

int32_t place_text(struct flow *flow, size_t page, int32_t x, int32_t y, int32_t width, const char *text,
                   const struct flow_style *style)
{
    struct lines lines = flow_lines(flow, text, style, width);
    uint32_t element = element_of(&flow->paper->elements, style->element);
    for (size_t i = 0; i < lines.len; i++, y += style->pitch)
        paper_text(flow->paper, page, element, x, y + flow_baseline(style->size, style->pitch),
                   &lines.items[i]);
    return y;
}

int32_t place_fitted(struct flow *flow, size_t page, int32_t x, int32_t y, int32_t width, int32_t height,
                     const char *text, struct flow_style *style)
{
    enum { step = sheet_pt(1), least = sheet_pt(6) };
    int32_t size = style->size, pitch = style->pitch;
    while (style->size > least + step) {
        struct line_need need = flow_need(flow, text, style);
        if (need.piece <= width && (int32_t)flow_lines(flow, text, style, width).len * style->pitch <= height)
            break;
        style->size -= step;
        style->pitch = (int32_t)((int64_t)pitch * style->size / size);
    }
    return place_text(flow, page, x, y, width, text, style);
}

/* What takes the boxes of a code. */
typedef void code_take(struct flow *flow, size_t page, const struct sheet_box *box);

static void take_on_page(struct flow *flow, size_t page, const struct sheet_box *box)
{
    paper_box(flow->paper, page, box);
}

static void take_in_strip(struct flow *flow, size_t page, const struct sheet_box *box)
{
    (void)page;
    flow_box(flow, box);
}

/* Dark modules side by side are one box; all are a figure. */
static void code_draw(struct flow *flow, size_t page, int32_t x, int32_t y, int32_t side,
                      const struct place_code *code, code_take *take)
{
    struct paper *paper = flow->paper;
    uint32_t element = element_figure_of(&paper->elements, arena_copy(&paper->arena, code->meaning));
    const struct qr *qr = &code->qr;
    for (uint32_t row = 0; row < qr->side; row++)
        for (uint32_t from = 0, to; from < qr->side; from = to) {
            const unsigned char *modules = qr->modules + (size_t)row * qr->side;
            for (to = from + 1; to < qr->side && modules[to] == modules[from]; to++)
                ;
            int32_t left = (int32_t)((int64_t)side * from / qr->side);
            int32_t top = (int32_t)((int64_t)side * row / qr->side);
            if (modules[from])
                take(flow, page,
                     &(struct sheet_box){x + left, y + top, (int32_t)((int64_t)side * to / qr->side) - left,
                                         (int32_t)((int64_t)side * (row + 1) / qr->side) - top, sheet_ink,
                                         element});
        }
}

void place_code(struct flow *flow, size_t page, int32_t x, int32_t y, int32_t side,
                const struct place_code *code)
{
    code_draw(flow, page, x, y, side, code, take_on_page);
}

void place_code_in_strip(struct flow *flow, int32_t x, int32_t y, int32_t side, const struct place_code *code)
{
    code_draw(flow, 0, x, y, side, code, take_in_strip);
}
