#include "paper/flow.h"

#include "base/memory.h"

#include <string.h>

/* --- strips */

struct flow_strip *flow_strip(struct flow *flow, int32_t height)
{
    memory_push(&flow->strips, ((struct flow_strip){.height = height,
                                                    .above = flow->blank,
                                                    .tail = flow->tail,
                                                    .head = flow->head,
                                                    .mark = flow->mark,
                                                    .text = flow->texts.len,
                                                    .box = flow->boxes.len}));
    flow->blank = 0;
    flow->mark = NULL;
    return &flow->strips.items[flow->strips.len - 1];
}

void flow_text(struct flow *flow, uint32_t element, int32_t x, int32_t y, const struct line *line)
{
    memory_push(&flow->texts, ((struct sheet_text){line, x, y, element, false}));
}

void flow_box(struct flow *flow, const struct sheet_box *box)
{
    memory_push(&flow->boxes, *box);
}

void flow_space(struct flow *flow, int32_t height)
{
    flow->blank += height;
}

void flow_keep(struct flow *flow)
{
    if (flow->strips.len > 0)
        flow->strips.items[flow->strips.len - 1].end = flow_never;
}

/* --- pages */

/* What a page's end costs, in lines left free. */
enum { cost_page = 1000, cost_poor = 300, cost_bare = 20000, cost_never = 100000 };

/* The cost of a page of the strips FROM to END (behind the last), HEIGHT high. */
static int64_t page_cost(const struct flow *flow, size_t from, size_t end, int32_t height)
{
    static const int64_t costs[] = {[flow_well] = 0, [flow_poor] = cost_poor, [flow_never] = cost_never};
    int64_t cost = cost_page;
    if (end < flow->strips.len) {
        int32_t over = flow->height - height;
        return cost + costs[flow->strips.items[end - 1].end] + (over > 0 ? over / flow->pitch : 0);
    }
    for (size_t i = from; i < end; i++)
        if (!flow->strips.items[i].tail)
            return cost;
    return from > 0 ? cost + cost_bare : cost;
}

/* Decides the pages that cost the least together: ENDS[i] is where the page that begins with strip I ends. */
static void pages_part(const struct flow *flow, size_t *ends)
{
    size_t n = flow->strips.len;
    const struct flow_strip *strips = flow->strips.items;
    int64_t *costs = memory_new(n + 1, sizeof *costs);
    for (size_t i = n; i-- > 0;) {
        int32_t height = strips[i].head ? strips[strips[i].head - 1].height : 0;
        costs[i] = INT64_MAX;
        for (size_t end = i + 1; end <= n; end++) {
            height += strips[end - 1].height + (end - 1 > i ? strips[end - 1].above : 0);
            if (height > flow->height && end > i + 1)
                break;
            int64_t cost = page_cost(flow, i, end, height) + costs[end];
            if (cost <= costs[i]) { /* of equals the fuller page */
                costs[i] = cost;
                ends[i] = end;
            }
        }
    }
    memory_free(costs);
}

/* Puts strip I on PAGE; what of it is READ has its elements. */
static void strip_place(struct flow *flow, size_t i, size_t page, int32_t x, int32_t y, bool read)
{
    const struct flow_strip *strip = &flow->strips.items[i];
    bool final = i + 1 == flow->strips.len;
    size_t texts_end = final ? flow->texts.len : strip[1].text;
    size_t boxes_end = final ? flow->boxes.len : strip[1].box;
    for (size_t b = strip->box; b < boxes_end; b++) {
        struct sheet_box box = flow->boxes.items[b];
        box.x += x;
        box.y += y;
        box.element = read ? box.element : 0;
        paper_box(flow->paper, page, &box);
    }
    for (size_t t = strip->text; t < texts_end; t++) {
        const struct sheet_text *text = &flow->texts.items[t];
        paper_text(flow->paper, page, read ? text->element : 0, x + text->x, y + text->y, text->line);
    }
}

void flow_place(struct flow *flow, size_t i, size_t page, int32_t x, int32_t y)
{
    strip_place(flow, i, page, x, y, true);
}

