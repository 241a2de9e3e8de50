/*
 * Writes the table of traditional characters and the simplified ones they are taken for (base/fold.c), out of
 * OpenCC's: run once when gongshi is built, so that the program itself needs no OpenCC.
 */
#include <opencc/opencc.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Han characters outside of these are folded to some within first. */
static const struct {
    unsigned first, last;
} ranges[] = {{0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0x20000, 0x323AF}};

/* Puts the code point C as UTF-8 to TEXT; how many bytes. */
static size_t put(char *text, unsigned c)
{
    size_t n = c < 0x10000 ? 3 : 4;
    for (size_t i = n - 1; i > 0; i--, c >>= 6)
        text[i] = (char)(0x80 | (c & 0x3F));
    text[0] = (char)((n == 3 ? 0xE0 : 0xF0) | c);
    text[n] = '\0';
    return n;
}

/* The code point that TEXT is, a Han character alone; 0 where it is none or more than one. */
static unsigned get(const char *text)
{
    const unsigned char *s = (const unsigned char *)text;
    size_t n = strlen(text);
    if (n != (s[0] >= 0xF0 ? 4u : 3u) || s[0] < 0xE0)
        return 0;
    unsigned c = s[0] & (n == 3 ? 0x0Fu : 0x07u);
    for (size_t i = 1; i < n; i++)
        c = c << 6 | (s[i] & 0x3Fu);
    return c;
}

int main(void)
{
    opencc_t opencc = opencc_open(OPENCC_DEFAULT_CONFIG_TRAD_TO_SIMP);
    if (opencc == (opencc_t)-1) {
        fprintf(stderr, "traditional: %s\n", opencc_error());
        return 1;
    }
    puts("/* Made by src/maker/traditional.c. */\nstatic const struct pair traditional[] = {");
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        for (unsigned c = ranges[i].first; c <= ranges[i].last; c++) {
            char text[8];
            size_t len = put(text, c);
            char *simple = opencc_convert_utf8(opencc, text, len);
            unsigned to = simple ? get(simple) : 0;
            opencc_convert_utf8_free(simple);
            if (to && to != c)
                printf("    {0x%04X, 0x%04X},\n", c, to);
        }
    puts("};");
    opencc_close(opencc);
    return fflush(stdout) || ferror(stdout);
}
