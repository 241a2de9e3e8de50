#include "print/certificate.h"

#include "print/draft.h"
#include "print/place.h"
#include "print/winners.h"

#include "base/memory.h"

#include <string.h>

#define red 0xa3211bu

static const struct size_field fields[] = {
    {"inset", offsetof(struct certificate_sizes, inset), false},
    {"frame", offsetof(struct certificate_sizes, frame), false},
    {"frame_thin", offsetof(struct certificate_sizes, frame_thin), false},
    {"frame_gap", offsetof(struct certificate_sizes, frame_gap), false},
    {"margin", offsetof(struct certificate_sizes, margin), false},
    {"title_top", offsetof(struct certificate_sizes, title_top), false},
    {"title", offsetof(struct certificate_sizes, title), false},
    {"title_pitch", offsetof(struct certificate_sizes, title_pitch), false},
    {"body_top", offsetof(struct certificate_sizes, body_top), false},
    {"body", offsetof(struct certificate_sizes, body), false},
    {"body_pitch", offsetof(struct certificate_sizes, body_pitch), false},
    {"sign_bottom", offsetof(struct certificate_sizes, sign_bottom), false},
    {"sign_width", offsetof(struct certificate_sizes, sign_width), false},
    {"sign", offsetof(struct certificate_sizes, sign), false},
    {"sign_pitch", offsetof(struct certificate_sizes, sign_pitch), false},
};

const struct size_table certificate_sizes = size_table_of("certificates", fields, struct certificate_sizes);

/* An honour of a period that somebody has won. */
struct award {
    struct winners_period period;
    uint32_t honour;
};

/* The awards that there are certificates of, in ARENA. */
static size_t awards_of(const struct view *view, struct arena *arena, struct award **awards)
{
    struct winners_period periods[winners_most];
    size_t count = winners_periods(view, arena, periods), len = 0;
    *awards = arena_new(arena, struct award, count * view->records->rewards_len + 1);
    for (size_t p = 0; p < count; p++)
        for (uint32_t i = 0; i < view->records->rewards_len && periods[p].over; i++) {
            const struct reward *reward = view->records->rewards[i];
            uint32_t won = 0;
            if (reward->kind == reward_honour && reward->per == periods[p].per)
                winners_of(&periods[p], i, arena, &won);
            if (won > 0)
                (*awards)[len++] = (struct award){periods[p], i};
        }
    return len;
}

/* The outline of a box INSET from the edges of a page across. */
static void frame_put(struct paper *paper, size_t page, int32_t inset, int32_t thick)
{
    int32_t width = sheet_a4_height - 2 * inset, height = sheet_a4_width - 2 * inset;
    paper_box(paper, page, &(struct sheet_box){inset, inset, width, thick, red, 0});
    paper_box(paper, page, &(struct sheet_box){inset, inset + height - thick, width, thick, red, 0});
    paper_box(paper, page, &(struct sheet_box){inset, inset, thick, height, red, 0});
    paper_box(paper, page, &(struct sheet_box){inset + width - thick, inset, thick, height, red, 0});
}

/* One certificate as a page. */
static void certificate_put(struct draft *d, const struct certificate_sizes *s, struct paper *paper,
                            const struct award *award, uint32_t household)
{
    struct flow flow = {.paper = paper};
    element_begin(&paper->elements, element_section);
    size_t page = paper_sheet(paper, sheet_a4_height, sheet_a4_width);
    frame_put(paper, page, s->inset, s->frame);
    frame_put(paper, page, s->inset + s->frame + s->frame_gap, s->frame_thin);
    int32_t width = sheet_a4_height - 2 * s->margin;
    struct flow_style title = {.face = font_song,
                               .size = s->title,
                               .pitch = s->title_pitch,
                               .align = line_centre,
                               .stroke = s->title / 40,
                               .element = element_title,
                               .colour = red};
    place_text(&flow, page, s->margin, s->title_top, width, draft_word(d, "certificate.title"), &title);
    struct flow_style body = {
        .face = font_kai, .size = s->body, .pitch = s->body_pitch, .align = line_justify};
    const char *who = draft_names_shown(d)
                          ? draft_filled(d, "certificate.who", draft_household(d, household),
                                         draft_household_id(d, household))
                          : draft_filled(d, "certificate.who_id", draft_household_id(d, household));
    paper_mark(paper, page, 0, who);
    int32_t y = place_text(&flow, page, s->margin, s->body_top, width, who, &body);
    body.indent = 2 * s->body;
    place_text(&flow, page, s->margin, y, width,
               draft_filled(d, "certificate.text", winners_title(d->view, d->arena, &award->period),
                            draft_reward_title(d, award->honour)),
               &body);
    struct flow_style sign = {
        .face = font_song, .size = s->sign, .pitch = s->sign_pitch, .align = line_centre};
    int32_t x = sheet_a4_height - s->margin - s->sign_width;
    int32_t lines = (int32_t)flow_lines(&flow, draft_village_name(d), &sign, s->sign_width).len;
    y = sheet_a4_width - s->sign_bottom - (lines + 1) * s->sign_pitch;
    y = place_text(&flow, page, x, y, s->sign_width, draft_village_name(d), &sign);
    place_text(&flow, page, x, y, s->sign_width,
               words_date(d->words, d->arena, winners_date(d->view, &award->period, award->honour)), &sign);
    element_end(&paper->elements);
}

size_t certificate_count(const struct print_input *input)
{
    struct arena arena = {0};
    struct award *awards;
    size_t count = awards_of(input->view, &arena, &awards);
    arena_free(&arena);
    return count;
}

void certificate_paper(const struct composing *composing, struct composed *composed)
{
    struct draft d = draft_begin(composing->view, composing->arena, composing->diags);
    struct award *awards;
    awards_of(d.view, d.arena, &awards);
    const struct award *award = &awards[composing->number];
    const char *period = winners_title(d.view, d.arena, &award->period);
    paper_begin(&composed->paper, composing->fonts,
                draft_filled(&d, "certificate.document", draft_reward_title(&d, award->honour), period),
                draft_language(&d));
    uint32_t len;
    const uint32_t *households = winners_of(&award->period, award->honour, d.arena, &len);
    for (uint32_t i = 0; i < len; i++)
        certificate_put(&d, composing->sizes, &composed->paper, award, households[i]);
    composed->date = winners_date(d.view, &award->period, award->honour);
    composed->when = period;
    composed->place = draft_place(d.records->rewards[award->honour]->record.node);
    composed->sources = draft_sources(&d, &composed->len);
}

void certificate_path(const struct print_input *input, size_t number, struct buf *out)
{
    struct arena arena = {0};
    struct award *awards;
    awards_of(input->view, &arena, &awards);
    buf_printf(out, "print/certificates/%s-%s.pdf", awards[number].period.id,
               input->view->records->rewards[awards[number].honour]->id);
    arena_free(&arena);
}
