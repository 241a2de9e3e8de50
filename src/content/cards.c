#include "content/cards.h"

#include "base/buf.h"

#include <sodium.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

enum coding { coding_none, coding_base64, coding_printable };

/* How the value behind HEAD, what stands before a line's colon, is coded. */
static enum coding coding_of(const char *head, size_t len)
{
    static const char key[] = "ENCODING=";
    const size_t key_len = sizeof key - 1;
    for (size_t i = 0; i + key_len < len; i++) {
        if (strncasecmp(head + i, key, key_len) != 0)
            continue;
        const char *word = head + i + key_len;
        size_t left = len - i - key_len;
        if (left >= 6 && strncasecmp(word, "BASE64", 6) == 0)
            return coding_base64;
        if (*word == 'q' || *word == 'Q')
            return coding_printable;
        return (*word == 'b' || *word == 'B') && (left == 1 || word[1] == ';') ? coding_base64 : coding_none;
    }
    return coding_none;
}

/* Where the line at TEXT ends: at its line feed, or at LEN. */
static size_t line_end(const char *text, size_t len)
{
    const char *end = memchr(text, '\n', len);
    return end ? (size_t)(end - text) : len;
}

static int hex_digit(char c)
{
    static const char digits[] = "0123456789ABCDEF0123456789abcdef";
    const char *at = c ? strchr(digits, c) : NULL;
    return at ? (int)((at - digits) % 16) : -1;
}

/* One line of quoted-printable behind OUT; true where it goes on in the next one. */
static bool put_printable(const char *line, size_t len, struct buf *out)
{
    if (len && line[len - 1] == '\r')
        len--;
    for (size_t i = 0; i < len; i++) {
        if (line[i] == '=' && i + 1 == len)
            return true;
        int high = line[i] == '=' && i + 2 < len ? hex_digit(line[i + 1]) : -1;
        int low = high >= 0 ? hex_digit(line[i + 2]) : -1;
        if (low >= 0) {
            buf_putc(out, (char)(high << 4 | low));
            i += 2;
        } else {
            buf_putc(out, line[i]);
        }
    }
    return false;
}

/* The value whose first line is the FIRST bytes at TEXT, decoded behind OUT; how far it reaches. */
static size_t take_value(enum coding coding, const char *text, size_t len, size_t first, struct buf *out)
{
    size_t end = first;
    if (coding == coding_printable) {
        size_t from = 0;
        while (put_printable(text + from, end - from, out) && end < len) {
            from = end + 1;
            end = from + line_end(text + from, len - from);
        }
        return end;
    }
    while (end + 1 < len && (text[end + 1] == ' ' || text[end + 1] == '\t'))
        end += 1 + line_end(text + end + 1, len - end - 1);
    size_t written = 0;
    unsigned char *room = (unsigned char *)buf_reserve(out, end);
    if (sodium_base642bin(room, end, text, end, " \t\r\n=", &written, NULL,
                          sodium_base64_VARIANT_ORIGINAL_NO_PADDING) == 0)
        out->len += written;
    out->data[out->len] = '\0';
    return end;
}

void cards_values(const char *text, size_t len, cards_value *each, void *context)
{
    struct buf value = {0};
    for (size_t at = 0; at < len;) {
        size_t end = at + line_end(text + at, len - at);
        const char *colon = memchr(text + at, ':', end - at);
        enum coding coding = colon ? coding_of(text + at, (size_t)(colon - text) - at) : coding_none;
        if (coding) {
            size_t from = (size_t)(colon - text) + 1;
            buf_clear(&value);
            end = from + take_value(coding, text + from, len - from, end - from, &value);
            each(context, buf_text(&value), value.len);
        }
        at = end + 1;
    }
    buf_free(&value);
}
