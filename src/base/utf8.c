#include "base/utf8.h"

#include <string.h>
#include <unictype.h>
#include <unigbrk.h>
#include <uniwidth.h>

size_t utf8_decode(const char *text, size_t len, uint32_t *code)
{
    const unsigned char *s = (const unsigned char *)text;
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t n = s[0] < 0x80 ? 1 : s[0] < 0xC2 ? 0 : s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : s[0] < 0xF5 ? 4 : 0;
    if (n == 0 || n > len)
        return 0;
    uint32_t c = n == 1 ? s[0] : s[0] & (0x7Fu >> n);
    for (size_t i = 1; i < n; i++) {
        if ((s[i] & 0xC0) != 0x80)
            return 0;
        c = c << 6 | (s[i] & 0x3Fu);
    }
    if (c < least[n] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        return 0;
    *code = c;
    return n;
}

/* Bytes of ASCII at TEXT, by eights. */
static size_t ascii_len(const char *text, size_t len)
{
    uint64_t eight;
    size_t i = 0;
    for (; len - i >= sizeof eight; i += sizeof eight) {
        memcpy(&eight, text + i, sizeof eight);
        if (eight & UINT64_C(0x8080808080808080))
            break;
    }
    return i;
}

size_t utf8_valid(const char *text, size_t len)
{
    size_t i = 0;
    while (i < len) {
        uint32_t c;
        i += ascii_len(text + i, len - i);
        if (i == len)
            break;
        size_t n = (unsigned char)text[i] < 0x80 ? 1 : utf8_decode(text + i, len - i, &c);
        if (n == 0)
            break;
        i += n;
    }
    return i;
}

size_t utf8_count(const char *text, size_t len)
{
    size_t count = 0;
    for (size_t i = 0; i < len; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

/* The bytes of the character at S, of LEN, where no cluster goes on with it: of ASCII (line feeds apart) and
 * of U+4000 to U+9FFF, most of the Han characters. 0: it is another. */
static size_t plain_len(const uint8_t *s, size_t len)
{
    if (len && s[0] >= 0x20 && s[0] < 0x7F)
        return 1;
    bool han = len >= 3 && s[0] >= 0xE4 && s[0] <= 0xE9 && (s[1] & 0xC0) == 0x80 && (s[2] & 0xC0) == 0x80;
    return han ? 3 : 0;
}

size_t utf8_cluster(const char *text, size_t len)
{
    if (len == 0)
        return 0;
    const uint8_t *s = (const uint8_t *)text;
    size_t plain = plain_len(s, len);
    if (plain && (plain == len || plain_len(s + plain, len - plain)))
        return plain; /* as most are: without the tables that say the same */
    const uint8_t *next = u8_grapheme_next(s, s + len);
    return next ? (size_t)(next - s) : len;
}

int utf8_width(uint32_t code)
{
    int w = uc_width((ucs4_t)code, "UTF-8"); /* · — “ … are narrow, as terminals draw them */
    return w < 0 ? 1 : w;
}

int utf8_columns(const char *text, size_t len)
{
    int columns = 0;
    for (size_t i = 0; i < len;) {
        uint32_t c;
        if (text[i] >= ' ' && text[i] <= '~') {
            columns++;
            i++;
            continue;
        }
        size_t n = utf8_decode(text + i, len - i, &c);
        if (n == 0) {
            columns++;
            i++;
        } else {
            columns += utf8_width(c);
            i += n;
        }
    }
    return columns;
}

bool utf8_hidden(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code <= 0x9F) || (code >= 0x200B && code <= 0x200F) ||
           (code >= 0x2028 && code <= 0x202E) || (code >= 0x2060 && code <= 0x2069) || code == 0xFEFF;
}

bool utf8_han(uint32_t code)
{
    return code == 0x3005 || code == 0x3007 || uc_script((ucs4_t)code) == uc_script(0x4E00);
}
