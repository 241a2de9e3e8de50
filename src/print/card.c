#include "print/card.h"

#include "paper/impose.h"
#include "print/draft.h"
#include "print/habits.h"
#include "print/place.h"

#define red          0xa3211bu
#define panel_width  (sheet_a4_height / 4)
#define panel_height (sheet_a4_width / 2)

enum { card_pocket, card_door, cards };
enum { panels_inside = 6 }; /* between the front and the back */

static const struct size_field fields[] = {
    {"pocket_margin", offsetof(struct card_sizes, pocket.margin), false},
    {"pocket_title", offsetof(struct card_sizes, pocket.title), false},
    {"pocket_heading", offsetof(struct card_sizes, pocket.heading), false},
    {"pocket_body", offsetof(struct card_sizes, pocket.body), false},
    {"pocket_pitch", offsetof(struct card_sizes, pocket.pitch), false},
    {"pocket_small", offsetof(struct card_sizes, pocket.small), false},
    {"pocket_row_gap", offsetof(struct card_sizes, pocket.row_gap), false},
    {"pocket_code", offsetof(struct card_sizes, pocket.code), false},
    {"pocket_rules", offsetof(struct card_sizes, pocket.rules), true},
    {"pocket_columns", offsetof(struct card_sizes, pocket.columns), true},
    {"door_margin", offsetof(struct card_sizes, door.margin), false},
    {"door_title", offsetof(struct card_sizes, door.title), false},
    {"door_heading", offsetof(struct card_sizes, door.heading), false},
    {"door_body", offsetof(struct card_sizes, door.body), false},
    {"door_pitch", offsetof(struct card_sizes, door.pitch), false},
    {"door_small", offsetof(struct card_sizes, door.small), false},
    {"door_row_gap", offsetof(struct card_sizes, door.row_gap), false},
    {"door_code", offsetof(struct card_sizes, door.code), false},
    {"door_rules", offsetof(struct card_sizes, door.rules), true},
    {"door_columns", offsetof(struct card_sizes, door.columns), true},
};

const struct size_table card_sizes = size_table_of("cards", fields, struct card_sizes);

/* What a card is composed with. */
struct carding {
    struct draft draft;
    const struct card_style *style;
    struct card_style scaled; /* what style is where its letters are set larger or smaller than that */
    struct flow flow;
    struct place_code code; /* of the points list on the site */
};

static struct flow_style style_of(enum font_style face, int32_t size, int32_t pitch, enum line_align align)
{
    return (struct flow_style){.face = face, .size = size, .pitch = pitch, .align = align};
}

static struct flow_style small_style(const struct carding *c, enum line_align align)
{
    return style_of(font_song, c->style->small, c->style->small * 4 / 3, align);
}

static void heading_put(struct carding *c, const char *key)
{
    struct flow_style style = style_of(font_hei, c->style->heading, c->style->heading * 3 / 2, line_left);
    style.colour = red;
    style.element = element_heading;
    flow_space(&c->flow, c->style->row_gap);
    flow_paragraph(&c->flow, draft_word(&c->draft, key), &style);
    flow_keep(&c->flow);
}

/* A rule in the last strip, WIDTH wide from X: its title, its value at the right, its caps in small below;
 * NUMBER in front, where it is not 0. Gives its height. */
static int32_t rule_put(struct carding *c, uint32_t index, size_t number, struct flow_style style, int32_t x,
                        int32_t width)
{
    struct draft *d = &c->draft;
    struct flow *flow = &c->flow;
    const struct rule *rule = d->records->rules[index];
    const struct value_range *worth = rule_value(rule, d->ledger->date, NULL, NULL);
    const char *value = draft_from(d, view_value(d->view, d->arena, index, worth), rule->record.node, "unit");
    const char *caps = words_caps(d->words, d->arena, rule_caps(rule, d->ledger->date, NULL));
    const char *title = draft_rule_title(d, index);
    if (number > 0)
        title = draft_filled(d, "card.numbered", draft_number(d, number), title);
    int32_t whole = flow_need(flow, value, &style).whole + 20, side = whole < width / 2 ? whole : width / 2;
    element_begin(&flow->paper->elements, element_item);
    element_begin(&flow->paper->elements, element_item_text);
    style.even_end = true;
    int32_t room = width - side - style.size / 2, y = flow_put(flow, x, 0, room, title, &style);
    struct flow_style small = small_style(c, line_left);
    style.align = line_right;
    int32_t other = flow_put(flow, x + width - side, 0, side, value, &style);
    y = other > y ? other : y;
    if (*caps && number > 0)
        y += flow_put(flow, x, y, width, caps, &small);
    element_end(&flow->paper->elements);
    element_end(&flow->paper->elements);
    return y;
}

