#include "print/passbook.h"

#include "base/memory.h"
#include "paper/impose.h"
#include "print/passbook_lines.h"
#include "print/place.h"

#include <string.h>

#define page_width   (sheet_a4_width / 2)
#define page_height  (sheet_a4_height / 2)
#define cell_padding sheet_pt(2)

enum {
    columns = passbook_columns,
    first_page = 2,
    last_page = 7
}; /* pages with lines, of a volume's eight */

static const struct size_field fields[] = {
    {"left", offsetof(struct passbook_sizes, left), false},
    {"right", offsetof(struct passbook_sizes, right), false},
    {"top", offsetof(struct passbook_sizes, top), false},
    {"bottom", offsetof(struct passbook_sizes, bottom), false},
    {"title", offsetof(struct passbook_sizes, title), false},
    {"title_pitch", offsetof(struct passbook_sizes, title_pitch), false},
    {"name", offsetof(struct passbook_sizes, name), false},
    {"name_pitch", offsetof(struct passbook_sizes, name_pitch), false},
    {"code", offsetof(struct passbook_sizes, code), false},
    {"small", offsetof(struct passbook_sizes, small), false},
    {"small_pitch", offsetof(struct passbook_sizes, small_pitch), false},
    {"line", offsetof(struct passbook_sizes, line), false},
    {"line_pitch", offsetof(struct passbook_sizes, line_pitch), false},
    {"stroke", offsetof(struct passbook_sizes, stroke), false},
    {"head", offsetof(struct passbook_sizes, head), false},
    {"row", offsetof(struct passbook_sizes, row), false},
    {"rule", offsetof(struct passbook_sizes, rule), false},
    {"free_rows", offsetof(struct passbook_sizes, free_rows), true},
    {"date", offsetof(struct passbook_sizes, date), false},
    {"in", offsetof(struct passbook_sizes, in), false},
    {"out", offsetof(struct passbook_sizes, out), false},
    {"balance", offsetof(struct passbook_sizes, balance), false},
    {"by", offsetof(struct passbook_sizes, by), false},
};

const struct size_table passbook_sizes = size_table_of("passbooks", fields, struct passbook_sizes);

/* A household's book as it is composed, page by page. */
struct booking {
    struct draft draft;
    const struct passbook_sizes *sizes;
    uint32_t household;
    struct flow flow; /* of the small pages */
    struct place_code code;
    const char *scan;
    int32_t widths[columns];
    size_t volume;           /* from 1 */
    int page;                /* within the volume, from 1 */
    int32_t y;               /* where the next row stands */
    enum element_kind cells; /* what the cells of the next row are to who has them read aloud */
};

static struct flow_style style_of(enum font_style face, int32_t size, int32_t pitch, enum line_align align)
{
    return (struct flow_style){.face = face, .size = size, .pitch = pitch, .align = align};
}

static struct flow_style small_style(const struct booking *b, enum line_align align)
{
    struct flow_style style = style_of(font_song, b->sizes->small, b->sizes->small_pitch, align);
    style.stroke = b->sizes->stroke;
    return style;
}

static int32_t text_width(const struct booking *b)
{
    return page_width - b->sizes->left - b->sizes->right;
}

static int32_t text_bottom(const struct booking *b)
{
    return page_height - b->sizes->bottom;
}

/* The number of the last small page. */
static size_t sheet_now(const struct booking *b)
{
    return b->flow.paper->sheets.len - 1;
}

/* --- pages of lines */

/* Whether column C holds points. */
static bool is_amount(int c)
{
    return c >= 2 && c <= 4;
}

/* STYLE for TEXT in column C: a number is never parted, but set smaller. */
static struct flow_style cell_style(struct booking *b, int c, const char *text, struct flow_style style)
{
    const int32_t step = sheet_pt(0.5), least = sheet_pt(4);
    while (is_amount(c) && style.size > least &&
           flow_need(&b->flow, text, &style).whole > b->widths[c] - 2 * cell_padding)
        style.size -= step;
    return style;
}

/* Puts a row of CELLS (NULL: an empty one) at the next place; gives its height without putting it where not
 * PUT. */
