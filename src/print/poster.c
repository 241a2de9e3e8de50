#include "print/poster.h"

#include "base/memory.h"

#include <string.h>

#define rule_colour 0x808080u
#define red         0xa3211bu

static const struct size_field fields[] = {
    {"shorter", offsetof(struct poster_sizes, shorter), false},
    {"longer", offsetof(struct poster_sizes, longer), false},
    {"gap", offsetof(struct poster_sizes, gap), false},
    {"title", offsetof(struct poster_sizes, title), false},
    {"title_pitch", offsetof(struct poster_sizes, title_pitch), false},
    {"second", offsetof(struct poster_sizes, second), false},
    {"second_pitch", offsetof(struct poster_sizes, second_pitch), false},
    {"band_gap", offsetof(struct poster_sizes, band_gap), false},
    {"band_rule", offsetof(struct poster_sizes, band_rule), false},
    {"heading", offsetof(struct poster_sizes, heading), false},
    {"heading_pitch", offsetof(struct poster_sizes, heading_pitch), false},
    {"body", offsetof(struct poster_sizes, body), false},
    {"body_pitch", offsetof(struct poster_sizes, body_pitch), false},
    {"stroke", offsetof(struct poster_sizes, stroke), false},
    {"row_gap", offsetof(struct poster_sizes, row_gap), false},
    {"row_rule", offsetof(struct poster_sizes, row_rule), false},
    {"foot", offsetof(struct poster_sizes, foot), false},
    {"foot_pitch", offsetof(struct poster_sizes, foot_pitch), false},
};

const struct size_table poster_sizes = size_table_of("posters", fields, struct poster_sizes);

/* One poster as it is set one way. */
struct setting {
    struct flow flow; /* of a column's width */
    const struct poster *poster;
    const struct poster_sizes *sizes; /* the poster's */
    int32_t left, top, width, height; /* the type area */
    size_t columns;
    int32_t band;             /* height of the heading */
    uint32_t title, subtitle; /* their elements: read on the first sheet */
};

static struct flow_style style_of(enum font_style face, int32_t size, int32_t pitch, enum line_align align)
{
    return (struct flow_style){.face = face, .size = size, .pitch = pitch, .align = align};
}

/* --- sections as strips */

/* From two metres off columns want more between them than on a table that is held in the hand. */
static int32_t cell_padding(const struct setting *s)
{
    return s->sizes->body / 7;
}

/* A row as a strip with a thin rule below. */
static void row_set(struct setting *s, const struct poster_section *section, const int32_t *widths,
                    const char *const *cells, bool head)
{
    struct flow *flow = &s->flow;
    size_t first = flow->strips.len, most = 1;
    struct flow_style style =
        style_of(head ? font_hei : font_song, s->sizes->body, s->sizes->body_pitch, line_left);
    style.stroke = head ? 0 : s->sizes->stroke;
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
            int32_t height = flow_put(flow, x + cell_padding(s), s->sizes->row_gap,
                                      widths[c] - 2 * cell_padding(s), text, &style);
            size_t lines = (size_t)(height / s->sizes->body_pitch);
            most = lines > most ? lines : most;
        }
        x += widths[c];
    }
    element_end(&flow->paper->elements);
    int32_t height = (int32_t)most * s->sizes->body_pitch + 2 * s->sizes->row_gap;
    flow->strips.items[first].height = height;
    flow_box(flow, &(struct sheet_box){0, height - s->sizes->row_rule, flow->width,
                                       head ? 2 * s->sizes->row_rule : s->sizes->row_rule,
                                       head ? sheet_ink : rule_colour, 0});
    if (head)
        flow_keep(flow);
}

/* The widths of the columns of SECTION, which are those of all sections like it. */
static const int32_t *widths_of(struct setting *s, const struct poster_section *section)
{
    const struct poster *poster = s->poster;
    struct table *tables = memory_new(poster->count, sizeof *tables);
    size_t count = 0;
    for (size_t i = 0; i < poster->count; i++) {
        const struct poster_section *other = &poster->sections[i];
        if (other->rows == 0 || other->column_count != section->column_count ||
            other->headed != section->headed)
            continue;
        tables[count] = (struct table){
            .columns = other->columns,
            .column_count = other->column_count,
            .cells = other->cells,
            .rows = other->rows,
            .padding = cell_padding(s),
            .head = style_of(font_hei, section->headed ? s->sizes->body : 1, s->sizes->body_pitch, line_left),
            .body = style_of(font_song, s->sizes->body, s->sizes->body_pitch, line_left)};
        tables[count++].body.stroke = s->sizes->stroke;
    }
    const int32_t *widths = table_widths(&s->flow, tables, count);
    memory_free(tables);
    return widths;
}

