#include "paper/table.h"

#include "base/memory.h"

#define padding_y   sheet_pt(3)
#define rule_thin   sheet_pt(0.5)
#define band_colour 0xf0f0f0u

/* What a table needs while it is set. */
struct setting {
    struct flow *flow;
    const struct table *table;
    const int32_t *widths;
    int32_t head_height;
    uint32_t *elements; /* of the cells of a row */
};

/* Adds the lines FROM to TO of a row's cells, a rule below them unless they are a PART of it. */
static void row_add(struct setting *setting, const struct lines *lines, size_t from, size_t to, bool head,
                    bool part)
{
    struct flow *flow = setting->flow;
    const struct table *table = setting->table;
    const struct flow_style *style = head ? &table->head : &table->body;
    int32_t height = (int32_t)(to - from) * style->pitch + 2 * padding_y;
    struct flow_strip *strip = flow_strip(flow, height);
    if (part)
        strip->foot = rule_thin;
    if (head)
        flow_box(flow, &(struct sheet_box){0, 0, flow->width, height, band_colour, 0});
    int32_t x = 0;
    for (size_t c = 0; c < table->column_count; c++) {
        if (setting->widths[c] == 0)
            continue;
        size_t own = lines[c].len < to ? lines[c].len : to;
        size_t count = own > from ? own - from : 0;
        /* in the middle of its row's height */
        int32_t y = padding_y + (int32_t)(to - from - count) * style->pitch / 2;
        for (size_t i = 0; i < count; i++)
            flow_text(flow, setting->elements[c], x + table_padding,
                      y + (int32_t)i * style->pitch + flow_baseline(style->size, style->pitch),
                      &lines[c].items[from + i]);
        flow_box(flow, &(struct sheet_box){x - rule_thin / 2, 0, rule_thin, height, sheet_ink, 0});
        x += setting->widths[c];
    }
    flow_box(flow, &(struct sheet_box){x - rule_thin / 2, 0, rule_thin, height, sheet_ink, 0});
    struct sheet_box rule = {-rule_thin / 2, -rule_thin / 2, flow->width + rule_thin,
                             rule_thin,      sheet_ink,      0};
    if (head)
        flow_box(flow, &rule);
    rule.y = height - rule_thin / 2;
    if (!part)
        flow_box(flow, &rule);
}

/* Breaks one row's cells (TEXTS NULL: the headings) into LINES; gives the most lines a cell has. */
static size_t row_break(struct setting *setting, const char *const *texts, struct lines *lines)
{
    bool head = !texts;
    const struct table *table = setting->table;
    size_t most = 1;
    for (size_t c = 0; c < table->column_count; c++) {
        lines[c] = (struct lines){0};
        if (setting->widths[c] == 0)
            continue;
        struct flow_style style = head ? table->head : table->body;
        style.align = head ? line_centre : table->columns[c].align;
        style.balance = head;
        style.even_end = !head;
        const char *text = !texts ? table->columns[c].heading : texts[c] ? texts[c] : "";
        lines[c] = flow_lines(setting->flow, text, &style, setting->widths[c] - 2 * table_padding);
        if (lines[c].len > most)
            most = lines[c].len;
    }
    return most;
}

/* The height of LINES of a note, with the blank below it. */
static int32_t note_height(const struct setting *setting, size_t lines)
{
    return (int32_t)lines * setting->table->body.pitch + padding_y;
}

/* Adds the lines FROM to TO of NOTE below its row's cells, a rule below them unless they are a PART of it. */
static void note_add(struct setting *setting, const struct lines *note, uint32_t element, size_t from,
                     size_t to, bool part)
{
    struct flow *flow = setting->flow;
    const struct flow_style *style = &setting->table->body;
    int32_t height = part ? (int32_t)(to - from) * style->pitch : note_height(setting, to - from);
    struct flow_strip *strip = flow_strip(flow, height);
    if (part)
        strip->foot = rule_thin;
    for (size_t i = from; i < to; i++)
        flow_text(flow, element, table_padding,
                  (int32_t)(i - from) * style->pitch + flow_baseline(style->size, style->pitch),
                  &note->items[i]);
    flow_box(flow, &(struct sheet_box){-rule_thin / 2, 0, rule_thin, height, sheet_ink, 0});
    flow_box(flow, &(struct sheet_box){flow->width - rule_thin / 2, 0, rule_thin, height, sheet_ink, 0});
    if (!part)
        flow_box(flow, &(struct sheet_box){-rule_thin / 2, height - rule_thin / 2, flow->width + rule_thin,
                                           rule_thin, sheet_ink, 0});
}

