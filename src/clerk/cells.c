#include "clerk/cells.h"

#include "base/buf.h"
#include "base/memory.h"
#include "base/utf8.h"

#include <string.h>

void cells_free(struct cells *cells)
{
    for (size_t i = 0; i < cells->len; i++)
        memory_free(cells->items[i].items);
    memory_free(cells->items);
}

const char *cells_text(const struct cells_row *row, size_t column)
{
    return column < row->count && row->items[column] ? row->items[column] : "";
}

void cells_column_name(size_t column, char name[8])
{
    char reversed[8];
    size_t len = 0;
    for (column++; column && len < sizeof reversed - 1; column = (column - 1) / 26)
        reversed[len++] = (char)('A' + (column - 1) % 26);
    for (size_t i = 0; i < len; i++)
        name[i] = reversed[len - 1 - i];
    name[len] = '\0';
}

/* Whether the character CODE is nothing to be seen at the ends of a cell. */
static bool is_blank(uint32_t code)
{
    return code <= ' ' || code == 0xA0 || code == 0x3000 || code == 0xFEFF || code == 0x200B;
}

/* The LEN bytes at TEXT without blanks at their ends; what is not UTF-8 is "?". */
static const char *trimmed(struct arena *arena, const char *text, size_t len)
{
    struct buf out = {0};
    size_t end = 0;
    for (size_t i = 0; i < len;) {
        uint32_t code = 0;
        size_t n = utf8_decode(text + i, len - i, &code);
        if (!n)
            buf_putc(&out, '?');
        else if (out.len || !is_blank(code))
            buf_put(&out, text + i, n);
        if (!n || !is_blank(code))
            end = out.len;
        i += n ? n : 1;
    }
    const char *kept = arena_text(arena, buf_text(&out), end);
    buf_free(&out);
    return kept;
}

static void set_cell(struct cells_row *row, size_t column, const char *text)
{
    if (column >= row->count) {
        const char **items = memory_new(column + 1, sizeof *items);
        for (size_t i = 0; i < row->count; i++)
            items[i] = row->items[i];
        memory_free(row->items);
        row->items = items;
        row->count = (uint32_t)column + 1;
    }
    row->items[column] = text;
}

bool cells_put(struct cells *cells, uint32_t number, size_t column, const char *text, size_t len)
{
    const char *kept = trimmed(cells->arena, text, len);
    if (!*kept)
        return true;
    if (column >= cells_most_columns || cells->len >= cells_most_rows)
        return false;
    if (!cells->len || cells->items[cells->len - 1].number != number) {
        struct cells_row row = {.number = number};
        memory_push(cells, row);
    }
    set_cell(&cells->items[cells->len - 1], column, kept);
    return true;
}

/* The place among the rows of the first whose number is NUMBER or more. */
static size_t row_from(const struct cells *cells, uint32_t number)
{
    size_t low = 0, high = cells->len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (cells->items[middle].number < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool cells_join(struct cells *cells, size_t column, uint32_t first, uint32_t last)
{
    size_t i = row_from(cells, first);
    if (i == cells->len || cells->items[i].number != first || !*cells_text(&cells->items[i], column))
        return true;
    const char *text = cells->items[i].items[column];
    for (i++; i < cells->len && cells->items[i].number <= last; i++) {
        if (cells->joined++ == cells_most_rows)
            return false;
        if (!*cells_text(&cells->items[i], column))
            set_cell(&cells->items[i], column, text);
    }
    return true;
}