static void section_set(struct setting *s, const struct poster_section *section)
{
    struct flow *flow = &s->flow;
    struct flow_style head = style_of(font_hei, s->sizes->heading, s->sizes->heading_pitch, line_left);
    struct flow_style note = style_of(font_song, s->sizes->body, s->sizes->body_pitch, line_left);
    size_t first = flow->strips.len;
    if (section->heading) {
        flow_space(flow, s->sizes->body_pitch / 2);
        flow->mark = section->heading;
        head.colour = red;
        head.element = element_heading;
        flow_paragraph(flow, section->heading, &head);
    }
    note.stroke = s->sizes->stroke;
    if (section->note)
        flow_paragraph(flow, section->note, &note);
    for (size_t i = first; i < flow->strips.len && section->rows > 0; i++)
        flow->strips.items[i].end = flow_never;
    if (section->rows == 0)
        return;
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
    for (size_t r = 0; r < section->rows; r++)
        row_set(s, section, widths, section->cells + r * section->column_count, false);
    element_end(&flow->paper->elements);
    flow->head = 0;
}

/* --- columns */

/* The strip behind the last that stands in a column HEIGHT high which begins with strip FROM. */
static size_t column_end(const struct flow *flow, size_t from, int32_t height)
{
    const struct flow_strip *strips = flow->strips.items;
    size_t n = flow->strips.len, end = from;
    int32_t y = strips[from].head ? strips[strips[from].head - 1].height : 0;
    while (end < n && y + strips[end].height + (end > from ? strips[end].above : 0) <= height) {
        y += strips[end].height + (end > from ? strips[end].above : 0);
        end++;
    }
    if (end == from)
        return from + 1; /* higher than a column: it can't be helped */
    size_t back = end;
    while (end < n && back > from && strips[back - 1].end == flow_never)
        back--;
    return back > from ? back : end;
}

/* The strip behind the last that stands in all columns of a sheet, HEIGHT high. */
static size_t sheet_end(const struct setting *s, size_t from, int32_t height)
{
    for (size_t c = 0; c < s->columns && from < s->flow.strips.len; c++)
        from = column_end(&s->flow, from, height);
    return from;
}

/* How high the columns of the sheet that begins with strip FROM are: on the last one as low as they can. */
static int32_t sheet_height(const struct setting *s, size_t from)
{
    int32_t high = s->height - s->band - s->sizes->foot_pitch, low = 0;
    if (sheet_end(s, from, high) < s->flow.strips.len)
        return high;
    for (size_t i = from, first = from; i < s->flow.strips.len; i++) {
        int32_t run = 0; /* of strips that no column ends between: a heading with what is below it */
        for (size_t k = first; k <= i; k++)
            run += s->flow.strips.items[k].height + (k > first ? s->flow.strips.items[k].above : 0);
        if (s->flow.strips.items[i].end != flow_never)
            first = i + 1;
        low = run > low && run <= high ? run : low;
    }
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (sheet_end(s, from, middle) == s->flow.strips.len)
            high = middle;
        else
            low = middle + 1;
    }
    return high;
}

static size_t sheets_count(const struct setting *s)
{
    size_t count = 0;
    for (size_t from = 0; from < s->flow.strips.len || count == 0; count++) {
        if (from >= s->flow.strips.len)
            return 1;
        from = sheet_end(s, from, sheet_height(s, from));
    }
    return count;
}

static void column_place(struct setting *s, size_t from, size_t end, size_t page, int32_t x)
{
    const struct flow_strip *strips = s->flow.strips.items;
    int32_t y = s->top + s->band;
    if (from < end && strips[from].head) {
        flow_repeat(&s->flow, strips[from].head - 1, page, x, y);
        y += strips[strips[from].head - 1].height;
    }
    for (size_t i = from; i < end; i++) {
        y += i > from ? strips[i].above : 0;
        if (strips[i].mark)
            paper_mark(s->flow.paper, page, y, strips[i].mark);
        flow_place(&s->flow, i, page, x, y);
        y += strips[i].height;
    }
}

