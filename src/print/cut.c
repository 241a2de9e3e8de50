#include "print/cut.h"

#define line_width  sheet_pt(0.4)
#define line_colour 0x909090u

struct cut_cell cut_next(struct paper *paper, const struct cut_grid *grid, size_t number)
{
    size_t columns = (size_t)grid->columns, place = number % (columns * (size_t)grid->rows);
    int32_t width = (sheet_a4_width - 2 * grid->margin) / grid->columns;
    int32_t height = (sheet_a4_height - 2 * grid->margin) / grid->rows;
    if (place == 0) {
        size_t page = paper_sheet(paper, sheet_a4_width, sheet_a4_height);
        for (int32_t i = 0; i <= grid->columns; i++)
            paper_box(paper, page,
                      &(struct sheet_box){grid->margin + i * width, grid->margin, line_width,
                                          grid->rows * height, line_colour, 0});
        for (int32_t i = 0; i <= grid->rows; i++)
            paper_box(paper, page,
                      &(struct sheet_box){grid->margin, grid->margin + i * height, grid->columns * width,
                                          line_width, line_colour, 0});
    }
    return (struct cut_cell){.page = paper->sheets.len - 1,
                             .x = grid->margin + (int32_t)(place % columns) * width,
                             .y = grid->margin + (int32_t)(place / columns) * height,
                             .width = width,
                             .height = height};
}
