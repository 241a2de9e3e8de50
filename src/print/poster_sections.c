/* The sections of a poster as strips. */
#include "print/poster_setting.h"

#include "base/memory.h"

#define rule_colour 0x808080u

struct flow_style poster_style(enum font_style face, int32_t size, int32_t pitch)
{
    return (struct flow_style){.face = face, .size = size, .pitch = pitch, .align = line_left};
}

/* From two metres off columns want more between them than on a table that is held in the hand. */
static int32_t cell_padding(const struct poster_setting *s)
{
    return s->sizes.body / 7;
}

/* SECTION as a table, whose widths are to be found. */
static struct table table_of(const struct poster_setting *s, const struct poster_section *section)
{
    struct table table = {
        .columns = section->columns,
        .column_count = section->column_count,
        .cells = section->cells,
        .rows = section->rows,
        .padding = cell_padding(s),
        .apart = s->sizes.body / 3,
        .head = poster_style(font_hei, section->headed ? s->sizes.body : 1, s->sizes.body_pitch),
        .body = poster_style(font_song, s->sizes.body, s->sizes.body_pitch)};
    table.body.stroke = s->sizes.stroke;
    return table;
}

/* The widths of the columns of SECTION, which are those of all sections like it. */
static const int32_t *widths_of(struct poster_setting *s, const struct poster_section *section)
{
    const struct poster *poster = s->poster;
    struct table *tables = memory_new(poster->count, sizeof *tables);
    size_t count = 0;
    for (size_t i = 0; i < poster->count; i++) {
        const struct poster_section *other = &poster->sections[i];
        if (other->rows > 0 && other->column_count == section->column_count &&
            other->headed == section->headed)
            tables[count++] = table_of(s, other);
    }
    const int32_t *widths = table_widths(&s->flow, tables, count);
    memory_free(tables);
    return widths;
}

/* A row as a strip with a thin rule below. */
static void row_set(struct poster_setting *s, const struct poster_section *section, const int32_t *widths,
                    const char *const *cells, bool head)
{
    struct flow *flow = &s->flow;
    size_t first = flow->strips.len, most = 1;
    const struct table table = table_of(s, section);
    struct flow_style style = poster_style(head ? font_hei : font_song, s->sizes.body, s->sizes.body_pitch);
    style.stroke = head ? 0 : s->sizes.stroke;
    style.even_end = true;
    element_begin(&flow->paper->elements, element_row);
    flow_strip(flow, 0);
    int32_t x = 0;
    for (size_t c = 0; c < section->column_count; c++) {
        const char *text = cells[c] ? cells[c] : "";
        style.align = section->columns[c].align;
        style.element = head                         ? element_column_head
                        : c == 0 && !section->headed ? element_row_head
                                                     : element_cell;
        if (widths[c] > 0) {
            int32_t in = cell_padding(s) + table_apart(&table, widths, c);
            int32_t height =
                flow_put(flow, x + in, s->sizes.row_gap, widths[c] - cell_padding(s) - in, text, &style);
            size_t lines = (size_t)(height / s->sizes.body_pitch);
            most = lines > most ? lines : most;
        }
        x += widths[c];
    }
    element_end(&flow->paper->elements);
    int32_t height = (int32_t)most * s->sizes.body_pitch + 2 * s->sizes.row_gap;
    flow->strips.items[first].height = height;
    flow_box(flow, &(struct sheet_box){0, height - s->sizes.row_rule, flow->width,
                                       head ? 2 * s->sizes.row_rule : s->sizes.row_rule,
                                       head ? sheet_ink : rule_colour, 0});
    s->lines += head ? 0 : most;
    if (head)
        flow_keep(flow);
}

/* Sets the rows of SECTION: no column ends behind the first or before the last of several. */
static void rows_set(struct poster_setting *s, const struct poster_section *section)
{
    struct flow *flow = &s->flow;
    const int32_t *widths = widths_of(s, section);
    element_begin(&flow->paper->elements, element_table);
    if (section->headed) {
        const char **headings = memory_new(section->column_count, sizeof *headings);
        for (size_t c = 0; c < section->column_count; c++)
            headings[c] = section->columns[c].heading;
        row_set(s, section, widths, headings, true);
        memory_free(headings);
        flow->head = flow->strips.len;
    }
    for (size_t r = 0; r < section->rows; r++) {
        row_set(s, section, widths, section->cells + r * section->column_count, false);
        if ((r == 0 || r + 2 == section->rows) && r + 1 < section->rows)
            flow_keep(flow);
    }
    element_end(&flow->paper->elements);
    flow->head = 0;
}

/* What stands above SECTION on another sheet; it has been read before. */
static void again_set(struct poster_setting *s, const struct poster_section *section, struct poster_run *run)
{
    struct flow_style head = poster_style(font_hei, s->sizes.heading, s->sizes.heading_pitch);
    head.colour = poster_red;
    head.element = element_unread;
    head.even_end = true;
    run->again = s->again.strips.len;
    if (section->again)
        flow_paragraph(&s->again, section->again, &head);
    run->again_end = s->again.strips.len;
    for (size_t i = run->again; i < run->again_end; i++)
        run->again_height += s->again.strips.items[i].height;
}

static void section_set(struct poster_setting *s, const struct poster_section *section,
                        struct poster_run *run)
{
    struct flow *flow = &s->flow;
    struct flow_style head = poster_style(font_hei, s->sizes.heading, s->sizes.heading_pitch);
    struct flow_style note = poster_style(font_song, s->sizes.body, s->sizes.body_pitch);
    run->first = flow->strips.len;
    if (section->heading) {
        flow_space(flow, s->sizes.body_pitch / 2);
        flow->mark = section->heading;
        head.colour = poster_red;
        head.element = element_heading;
        flow_paragraph(flow, section->heading, &head);
    }
    note.stroke = s->sizes.stroke;
    if (section->note)
        flow_paragraph(flow, section->note, &note);
    for (size_t i = run->first; i < flow->strips.len && section->rows > 0; i++)
        flow->strips.items[i].end = flow_never;
    run->rows = flow->strips.len + section->headed;
    if (section->rows > 0)
        rows_set(s, section);
    run->end = flow->strips.len;
    again_set(s, section, run);
}

void poster_sections(struct poster_setting *s)
{
    s->runs = arena_new(&s->flow.paper->arena, struct poster_run, s->poster->count + 1);
    for (size_t i = 0; i < s->poster->count; i++)
        section_set(s, &s->poster->sections[i], &s->runs[i]);
}

const struct poster_run *poster_goes_on(const struct poster_setting *s, size_t i)
{
    for (size_t k = 0; k < s->poster->count; k++)
        if (i > s->runs[k].rows && i < s->runs[k].end)
            return &s->runs[k];
    return NULL;
}