static int32_t row_put(struct booking *b, const char *const cells[columns], bool head, bool put)
{
    const struct passbook_sizes *s = b->sizes;
    struct flow *flow = &b->flow;
    struct flow_style style =
        style_of(head ? font_hei : font_song, head ? s->head : s->line, s->line_pitch, line_left);
    style.stroke = head ? 0 : s->stroke;
    int32_t height = head ? s->line_pitch + 2 * cell_padding : s->row, x = s->left;
    for (int c = 0; c < columns && cells; c++) {
        struct flow_style fitted = cell_style(b, c, cells[c], style);
        struct lines lines = flow_lines(flow, cells[c], &fitted, b->widths[c] - 2 * cell_padding);
        int32_t needs = (int32_t)lines.len * s->line_pitch + 2 * cell_padding;
        height = needs > height ? needs : height;
    }
    bool read = put && cells && b->cells != element_unread;
    if (read)
        element_begin(&flow->paper->elements, element_row);
    for (int c = 0; c < columns && put; c++) {
        style.align = head ? line_centre : is_amount(c) ? line_right : line_left;
        if (cells) {
            struct flow_style fitted = cell_style(b, c, cells[c], style);
            fitted.element = b->cells;
            place_text(flow, sheet_now(b), x + cell_padding, b->y + cell_padding,
                       b->widths[c] - 2 * cell_padding, cells[c], &fitted);
        }
        paper_box(flow->paper, sheet_now(b), &(struct sheet_box){x, b->y, s->rule, height, sheet_ink, 0});
        x += b->widths[c];
    }
    if (read)
        element_end(&flow->paper->elements);
    if (put) {
        paper_box(flow->paper, sheet_now(b), &(struct sheet_box){x, b->y, s->rule, height, sheet_ink, 0});
        paper_box(
            flow->paper, sheet_now(b),
            &(struct sheet_box){s->left, b->y + height, text_width(b) + s->rule, s->rule, sheet_ink, 0});
        b->y += height;
    }
    return height;
}

static void foot_put(struct booking *b)
{
    struct draft *d = &b->draft;
    struct flow_style style = small_style(b, line_centre);
    style.element = element_unread;
    place_text(&b->flow, sheet_now(b), b->sizes->left, text_bottom(b), text_width(b),
               draft_filled(d, "passbook.foot", draft_household_id(d, b->household),
                            draft_number(d, b->volume), draft_number(d, (uint64_t)b->page)),
               &style);
}

static void page_begin(struct booking *b)
{
    const struct passbook_sizes *s = b->sizes;
    struct draft *d = &b->draft;
    const char *const heads[columns] = {
        draft_word(d, "passbook.head.date"),    draft_word(d, "passbook.head.matter"),
        draft_word(d, "passbook.head.in"),      draft_word(d, "passbook.head.out"),
        draft_word(d, "passbook.head.balance"), draft_word(d, "passbook.head.by")};
    paper_sheet(b->flow.paper, page_width, page_height);
    b->y = s->top;
    paper_box(b->flow.paper, sheet_now(b),
              &(struct sheet_box){s->left, b->y, text_width(b) + s->rule, s->rule, sheet_ink, 0});
    b->cells = b->page == first_page ? element_column_head : element_unread;
    if (b->page == first_page)
        element_begin(&b->flow.paper->elements, element_table);
    row_put(b, heads, true, true);
    b->cells = element_cell;
    foot_put(b);
}

/* --- cover and back */

static void cover_put(struct booking *b)
{
    const struct passbook_sizes *s = b->sizes;
    struct draft *d = &b->draft;
    struct flow *flow = &b->flow;
    const struct household *household = d->records->households[b->household];
    struct flow_style title = style_of(font_song, s->title, s->title_pitch, line_centre);
    struct flow_style name = style_of(font_song, s->name, s->name_pitch, line_centre);
    struct flow_style small = small_style(b, line_centre);
    title.stroke = s->title / 48;
    name.stroke = s->stroke;
    name.balance = true;
    title.element = element_title;
    b->page = 1;
    element_begin(&flow->paper->elements, element_section);
    paper_sheet(flow->paper, page_width, page_height);
    size_t page = sheet_now(b);
    int32_t width = text_width(b), y = page_height / 9;
    y = place_text(flow, page, s->left, y, width, draft_village_name(d), &name);
    y = place_text(flow, page, s->left, y, width, draft_word(d, "passbook.title"), &title);
    y += s->small_pitch;
    y = place_text(flow, page, s->left, y, width,
                   draft_filled(d, "passbook.who", draft_household(d, b->household)), &name);
    y = place_text(flow, page, s->left, y, width,
                   draft_filled(d, "passbook.where", household->id, draft_group_name(d, household->group)),
                   &name);
    y = place_text(flow, page, s->left, y, width,
                   draft_filled(d, "passbook.volume", draft_number(d, b->volume)), &small);
    int32_t foot = text_bottom(b) - s->small_pitch, room = foot - y - 3 * s->small_pitch;
    int32_t side = s->code < room ? s->code : room;
    if (b->code.qr.side > 0 && side > 0) {
        y += s->small_pitch;
        place_code(flow, page, (page_width - side) / 2, y, side, &b->code);
        place_text(flow, page, s->left, y + side + s->small_pitch / 3, width, b->scan, &small);
    }
    place_text(flow, page, s->left, foot, width,
               draft_filled(d, "passbook.printed", words_date(d->words, d->arena, d->ledger->date)), &small);
}

