/* A table for people at a terminal. */
#include "base/arena.h"
#include "base/date.h"
#include "base/memory.h"
#include "base/points.h"
#include "base/utf8.h"
#include "tables/listing.h"

#include <stdbool.h>
#include <string.h>

/* What CELL says. */
static const char *spell(struct arena *arena, enum listing_kind kind, union listing_cell cell)
{
    char text[points_text_size + date_text_size] = "";
    switch (kind) {
    case listing_words:
    case listing_id:
        return cell.text ? cell.text : "";
    case listing_points:
    case listing_share:
        if (cell.number != listing_nothing)
            points_format(cell.number, text);
        break;
    case listing_whole:
        if (cell.number != listing_nothing)
            return arena_printf(arena, "%lld", (long long)cell.number);
        break;
    case listing_date:
        if (cell.number != listing_nothing)
            date_format((int32_t)cell.number, text);
        break;
    }
    return arena_copy(arena, text);
}

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

/* A row of the columns that are for people, TEXTS by column: no blanks at its end. */
static void put_row(const struct listing *table, const char *const *texts, const int *widths, struct buf *out)
{
    size_t start = out->len;
    bool first = true;
    for (size_t c = 0; c < table->columns_len; c++) {
        enum listing_kind kind = table->columns[c].kind;
        if (!table->headings[c])
            continue;
        if (!first)
            buf_puts(out, "  ");
        first = false;
        put_cell(out, texts[c], widths[c],
                 kind != listing_words && kind != listing_id && kind != listing_date);
    }
    while (out->len > start && out->data[out->len - 1] == ' ')
        buf_cut(out, out->len - 1);
    buf_putc(out, '\n');
}

void listing_text(const struct listing *table, struct buf *out)
{
    struct arena arena = {0};
    size_t columns = table->columns_len;
    int *widths = memory_new(columns, sizeof *widths);
    const char **texts = arena_new(&arena, const char *, columns *(table->rows + 1));
    for (size_t i = 0; i < columns * (table->rows + 1); i++) {
        size_t c = i % columns;
        if (!table->headings[c])
            continue;
        texts[i] = i < columns ? table->headings[c]
                               : spell(&arena, table->columns[c].kind, table->cells[i - columns]);
        int width = utf8_columns(texts[i], strlen(texts[i]));
        widths[c] = width > widths[c] ? width : widths[c];
    }
    if (table->title) {
        buf_puts(out, table->title);
        buf_putc(out, '\n');
    }
    for (size_t r = 0; r <= table->rows; r++)
        put_row(table, &texts[r * columns], widths, out);
    memory_free(widths);
    arena_free(&arena);
}
