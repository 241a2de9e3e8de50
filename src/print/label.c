#include "print/label.h"

#include "print/draft.h"
#include "print/offers.h"
#include "print/place.h"

#define red 0xa3211bu

static const struct size_field fields[] = {
    {"margin", offsetof(struct label_sizes, grid.margin), false},
    {"columns", offsetof(struct label_sizes, grid.columns), true},
    {"rows", offsetof(struct label_sizes, grid.rows), true},
    {"padding", offsetof(struct label_sizes, padding), false},
    {"name", offsetof(struct label_sizes, name), false},
    {"points", offsetof(struct label_sizes, points), false},
    {"small", offsetof(struct label_sizes, small), false},
};

const struct size_table label_sizes = size_table_of("labels", fields, struct label_sizes);

/* Above the name, in the middle the price, below what is asked for besides. */
static void label_put(struct draft *d, const struct label_sizes *s, struct paper *paper,
                      const struct cut_cell *cell, uint32_t number)
{
    struct flow flow = {.paper = paper};
    const struct reward *reward = d->records->rewards[number];
    element_begin(&paper->elements, element_section);
    int32_t x = cell->x + s->padding, y = cell->y + s->padding, width = cell->width - 2 * s->padding;
    int32_t height = cell->height - 2 * s->padding, above = 3 * height / 10, below = 3 * s->small / 2;
    struct flow_style name = {
        .face = font_hei, .size = s->name, .pitch = s->name * 5 / 4, .align = line_centre, .balance = true};
    place_fitted(&flow, cell->page, x, y, width, above, draft_reward_title(d, number), &name);
    struct flow_style points = {
        .face = font_hei, .size = s->points, .pitch = s->points * 6 / 5, .align = line_centre, .colour = red};
    int32_t top = y + above;
    int32_t room = y + height - below - top;
    place_fitted(&flow, cell->page, x, top, width, room,
                 draft_filled(d, "poster.price", words_points(d->words, d->arena, reward->cost, false)),
                 &points);
    struct flow_style small = {
        .face = font_song, .size = s->small, .pitch = s->small * 5 / 4, .align = line_centre};
    place_fitted(&flow, cell->page, x, y + height - below, width, below, offer_conditions(d, reward), &small);
    element_end(&paper->elements);
}

size_t label_count(const struct print_input *input)
{
    return offers_any(input->view->ledger, reward_goods);
}

void label_paper(const struct composing *composing, struct composed *composed)
{
    struct draft d = draft_begin(composing->view, composing->arena, composing->diags);
    const struct label_sizes *s = composing->sizes;
    size_t number = 0;
    paper_begin(&composed->paper, composing->standing,
                draft_filled(&d, "label.document", draft_village_name(&d)), draft_language(&d));
    for (uint32_t i = 0; i < d.records->rewards_len; i++) {
        if (!offer_holds(d.ledger, d.records->rewards[i], reward_goods))
            continue;
        struct cut_cell cell = cut_next(&composed->paper, &s->grid, number++);
        label_put(&d, s, &composed->paper, &cell, i);
    }
    composed->place = draft_place(d.records->village.record.node);
    composed->sources = draft_sources(&d, &composed->len);
}

void label_path(const struct print_input *input, size_t number, struct buf *out)
{
    (void)input, (void)number;
    buf_puts(out, "print/labels.pdf");
}
