/* What a paper says, as a digest. */
#include "paper/sheet.h"

static void put_sheet(struct buf *out, const struct sheet *sheet)
{
    const struct sheet_box *clip = &sheet->clip;
    const int32_t known[] = {
        sheet->width, sheet->height, (int32_t)sheet->boxes.len, (int32_t)sheet->texts.len, clip->x, clip->y,
        clip->width,  clip->height};
    buf_put(out, known, sizeof known);
    for (size_t i = 0; i < sheet->boxes.len; i++) {
        const struct sheet_box *box = &sheet->boxes.items[i];
        const int32_t place[] = {
            box->x, box->y, box->width, box->height, (int32_t)box->colour, (int32_t)box->element};
        buf_put(out, place, sizeof place);
    }
    for (size_t i = 0; i < sheet->texts.len; i++) {
        const struct sheet_text *text = &sheet->texts.items[i];
        const uint32_t place[] = {(uint32_t)text->x,
                                  (uint32_t)text->y,
                                  text->turned ? 1 : 0,
                                  text->element,
                                  (uint32_t)(text->line->says >> 32),
                                  (uint32_t)text->line->says};
        buf_put(out, place, sizeof place);
    }
}

struct digest paper_says(const struct paper *paper)
{
    struct buf out = {0};
    digest_put_text(&out, paper->title);
    digest_put_text(&out, paper->language);
    digest_put_text(&out, paper->author ? paper->author : "");
    digest_put_number(&out, paper->date);
    digest_put_number(&out, (int64_t)paper->sheets.len);
    for (size_t i = 0; i < paper->sheets.len; i++)
        put_sheet(&out, &paper->sheets.items[i]);
    for (size_t i = 0; i < paper->marks.len; i++) {
        const struct sheet_mark *mark = &paper->marks.items[i];
        digest_put_text(&out, mark->title);
        digest_put_number(&out, (int64_t)mark->page);
        digest_put_number(&out, mark->y);
        digest_put_number(&out, mark->within);
    }
    elements_say(&paper->elements, &out);
    struct digest digest = digest_of(out.data, out.len);
    buf_free(&out);
    return digest;
}
