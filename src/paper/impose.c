#include "paper/impose.h"

/* What stands in the places of a sheet: pages from 1, row by row from the top, those of the upper row upside
 * down. */
static const int impose_outer[4] = {5, 4, 8, 1}, impose_inner[4] = {3, 6, 2, 7};
static const int impose_single[8] = {7, 6, 5, 4, 8, 1, 2, 3};

/* Puts PAGE of PAGES on SHEET of PAPER, with its left top corner at X and Y as it lies there. */
static void page_put(struct paper *paper, size_t sheet, const struct paper *pages, size_t page, int32_t x,
                     int32_t y, bool turned)
{
    const struct sheet *from = &pages->sheets.items[page];
    for (size_t i = 0; i < from->boxes.len; i++) {
        struct sheet_box box = from->boxes.items[i];
        box.x = x + (turned ? from->width - box.x - box.width : box.x);
        box.y = y + (turned ? from->height - box.y - box.height : box.y);
        paper_box(paper, sheet, &box);
    }
    for (size_t i = 0; i < from->texts.len; i++) {
        const struct sheet_text *text = &from->texts.items[i];
        paper_text(paper, sheet, text->element, x + (turned ? from->width - text->x : text->x),
                   y + (turned ? from->height - text->y : text->y), text->line);
        struct sheet *to = &paper->sheets.items[sheet];
        to->texts.items[to->texts.len - 1].turned = turned;
    }
}

/* Puts so many COLUMNS of two rows of pages, as they stand in PLACES, on a new sheet WIDTH × HEIGHT. */
static void side_put(struct paper *paper, const struct paper *pages, size_t first, const int *places,
                     int columns, int32_t width, int32_t height)
{
    size_t sheet = paper_sheet(paper, width, height);
    for (int i = 0; i < 2 * columns; i++) {
        bool upper = i < columns;
        page_put(paper, sheet, pages, first + (size_t)places[i] - 1, width * (i % columns) / columns,
                 upper ? 0 : height / 2, upper);
    }
}

void impose_twice(struct paper *paper, const struct paper *pages, size_t first)
{
    side_put(paper, pages, first, impose_outer, 2, sheet_a4_width, sheet_a4_height);
    side_put(paper, pages, first, impose_inner, 2, sheet_a4_width, sheet_a4_height);
}

void impose_thrice(struct paper *paper, const struct paper *pages, size_t first)
{
    side_put(paper, pages, first, impose_single, 4, sheet_a4_height, sheet_a4_width);
}
