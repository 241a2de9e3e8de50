/* Code as it is shown: what is typed as one word stays on one line. */
#include "content/markdown_parts.h"

#include <stdbool.h>
#include <string.h>

/* The bytes of the word at TEXT, of code in HTML: of ASCII, with its brackets; a path is broken behind its
 * slashes, and an entity is no part. */
static size_t word_length(const char *text)
{
    size_t len = 0;
    while (text[len] > ' ' && text[len] < 0x7F && !strchr("<>&/", text[len]))
        len++;
    return len;
}

/* Whether a browser would break the LEN bytes at TEXT behind a hyphen: --only, YYYY-MM-DD, not a line of
 * them. */
static bool has_hyphen(const char *text, size_t len)
{
    for (size_t i = 0; i + 1 < len; i++)
        if (text[i] == '-' && text[i + 1] != '-')
            return true;
    return false;
}

/* Puts LEN bytes of code at TEXT behind OUT. */
static void put_code(const char *text, size_t len, struct buf *out)
{
    for (const char *end = text + len; text < end;) {
        size_t word = word_length(text);
        if (has_hyphen(text, word))
            buf_printf(out, "<span class=\"whole\">%.*s</span>", (int)word, text);
        else
            buf_put(out, text, word);
        text += word;
        size_t behind = text == end    ? 0
                        : *text == '&' ? strcspn(text, ";") + 1
                                       : 1; /* an entity, or a byte */
        buf_put(out, text, behind);
        text += behind;
    }
}

void markdown_whole_words(const char *html, struct buf *out)
{
    static const char begin[] = "<code>", end[] = "</code>";
    for (const char *at; (at = strstr(html, begin));) {
        const char *code = at + strlen(begin), *behind = strstr(code, end);
        if (!behind)
            break;
        buf_put(out, html, (size_t)(code - html));
        put_code(code, (size_t)(behind - code), out);
        html = behind;
    }
    buf_puts(out, html);
}