/* A row of what does not count yet, at B's place; false where there is no room for it. */
static bool waiting_put(struct booking *b, const char *matter, const char *amount, int32_t bottom)
{
    const struct passbook_sizes *s = b->sizes;
    struct flow_style style = small_style(b, line_left);
    int32_t width = text_width(b) - 4 * cell_padding, side = 3 * s->balance / 2;
    struct lines lines = flow_lines(&b->flow, matter, &style, width - side);
    if (b->y + (int32_t)lines.len * s->small_pitch > bottom)
        return false;
    element_begin(&b->flow.paper->elements, element_item);
    element_begin(&b->flow.paper->elements, element_item_text);
    int32_t end =
        place_text(&b->flow, sheet_now(b), s->left + 2 * cell_padding, b->y, width - side, matter, &style);
    style.align = line_right;
    place_text(&b->flow, sheet_now(b), s->left + 2 * cell_padding + width - side, b->y, side, amount, &style);
    element_end(&b->flow.paper->elements);
    element_end(&b->flow.paper->elements);
    b->y = end + cell_padding;
    return true;
}

/* Points that are on their way to the household: adds to *LEFT_OUT those for which there is no room. Returns
 * how many they are. */
static uint64_t arriving_put(struct booking *b, int32_t bottom, uint64_t *left_out)
{
    struct draft *d = &b->draft;
    const struct records *r = d->records;
    uint64_t count = 0;
    for (uint32_t i = 0; i < r->transfers_len; i++) {
        const struct transfer *t = r->transfers[i];
        int32_t arrives = transfer_arrives(r, t);
        if (t->to != b->household || r->meetings[t->meeting]->date > d->ledger->date ||
            arrives <= d->ledger->date)
            continue;
        const char *text = draft_filled(d, "passbook.arriving", draft_household(d, t->from),
                                        r->households[t->from]->id, words_date(d->words, d->arena, arrives));
        count++;
        *left_out += *left_out > 0 || !waiting_put(b, text,
                                                   draft_filled(d, "passbook.not_yet",
                                                                passbook_points(&b->draft, t->points, true)),
                                                   bottom);
    }
    return count;
}

/* What is on notice or suspended, in a box of its own. */
static void waiting_box(struct booking *b)
{
    const struct passbook_sizes *s = b->sizes;
    struct draft *d = &b->draft;
    struct flow_style head = style_of(font_hei, s->line, s->small_pitch, line_left);
    const struct ledger *ledger = d->ledger;
    head.element = element_heading;
    int32_t top = b->y, bottom = page_height * 3 / 5 - 2 * s->small_pitch, width = text_width(b);
    uint64_t count = 0, left_out = 0;
    int64_t sum = 0;
    b->y += 2 * cell_padding;
    b->y = place_text(&b->flow, sheet_now(b), s->left + 2 * cell_padding, b->y, width - 4 * cell_padding,
                      draft_word(d, "passbook.waiting"), &head);
    b->y += cell_padding;
    element_begin(&b->flow.paper->elements, element_list);
    for (uint32_t i = ledger->household_first[b->household]; i < ledger->household_first[b->household + 1];
         i++) {
        const struct ledger_line *line = &ledger->lines[i];
        if (line->status != status_notice && line->status != status_suspended)
            continue;
        const char *text =
            draft_filled(d, "passbook.waits", draft_rule_title(d, line->rule),
                         passbook_day(&b->draft, line->date), view_status(d->view, d->arena, line->entry));
        count++;
        sum += line->credited;
        left_out +=
            left_out > 0 || !waiting_put(b, text,
                                         draft_filled(d, "passbook.not_yet",
                                                      passbook_points(&b->draft, line->credited, true)),
                                         bottom);
    }
    uint64_t arriving = arriving_put(b, bottom, &left_out);
    const char *total = count == 0 ? draft_word(d, "passbook.nothing")
                        : left_out > 0
                            ? draft_filled(d, "passbook.waiting_more", draft_number(d, count),
                                           passbook_points(&b->draft, sum, true), draft_number(d, left_out))
                            : draft_filled(d, "passbook.waiting_sum", draft_number(d, count),
                                           passbook_points(&b->draft, sum, true));
    if (count || left_out || !arriving)
        waiting_put(b, total, "", page_height);
    element_end(&b->flow.paper->elements);
    b->y += cell_padding;
    int32_t height = b->y - top;
    const struct sheet_box sides[] = {{s->left, top, width, s->rule, sheet_ink, 0},
                                      {s->left, b->y, width, s->rule, sheet_ink, 0},
                                      {s->left, top, s->rule, height, sheet_ink, 0},
                                      {s->left + width - s->rule, top, s->rule, height, sheet_ink, 0}};
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
        paper_box(b->flow.paper, sheet_now(b), &sides[i]);
}