/* LEN rules, so many COLUMNS of them in a strip. */
static void rules_put_in(struct carding *c, const uint32_t *rules, size_t len, bool numbered,
                         const struct flow_style *style, size_t columns)
{
    struct flow *flow = &c->flow;
    int32_t width = (flow->width - (int32_t)(columns - 1) * style->size) / (int32_t)columns;
    element_begin(&flow->paper->elements, element_list);
    for (size_t i = 0; i < len; i += columns) {
        flow_space(flow, c->style->row_gap);
        flow_strip(flow, 0);
        size_t strip = flow->strips.len - 1;
        for (size_t k = 0; k < columns && i + k < len; k++) {
            int32_t height = rule_put(c, rules[i + k], numbered ? i + k + 1 : 0, *style,
                                      (int32_t)k * (width + style->size), width);
            if (height > flow->strips.items[strip].height)
                flow->strips.items[strip].height = height;
        }
    }
    element_end(&flow->paper->elements);
}

static void rules_put(struct carding *c, size_t most)
{
    struct draft *d = &c->draft;
    struct flow_style body = style_of(font_song, c->style->body, c->style->pitch, line_left);
    size_t len, reverse;
    const uint32_t *rules = habits_of(d->ledger, d->arena, &len);
    body.stroke = body.size / 80;
    if (len > 0)
        heading_put(c, "card.doing");
    rules_put_in(c, rules, len < most ? len : most, true, &body, 1);
    rules = habits_reverse(d->ledger, d->arena, &reverse);
    body.size = c->style->small;
    body.pitch = c->style->small * 4 / 3;
    body.stroke = body.size / 80;
    flow_space(&c->flow, c->style->row_gap);
    if (reverse > 0)
        heading_put(c, "card.reverse");
    rules_put_in(c, rules, reverse, false, &body, (size_t)c->style->columns);
}

/* What one does with it, a text each: how to declare and to object. */
enum { hows = 3 };
static void how_say(struct carding *c, const char *texts[hows])
{
    struct draft *d = &c->draft;
    const struct notice_terms *notice = &d->records->village.notice;
    texts[0] = draft_word(d, "card.how");
    texts[1] = draft_filled(d, "card.object",
                            notice->contact ? draft_shown(d, notice->contact, notice->record.node, "contact")
                                            : draft_word(d, "print.contact"));
    texts[2] = notice->phone ? draft_filled(d, "print.object_phone",
                                            draft_shown(d, notice->phone, notice->record.node, "phone"))
                             : "";
}

static const char *date_text(struct carding *c)
{
    struct draft *d = &c->draft;
    return draft_filled(d, "poster.date", words_date(d->words, d->arena, d->ledger->date));
}

/* --- the pocket card */

static void front_put(struct carding *c)
{
    const struct card_style *s = c->style;
    struct draft *d = &c->draft;
    size_t page = paper_sheet(c->flow.paper, panel_width, panel_height);
    int32_t width = panel_width - 2 * s->margin, y = panel_height / 4;
    struct flow_style name = style_of(font_song, s->heading, s->heading * 3 / 2, line_centre);
    struct flow_style title = style_of(font_song, s->title, s->title * 5 / 4, line_centre);
    struct flow_style small = small_style(c, line_centre);
    title.colour = red;
    title.stroke = s->title / 40;
    title.balance = name.balance = true;
    title.element = element_title;
    y = place_fitted(&c->flow, page, s->margin, y, width, panel_height / 4, draft_village_name(d), &name);
    place_fitted(&c->flow, page, s->margin, y + s->row_gap, width, panel_height / 4,
                 draft_word(d, "card.pocket"), &title);
    place_text(&c->flow, page, s->margin, panel_height - s->margin - small.pitch, width, date_text(c),
               &small);
}

