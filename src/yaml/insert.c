#include "yaml/insert.h"

#include <string.h>

/* --- scalars */

/* Whether TEXT reads the same without quotes within brackets: it begins with a letter, a digit or a character
 * beyond ASCII, and nothing in it can be a sign of YAML. */
static bool plain_safe(const char *text)
{
    unsigned char first = (unsigned char)text[0];
    bool letter = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || first >= 0x80;
    if (!letter && !(first >= '0' && first <= '9'))
        return false;
    return !strpbrk(text, ":#,[]{}\"'`&*!|>%@?\\") && text[strlen(text) - 1] != ' ';
}

void insert_scalar(struct buf *out, const char *text)
{
    if (plain_safe(text)) {
        buf_puts(out, text);
        return;
    }
    buf_putc(out, '\'');
    for (const char *c = text; *c; c++) {
        if (*c == '\'')
            buf_putc(out, '\'');
        buf_putc(out, *c);
    }
    buf_putc(out, '\'');
}

/* --- the file */

/* The line end that the file uses: that of its first line. */
static const char *line_end(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '\n')
            return "\n";
        if (text[i] == '\r')
            return i + 1 < len && text[i + 1] == '\n' ? "\r\n" : "\r";
    }
    return "\n";
}

/* How far the file's list is indented; false where it is not a list of lines. */
static bool list_indent(const char *text, size_t len, size_t *indent)
{
    *indent = 0;
    size_t at = len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (at < len) {
        size_t start = at;
        while (at < len && text[at] == ' ')
            at++;
        bool blank = at == len || strchr("\r\n#\t", text[at]) != NULL;
        bool begin = at == start && len - at >= 3 && memcmp(text + at, "---", 3) == 0;
        if (!blank && !begin) {
            *indent = at - start;
            return text[at] == '-';
        }
        while (at < len && text[at] != '\n' && text[at] != '\r')
            at++;
        while (at < len && (text[at] == '\n' || text[at] == '\r'))
            at++;
    }
    return true;
}

uint32_t insert_line(const char *text, size_t len)
{
    uint32_t line = 1;
    for (size_t i = 0; i < len; i++)
        if (text[i] == '\n' || (text[i] == '\r' && !(i + 1 < len && text[i + 1] == '\n')))
            line++;
    return line;
}

bool insert_style_of(const char *text, size_t len, struct insert_style *style)
{
    style->line_end = line_end(text, len);
    return list_indent(text, len, &style->indent);
}

void insert_begin(const char *text, size_t len, const struct insert_style *style, struct buf *out)
{
    buf_put(out, text, len);
    if (len && text[len - 1] != '\n' && text[len - 1] != '\r')
        buf_puts(out, style->line_end);
}
