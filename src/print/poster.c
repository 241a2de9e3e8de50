#include "print/poster_setting.h"

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

/* --- columns */

/* The height of what stands once more above a column that begins with strip FROM; FIRST: of its sheet. */
static int32_t again_height(const struct poster_setting *s, size_t from, bool first)
{
    const struct flow_strip *strips = s->flow.strips.items;
    const struct poster_run *run = first ? poster_goes_on(s, from) : NULL;
    int32_t again = run && !s->briefly ? run->again_height : 0;
    return (strips[from].head ? strips[strips[from].head - 1].height : 0) + again;
}

/* The strip behind the last that stands in a column HEIGHT high which begins with strip FROM. */
static size_t column_end(const struct poster_setting *s, size_t from, bool first, int32_t height)
{
    const struct flow_strip *strips = s->flow.strips.items;
    size_t n = s->flow.strips.len, end = from;
    int32_t y = again_height(s, from, first);
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

/* How high columns may be on all sheets but the first, where the legend stands. */
static int32_t room(const struct poster_setting *s)
{
    return s->height - s->band - s->sizes.foot_pitch;
}

/* How high those of the sheet that begins with strip FROM may be, where others are HEIGHT. */
static int32_t own_height(const struct poster_setting *s, size_t from, int32_t height)
{
    int32_t most = room(s) - (from == 0 ? s->legend : 0);
    return height < most ? height : most;
}

/* The strip behind the last that stands in all columns of a sheet, HEIGHT high. */
static size_t sheet_end(const struct poster_setting *s, size_t from, int32_t height)
{
    height = own_height(s, from, height);
    for (size_t c = 0; c < s->columns && from < s->flow.strips.len; c++)
        from = column_end(s, from, c == 0, height);
    return from;
}

/* How many sheets there are with columns HEIGHT high; *LAST is the strip that the last begins with. */
static size_t sheets_of(const struct poster_setting *s, int32_t height, size_t *last)
{
    size_t count = 0;
    *last = 0;
    for (size_t from = 0; from < s->flow.strips.len; count++) {
        *last = from;
        from = sheet_end(s, from, height);
    }
    return count > 0 ? count : 1;
}

/* The least height from LOW to HIGH with which columns from strip FROM on take no more than COUNT sheets. */
static int32_t least_height(const struct poster_setting *s, size_t from, size_t count, int32_t low,
                            int32_t high)
{
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        size_t end = from;
        for (size_t sheet = 0; sheet < count && end < s->flow.strips.len; sheet++)
            end = sheet_end(s, end, middle);
        if (end == s->flow.strips.len)
            high = middle;
        else
            low = middle + 1;
    }
    return high;
}

/* The greatest height of strips from FROM on that no column ends between, up to MOST: a heading with what is
 * below it. */
static int32_t longest_run(const struct poster_setting *s, size_t from, int32_t most)
{
    int32_t longest = 0, run = 0;
    for (size_t i = from; i < s->flow.strips.len; i++) {
        const struct flow_strip *strip = &s->flow.strips.items[i];
        run += strip->height + (run > 0 ? strip->above : 0);
        longest = run > longest && run <= most ? run : longest;
        if (strip->end != flow_never)
            run = 0;
    }
    return longest;
}

/* How high the columns of all sheets but the last are: as high as they may, or lower where the last would
 * have little otherwise. */
static int32_t sheets_height(const struct poster_setting *s)
{
    int32_t high = room(s);
    size_t last, count = sheets_of(s, high, &last);
    if (count == 1 || least_height(s, last, 1, 0, high) >= high / 2)
        return high;
    return least_height(s, 0, count, longest_run(s, 0, high), high);
}

/* How high those of the sheet that begins with strip FROM are, of all HEIGHT: on the last as low as they can
 * be. */
static int32_t sheet_height(const struct poster_setting *s, size_t from, int32_t height)
{
    height = own_height(s, from, height);
    if (sheet_end(s, from, height) < s->flow.strips.len)
        return height;
    return least_height(s, from, 1, longest_run(s, from, height), height);
}

/* How many sheets it takes; it is set briefly where that takes fewer. */
static size_t sheets_count(struct poster_setting *s)
{
    size_t last;
    s->briefly = true;
    size_t least = sheets_of(s, room(s), &last);
    s->briefly = false;
    size_t count = sheets_of(s, room(s), &last);
    s->briefly = least < count;
    return least < count ? least : count;
}