/* --- heading and foot */

/* Puts lines of TEXT on PAGE from Y on as what ELEMENT is; gives where they end. PAGE (size_t)-1: only
 * measures. */
static int32_t text_put(struct setting *s, size_t page, uint32_t element, int32_t y, const char *text,
                        const struct flow_style *style)
{
    struct lines lines = flow_lines(&s->flow, text, style, s->width);
    for (size_t i = 0; i < lines.len; i++) {
        if (page != (size_t)-1)
            paper_text(s->flow.paper, page, element, s->left, y + flow_baseline(style->size, style->pitch),
                       &lines.items[i]);
        y += style->pitch;
    }
    return y;
}

/* The heading on PAGE, from the top of the type area; its height. */
static int32_t band_put(struct setting *s, size_t page)
{
    struct flow_style title = style_of(font_song, s->sizes->title, s->sizes->title_pitch, line_centre);
    struct flow_style second = style_of(font_song, s->sizes->second, s->sizes->second_pitch, line_centre);
    title.stroke = s->sizes->title / 40;
    title.colour = red;
    title.balance = second.balance = true;
    second.stroke = s->sizes->stroke;
    int32_t y = text_put(s, page, page == 0 ? s->title : 0, s->top, s->poster->title, &title);
    if (s->poster->subtitle)
        y = text_put(s, page, page == 0 ? s->subtitle : 0, y, s->poster->subtitle, &second);
    y += s->sizes->row_gap;
    if (page != (size_t)-1)
        paper_box(s->flow.paper, page,
                  &(struct sheet_box){s->left, y, s->width, s->sizes->band_rule, red, 0});
    return y + s->sizes->band_gap - s->top;
}

static void foot_put(struct setting *s, size_t page, size_t pages)
{
    struct flow_style style = style_of(font_song, s->sizes->foot, s->sizes->foot_pitch, line_left);
    int32_t y = s->top + s->height - s->sizes->foot_pitch;
    text_put(s, page, 0, y, s->poster->foot, &style);
    style.align = line_right;
    text_put(s, page, 0, y, arena_printf(&s->flow.paper->arena, "%zu / %zu", page + 1, pages), &style);
}

/* --- all of it */

/* Makes the strips of POSTER as they stand on a sheet WIDE or upright. */
static void setting_begin(struct setting *s, struct paper *paper, const struct poster *poster, bool wide)
{
    int32_t page_width = wide ? sheet_a3_height : sheet_a3_width;
    int32_t page_height = wide ? sheet_a3_width : sheet_a3_height;
    *s = (struct setting){.poster = poster,
                          .sizes = poster->sizes,
                          .width = wide ? poster->sizes->longer : poster->sizes->shorter,
                          .height = wide ? poster->sizes->shorter : poster->sizes->longer,
                          .columns = poster->columns + wide,
                          .title = element_of(&paper->elements, element_title),
                          .subtitle = element_of(&paper->elements, element_paragraph)};
    s->left = (page_width - s->width) / 2;
    s->top = (page_height - s->height) / 2;
    int32_t gaps = (int32_t)(s->columns - 1) * s->sizes->gap;
    s->flow = (struct flow){.paper = paper,
                            .page_width = page_width,
                            .page_height = page_height,
                            .width = (s->width - gaps) / (int32_t)s->columns,
                            .height = s->height,
                            .pitch = s->sizes->body_pitch};
    s->band = band_put(s, (size_t)-1);
    for (size_t i = 0; i < poster->count; i++)
        section_set(s, &poster->sections[i]);
}

static void setting_place(struct setting *s)
{
    size_t pages = sheets_count(s), from = 0;
    for (size_t page = 0; page < pages; page++) {
        paper_sheet(s->flow.paper, s->flow.page_width, s->flow.page_height);
        band_put(s, page);
        foot_put(s, page, pages);
        int32_t height = from < s->flow.strips.len ? sheet_height(s, from) : 0, x = s->left;
        for (size_t c = 0; c < s->columns && from < s->flow.strips.len; c++) {
            size_t end = column_end(&s->flow, from, height);
            column_place(s, from, end, page, x);
            x += s->flow.width + s->sizes->gap;
            from = end;
        }
    }
}

