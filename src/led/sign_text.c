/* What a sign makes of the text of an area. */
#include "led/sign.h"

#include <iconv.h>
#include <string.h>

enum { smallest_font = 16, font_step = 8 };

/* Where the next character comes to stand. */
struct layout {
    const struct sign_area *area;
    struct buf *out;
    unsigned han, latin; /* heights of the fonts, in dots */
    unsigned x;          /* of the next character */
    unsigned tallest;    /* character of the line so far */
    unsigned line;       /* bytes of OUT before the line */
    unsigned y;          /* of the line */
};

/* Ends the line; where it has no room below those before it, a page begins with it. */
static void line_end(struct layout *l)
{
    unsigned height = l->tallest ? l->tallest : l->han;
    if (l->y > 0 && l->y + height > l->area->height) {
        struct buf line = {0};
        buf_puts(&line, buf_text(l->out) + l->line);
        buf_cut(l->out, l->line);
        buf_putc(l->out, '\f');
        buf_put(l->out, buf_text(&line), line.len);
        buf_free(&line);
        l->y = 0;
    }
    buf_putc(l->out, '\n');
    l->y += height + l->area->spacing;
    l->x = l->tallest = 0;
    l->line = (unsigned)l->out->len;
}

static void put_character(struct layout *l, const char *utf8, size_t len, bool half)
{
    unsigned height = half ? l->latin : l->han, width = half ? height / 2 : height;
    if (l->area->automatic_break && !l->area->single_line && l->x > 0 && l->x + width > l->area->width)
        line_end(l);
    buf_put(l->out, utf8, len);
    l->x += width;
    l->tallest = height > l->tallest ? height : l->tallest;
}

static bool are_digits(const unsigned char *text, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text[i] < '0' || text[i] > '9')
            return false;
    return true;
}

/* Obeys an escape at the beginning of the LEN bytes of TEXT; returns how many it takes, 0 where there is none
 * that is known. */
static size_t obey(struct layout *l, const unsigned char *text, size_t len)
{
    if (len >= 2 && text[0] == '\\' && text[1] == 'n') {
        if (!l->area->single_line)
            line_end(l);
        return 2;
    }
    if (len >= 3 && text[0] == '\\' && text[1] == 'C' && are_digits(text + 2, 1))
        return 3; /* a colour */
    if (len >= 6 && text[0] == '\\' && text[1] == 'F' && (text[2] == 'O' || text[2] == 'E') &&
        are_digits(text + 3, 3)) {
        unsigned height = smallest_font + font_step * (unsigned)(text[5] - '0');
        *(text[2] == 'O' ? &l->han : &l->latin) = height;
        return 6;
    }
    if (len >= 4 && text[0] == '[' && strchr("ngh", text[1]) && text[1] && are_digits(text + 2, 1) &&
        text[3] == ']')
        return 4; /* how it is spoken */
    return 0;
}

/* Shows the character at the beginning of TEXT; returns how many bytes it takes. */
static size_t show(struct layout *l, iconv_t converter, const unsigned char *text, size_t len)
{
    size_t bytes = text[0] > 0x80 && len > 1 ? 2 : 1, left = bytes, room = 8;
    char utf8[8], gbk[2] = {(char)text[0], bytes > 1 ? (char)text[1] : '\0'}, *from = gbk, *to = utf8;
    bool control = text[0] < 0x20 || text[0] == 0x7F;
    if (control || iconv(converter, &from, &left, &to, &room) == (size_t)-1) {
        iconv(converter, NULL, NULL, NULL, NULL);
        put_character(l, "?", 1, bytes == 1);
    } else {
        put_character(l, utf8, (size_t)(to - utf8), bytes == 1);
    }
    return bytes;
}

bool sign_pages(const struct sign_area *area, struct buf *out)
{
    iconv_t converter = iconv_open("UTF-8", "GBK");
    if (converter == (iconv_t)-1)
        return false;
    struct layout l = {
        .area = area, .out = out, .han = smallest_font, .latin = smallest_font, .line = (unsigned)out->len};
    for (size_t i = 0; i < area->len;) {
        size_t obeyed = obey(&l, area->text + i, area->len - i);
        i += obeyed ? obeyed : show(&l, converter, area->text + i, area->len - i);
    }
    line_end(&l);
    iconv_close(converter);
    return true;
}
