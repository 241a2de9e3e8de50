#include "source/charset.h"

#include "base/utf8.h"

#include <iconv.h>
#include <stdint.h>
#include <string.h>

enum {
    looked_at = 16384, /* characters that a guess is made from */
    least_wide = 8     /* bytes from which a text without NUL may be UTF-16 */
};

static const struct {
    const char *shown, *iconv, *mark;
    size_t mark_len;
} known[] = {
    [charset_utf8] = {"UTF-8", "UTF-8", "\xEF\xBB\xBF", 3},
    [charset_gb18030] = {"GBK", "GB18030", "\x84\x31\x95\x33", 4},
    [charset_big5] = {"Big5", "BIG5", "", 0},
    [charset_utf16le] = {"UTF-16", "UTF-16LE", "\xFF\xFE", 2},
    [charset_utf16be] = {"UTF-16", "UTF-16BE", "\xFE\xFF", 2},
    [charset_utf32le] = {"UTF-32", "UTF-32LE", "\xFF\xFE\0\0", 4},
    [charset_utf32be] = {"UTF-32", "UTF-32BE", "\0\0\xFE\xFF", 4},
};

static bool begins_with_mark(enum charset charset, const char *text, size_t len)
{
    size_t mark = known[charset].mark_len;
    return mark && len >= mark && memcmp(text, known[charset].mark, mark) == 0;
}

const char *charset_name(enum charset charset)
{
    return known[charset].shown;
}

bool charset_decode(enum charset charset, const char *text, size_t len, struct buf *out)
{
    if (charset == charset_none)
        return false;
    size_t skipped = begins_with_mark(charset, text, len) ? known[charset].mark_len : 0;
    iconv_t converter = iconv_open("UTF-8", known[charset].iconv);
    if (converter == (iconv_t)-1)
        return false;
    char *from = (char *)(uintptr_t)(text + skipped); /* iconv takes it as not const, and only reads */
    size_t left = len - skipped;
    bool well = true;
    while (left && well) {
        char piece[4096], *to = piece;
        size_t room = sizeof piece;
        well = iconv(converter, &from, &left, &to, &room) != (size_t)-1 || to != piece;
        buf_put(out, piece, (size_t)(to - piece));
    }
    iconv_close(converter);
    return well;
}

/* Whether CODE is what a Chinese writer's text is mostly made of. */
static bool is_usual(uint32_t code)
{
    return code == '\n' || code == '\r' || code == '\t' || (code >= 0x20 && code < 0x7F) || code == 0xB7 ||
           (code >= 0x2010 && code <= 0x2027) || (code >= 0x3000 && code <= 0x303F) ||
           (code >= 0x3400 && code <= 0x4DBF) || (code >= 0x4E00 && code <= 0x9FFF) ||
           (code >= 0xFF00 && code <= 0xFFEF);
}

/* Whether nearly all units of WIDTH bytes are usual characters; BIG: the high byte first. */
static bool reads_wide(const unsigned char *s, size_t len, size_t width, bool big)
{
    size_t units = len / width, usual = 0;
    if (!units || len % width)
        return false;
    units = units > looked_at ? looked_at : units;
    for (size_t i = 0; i < units; i++) {
        uint32_t code = 0;
        for (size_t k = 0; k < width; k++)
            code = code << 8 | s[i * width + (big ? k : width - 1 - k)];
        usual += is_usual(code) || (i == 0 && code == 0xFEFF);
    }
    return usual * 10 >= units * 9;
}

static enum charset guess_wide(const char *text, size_t len)
{
    const unsigned char *s = (const unsigned char *)text;
    static const struct {
        size_t width;
        enum charset charset;
        bool big;
    } forms[] = {{4, charset_utf32le, false},
                 {4, charset_utf32be, true},
                 {2, charset_utf16le, false},
                 {2, charset_utf16be, true}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (reads_wide(s, len, forms[i].width, forms[i].big))
            return forms[i].charset;
    return charset_none;
}

/* What of TEXT the double bytes say: characters of two bytes, and how many of them end in a byte that GB 2312
 * never has. Common characters of Big5 often do, those of GBK hardly ever. */
static void count_pairs(const unsigned char *s, size_t len, size_t *pairs, size_t *low)
{
    *pairs = *low = 0;
    for (size_t i = 0; i + 1 < len && *pairs < looked_at; i++)
        if (s[i] >= 0x81) {
            ++*pairs;
            *low += s[i + 1] < 0xA1;
            i++;
        }
}

/* Whether TEXT can be read as CHARSET, and is then made of usual characters. */
static bool reads(enum charset charset, const char *text, size_t len)
{
    struct buf out = {0};
    bool well = charset_decode(charset, text, len, &out);
    size_t units = 0, usual = 0;
    for (size_t at = 0; well && at < out.len && units < looked_at; units++) {
        uint32_t code = 0;
        size_t n = utf8_decode(out.data + at, out.len - at, &code);
        usual += is_usual(code);
        at += n ? n : 1;
    }
    buf_free(&out);
    return well && usual * 10 >= units * 9;
}

static enum charset guess_double(const char *text, size_t len)
{
    size_t pairs, low;
    count_pairs((const unsigned char *)text, len, &pairs, &low);
    bool gb = reads(charset_gb18030, text, len), big5 = reads(charset_big5, text, len);
    if (big5 && (!gb || low * 5 > pairs))
        return charset_big5;
    return gb ? charset_gb18030 : charset_none;
}

enum charset charset_guess(const char *text, size_t len)
{
    static const enum charset marked[] = {charset_utf32le, charset_utf32be, charset_utf16le, charset_utf16be};
    for (size_t i = 0; i < sizeof marked / sizeof *marked; i++)
        if (begins_with_mark(marked[i], text, len))
            return marked[i];
    if (memchr(text, '\0', len))
        return guess_wide(text, len);
    if (utf8_valid(text, len) == len)
        return charset_utf8;
    enum charset charset = guess_double(text, len);
    return charset != charset_none || len < least_wide ? charset : guess_wide(text, len);
}
