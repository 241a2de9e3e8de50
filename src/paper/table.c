#include "paper/table.h"

#include "base/memory.h"

#include <string.h>

#define padding_x   page_pt(3)
#define padding_y   page_pt(3)
#define rule_thin   page_pt(0.5)
#define rule_colour 0x000000u
#define band_colour 0xf0f0f0u

/* What a table needs while it is set. */
struct setting {
    struct flow *flow;
    const struct table *table;
    int32_t *widths;    /* of the columns, padding included */
    struct lines *head; /* the headings, broken */
    int32_t head_height;
};

static int32_t larger(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static const char *cell_text(const struct table *table, size_t row, size_t column)
{
    const char *text = table->cells[row * table->column_count + column];
    return text ? text : "";
}

static int32_t natural_width(struct flow *flow, const char *text, const struct flow_style *style)
{
    struct line_span span = {
        .text = text, .len = strlen(text), .style = style->face, .size = style->size, .bold = style->bold};
    struct paper *paper = flow->paper;
    return line_width(paper->fonts, &paper->arena, &span, 1, &paper->missing) + 2 * padding_x;
}

/* Shrinks the widest columns until their sum is TOTAL. */
static void widths_shrink(int32_t *widths, size_t count, int32_t total)
{
    int32_t low = 0, high = total;
    /* the greatest cap under which they fit; the sum grows with it */
    while (low < high) {
        int32_t middle = low + (high - low + 1) / 2;
        int64_t sum = 0;
        for (size_t i = 0; i < count; i++)
            sum += widths[i] < middle ? widths[i] : middle;
        if (sum <= total)
            low = middle;
        else
            high = middle - 1;
    }
    for (size_t i = 0; i < count; i++)
        if (widths[i] > low)
            widths[i] = low;
}

/* Decides the columns' widths. */
static void widths_set(struct setting *setting)
{
    const struct table *table = setting->table;
    int32_t total = setting->flow->width;
    int64_t sum = 0;
    for (size_t c = 0; c < table->column_count; c++) {
        int32_t width = natural_width(setting->flow, table->columns[c].heading, &table->head);
        const char *sample = table->samples ? table->samples[c] : NULL;
        if (sample)
            width = larger(width, natural_width(setting->flow, sample, &table->body));
        for (size_t r = 0; !sample && r < table->rows; r++)
            width = larger(width, natural_width(setting->flow, cell_text(table, r, c), &table->body));
        setting->widths[c] = width + 10; /* a hundredth of a point against rounding */
        sum += setting->widths[c];
    }
    if (sum > total) {
        widths_shrink(setting->widths, table->column_count, total);
        sum = 0;
        for (size_t c = 0; c < table->column_count; c++)
            sum += setting->widths[c];
    }
    /* what is over goes to all in proportion, the rounding to the last */
    int64_t over = total - sum;
    int32_t left = total;
    for (size_t c = 0; c < table->column_count; c++) {
        if (sum > 0)
            setting->widths[c] += (int32_t)(over * setting->widths[c] / sum);
        left -= setting->widths[c];
    }
    setting->widths[table->column_count - 1] += left;
}

/* Breaks one row's cells (TEXTS NULL: the headings) into LINES; gives the most lines a cell has. */
static size_t row_break(struct setting *setting, const char *const *texts, struct lines *lines)
{
    bool head = !texts;
    const struct table *table = setting->table;
    size_t most = 1;
    for (size_t c = 0; c < table->column_count; c++) {
        struct flow_style style = head ? table->head : table->body;
        style.align = head ? line_centre : table->columns[c].align;
        style.balance = head;
        const char *text = !texts ? table->columns[c].heading : texts[c] ? texts[c] : "";
        lines[c] = flow_lines(setting->flow, text, &style, setting->widths[c] - 2 * padding_x);
        if (lines[c].len > most)
            most = lines[c].len;
    }
    return most;
}

/* Draws the lines FROM to TO of a row's cells and the rules around them at the flow's place. */
static void row_draw(struct setting *setting, const struct lines *lines, size_t from, size_t to, bool head)
{
    struct flow *flow = setting->flow;
    const struct table *table = setting->table;
    const struct flow_style *style = head ? &table->head : &table->body;
    int32_t height = (int32_t)(to - from) * style->pitch + 2 * padding_y;
    if (head)
        paper_box(flow->paper, flow->page,
                  &(struct page_box){flow->left, flow->y, flow->width, height, band_colour});
    int32_t x = flow->left;
    for (size_t c = 0; c < table->column_count; c++) {
        size_t own = lines[c].len < to ? lines[c].len : to;
        size_t count = own > from ? own - from : 0;
        /* in the middle of its row's height */
        int32_t y = flow->y + padding_y + (int32_t)(to - from - count) * style->pitch / 2;
        for (size_t i = 0; i < count; i++)
            paper_text(flow->paper, flow->page, x + padding_x,
                       y + (int32_t)i * style->pitch + flow_baseline(style->size, style->pitch),
                       &lines[c].items[from + i]);
        paper_box(flow->paper, flow->page,
                  &(struct page_box){x - rule_thin / 2, flow->y, rule_thin, height, rule_colour});
        x += setting->widths[c];
    }
    paper_box(flow->paper, flow->page,
              &(struct page_box){x - rule_thin / 2, flow->y, rule_thin, height, rule_colour});
    flow->y += height;
    paper_box(flow->paper, flow->page,
              &(struct page_box){flow->left - rule_thin / 2, flow->y - rule_thin / 2, flow->width + rule_thin,
                                 rule_thin, rule_colour});
}

/* Draws the headings and the rule above them. */
static void head_draw(struct setting *setting)
{
    struct flow *flow = setting->flow;
    struct page_box rule = {flow->left - rule_thin / 2, flow->y - rule_thin / 2, flow->width + rule_thin,
                            rule_thin, rule_colour};
    size_t most = 1;
    for (size_t c = 0; c < setting->table->column_count; c++)
        if (setting->head[c].len > most)
            most = setting->head[c].len;
    row_draw(setting, setting->head, 0, most, true);
    paper_box(flow->paper, flow->page, &rule);
}

/* Turns the page unless HEIGHT is free, with the headings at the top of the new one. */
static void row_room(struct setting *setting, int32_t height)
{
    size_t page = setting->flow->page;
    flow_room(setting->flow, height);
    if (setting->flow->page != page)
        head_draw(setting);
}

static void row_set(struct setting *setting, const char *const *texts, struct lines *lines)
{
    struct flow *flow = setting->flow;
    int32_t pitch = setting->table->body.pitch;
    size_t most = row_break(setting, texts, lines);
    int32_t most_height = flow->height - setting->head_height - 2 * padding_y;
    size_t page_lines = most_height > pitch ? (size_t)(most_height / pitch) : 1;
    if (most <= page_lines) {
        row_room(setting, (int32_t)most * pitch + 2 * padding_y);
        row_draw(setting, lines, 0, most, false);
        return;
    }
    for (size_t from = 0; from < most;) {
        row_room(setting, pitch + 2 * padding_y);
        int32_t room = flow->top + flow->height - flow->y - 2 * padding_y;
        size_t count = room > pitch ? (size_t)(room / pitch) : 1;
        size_t to = from + count < most ? from + count : most;
        row_draw(setting, lines, from, to, false);
        from = to;
    }
}

void table_set(struct flow *flow, const struct table *table)
{
    if (table->column_count == 0)
        return;
    struct setting setting = {.flow = flow, .table = table};
    setting.widths = memory_new(table->column_count, sizeof *setting.widths);
    setting.head = memory_new(table->column_count, sizeof *setting.head);
    struct lines *lines = memory_new(table->column_count, sizeof *lines);
    widths_set(&setting);
    size_t most = row_break(&setting, NULL, setting.head);
    setting.head_height = (int32_t)most * table->head.pitch + 2 * padding_y;
    /* the headings never stand alone at a page's end */
    flow_room(flow, setting.head_height + table->body.pitch * 2 + 2 * padding_y);
    head_draw(&setting);
    for (size_t r = 0; r < table->rows; r++)
        row_set(&setting, table->cells + r * table->column_count, lines);
    memory_free(lines);
    memory_free(setting.head);
    memory_free(setting.widths);
}
