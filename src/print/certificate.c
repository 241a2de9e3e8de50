#include "print/certificate.h"

#include "print/draft.h"
#include "print/place.h"
#include "print/winners.h"

#include "base/digest.h"
#include "ledger/standing.h"

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

/* The outline of a box INSET from the edges of a page across. */
static void frame_put(struct paper *paper, size_t page, int32_t inset, int32_t thick)
{
    int32_t width = sheet_a4_height - 2 * inset, height = sheet_a4_width - 2 * inset;
    paper_box(paper, page, &(struct sheet_box){inset, inset, width, thick, red, 0});
    paper_box(paper, page, &(struct sheet_box){inset, inset + height - thick, width, thick, red, 0});
    paper_box(paper, page, &(struct sheet_box){inset, inset, thick, height, red, 0});
    paper_box(paper, page, &(struct sheet_box){inset + width - thick, inset, thick, height, red, 0});
}

/* Whom a certificate of number HONOUR is for. Where a resident may not be named, there is a line to write
 * on. */
static const char *whom(struct draft *d, uint32_t honour, uint32_t who)
{
    enum award award = d->records->rewards[honour]->award;
    if (award == award_group)
        return draft_filled(d, "certificate.who_group", draft_group_name(d, who));
    const char *id = draft_household_id(d, winner_household(d->records, honour, who));
    if (award == award_resident)
        return draft_names_shown(d) && view_names_winner(d->view, who)
                   ? draft_filled(d, "certificate.who_resident", draft_resident(d, who), id)
                   : draft_filled(d, "certificate.who_blank", id);
    return draft_names_shown(d) ? draft_filled(d, "certificate.who", draft_household(d, who), id)
                                : draft_filled(d, "certificate.who_id", id);
}

/* One certificate as a page. */
static void certificate_put(struct draft *d, const struct certificate_sizes *s, struct paper *paper,
                            const struct winners_prize *prize, uint32_t winner)
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
    const char *who = whom(d, prize->honour, winner);
    paper_mark(paper, page, 0, who);
    int32_t y = place_text(&flow, page, s->margin, s->body_top, width, who, &body);
    body.indent = 2 * s->body;
    place_text(&flow, page, s->margin, y, width,
               draft_filled(d, "certificate.text", winners_title(d->view, d->arena, prize->period),
                            draft_reward_title(d, prize->honour)),
               &body);
    struct flow_style sign = {
        .face = font_song, .size = s->sign, .pitch = s->sign_pitch, .align = line_centre};
    int32_t x = sheet_a4_height - s->margin - s->sign_width;
    int32_t lines = (int32_t)flow_lines(&flow, draft_village_name(d), &sign, s->sign_width).len;
    y = sheet_a4_width - s->sign_bottom - (lines + 1) * s->sign_pitch;
    y = place_text(&flow, page, x, y, s->sign_width, draft_village_name(d), &sign);
    place_text(&flow, page, x, y, s->sign_width,
               words_date(d->words, d->arena, winners_date(d->view, prize->period, prize->honour)), &sign);
    element_end(&paper->elements);
}

size_t certificate_count(const struct print_input *input)
{
    return input->winners->prizes_len;
}

void certificate_paper(const struct composing *composing, struct composed *composed)
{
    struct draft d = draft_begin(composing->view, composing->arena, composing->diags);
    const struct winners_prize *prize = &composing->input->winners->prizes[composing->number];
    const char *period = winners_title(d.view, d.arena, prize->period);
    paper_begin(&composed->paper, composing->standing,
                draft_filled(&d, "certificate.document", draft_reward_title(&d, prize->honour), period),
                draft_language(&d));
    uint32_t len;
    const uint32_t *winners = standing_winners(d.records, prize->period->cycle, prize->period->period,
                                               prize->honour, d.arena, &len);
    for (uint32_t i = 0; i < len; i++)
        certificate_put(&d, composing->sizes, &composed->paper, prize, winners[i]);
    composed->date = winners_date(d.view, prize->period, prize->honour);
    composed->when = period;
    composed->past = !prize->period->latest;
    composed->place = draft_place(d.records->rewards[prize->honour]->record.node);
    composed->sources = draft_sources(&d, &composed->len);
}

void certificate_path(const struct print_input *input, size_t number, struct buf *out)
{
    const struct winners_prize *prize = &input->winners->prizes[number];
    buf_printf(out, "print/certificates/%s-%s.pdf", prize->period->id,
               input->view->records->rewards[prize->honour]->id);
}

void certificate_from(const struct print_input *input, size_t number, struct buf *out)
{
    const struct winners_prize *prize = &input->winners->prizes[number];
    digest_put_number(out, prize->period->latest);
    winners_say(input->view, prize->period, prize->honour, out);
}
