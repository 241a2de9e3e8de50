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

/* The bytes at TEXT that stand as they are wherever they stand. */
static size_t plain_len(const char *text)
{
    static const bool looked_at[256] = {
        ['\0'] = true, [','] = true, ['"'] = true, ['\n'] = true, ['\r'] = true, [';'] = true};
    size_t len = 0;
    while (!looked_at[(unsigned char)text[len]])
        len++;
    return len;
}

void csv_text(struct csv *csv, const char *text)
{
    bool formula = text[0] && strchr("=+-@\t\r", text[0]);
    size_t plain = plain_len(text);
    bool quote = formula || text[plain] || text[0] == ' ';
    begin(csv);
    if (!quote) {
        buf_put(csv->out, text, plain);
        return;
    }
    buf_puts(csv->out, formula ? "\"'" : "\"");
    for (const char *p = text; *p;) {
        size_t len = strcspn(p, "\"");
        buf_put(csv->out, p, len);
        p += len;
        if (*p) {
            buf_puts(csv->out, "\"\"");
            p++;
        }
    }
    buf_putc(csv->out, '"');
}

void csv_points(struct csv *csv, int64_t hundredths)
{
    char text[points_text_size];
    size_t len = points_format(hundredths, text);
    begin(csv);
    buf_put(csv->out, text, len);
}

void csv_whole(struct csv *csv, int64_t number)
{
    begin(csv);
    if (number < 0)
        buf_putc(csv->out, '-');
    buf_put_number(csv->out, number < 0 ? 0 - (unsigned long long)number : (unsigned long long)number);
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
