#include "led/glyphs.h"

#include <string.h>

static int digit_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Reads hexadecimal digits from AT on, at most MOST of them; returns how many there were. */
static size_t read_hex(const char *at, const char *end, size_t most, uint32_t *number)
{
    size_t n = 0;
    for (*number = 0; n < most && at + n < end && digit_of(at[n]) >= 0; n++)
        *number = *number * 16 + (uint32_t)digit_of(at[n]);
    return n;
}

/* The dots behind the colon of a line, as far as END. */
static bool read_dots(const char *at, const char *end, struct glyph *glyph)
{
    uint32_t all, row;
    size_t digits = 0;
    while (at + digits < end && digit_of(at[digits]) >= 0)
        digits++;
    if (digits != 2 * glyph_dots && digits != 4 * glyph_dots)
        return false;
    size_t each = digits / glyph_dots;
    glyph->width = (uint32_t)each * 4;
    for (all = 0; all < glyph_dots; all++) {
        read_hex(at + all * each, end, each, &row);
        glyph->rows[all] = (uint16_t)row;
    }
    return true;
}

static void make_box(struct glyph *glyph)
{
    *glyph = (struct glyph){.width = glyph_dots};
    for (uint32_t y = 1; y < glyph_dots - 1; y++)
        glyph->rows[y] = y == 1 || y == glyph_dots - 2 ? 0x7FFE : 0x4002;
}

bool glyph_find(const char *font, size_t len, uint32_t code, struct glyph *glyph)
{
    size_t low = 0, high = len; /* both begin lines */
    while (low < high) {
        size_t at = low + (high - low) / 2;
        while (at > low && font[at - 1] != '\n')
            at--;
        const char *line_end = memchr(font + at, '\n', high - at);
        size_t next = line_end ? (size_t)(line_end - font) + 1 : high;
        uint32_t here;
        size_t digits = read_hex(font + at, font + next, 6, &here);
        if (digits == 0 || at + digits >= next || font[at + digits] != ':')
            break; /* no such font */
        if (here == code) {
            if (read_dots(font + at + digits + 1, font + next, glyph))
                return true;
            break;
        }
        if (here < code)
            low = next;
        else
            high = at;
    }
    make_box(glyph);
    return false;
}
