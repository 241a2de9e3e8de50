#include "print/plate.h"

#include "print/by_group.h"
#include "print/draft.h"
#include "print/place.h"

#define red 0xa3211bu

static const struct size_field fields[] = {
    {"margin", offsetof(struct plate_sizes, grid.margin), false},
    {"columns", offsetof(struct plate_sizes, grid.columns), true},
    {"rows", offsetof(struct plate_sizes, grid.rows), true},
    {"frame", offsetof(struct plate_sizes, frame), false},
    {"inset", offsetof(struct plate_sizes, inset), false},
    {"padding", offsetof(struct plate_sizes, padding), false},
    {"code", offsetof(struct plate_sizes, code), false},
    {"code_gap", offsetof(struct plate_sizes, code_gap), false},
    {"id", offsetof(struct plate_sizes, id), false},
    {"name", offsetof(struct plate_sizes, name), false},
    {"village", offsetof(struct plate_sizes, village), false},
    {"scan", offsetof(struct plate_sizes, scan), false},
};

const struct size_table plate_sizes = size_table_of("plates", fields, struct plate_sizes);

static bool has_plate(const struct ledger *ledger, uint32_t household)
{
    return household_listed(ledger->records->households[household], ledger->date);
}

/* The outline of a box. */
static void frame_put(struct paper *paper, const struct cut_cell *cell, int32_t inset, int32_t thick)
{
    int32_t x = cell->x + inset, y = cell->y + inset;
    int32_t width = cell->width - 2 * inset, height = cell->height - 2 * inset;
    paper_box(paper, cell->page, &(struct sheet_box){x, y, width, thick, red, 0});
    paper_box(paper, cell->page, &(struct sheet_box){x, y + height - thick, width, thick, red, 0});
    paper_box(paper, cell->page, &(struct sheet_box){x, y, thick, height, red, 0});
    paper_box(paper, cell->page, &(struct sheet_box){x + width - thick, y, thick, height, red, 0});
}

/* At the left the village, the group, the id and the name; at the right the code and what it is for. */
static void plate_put(struct draft *d, const struct plate_sizes *s, struct paper *paper,
                      const struct cut_cell *cell, uint32_t household, const struct place_code *code)
{
    struct flow flow = {.paper = paper};
    int32_t inner = s->inset + s->frame + s->padding;
    int32_t left = cell->x + inner, top = cell->y + inner, height = cell->height - 2 * inner;
    int32_t width = cell->width - 2 * inner - s->code - s->code_gap;
    frame_put(paper, cell, s->inset, s->frame);
    element_begin(&paper->elements, element_section);
    struct flow_style small = {.face = font_hei, .size = s->village, .pitch = s->village * 4 / 3};
    int32_t y = place_fitted(&flow, cell->page, left, top, width, height / 4, draft_village_name(d), &small);
    small.size = s->village;
    place_fitted(&flow, cell->page, left, y, width, height / 8,
                 draft_group_name(d, d->records->households[household]->group), &small);
    struct flow_style id = {.face = font_hei, .size = s->id, .pitch = s->id * 5 / 4, .colour = red};
    y = place_fitted(&flow, cell->page, left, top + height * 2 / 5, width, height / 4,
                     draft_household_id(d, household), &id);
    struct flow_style name = {.face = font_kai, .size = s->name, .pitch = s->name * 5 / 4};
    if (draft_names_shown(d))
        place_fitted(&flow, cell->page, left, y, width, top + height - y, draft_household(d, household),
                     &name);
    struct flow_style scan = {
        .face = font_song, .size = s->scan, .pitch = s->scan * 4 / 3, .align = line_centre};
    int32_t x = left + width + s->code_gap;
    place_code(&flow, cell->page, x, top, s->code, code);
    y = top + s->code + s->scan / 2;
    place_fitted(&flow, cell->page, x, y, s->code, top + height - y, draft_word(d, "plate.scan"), &scan);
    element_end(&paper->elements);
}

size_t plate_count(const struct print_input *input)
{
    return input->view->records->village.url ? by_group_count(input->view->ledger, has_plate) : 0;
}

void plate_paper(const struct composing *composing, struct composed *composed)
{
    struct draft d = draft_begin(composing->view, composing->arena, composing->diags);
    uint32_t group = by_group_at(d.ledger, has_plate, composing->number);
    uint32_t *households = arena_new(d.arena, uint32_t, d.records->households_len);
    size_t len = by_group_households(d.ledger, has_plate, group, households);
    const struct plate_sizes *s = composing->sizes;
    size_t number = 0;
    paper_begin(&composed->paper, composing->standing,
                draft_filled(&d, "plate.document", draft_village_name(&d), draft_group_name(&d, group)),
                draft_language(&d));
    for (size_t i = 0; i < len; i++) {
        uint32_t h = households[i];
        struct place_code code;
        const char *address =
            arena_printf(d.arena, "%s/households/%s/", d.records->village.url, draft_household_id(&d, h));
        if (!draft_code(&d, address, &code))
            continue;
        struct cut_cell cell = cut_next(&composed->paper, &s->grid, number++);
        plate_put(&d, s, &composed->paper, &cell, h, &code);
    }
    composed->place = draft_place(d.records->groups[group]->record.node);
    composed->sources = draft_sources(&d, &composed->len);
}

void plate_path(const struct print_input *input, size_t number, struct buf *out)
{
    by_group_path(input->view->ledger, has_plate, number, "print/plates", out);
}
