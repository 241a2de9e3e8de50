/* A poster's sheets as A4 tiles, with marks where they are cut. */
#include "print/poster.h"

/* Whether what stands from FROM, LEN long, has a part between A and B. */
static bool meets(int32_t from, int32_t len, int32_t a, int32_t b)
{
    return from < b && from + len > a;
}

/* A mark of 5 mm at a corner (X, Y) of what is cut out, away from it to the side DX, DY (−1 or 1). */
static void mark_put(struct paper *tiles, size_t page, int32_t x, int32_t y, int dx, int dy)
{
    int32_t len = sheet_mm(5), off = sheet_mm(1), thick = sheet_pt(0.5);
    paper_box(tiles, page,
              &(struct sheet_box){dx < 0 ? x - off - len : x + off, y, len, thick, sheet_ink, 0});
    paper_box(tiles, page,
              &(struct sheet_box){x, dy < 0 ? y - off - len : y + off, thick, len, sheet_ink, 0});
}

/* The half NUMBER of SHEET as a page of TILES. What stands on both is read once. */
static void tile_make(const struct poster_sizes *sizes, const struct sheet *sheet, struct paper *tiles,
                      int number)
{
    bool wide = sheet->width > sheet->height; /* then its halves stand side by side, upright */
    int32_t width = wide ? sizes->longer / 2 : sizes->shorter,
            height = wide ? sizes->shorter : sizes->longer / 2;
    int32_t left = (sheet->width - (wide ? sizes->longer : sizes->shorter)) / 2 + (wide ? number * width : 0);
    int32_t top =
        (sheet->height - (wide ? sizes->shorter : sizes->longer)) / 2 + (wide ? 0 : number * height);
    int32_t page_width = wide ? sheet_a4_width : sheet_a4_height;
    int32_t page_height = wide ? sheet_a4_height : sheet_a4_width;
    int32_t x = (page_width - width) / 2 - left, y = (page_height - height) / 2 - top;
    size_t page = paper_sheet(tiles, page_width, page_height);
    for (int corner = 0; corner < 4; corner++)
        mark_put(tiles, page, x + left + (corner & 1 ? width : 0), y + top + (corner & 2 ? height : 0),
                 corner & 1 ? 1 : -1, corner & 2 ? 1 : -1);
    for (size_t i = 0; i < sheet->boxes.len; i++) {
        struct sheet_box box = sheet->boxes.items[i];
        int32_t right = box.x + box.width, below = box.y + box.height;
        if (!meets(box.x, box.width, left, left + width) || !meets(box.y, box.height, top, top + height))
            continue;
        box.x = box.x < left ? left : box.x; /* the page's own clip is the texts' alone */
        box.y = box.y < top ? top : box.y;
        box.width = (right > left + width ? left + width : right) - box.x;
        box.height = (below > top + height ? top + height : below) - box.y;
        box.x += x;
        box.y += y;
        paper_box(tiles, page, &box);
    }
    for (size_t i = 0; i < sheet->texts.len; i++) {
        const struct sheet_text *text = &sheet->texts.items[i];
        int32_t size = text->line->size;
        bool before = number > 0 && (wide ? text->x + text->line->left < left : text->y - size < top);
        if (meets(text->x + text->line->left, text->line->width, left, left + width) &&
            meets(text->y - size, 2 * size, top, top + height))
            paper_text(tiles, page, before ? 0 : text->element, text->x + x, text->y + y, text->line);
    }
    tiles->sheets.items[page].clip = (struct sheet_box){left + x, top + y, width, height, 0, 0};
}

void poster_tile(const struct poster_sizes *sizes, struct paper *whole, const char *title,
                 struct paper *tiles)
{
    paper_begin(tiles, whole->standing, title, whole->language);
    for (size_t i = 0; i < whole->sheets.len; i++)
        for (int half = 0; half < 2; half++)
            tile_make(sizes, &whole->sheets.items[i], tiles, half);
    for (size_t i = 0; i < whole->marks.len; i++) {
        const struct sheet_mark *mark = &whole->marks.items[i];
        paper_mark(tiles, 2 * mark->page, 0, mark->title);
    }
    paper_elements_take(tiles, whole);
}