static void column_place(struct poster_setting *s, size_t from, size_t end, bool first, size_t page,
                         int32_t x)
{
    const struct flow_strip *strips = s->flow.strips.items;
    const struct poster_run *run = first ? poster_goes_on(s, from) : NULL;
    int32_t y = s->top + s->band;
    for (size_t i = run ? run->again : 0; run && !s->briefly && i < run->again_end; i++) {
        flow_place(&s->again, i, page, x, y);
        y += s->again.strips.items[i].height;
    }
    if (strips[from].head) {
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

/* --- heading, legend and foot */

#define no_page ((size_t)-1) /* nothing is put, but measured */

/* Puts lines of TEXT, broken to WIDTH, on PAGE at X from Y on as what ELEMENT is; gives where they end. */
static int32_t text_put(struct poster_setting *s, size_t page, uint32_t element, int32_t x, int32_t y,
                        int32_t width, const char *text, const struct flow_style *style)
{
    struct lines lines = flow_lines(&s->flow, text, style, width);
    for (size_t i = 0; i < lines.len; i++) {
        if (page != no_page)
            paper_text(s->flow.paper, page, element, x, y + flow_baseline(style->size, style->pitch),
                       &lines.items[i]);
        y += style->pitch;
    }
    return y;
}

/* The heading on PAGE, from the top of the type area; its height. */
static int32_t band_put(struct poster_setting *s, size_t page)
{
    struct flow_style title = poster_style(font_song, s->sizes.title, s->sizes.title_pitch);
    struct flow_style second = poster_style(font_song, s->sizes.second, s->sizes.second_pitch);
    title.align = second.align = line_centre;
    title.stroke = s->sizes.title / 40;
    title.colour = poster_red;
    title.balance = second.balance = true;
    second.stroke = s->sizes.stroke;
    int32_t y =
        text_put(s, page, page == 0 ? s->title : 0, s->left, s->top, s->width, s->poster->title, &title);
    if (s->poster->subtitle)
        y = text_put(s, page, page == 0 ? s->subtitle : 0, s->left, y, s->width, s->poster->subtitle,
                     &second);
    y += s->sizes.row_gap;
    if (page != no_page)
        paper_box(s->flow.paper, page,
                  &(struct sheet_box){s->left, y, s->width, s->sizes.band_rule, poster_red, 0});
    return y + s->sizes.band_gap - s->top;
}

/* The legend on PAGE, from Y on: as many of its texts beside each other as there is room for; its height. */
static int32_t legend_put(struct poster_setting *s, size_t page, int32_t y)
{
    const struct poster *poster = s->poster;
    struct flow_style style = poster_style(font_song, s->sizes.body, s->sizes.body_pitch);
    int32_t x = 0, top = y, bottom = y;
    style.stroke = s->sizes.stroke;
    for (size_t i = 0; i < poster->legend_len; i++) {
        int32_t width = flow_need(&s->flow, poster->legend[i], &style).whole;
        if (x > 0 && x + width > s->width) {
            x = 0;
            top = bottom;
        }
        bottom = text_put(s, page, s->key + (uint32_t)i, s->left + x, top, s->width - x, poster->legend[i],
                          &style);
        x += width + s->sizes.body;
    }
    return bottom - y + (poster->legend_len > 0 ? s->sizes.row_gap : 0);
}

static void foot_put(struct poster_setting *s, size_t page, size_t pages)
{
    struct flow_style style = poster_style(font_song, s->sizes.foot, s->sizes.foot_pitch);
    int32_t y = s->top + s->height - s->sizes.foot_pitch;
    if (page == 0)
        legend_put(s, page, y - s->legend);
    text_put(s, page, 0, s->left, y, s->width, s->poster->foot, &style);
    style.align = line_right;
    text_put(s, page, 0, s->left, y, s->width,
             arena_printf(&s->flow.paper->arena, "%zu / %zu", page + 1, pages), &style);
}

/* --- all of it */

/* Makes the strips of POSTER as they stand in COLUMNS on a sheet WIDE or upright, set a HUNDREDTHS as large
 * as the theme has it. */
static void setting_begin(struct poster_setting *s, struct paper *paper, const struct poster *poster,
                          bool wide, size_t columns, int32_t hundredths)
{
    int32_t page_width = wide ? sheet_a3_height : sheet_a3_width;
    int32_t page_height = wide ? sheet_a3_width : sheet_a3_height;
    *s = (struct poster_setting){.poster = poster,
                                 .sizes = *poster->sizes,
                                 .width = wide ? poster->sizes->longer : poster->sizes->shorter,
                                 .height = wide ? poster->sizes->shorter : poster->sizes->longer,
                                 .columns = columns,
                                 .title = element_of(&paper->elements, element_title),
                                 .subtitle = element_of(&paper->elements, element_paragraph)};
    int32_t *const grown[] = {&s->sizes.heading,    &s->sizes.heading_pitch, &s->sizes.body,
                              &s->sizes.body_pitch, &s->sizes.stroke,        &s->sizes.row_gap};
    for (size_t i = 0; i < sizeof grown / sizeof *grown; i++)
        *grown[i] = *grown[i] * hundredths / 100;
    int32_t most = s->sizes.title * 4 / 5; /* a heading is no title */
    s->sizes.heading = s->sizes.heading < most ? s->sizes.heading : most;
    for (size_t i = 0; i < poster->legend_len; i++) {
        uint32_t element = element_of(&paper->elements, element_paragraph);
        s->key = i == 0 ? element : s->key;
    }
    s->left = (page_width - s->width) / 2;
    s->top = (page_height - s->height) / 2;
    int32_t gaps = (int32_t)(s->columns - 1) * s->sizes.gap;
    s->flow = (struct flow){.paper = paper,
                            .page_width = page_width,
                            .page_height = page_height,
                            .width = (s->width - gaps) / (int32_t)s->columns,
                            .height = s->height,
                            .pitch = s->sizes.body_pitch};
    s->again = s->flow;
    s->band = band_put(s, no_page);
    s->legend = legend_put(s, no_page, 0);
    poster_sections(s);
}

static void setting_end(struct poster_setting *s)
{
    flow_empty(&s->flow);
    flow_empty(&s->again);
}

static void setting_place(struct poster_setting *s)
{
    size_t pages = sheets_count(s), from = 0;
    int32_t height = sheets_height(s);
    for (size_t page = 0; page < pages; page++) {
        paper_sheet(s->flow.paper, s->flow.page_width, s->flow.page_height);
        band_put(s, page);
        foot_put(s, page, pages);
        int32_t own = from < s->flow.strips.len ? sheet_height(s, from, height) : 0, x = s->left;
        for (size_t c = 0; c < s->columns && from < s->flow.strips.len; c++) {
            size_t end = column_end(s, from, c == 0, own);
            column_place(s, from, end, c == 0, page, x);
            x += s->flow.width + s->sizes.gap;
            from = end;
        }
    }
}

/* Sets a poster that has little on its few sheets, as BEST has it, larger and in fewer columns, as long as it
 * takes no more of them and no row more lines. */
static void setting_grow(struct poster_setting *best, struct paper *paper)
{
    enum { twice = 200, step = 25, plain = 100 };
    const struct poster *poster = best->poster;
    size_t sheets = sheets_count(best);
    for (int32_t size = twice; size > plain; size -= step)
        for (size_t columns = 1; columns <= poster->columns; columns++) {
            struct poster_setting larger;
            setting_begin(&larger, paper, poster, false, columns, size);
            if (sheets_count(&larger) <= sheets && larger.lines <= best->lines) {
                setting_end(best);
                *best = larger;
                return;
            }
            setting_end(&larger);
        }
}

void poster_compose(struct paper *paper, struct standing *standing, const struct poster *poster)
{
    enum { few = 2 }; /* more are full but for the last */
    struct poster_setting upright, wide;
    paper_begin(paper, standing, poster->title, poster->language);
    setting_begin(&upright, paper, poster, false, poster->columns, 100);
    setting_begin(&wide, paper, poster, true, poster->columns + 1, 100);
    bool across = sheets_count(&wide) < sheets_count(&upright);
    if (!across && sheets_count(&upright) <= few)
        setting_grow(&upright, paper);
    setting_place(across ? &wide : &upright);
    setting_end(&upright);
    setting_end(&wide);
}
