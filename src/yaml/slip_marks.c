#include "yaml/slip_marks.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

uint32_t mark_at(const char *text, size_t len, size_t at, size_t *bytes)
{
    uint32_t c = 0;
    if (at < len && (unsigned char)text[at] < 0x80) {
        *bytes = 1;
        return (unsigned char)text[at];
    }
    size_t n = at < len ? utf8_decode(text + at, len - at, &c) : 0;
    *bytes = n ? n : 1;
    return n ? c : 0;
}

static bool is_one_of(uint32_t c, const uint32_t *list)
{
    while (*list && *list != c)
        list++;
    return *list != 0;
}

bool mark_is_odd_blank(uint32_t c)
{
    return c == 0xA0 || c == 0x3000 || c == 0x202F || c == 0x205F || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200B) || c == 0x3164;
}

bool mark_is_odd_dash(uint32_t c)
{
    static const uint32_t dashes[] = {0xFF0D, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0xFE63,
                                      0xFE58, 0x2500, 0x30FC, 0x2022, 0xB7,   0x30FB, 0x25CF, 0x25CB, 0x25E6,
                                      0x25AA, 0x25A0, 0x25C6, 0x2023, 0x2043, 0x2219, 0x25B6, 0xFF0A, '*',
                                      0xFF0B, 0xF06C, 0xF0B7, 0xF0D8, 0xF06E, 0xF075, 0x2705, 0x2714, 0};
    return is_one_of(c, dashes);
}

bool mark_is_odd_comma(uint32_t c)
{
    static const uint32_t commas[] = {0xFF0C, 0x3001, 0xFF1B, ';', 0x3002, 0xFE50, 0xFE51, 0xFF64, 0};
    return is_one_of(c, commas);
}

bool mark_is_odd_quote(uint32_t c)
{
    static const uint32_t quotes[] = {0x201C, 0x201D, 0x2018, 0x2019, 0xFF02, 0xFF07, 0x300C,
                                      0x300D, 0x301D, 0x301E, 0x2033, 0x201E, '`',    0};
    return is_one_of(c, quotes);
}

char mark_bracket(uint32_t c, uint32_t *closer)
{
    static const struct {
        uint32_t opens, closes;
        char open, close;
    } brackets[] = {{0xFF5B, 0xFF5D, '{', '}'}, {0xFF3B, 0xFF3D, '[', ']'}, {0x3010, 0x3011, '[', ']'},
                    {0x3014, 0x3015, '[', ']'}, {0xFE5B, 0xFE5C, '{', '}'}, {0x300E, 0x300F, '[', ']'}};
    for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++) {
        if (closer)
            *closer = brackets[i].closes;
        if (c == brackets[i].opens)
            return brackets[i].open;
        if (c == brackets[i].closes)
            return brackets[i].close;
    }
    return 0;
}

bool mark_in_key(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.' || (c >= 0x4E00 && c <= 0x9FFF);
}

uint32_t mark_half_width(uint32_t c)
{
    static const struct {
        uint32_t full, half;
    } others[] = {{0x3000, ' '}, {0xA0, ' '},   {0x2014, '-'}, {0x2013, '-'},  {0x2212, '-'}, {0x2010, '-'},
                  {0x2011, '-'}, {0x201C, '"'}, {0x201D, '"'}, {0x2018, '\''}, {0x2019, '\''}};
    if (c >= 0xFF01 && c <= 0xFF5E)
        return c - 0xFF01 + 0x21;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (others[i].full == c)
            return others[i].half;
    return c;
}

bool mark_slip(struct slip *slip, const char *message, const char *text, size_t len, size_t at,
               const char *wanted)
{
    size_t bytes;
    mark_at(text, len, at, &bytes);
    if (at >= len)
        bytes = 0;
    *slip = (struct slip){.message = message, .offset = at, .span = 1};
    memcpy(slip->found, text + at, bytes);
    snprintf(slip->wanted, sizeof slip->wanted, "%s", wanted ? wanted : "");
    return true;
}

bool mark_blank_slip(struct slip *slip, const char *text, size_t len, size_t at)
{
    size_t bytes;
    uint32_t c = mark_at(text, len, at, &bytes);
    const char *message = N_("this blank is full-width: delete it and type half-width blanks");
    if (c != 0x3000)
        message = N_("this is no ordinary blank ({1}; chats, web pages and documents have such): delete it "
                     "and type one");
    mark_slip(slip, message, text, len, at, NULL);
    snprintf(slip->found, sizeof slip->found, "U+%04X", (unsigned)c);
    while (mark_is_odd_blank(mark_at(text, len, at += bytes, &bytes)))
        slip->span++;
    return true;
}