/* The element of a note, in a row of its own. */
static uint32_t note_element(struct setting *setting)
{
    struct elements *elements = &setting->flow->paper->elements;
    size_t columns = 0;
    for (size_t c = 0; c < setting->table->column_count; c++)
        columns += setting->widths[c] > 0;
    element_begin(elements, element_row);
    uint32_t element = element_wide_of(elements, columns);
    element_end(elements);
    return element;
}

/* Gives the cells of a row, which is the HEAD or not, their elements. */
static void row_elements(struct setting *setting, bool head)
{
    struct elements *elements = &setting->flow->paper->elements;
    element_begin(elements, element_row);
    for (size_t c = 0; c < setting->table->column_count; c++)
        if (setting->widths[c] > 0)
            setting->elements[c] = element_of(elements, head ? element_column_head : element_cell);
    element_end(elements);
}

/* Sets row R with what is said below it. */
static void row_set(struct setting *setting, size_t r, struct lines *lines)
{
    const struct table *table = setting->table;
    const char *const *texts = table->cells + r * table->column_count;
    const char *said = table->notes ? table->notes[r] : NULL;
    struct flow *flow = setting->flow;
    struct flow_style style = table->body;
    style.align = line_justify;
    size_t most = row_break(setting, texts, lines);
    if (table->lines && table->lines[r] > most)
        most = table->lines[r];
    struct lines note = {0};
    if (said)
        note = flow_lines(flow, said, &style, flow->width - 2 * table_padding);
    row_elements(setting, false);
    uint32_t element = note.len > 0 ? note_element(setting) : 0;
    int32_t needs =
        (int32_t)most * style.pitch + 2 * padding_y + (note.len ? note_height(setting, note.len) : 0);
    bool whole = needs <= flow->height - setting->head_height;
    for (size_t from = 0, to; from < most; from = to) {
        to = whole ? most : from + 1;
        row_add(setting, lines, from, to, false, note.len > 0 || to < most);
    }
    if (whole && note.len > 0) {
        flow->strips.items[flow->strips.len - 1].foot = 0;
        flow_keep(flow);
    }
    for (size_t from = 0, to; from < note.len; from = to) {
        to = whole ? note.len : from + 1;
        note_add(setting, &note, element, from, to, to < note.len);
    }
}

static bool is_blank(const char *text)
{
    return !text || !*text;
}

void table_set(struct flow *flow, const struct table *table, const int32_t *widths)
{
    if (table->column_count == 0)
        return;
    struct setting setting = {.flow = flow, .table = table, .widths = widths};
    struct lines *lines = memory_new(table->column_count, sizeof *lines);
    setting.elements = memory_new(table->column_count, sizeof *setting.elements);
    size_t most = row_break(&setting, NULL, lines);
    element_begin(&flow->paper->elements, element_table);
    row_elements(&setting, true);
    row_add(&setting, lines, 0, most, true, false);
    setting.head_height = flow->strips.items[flow->strips.len - 1].height;
    flow_keep(flow);
    flow->head = flow->strips.len;
    for (size_t r = 0; r < table->rows; r++) {
        row_set(&setting, r, lines);
        if (r + 1 < table->rows && (r == 0 || r + 2 == table->rows))
            flow->strips.items[flow->strips.len - 1].end = flow_poor;
        if (table->grouped && r + 1 < table->rows && is_blank(table->cells[(r + 1) * table->column_count]))
            flow_keep(flow);
    }
    flow->head = 0;
    element_end(&flow->paper->elements);
    memory_free(setting.elements);
    memory_free(lines);
}
