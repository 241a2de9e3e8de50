/* A table that somebody hands in: a text or a workbook, its cells as dates. */
#include "fuzz/fuzz.h"

#include "base/date.h"
#include "base/utf8.h"
#include "clerk/cells.h"
#include "clerk/typed_date.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct cells cells;
    struct arena arena = {0};
    const char *why = NULL;
    bool read = cells_read(&cells, &arena, (const char *)data, size, NULL, &why);
    must(read || why);
    for (size_t i = 0; i < cells.len; i++) {
        must(!i || cells.items[i].number > cells.items[i - 1].number);
        for (uint32_t k = 0; k < cells.items[i].count; k++) {
            const char *text = cells_text(&cells.items[i], k);
            int32_t day = 0;
            char written[date_text_size];
            must(utf8_valid(text, strlen(text)) == strlen(text));
            if (typed_date(text, 20000, cells.from_1904, &day)) {
                int32_t again = 0;
                date_format(day, written);
                must(date_parse(written, strlen(written), &again) && again == day);
            }
        }
    }
    cells_free(&cells);
    arena_free(&arena);
    return 0;
}