void flow_repeat(struct flow *flow, size_t i, size_t page, int32_t x, int32_t y)
{
    strip_place(flow, i, page, x, y, false);
}

/* Makes the page of the strips FROM to END. */
static void page_make(struct flow *flow, size_t from, size_t end)
{
    size_t page = paper_sheet(flow->paper, flow->page_width, flow->page_height);
    int32_t y = flow->top;
    const struct flow_strip *strips = flow->strips.items;
    if (strips[from].head) {
        flow_repeat(flow, strips[from].head - 1, page, flow->left, y);
        y += strips[strips[from].head - 1].height;
    }
    for (size_t i = from; i < end; i++) {
        if (i > from)
            y += strips[i].above;
        if (strips[i].mark)
            paper_mark(flow->paper, page, y, strips[i].mark);
        flow_place(flow, i, page, flow->left, y);
        y += strips[i].height;
    }
    int32_t foot = strips[end - 1].foot;
    if (foot > 0)
        paper_box(
            flow->paper, page,
            &(struct sheet_box){flow->left - foot / 2, y - foot / 2, flow->width + foot, foot, sheet_ink, 0});
}

void flow_end(struct flow *flow)
{
    size_t n = flow->strips.len;
    size_t *ends = memory_new(n + 1, sizeof *ends);
    pages_part(flow, ends);
    for (size_t i = 0; i < n; i = ends[i])
        page_make(flow, i, ends[i]);
    memory_free(ends);
    flow_empty(flow);
}

void flow_empty(struct flow *flow)
{
    memory_free(flow->strips.items);
    memory_free(flow->texts.items);
    memory_free(flow->boxes.items);
    memset(&flow->strips, 0, sizeof flow->strips);
    memset(&flow->texts, 0, sizeof flow->texts);
    memset(&flow->boxes, 0, sizeof flow->boxes);
}

/* --- text */

int32_t flow_baseline(int32_t size, int32_t pitch)
{
    /* a Chinese square reaches from about 0.86 above the baseline to 0.14 below it */
    return (pitch - size) / 2 + (int32_t)((int64_t)size * 86 / 100);
}

/* TEXT as it is set in STYLE. */
static struct line_span span_of(const char *text, const struct flow_style *style)
{
    return (struct line_span){.text = text,
                              .len = strlen(text),
                              .style = style->face,
                              .size = style->size,
                              .stroke = style->stroke,
                              .colour = style->colour};
}

struct lines flow_lines(struct flow *flow, const char *text, const struct flow_style *style, int32_t width)
{
    struct line_span span = span_of(text, style);
    struct line_shape shape = {.width = width,
                               .indent = style->indent,
                               .align = style->align,
                               .balance = style->balance,
                               .even_end = style->even_end};
    return standing_lines(flow->paper->standing, &span, &shape, &flow->paper->missing);
}

struct line_need flow_need(struct flow *flow, const char *text, const struct flow_style *style)
{
    struct line_span span = span_of(text, style);
    return standing_need(flow->paper->standing, &span, &flow->paper->missing);
}

void flow_paragraph(struct flow *flow, const char *text, const struct flow_style *style)
{
    struct lines lines = flow_lines(flow, text, style, flow->width);
    uint32_t element = element_of(&flow->paper->elements, style->element);
    for (size_t i = 0; i < lines.len; i++) {
        struct flow_strip *strip = flow_strip(flow, style->pitch);
        if (i + 1 < lines.len && (i == 0 || i + 2 == lines.len))
            strip->end = flow_poor; /* a line alone */
        flow_text(flow, element, 0, flow_baseline(style->size, style->pitch), &lines.items[i]);
    }
}

int32_t flow_put(struct flow *flow, int32_t x, int32_t y, int32_t width, const char *text,
                 const struct flow_style *style)
{
    struct lines lines = flow_lines(flow, text, style, width);
    uint32_t element = element_of(&flow->paper->elements, style->element);
    for (size_t i = 0; i < lines.len; i++)
        flow_text(flow, element, x, y + (int32_t)i * style->pitch + flow_baseline(style->size, style->pitch),
                  &lines.items[i]);
    return (int32_t)lines.len * style->pitch;
}
