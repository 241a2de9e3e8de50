/* Certificates: one for each household that won an honour in a period that is over, all of an honour in one
 * file. A4 across, with a frame and a place for the seal. */
#include "print/draft.h"
#include "print/winners.h"

#include "base/memory.h"

#include <string.h>

#define frame_inset sheet_mm(12)
#define frame_thick sheet_pt(3)
#define frame_thin  sheet_pt(0.8)
#define frame_gap   sheet_mm(2)
#define margin      sheet_mm(38)
#define red         0xa3211bu
#define title_size  sheet_pt(54)
#define title_pitch sheet_pt(80)
#define body_size   sheet_pt(26)
#define body_pitch  sheet_pt(46)
#define sign_size   sheet_pt(20)
#define sign_pitch  sheet_pt(32)
#define sign_width  sheet_mm(110)
#define title_top   sheet_mm(34)
#define body_top    sheet_mm(74)
#define sign_bottom sheet_mm(34)

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
    paper_box(paper, page, &(struct sheet_box){inset, inset, width, thick, red});
    paper_box(paper, page, &(struct sheet_box){inset, inset + height - thick, width, thick, red});
    paper_box(paper, page, &(struct sheet_box){inset, inset, thick, height, red});
    paper_box(paper, page, &(struct sheet_box){inset + width - thick, inset, thick, height, red});
}

/* Puts TEXT, WIDTH wide, on PAGE from X and Y on; gives where it ends. */
static int32_t text_put(struct flow *flow, size_t page, int32_t x, int32_t y, int32_t width, const char *text,
                        const struct flow_style *style)
{
    struct lines lines = flow_lines(flow, text, style, width);
    for (size_t i = 0; i < lines.len; i++, y += style->pitch)
        paper_text(flow->paper, page, x, y + flow_baseline(style->size, style->pitch), &lines.items[i]);
    return y;
}

/* One certificate as a page. */
static void certificate_put(struct draft *d, struct paper *paper, const struct award *award,
                            uint32_t household)
{
    struct flow flow = {.paper = paper};
    size_t page = paper_sheet(paper, sheet_a4_height, sheet_a4_width);
    frame_put(paper, page, frame_inset, frame_thick);
    frame_put(paper, page, frame_inset + frame_thick + frame_gap, frame_thin);
    int32_t width = sheet_a4_height - 2 * margin;
    struct flow_style title = {.face = font_song,
                               .size = title_size,
                               .pitch = title_pitch,
                               .align = line_centre,
                               .stroke = title_size / 40,
                               .colour = red};
    text_put(&flow, page, margin, title_top, width, draft_word(d, "certificate.title"), &title);
    struct flow_style body = {
        .face = font_kai, .size = body_size, .pitch = body_pitch, .align = line_justify};
    const char *who = draft_names_shown(d)
                          ? draft_filled(d, "certificate.who", draft_household(d, household),
                                         draft_household_id(d, household))
                          : draft_filled(d, "certificate.who_id", draft_household_id(d, household));
    paper_mark(paper, page, 0, who);
    int32_t y = text_put(&flow, page, margin, body_top, width, who, &body);
    body.indent = 2 * body_size;
    text_put(&flow, page, margin, y, width,
             draft_filled(d, "certificate.text", winners_title(d->view, d->arena, &award->period),
                          draft_reward_title(d, award->honour)),
             &body);
    struct flow_style sign = {
        .face = font_song, .size = sign_size, .pitch = sign_pitch, .align = line_centre};
    int32_t x = sheet_a4_height - margin - sign_width;
    int32_t lines = (int32_t)flow_lines(&flow, draft_village_name(d), &sign, sign_width).len;
    y = sheet_a4_width - sign_bottom - (lines + 1) * sign_pitch;
    y = text_put(&flow, page, x, y, sign_width, draft_village_name(d), &sign);
    text_put(&flow, page, x, y, sign_width, words_date(d->words, d->arena, award->period.to + 1), &sign);
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
        certificate_put(&d, &composed->paper, award, households[i]);
    composed->date = award->period.to + 1;
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