void poster_compose(struct paper *paper, const struct fonts *fonts, const struct poster *poster)
{
    struct setting upright, wide;
    paper_begin(paper, fonts, poster->title, poster->language);
    setting_begin(&upright, paper, poster, false);
    setting_begin(&wide, paper, poster, true);
    setting_place(sheets_count(&wide) < sheets_count(&upright) ? &wide : &upright);
    flow_empty(&upright.flow);
    flow_empty(&wide.flow);
}

/* --- tiles */

/* Whether what stands from FROM, LEN long, has a part between A and B. */
static bool meets(int32_t from, int32_t len, int32_t a, int32_t b)
{
    return from < b && from + len > a;
}

/* A mark of 5 mm at a corner (X, Y) of what is cut out, away from it to the side DX, DY (−1 or 1). */
static void mark_put(struct paper *tiles, size_t page, int32_t x, int32_t y, int dx, int dy)
{
    int32_t len = sheet_mm(5), off = sheet_mm(1), thick = sheet_pt(0.5);
    paper_box(tiles, page,
              &(struct sheet_box){dx < 0 ? x - off - len : x + off, y, len, thick, sheet_ink, 0});
    paper_box(tiles, page,
              &(struct sheet_box){x, dy < 0 ? y - off - len : y + off, thick, len, sheet_ink, 0});
}

/* The half NUMBER of SHEET as a page of TILES. What stands on both is read once. */
static void tile_make(const struct poster_sizes *sizes, const struct sheet *sheet, struct paper *tiles,
                      int number)
{
    bool wide = sheet->width > sheet->height; /* then its halves stand side by side, upright */
    int32_t width = wide ? sizes->longer / 2 : sizes->shorter,
            height = wide ? sizes->shorter : sizes->longer / 2;
    int32_t left = (sheet->width - (wide ? sizes->longer : sizes->shorter)) / 2 + (wide ? number * width : 0);
    int32_t top =
        (sheet->height - (wide ? sizes->shorter : sizes->longer)) / 2 + (wide ? 0 : number * height);
    int32_t page_width = wide ? sheet_a4_width : sheet_a4_height;
    int32_t page_height = wide ? sheet_a4_height : sheet_a4_width;
    int32_t x = (page_width - width) / 2 - left, y = (page_height - height) / 2 - top;
    size_t page = paper_sheet(tiles, page_width, page_height);
    for (int corner = 0; corner < 4; corner++)
        mark_put(tiles, page, x + left + (corner & 1 ? width : 0), y + top + (corner & 2 ? height : 0),
                 corner & 1 ? 1 : -1, corner & 2 ? 1 : -1);
    for (size_t i = 0; i < sheet->boxes.len; i++) {
        struct sheet_box box = sheet->boxes.items[i];
        int32_t right = box.x + box.width, below = box.y + box.height;
        if (!meets(box.x, box.width, left, left + width) || !meets(box.y, box.height, top, top + height))
            continue;
        box.x = box.x < left ? left : box.x; /* the page's own clip is the texts' alone */
        box.y = box.y < top ? top : box.y;
        box.width = (right > left + width ? left + width : right) - box.x;
        box.height = (below > top + height ? top + height : below) - box.y;
        box.x += x;
        box.y += y;
        paper_box(tiles, page, &box);
    }
    for (size_t i = 0; i < sheet->texts.len; i++) {
        const struct sheet_text *text = &sheet->texts.items[i];
        int32_t size = text->line->size;
        bool before = number > 0 && (wide ? text->x + text->line->left < left : text->y - size < top);
        if (meets(text->x + text->line->left, text->line->width, left, left + width) &&
            meets(text->y - size, 2 * size, top, top + height))
            paper_text(tiles, page, before ? 0 : text->element, text->x + x, text->y + y, text->line);
    }
    tiles->sheets.items[page].clip = (struct sheet_box){left + x, top + y, width, height, 0, 0};
}

void poster_tile(const struct poster_sizes *sizes, struct paper *whole, const char *title,
                 struct paper *tiles)
{
    paper_begin(tiles, whole->fonts, title, whole->language);
    for (size_t i = 0; i < whole->sheets.len; i++)
        for (int half = 0; half < 2; half++)
            tile_make(sizes, &whole->sheets.items[i], tiles, half);
    for (size_t i = 0; i < whole->marks.len; i++) {
        const struct sheet_mark *mark = &whole->marks.items[i];
        paper_mark(tiles, 2 * mark->page, 0, mark->title);
    }
    paper_elements_take(tiles, whole);
}