static void back_put(struct carding *c)
{
    const struct card_style *s = c->style;
    const char *texts[hows];
    size_t page = paper_sheet(c->flow.paper, panel_width, panel_height);
    int32_t width = panel_width - 2 * s->margin, y = s->margin;
    struct flow_style small = small_style(c, line_left);
    int32_t bottom = panel_height - s->margin;
    how_say(c, texts);
    if (c->code.qr.side > 0)
        bottom -= s->code + 2 * small.pitch;
    for (int i = 0; i < hows; i++) {
        struct flow_style style = small;
        y = place_fitted(&c->flow, page, s->margin, y, width, bottom - y, texts[i], &style) + s->row_gap;
    }
    small.align = line_centre;
    if (c->code.qr.side > 0) {
        place_code(&c->flow, page, (panel_width - s->code) / 2, bottom + small.pitch / 2, s->code, &c->code);
        place_text(&c->flow, page, s->margin, bottom + s->code + small.pitch * 3 / 4, width,
                   draft_word(&c->draft, "card.scan"), &small);
    }
}

/* The panels between front and back, with MOST rules that earn points, behind what is in PAPER; how many,
 * more than there are where a rule is higher than a panel. */
static size_t inside_put(struct carding *c, struct paper *paper, size_t most)
{
    size_t before = paper->sheets.len;
    int32_t margin = c->style->margin;
    c->flow = (struct flow){.paper = paper,
                            .page_width = panel_width,
                            .page_height = panel_height,
                            .left = margin,
                            .top = margin,
                            .width = panel_width - 2 * margin,
                            .height = panel_height - 2 * margin,
                            .pitch = c->style->pitch};
    rules_put(c, most);
    bool high = false;
    for (size_t i = 0; i < c->flow.strips.len; i++)
        high = high || c->flow.strips.items[i].height > c->flow.height;
    flow_end(&c->flow);
    return high ? SIZE_MAX : paper->sheets.len - before;
}

/* Whether MOST rules that earn points leave the card on one sheet. */
static bool inside_fits(struct carding *c, struct standing *standing, size_t most)
{
    struct paper trial;
    paper_begin(&trial, standing, "", draft_language(&c->draft));
    size_t panels = inside_put(c, &trial, most);
    paper_free(&trial);
    return panels <= panels_inside;
}

/* How many rules that earn points leave the card on one sheet, at most what the theme says; ten at least. */
static size_t rules_fit(struct carding *c, struct standing *standing)
{
    enum { least = 10 };
    size_t most = (size_t)c->style->rules;
    while (most > least && !inside_fits(c, standing, most))
        most--;
    return most;
}

/* STYLE with all letters, and what goes with them, in so many hundredths of their size. */
static struct card_style style_scaled(const struct card_style *style, int32_t hundredths)
{
    struct card_style scaled = *style;
    int32_t *const sizes[] = {&scaled.title, &scaled.heading, &scaled.body,
                              &scaled.pitch, &scaled.small,   &scaled.row_gap};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        *sizes[i] = (int32_t)((int64_t)*sizes[i] * hundredths / 100);
    return scaled;
}

/* Sets the letters of C larger as long as MOST rules leave the card on one sheet. */
static void letters_fit(struct carding *c, struct standing *standing, size_t most)
{
    enum { largest = 140, step = 5, plain = 100 };
    const struct card_style *style = c->style;
    c->style = &c->scaled;
    for (int32_t hundredths = largest; hundredths >= plain; hundredths -= step) {
        c->scaled = style_scaled(style, hundredths);
        c->scaled.title = style->title; /* stands in front, alone */
        if (inside_fits(c, standing, most))
            return;
    }
}

static void pocket_put(struct carding *c, const struct composing *composing, struct composed *composed)
{
    struct paper *panels = &composed->behind;
    size_t most = rules_fit(c, composing->standing);
    letters_fit(c, composing->standing, most);
    paper_begin(panels, composing->standing, composed->paper.title, composed->paper.language);
    c->flow = (struct flow){.paper = panels};
    front_put(c);
    inside_put(c, panels, most);
    while (panels->sheets.len % impose_panels != impose_panels - 1)
        paper_sheet(panels, panel_width, panel_height);
    back_put(c);
    for (size_t i = 0; i < panels->sheets.len; i += impose_panels)
        impose_thrice(&composed->paper, panels, i);
    paper_missing_take(&composed->paper, panels);
    paper_elements_take(&composed->paper, panels);
}

/* --- the sheet for the door */

