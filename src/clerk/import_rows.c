#include "clerk/import_rows.h"

#include "base/fold.h"
#include "base/memory.h"
#include "base/utf8.h"

#include <string.h>

/* Whether TEXT, without its blanks, begins with WORD, and no other word goes on from there. */
static bool begins_with(const char *text, const char *word)
{
    struct buf plain = {0};
    uint32_t code = 0;
    fold_put(&plain, text, strlen(text));
    size_t len = strlen(word);
    bool begins = strncmp(buf_text(&plain), word, len) == 0;
    if (begins && plain.len > len && utf8_decode(buf_text(&plain) + len, plain.len - len, &code))
        begins = !utf8_han(code) && !(code >= 'a' && code <= 'z');
    buf_free(&plain);
    return begins;
}

static bool is_sum(const char *text)
{
    static const char *const words[] = {"合计",   "小计",  "总计",     "共计", "累计",   "平均",
                                        "平均分", "total", "subtotal", "sum",  "average"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (begins_with(text, words[i]))
            return true;
    return false;
}

/* What stands alone in a row below a table: who made it, and what it says of itself. */
static bool is_remark(const char *text)
{
    static const char *const words[] = {"注",       "备注",     "说明",   "附注",   "填表人",
                                        "填报人",   "制表人",   "审核人", "负责人", "经办人",
                                        "填表说明", "填表单位", "note"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (begins_with(text, words[i]))
            return true;
    return false;
}

static bool is_marked(const char *text)
{
    uint32_t code = 0;
    return utf8_decode(text, strlen(text), &code) && fold_code(code) == '#';
}

bool import_row_left(struct importing *im, const struct columns *columns, const struct cells_row *row)
{
    const struct cells_row *heading = &im->cells->items[columns->heading];
    const char *first = NULL;
    size_t count = 0, used = 0;
    bool repeated = false, sum = false;
    for (uint32_t i = 0; i < row->count && i < cells_most_columns; i++) {
        const char *text = cells_text(row, i);
        if (!*text)
            continue;
        first = first ? first : text;
        count++;
        sum = sum || (count <= 2 && is_sum(text));
        if (columns->items[i].role == column_ignored)
            continue;
        used++;
        repeated = repeated || fold_same(text, cells_text(heading, i));
    }
    if (!first || !(used == 0 || repeated || sum || is_marked(first) || (count == 1 && is_remark(first))))
        return false;
    struct import_left left = {.row = row->number, .text = first};
    memory_push(&im->left, left);
    return true;
}