/* The last page: of the last volume how it stands, of the others where it goes on; and what holds for all. */
static void back_put(struct booking *b, bool last, int64_t balance)
{
    const struct passbook_sizes *s = b->sizes;
    struct draft *d = &b->draft;
    struct flow_style line = style_of(font_hei, s->line, 2 * s->line_pitch, line_left);
    struct flow_style small = small_style(b, line_justify);
    const struct notice_terms *notice = &d->records->village.notice;
    b->page = impose_twice_pages;
    element_end(&b->flow.paper->elements); /* the table */
    paper_sheet(b->flow.paper, page_width, page_height);
    size_t page = sheet_now(b);
    b->y = s->top;
    b->y =
        place_text(&b->flow, page, s->left, b->y, text_width(b),
                   last ? draft_filled(d, "passbook.stands", words_date(d->words, d->arena, d->ledger->date),
                                       passbook_points(&b->draft, balance, false))
                        : draft_filled(d, "passbook.goes_on", draft_number(d, b->volume + 1)),
                   &line);
    if (last)
        waiting_box(b);
    b->y += s->small_pitch;
    b->y = place_text(&b->flow, page, s->left, b->y, text_width(b), draft_word(d, "passbook.rules"), &small);
    b->y = place_text(&b->flow, page, s->left, b->y, text_width(b),
                      draft_filled(d, "statement.object",
                                   notice->contact
                                       ? draft_shown(d, notice->contact, notice->record.node, "contact")
                                       : draft_word(d, "print.contact")),
                      &small);
    if (notice->phone)
        place_text(&b->flow, page, s->left, b->y, text_width(b),
                   draft_filled(d, "print.object_phone",
                                draft_shown(d, notice->phone, notice->record.node, "phone")),
                   &small);
    foot_put(b);
    element_end(&b->flow.paper->elements);
}

/* --- a book */

/* Begins the next page of lines, or the next volume. */
static void page_turn(struct booking *b)
{
    if (b->page == last_page) {
        back_put(b, false, 0);
        b->volume++;
        cover_put(b);
    }
    b->page++;
    page_begin(b);
}

/* Fills the volume with empty rows; gives how many. */
static int rows_fill(struct booking *b)
{
    int rows = 0;
    for (;;) {
        while (b->y + b->sizes->row <= text_bottom(b)) {
            row_put(b, NULL, false, true);
            rows++;
        }
        if (b->page == last_page)
            return rows;
        page_turn(b);
    }
}

/* How many empty rows the volume has room for. */
static int32_t rows_free(const struct booking *b)
{
    const struct passbook_sizes *s = b->sizes;
    int32_t page = (text_bottom(b) - s->top - s->line_pitch - 2 * cell_padding) / s->row;
    return (text_bottom(b) - b->y) / s->row + (last_page - b->page) * page;
}

static void lines_put(struct booking *b, const struct book_line *lines, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        const char *cells[columns];
        passbook_line(&b->draft, &lines[i], cells);
        if (b->y + row_put(b, cells, false, false) > text_bottom(b))
            page_turn(b);
        row_put(b, cells, false, true);
    }
}

static void code_of(struct booking *b, const struct print_input *input)
{
    struct draft *d = &b->draft;
    const char *url = d->records->village.url, *id = draft_household_id(d, b->household);
    char key[key_text_size];
    if (!url)
        return;
    if (input->secret)
        key_of(input->secret, id, key);
    if (draft_code(d,
                   input->secret ? arena_printf(d->arena, "%s/own/%s/", url, key)
                                 : arena_printf(d->arena, "%s/households/%s/", url, id),
                   &b->code))
        b->scan = draft_word(d, input->secret ? "statement.scan" : "passbook.scan");
}

void passbook_compose(struct draft *draft, const struct composing *composing, struct books *books,
                      uint32_t household, struct paper *pages)
{
    const struct passbook_sizes *s = composing->sizes;
    struct booking b = {.draft = *draft,
                        .sizes = s,
                        .household = household,
                        .flow = {.paper = pages},
                        .volume = 1,
                        .page = first_page};
    size_t len;
    const struct book_line *lines = book_lines(books, household, draft->arena, &len);
    const int32_t widths[columns] = {
        s->date, text_width(&b) - s->date - s->in - s->out - s->balance - s->by, s->in, s->out, s->balance,
        s->by};
    memcpy(b.widths, widths, sizeof widths);
    code_of(&b, composing->input);
    cover_put(&b);
    b.page = first_page;
    page_begin(&b);
    lines_put(&b, lines, len);
    if (rows_free(&b) < s->free_rows) {
        while (b.page < last_page)
            page_turn(&b);
        page_turn(&b);
    }
    rows_fill(&b);
    back_put(&b, true, len > 0 ? lines[len - 1].balance : 0);
    *draft = b.draft;
}
