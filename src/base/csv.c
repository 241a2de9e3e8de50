#include "base/csv.h"

#include "base/points.h"

#include <string.h>

void csv_text(struct buf *out, const char *text)
{
    bool formula = text[0] && strchr("=+-@\t\r", text[0]);
    bool quote = formula || strpbrk(text, ",\"\n\r;") || text[0] == ' ';
    if (quote)
        buf_putc(out, '"');
    if (formula)
        buf_putc(out, '\'');
    for (const char *p = text; *p; p++) {
        if (*p == '"')
            buf_putc(out, '"');
        buf_putc(out, *p);
    }
    if (quote)
        buf_putc(out, '"');
}

void csv_number(struct buf *out, int64_t points)
{
    char text[points_text_size];
    points_format(points, text);
    buf_puts(out, text);
}

void csv_begin(struct buf *out)
{
    buf_puts(out, "\xEF\xBB\xBF");
}

void csv_end(struct buf *out)
{
    buf_puts(out, "\r\n");
}
