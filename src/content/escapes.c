#include "content/escapes.h"

#include "base/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static int hex(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

/* The number that stands in MOST digits of BASE at TEXT, at least LEAST; *USED: how many (0: none). */
static uint32_t digits(const char *text, size_t len, uint32_t base, size_t least, size_t most, size_t *used)
{
    uint32_t value = 0;
    size_t i = 0;
    while (i < len && i < most && hex(text[i]) >= 0 && (uint32_t)hex(text[i]) < base)
        value = value * base + (uint32_t)hex(text[i++]);
    *used = i >= least ? i : 0;
    return value;
}

/* A character that an escape stands for; what can't be seen becomes a blank, so that lines stay. */
static void put_code(struct buf *out, uint32_t code)
{
    if (code < 0x20 || (code >= 0x7F && code < 0xA0))
        buf_putc(out, ' ');
    else if (code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF))
        buf_put_utf8(out, code);
}

/* --- entities */

/* Names of HTML for the characters from U+00A0 to U+00FF, in their order, and others. */
static const char latin[] =
    "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 "
    "acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde "
    "Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute "
    "Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde "
    "auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute "
    "ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

static uint32_t entity_code(const char *name, size_t len)
{
    static const struct {
        const char *name;
        uint32_t code;
    } others[] = {{"amp", '&'},        {"lt", '<'},         {"gt", '>'},
                  {"quot", '"'},       {"apos", '\''},      {"bull", 0x2022},
                  {"ensp", 0x2002},    {"emsp", 0x2003},    {"thinsp", 0x2009},
                  {"zwnj", 0x200C},    {"zwj", 0x200D},     {"sdot", 0x22C5},
                  {"period", '.'},     {"centerdot", 0xB7}, {"CenterDot", 0xB7},
                  {"NoBreak", 0x2060}, {"hyphen", 0x2010},  {"ZeroWidthSpace", 0x200B}};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strlen(others[i].name) == len && memcmp(others[i].name, name, len) == 0)
            return others[i].code;
    uint32_t code = 0xA0;
    for (const char *at = latin; *at; code++) {
        size_t size = strcspn(at, " ");
        if (size == len && memcmp(at, name, len) == 0)
            return code;
        at += size + (at[size] == ' ');
    }
    return 0;
}

/* Each function below undoes what stands at TEXT and gives how many bytes it took; 0: it is no such escape.
 */
static size_t undo_entity(const char *text, size_t len, struct buf *out)
{
    size_t used = 0, start = 1;
    uint32_t code = 0;
    if (len > 2 && text[1] == '#') {
        bool in_hex = text[2] == 'x' || text[2] == 'X';
        start = in_hex ? 3 : 2;
        while (start < len && text[start] == '0')
            start++;
        code = digits(text + start, len - start, in_hex ? 16 : 10, 1, 7, &used);
    } else {
        while (start + used < len && used < 16 && text[start + used] > ' ' &&
               strchr(";&<\"'", text[start + used]) == NULL)
            used++;
        code = used ? entity_code(text + start, used) : 0;
    }
    if (!used || !code)
        return 0;
    put_code(out, code);
    return start + used + (start + used < len && text[start + used] == ';');
}

/* --- backslashes */

static size_t undo_unicode(const char *text, size_t len, struct buf *out)
{
    size_t used;
    if (len > 3 && text[2] == '{') {
        uint32_t code = digits(text + 3, len - 3, 16, 1, 8, &used);
        if (!used || 3 + used >= len || text[3 + used] != '}')
            return 0;
        put_code(out, code);
        return 4 + used;
    }
    size_t most = text[1] == 'U' ? 8 : 4;
    uint32_t code = digits(text + 2, len - 2, 16, most, most, &used);
    if (!used)
        return 0;
    if (code >= 0xD800 && code < 0xDC00 && len >= 12 && text[6] == '\\' && text[7] == 'u') {
        uint32_t low = digits(text + 8, len - 8, 16, 4, 4, &used);
        if (used && low >= 0xDC00 && low < 0xE000) {
            put_code(out, 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00));
            return 12;
        }
    }
    put_code(out, code);
    return 2 + most;
}

static size_t undo_backslash(const char *text, size_t len, struct buf *out)
{
    size_t used;
    if (len < 2)
        return 0;
    if (text[1] == 'u' || text[1] == 'U')
        return undo_unicode(text, len, out);
    if (text[1] == 'x') {
        uint32_t code = digits(text + 2, len - 2, 16, 2, 2, &used);
        if (used)
            put_code(out, code);
        return used ? 4 : 0;
    }
    uint32_t code = digits(text + 1, len - 1, 16, 3, 6, &used); /* of CSS */
    if (used) {
        put_code(out, code);
        return 1 + used + (1 + used < len && text[1 + used] == ' ');
    }
    if (strchr("nrtbfv", text[1])) {
        buf_putc(out, ' ');
        return 2;
    }
    if (text[1] == '\n' || text[1] == '\r')
        return 0;
    buf_putc(out, text[1]); /* the next byte stands for itself: the rest of its character follows */
    return 2;
}

