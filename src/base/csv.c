#include "base/csv.h"

#include "base/points.h"

#include <string.h>

struct csv csv_begin(struct buf *out)
{
    buf_puts(out, "\xEF\xBB\xBF");
    return (struct csv){.out = out};
}

/* What stands before a field: a comma where one is due. */
static void begin(struct csv *csv)
{
    if (csv->comma)
        buf_putc(csv->out, ',');
    csv->comma = true;
}

void csv_text(struct csv *csv, const char *text)
{
    bool formula = text[0] && strchr("=+-@\t\r", text[0]);
    bool quote = formula || strpbrk(text, ",\"\n\r;") || text[0] == ' ';
    begin(csv);
    if (quote)
        buf_putc(csv->out, '"');
    if (formula)
        buf_putc(csv->out, '\'');
    for (const char *p = text; *p;) {
        size_t plain = strcspn(p, "\"");
        buf_put(csv->out, p, plain);
        p += plain;
        if (*p) {
            buf_puts(csv->out, "\"\"");
            p++;
        }
    }
    if (quote)
        buf_putc(csv->out, '"');
}

void csv_points(struct csv *csv, int64_t hundredths)
{
    char text[points_text_size];
    points_format(hundredths, text);
    begin(csv);
    buf_puts(csv->out, text);
}

void csv_whole(struct csv *csv, int64_t number)
{
    begin(csv);
    buf_printf(csv->out, "%lld", (long long)number);
}

void csv_empty(struct csv *csv)
{
    begin(csv);
}

void csv_end(struct csv *csv)
{
    buf_puts(csv->out, "\r\n");
    csv->comma = false;
    spill_much(csv->spill, csv->out);
}
