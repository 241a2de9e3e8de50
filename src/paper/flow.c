#include "paper/flow.h"

#include <string.h>

void flow_turn(struct flow *flow)
{
    flow->page = paper_page(flow->paper, flow->page_width, flow->page_height);
    flow->y = flow->top;
}

void flow_begin(struct flow *flow)
{
    flow_turn(flow);
}

void flow_room(struct flow *flow, int32_t height)
{
    if (flow->y > flow->top && flow->y + height > flow->top + flow->height)
        flow_turn(flow);
}

void flow_space(struct flow *flow, int32_t height)
{
    if (flow->y > flow->top)
        flow->y += height;
}

int32_t flow_baseline(int32_t size, int32_t pitch)
{
    /* a Chinese square reaches from about 0.86 above the baseline to 0.14 below it */
    return (pitch - size) / 2 + (int32_t)((int64_t)size * 86 / 100);
}

/* TEXT in one span. */
static struct line_span span_of(const char *text, const struct flow_style *style)
{
    return (struct line_span){.text = text,
                              .len = strlen(text),
                              .style = style->face,
                              .size = style->size,
                              .bold = style->bold,
                              .colour = style->colour};
}

struct lines flow_lines(struct flow *flow, const char *text, const struct flow_style *style, int32_t width)
{
    struct line_span span = span_of(text, style);
    struct line_shape shape = {
        .width = width, .indent = style->indent, .align = style->align, .balance = style->balance};
    struct paper *paper = flow->paper;
    return line_break(paper->fonts, &paper->arena, &span, 1, &shape, &paper->missing);
}

void flow_paragraph(struct flow *flow, const char *text, const struct flow_style *style, int32_t keep)
{
    struct lines lines = flow_lines(flow, text, style, flow->width);
    for (size_t i = 0; i < lines.len; i++) {
        int32_t need = style->pitch;
        bool pair = lines.len >= 4 && (i == 0 || i + 2 == lines.len);
        if (pair)
            need += style->pitch;
        if (i + 1 == lines.len || (pair && i + 2 == lines.len))
            need += keep;
        flow_room(flow, need);
        paper_text(flow->paper, flow->page, flow->left, flow->y + flow_baseline(style->size, style->pitch),
                   &lines.items[i]);
        flow->y += style->pitch;
    }
}

void flow_put(struct flow *flow, size_t page, int32_t x, int32_t y, int32_t width, const char *text,
              const struct flow_style *style)
{
    struct lines lines = flow_lines(flow, text, style, width);
    for (size_t i = 0; i < lines.len; i++)
        paper_text(flow->paper, page, x,
                   y + (int32_t)i * style->pitch + flow_baseline(style->size, style->pitch), &lines.items[i]);
}