/* --- bytes in hexadecimal */

/* Puts a byte as it was written, MARK and its digits. */
static void put_written(char mark, char byte, struct buf *out)
{
    buf_printf(out, "%c%02X", mark, (unsigned char)byte);
}

/* BYTES as UTF-8, each that is none as it was written behind MARK. Returns how many these are. */
static size_t put_utf8(char mark, const struct buf *bytes, struct buf *out)
{
    size_t wrong = 0, n;
    for (size_t i = 0; i < bytes->len; i += n ? n : 1) {
        uint32_t code;
        n = utf8_decode(bytes->data + i, bytes->len - i, &code);
        if (n)
            buf_put(out, bytes->data + i, n);
        else
            put_written(mark, bytes->data[i], out);
        wrong += !n;
    }
    return wrong;
}

/* The same of BYTES as GB18030, as addresses of old pages have them. */
static size_t put_chinese(char mark, const struct buf *bytes, struct buf *out)
{
    iconv_t converter = iconv_open("UTF-8", "GB18030");
    size_t left = bytes->len, wrong = 0;
    char *from = bytes->data;
    while (left && converter != (iconv_t)-1) {
        char piece[1024], *to = piece;
        size_t room = sizeof piece;
        bool well = iconv(converter, &from, &left, &to, &room) != (size_t)-1 || errno == E2BIG;
        buf_put(out, piece, (size_t)(to - piece));
        if (well)
            continue;
        put_written(mark, *from++, out);
        left--;
        wrong++;
    }
    if (converter != (iconv_t)-1)
        iconv_close(converter);
    return wrong + left;
}

/* A run of MARK and two digits, "%E5%BC%A0": as UTF-8 or as GB18030, whichever leaves less of it. */
static size_t undo_bytes(const char *text, size_t len, struct buf *out)
{
    struct buf bytes = {0}, plain = {0}, chinese = {0};
    char mark = *text;
    size_t at = 0;
    while (at + 2 < len && text[at] == mark && hex(text[at + 1]) >= 0 && hex(text[at + 2]) >= 0) {
        buf_putc(&bytes, (char)(hex(text[at + 1]) * 16 + hex(text[at + 2])));
        at += 3;
        if (mark == '=' && at + 1 < len && text[at] == '=' && text[at + 1] == '\n')
            at += 2;
    }
    size_t wrong = put_utf8(mark, &bytes, &plain);
    bool is_chinese = wrong && bytes.len > 1 && put_chinese(mark, &bytes, &chinese) < wrong;
    const struct buf *said = is_chinese ? &chinese : &plain;
    for (size_t i = 0; i < said->len; i++)
        buf_putc(out, (unsigned char)said->data[i] < ' ' ? ' ' : said->data[i]);
    buf_free(&bytes);
    buf_free(&plain);
    buf_free(&chinese);
    return at;
}

static size_t undo_percent(const char *text, size_t len, struct buf *out)
{
    size_t used = 0;
    if (len > 2 && (text[1] == 'u' || text[1] == 'U')) {
        uint32_t code = digits(text + 2, len - 2, 16, 4, 4, &used);
        if (used)
            put_code(out, code);
        return used ? 6 : 0;
    }
    return undo_bytes(text, len, out);
}

void escapes_undo(const char *text, size_t len, struct buf *out)
{
    for (size_t i = 0; i < len;) {
        size_t plain = 0;
        while (i + plain < len && !strchr("&\\%=", text[i + plain]))
            plain++;
        buf_put(out, text + i, plain);
        i += plain;
        if (i >= len)
            break;
        size_t used = 0;
        switch (text[i]) {
        case '&':
            used = undo_entity(text + i, len - i, out);
            break;
        case '\\':
            used = undo_backslash(text + i, len - i, out);
            break;
        case '%':
            used = undo_percent(text + i, len - i, out);
            break;
        default:
            used = undo_bytes(text + i, len - i, out);
        }
        if (!used)
            buf_putc(out, text[i]);
        i += used ? used : 1;
    }
}

/* --- tags */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Tags that were begun and never end: the quotation mark that each is within where the reader stands. They
 * differ, for what passes keeps them apart; so there are no more than there are states. */
struct endless {
    char quotes[3];
    size_t len;
};

/* The quotation mark that a tag is within behind C. */
static char quote_behind(char quote, char c)
{
    if (quote)
        return c == quote ? '\0' : quote;
    return c == '"' || c == '\'' ? c : '\0';
}

static void pass(struct endless *endless, char c)
{
    for (size_t i = 0; i < endless->len; i++)
        endless->quotes[i] = quote_behind(endless->quotes[i], c);
}

/* Whether a tag that begins here would end nowhere: another one, outside quotation marks here too, does not.
 */
static bool is_endless(const struct endless *endless)
{
    for (size_t i = 0; i < endless->len; i++)
        if (!endless->quotes[i])
            return true;
    return false;
}

