#include "clerk/cells.h"

#include "base/diag.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "source/charset.h"

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

/* --- texts */

/* What stands between the cells: what is most often in the first line that says anything. */
static char separator(const char *text, size_t len)
{
    static const char marks[] = {',', '\t', ';'};
    size_t counts[3] = {0, 0, 0};
    bool quoted = false;
    for (size_t i = 0; i < len && !(text[i] == '\n' && !quoted && counts[0] + counts[1] + counts[2]); i++) {
        quoted ^= text[i] == '"';
        for (size_t k = 0; k < 3 && !quoted; k++)
            counts[k] += text[i] == marks[k];
    }
    size_t most = counts[1] > counts[0] ? 1 : 0;
    return marks[counts[2] > counts[most] ? 2 : most];
}

/* One cell, which begins at *AT; moves behind it. */
static void take_cell(const char *text, size_t len, char mark, size_t *at, struct buf *out)
{
    size_t i = *at;
    bool quoted = i < len && text[i] == '"';
    for (i += quoted; i < len; i++) {
        if (quoted && text[i] == '"') {
            if (i + 1 < len && text[i + 1] == '"')
                i++;
            else {
                quoted = false;
                continue;
            }
        } else if (!quoted && (text[i] == mark || text[i] == '\n' || text[i] == '\r')) {
            break;
        }
        buf_putc(out, text[i]);
    }
    *at = i;
}

/* Reads a text, as cells_read. */
static bool cells_read_text(struct cells *cells, const char *bytes, size_t len, const char **why)
{
    struct buf text = {0}, cell = {0};
    enum charset charset = charset_guess(bytes, len);
    bool right = charset != charset_none && charset_decode(charset, bytes, len, &text);
    *why = N_("it is neither a workbook (.xlsx) nor a text in an encoding that is known here");
    char mark = right ? separator(buf_text(&text), text.len) : ',';
    uint32_t row = 1;
    size_t column = 0;
    for (size_t at = 0; right && at < text.len;) {
        buf_clear(&cell);
        take_cell(buf_text(&text), text.len, mark, &at, &cell);
        right = cells_put(cells, row, column, buf_text(&cell), cell.len);
        if (!right)
            *why = N_("it has too many rows or columns");
        char end = at < text.len ? text.data[at] : '\n';
        at += end == '\r' && at + 1 < text.len && text.data[at + 1] == '\n' ? 2 : 1;
        column = end == mark ? column + 1 : 0;
        row += end != mark;
    }
    buf_free(&text);
    buf_free(&cell);
    return right;
}

bool cells_read(struct cells *cells, struct arena *arena, const char *bytes, size_t len, const char **why)
{
    static const unsigned char old[] = {0xD0, 0xCF, 0x11, 0xE0};
    *cells = (struct cells){.arena = arena};
    if (len >= 4 && memcmp(bytes, "PK\3\4", 4) == 0)
        return cells_read_workbook(cells, bytes, len, why);
    if (len >= sizeof old && memcmp(bytes, old, sizeof old) == 0) {
        *why = N_("it is a workbook of the old kind (.xls) or one with a password: save it as .xlsx");
        return false;
    }
    return cells_read_text(cells, bytes, len, why);
}
