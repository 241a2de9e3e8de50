#include "base/terminal.h"

#include "base/utf8.h"

#include <string.h>

enum { tab_columns = 4 };

size_t terminal_put(struct buf *out, const char *text, size_t left, int *columns)
{
    uint32_t code = 0;
    size_t n = utf8_decode(text, left, &code);
    if (n == 1 && code == '\t') {
        buf_fill(out, ' ', tab_columns);
        *columns += tab_columns;
    } else if (n == 0 || utf8_hidden(code)) {
        buf_puts(out, "\xEF\xBF\xBD");
        *columns += 1;
        return n ? n : 1;
    } else {
        buf_put(out, text, n);
        *columns += utf8_width(code);
    }
    return n;
}

void terminal_puts(struct buf *out, const char *text)
{
    int columns = 0;
    for (size_t i = 0, len = strlen(text); i < len;)
        i += terminal_put(out, text + i, len - i, &columns);
}

void terminal_put_lines(struct buf *out, const char *text)
{
    int columns = 0;
    for (size_t i = 0, len = strlen(text); i < len;)
        if (text[i] == '\n')
            buf_putc(out, text[i++]);
        else
            i += terminal_put(out, text + i, len - i, &columns);
}