/* Bytes of the tag or comment at TEXT; 0: it is none. */
static size_t tag_len(const char *text, size_t len, struct endless *endless)
{
    if (len > 8 && strncmp(text, "<![CDATA[", 9) == 0)
        return 9;
    if (len > 3 && strncmp(text, "<!--", 4) == 0) {
        for (size_t i = 4; i + 2 < len; i++)
            if (strncmp(text + i, "-->", 3) == 0)
                return i + 3;
        return len;
    }
    if (len < 3 || !(strchr("/!?", text[1]) || is_letter(text[1])) || is_endless(endless))
        return 0;
    char quote = '\0';
    for (size_t i = 1; i < len; i++) {
        if (!quote && text[i] == '>')
            return i + 1;
        quote = quote_behind(quote, text[i]);
    }
    endless->quotes[endless->len++] = '\0';
    return 0;
}

/* Whether the tag at TEXT is one of NAMES, between blanks, as an opening or closing tag. */
static bool is_tag(const char *text, size_t len, const char *names)
{
    const char *name = text + 1 + (len > 1 && text[1] == '/');
    size_t size = 0;
    while (name + size < text + len && (is_letter(name[size]) || (name[size] >= '0' && name[size] <= '9')))
        size++;
    for (const char *at = names; *at && size;) {
        size_t n = strcspn(at, " ");
        if (n == size && strncasecmp(at, name, n) == 0)
            return true;
        at += n + (at[n] == ' ');
    }
    return false;
}

void escapes_tags(const char *text, size_t len, struct buf *out)
{
    static const char blocks[] =
        "p div li ul ol dl dt dd tr table thead tbody caption h1 h2 h3 h4 h5 h6 "
        "section article header footer main nav aside hr pre blockquote figure option";
    bool above = false; /* within ruby's reading */
    struct endless endless = {.len = 0};
    for (size_t i = 0; i < len;) {
        size_t tag = text[i] == '<' ? tag_len(text + i, len - i, &endless) : 0;
        if (!tag) {
            pass(&endless, text[i]);
            if (text[i] == '\n' || !(above || (len - i > 2 && strncmp(text + i, "]]>", 3) == 0)))
                buf_putc(out, text[i]);
            i += !above && len - i > 2 && strncmp(text + i, "]]>", 3) == 0 ? 3 : 1;
            continue;
        }
        if (is_tag(text + i, tag, "rt rp"))
            above = text[i + 1] != '/';
        else if (is_tag(text + i, tag, "ruby"))
            above = false;
        else if (is_tag(text + i, tag, blocks))
            buf_putc(out, '|');
        for (size_t k = i; k < i + tag; k++) {
            pass(&endless, text[k]);
            if (text[k] == '\n')
                buf_putc(out, '\n');
        }
        i += tag;
    }
}

/* --- folded lines */

void escapes_folds(const char *text, size_t len, struct buf *out)
{
    for (size_t i = 0; i < len; i++) {
        size_t end = text[i] == '\r' && i + 1 < len && text[i + 1] == '\n' ? 2 : text[i] == '\n';
        size_t soft = text[i] == '=' && i + 1 < len ? text[i + 1] == '\n'   ? 1
                                                      : text[i + 1] == '\r' ? 2
                                                                            : 0
                                                    : 0;
        if (soft && i + soft < len && text[i + soft] == '\n')
            i += soft;
        else if (end && i + end < len && (text[i + end] == ' ' || text[i + end] == '\t'))
            i += end;
        else if (text[i] != ';')
            buf_putc(out, text[i]);
    }
}

/* How many Han characters stand from *AT on, quotation marks around them; *AT moves behind. */
static size_t take_han(const char *text, size_t len, size_t *at)
{
    size_t count = 0;
    while (*at < len) {
        uint32_t code;
        size_t n = utf8_decode(text + *at, len - *at, &code);
        if (!n || (!utf8_han(code) && code != '"' && code != ' '))
            break;
        count += utf8_han(code);
        *at += n;
    }
    return count;
}

void escapes_cells(const char *text, size_t len, struct buf *out)
{
    size_t before = 0; /* Han characters of the cell that ended; 0: it is no part of a name */
    for (size_t i = 0; i < len;) {
        size_t at = i, count = take_han(text, len, &at);
        bool ends = at >= len || strchr(",;\t\r\n", text[at]);
        if (before && count && count <= 3 && ends) { /* the separator is left out */
            buf_cut(out, out->len - 1);
            before = 0;
        } else {
            before = count && count <= 2 && ends ? count : 0;
        }
        while (at < len && !strchr(",;\t\n", text[at]))
            at++;
        bool divided = at < len && text[at] != '\n' && text[at] != '\r';
        for (size_t k = i; k < at; k++)
            if (text[k] != '"')
                buf_putc(out, text[k]);
        if (at < len)
            buf_putc(out, text[at++]);
        before = divided ? before : 0;
        i = at;
    }
}