static void door_end(struct carding *c)
{
    const struct card_style *s = c->style;
    struct flow *flow = &c->flow;
    struct flow_style small = small_style(c, line_left);
    const char *texts[hows];
    int32_t room = flow->width - (c->code.qr.side > 0 ? s->code + s->heading : 0), y = 0;
    how_say(c, texts);
    flow_space(flow, 2 * s->row_gap);
    flow_strip(flow, 0);
    size_t strip = flow->strips.len - 1;
    for (int i = 0; i < hows; i++)
        y += flow_put(flow, 0, y, room, texts[i], &small);
    small.align = line_centre;
    small.balance = true;
    if (c->code.qr.side > 0) {
        int32_t x = flow->width - s->code, end = s->code + small.pitch / 3;
        place_code_in_strip(flow, x, 0, s->code, &c->code);
        end += flow_put(flow, x, end, s->code, draft_word(&c->draft, "card.scan"), &small);
        y = end > y ? end : y;
    }
    flow->strips.items[strip].height = y;
}

/* Composes the sheet into PAPER; how many pages it takes. */
static size_t door_set(struct carding *c, struct paper *paper)
{
    const struct card_style *s = c->style;
    struct draft *d = &c->draft;
    struct flow_style title = style_of(font_song, s->title, s->title * 4 / 3, line_centre);
    struct flow_style small = small_style(c, line_centre);
    c->flow = (struct flow){.paper = paper,
                            .page_width = sheet_a4_width,
                            .page_height = sheet_a4_height,
                            .left = s->margin,
                            .top = s->margin,
                            .width = sheet_a4_width - 2 * s->margin,
                            .height = sheet_a4_height - 2 * s->margin,
                            .pitch = s->pitch};
    title.colour = red;
    title.stroke = s->title / 40;
    title.balance = true;
    title.element = element_title;
    flow_paragraph(&c->flow, draft_filled(d, "card.door", draft_village_name(d)), &title);
    flow_paragraph(&c->flow, date_text(c), &small);
    flow_keep(&c->flow);
    rules_put(c, (size_t)s->rules);
    door_end(c);
    flow_end(&c->flow);
    return paper->sheets.len;
}

/* On one sheet, as large as that can be. */
static void door_put(struct carding *c, const struct composing *composing, struct paper *paper)
{
    enum { largest = 120, step = 4, least = 60 };
    const struct card_style *style = c->style;
    for (int32_t hundredths = largest; hundredths >= least; hundredths -= step) {
        struct paper trial;
        c->scaled = style_scaled(style, hundredths);
        c->style = &c->scaled;
        paper_begin(&trial, composing->standing, "", paper->language);
        size_t pages = door_set(c, &trial);
        paper_free(&trial);
        if (pages <= 1)
            break;
    }
    door_set(c, paper);
    c->style = style;
}

/* --- as a kind of paper */

size_t card_count(const struct print_input *input)
{
    struct arena arena = {0};
    size_t len, reverse;
    habits_of(input->view->ledger, &arena, &len);
    habits_reverse(input->view->ledger, &arena, &reverse);
    arena_free(&arena);
    return len + reverse > 0 ? cards : 0;
}

void card_paper(const struct composing *composing, struct composed *composed)
{
    const struct card_sizes *sizes = composing->sizes;
    bool pocket = composing->number == card_pocket;
    struct carding c = {.draft = draft_begin(composing->view, composing->arena, composing->diags),
                        .style = pocket ? &sizes->pocket : &sizes->door};
    struct draft *d = &c.draft;
    const char *url = d->records->village.url;
    if (url)
        draft_code(d, arena_printf(d->arena, "%s/rules/", url), &c.code);
    paper_begin(&composed->paper, composing->standing,
                draft_filled(d, pocket ? "card.document" : "card.door", draft_village_name(d)),
                draft_language(d));
    if (pocket)
        pocket_put(&c, composing, composed);
    else
        door_put(&c, composing, &composed->paper);
    composed->date = d->ledger->date;
    composed->when = words_date(d->words, d->arena, d->ledger->date);
    composed->place = draft_place(d->records->village.record.node);
    composed->sources = draft_sources(d, &composed->len);
}

void card_path(const struct print_input *input, size_t number, struct buf *out)
{
    (void)input;
    buf_puts(out, number == card_pocket ? "print/cards/pocket.pdf" : "print/cards/ten-lines.pdf");
}
