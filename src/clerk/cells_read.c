/* What a table is, by its first bytes, and reading one that is a text with marks between its cells. */
#include "clerk/cells.h"

#include "base/diag.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "source/charset.h"

#include <string.h>

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

bool cells_read(struct cells *cells, struct arena *arena, const char *bytes, size_t len, const char *sheet,
                const char **why)
{
    static const unsigned char old[] = {0xD0, 0xCF, 0x11, 0xE0};
    *cells = (struct cells){.arena = arena};
    if (len >= 4 && memcmp(bytes, "PK\3\4", 4) == 0)
        return cells_read_workbook(cells, bytes, len, sheet, why);
    if (len >= sizeof old && memcmp(bytes, old, sizeof old) == 0) {
        *why = N_("it is a workbook of the old kind (.xls) or one with a password: save it as .xlsx");
        return false;
    }
    return cells_read_text(cells, bytes, len, why);
}
