#include "tables/grid.h"

#include "base/memory.h"
#include "base/utf8.h"

#include <string.h>

static void put_cell(struct buf *out, const char *text, int width, bool right)
{
    int own = utf8_columns(text, strlen(text));
    size_t fill = width > own ? (size_t)(width - own) : 0;
    if (right)
        buf_fill(out, ' ', fill);
    buf_puts(out, text);
    if (!right)
        buf_fill(out, ' ', fill);
}

void grid_text(const char *const *cells, size_t rows, size_t columns, const bool *right, struct buf *out)
{
    int *widths = memory_new(columns, sizeof *widths);
    for (size_t i = 0; i < rows * columns; i++) {
        int width = utf8_columns(cells[i], strlen(cells[i]));
        if (width > widths[i % columns])
            widths[i % columns] = width;
    }
    for (size_t r = 0; r < rows; r++) {
        size_t start = out->len;
        for (size_t c = 0; c < columns; c++) {
            if (c)
                buf_puts(out, "  ");
            put_cell(out, cells[r * columns + c], widths[c], right[c]);
        }
        while (out->len > start && out->data[out->len - 1] == ' ')
            buf_cut(out, out->len - 1);
        buf_putc(out, '\n');
    }
    memory_free(widths);
}
