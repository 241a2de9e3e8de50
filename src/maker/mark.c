/*
 * Draws the mark that every site carries (site/mark.c) and writes it as tables of bytes: run once when
 * gongshi is built, for the mark is the same for every village. Drawn from strokes, so that no face is
 * needed.
 */
#include "base/memory.h"
#include "base/png.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/*
 * The two characters, one above the other, on a ground of 200 × 200; a stroke is drawn by a round pen from
 * point to point.
 */
enum { ground = 200, pen = 11 };

struct point {
    int x, y;
};

struct stroke {
    struct point points[4];
    int len;
};

static const struct stroke strokes[] = {
    /* 公 */
    {{{84, 18}, {72, 40}, {52, 58}}, 3},
    {{{116, 18}, {128, 40}, {148, 58}}, 3},
    {{{98, 48}, {76, 82}, {122, 78}}, 3},
    {{{114, 64}, {128, 88}}, 2},
    /* 示 */
    {{{70, 120}, {130, 120}}, 2},
    {{{48, 141}, {152, 141}}, 2},
    {{{100, 141}, {100, 182}, {88, 180}}, 3},
    {{{75, 156}, {58, 174}}, 2},
    {{{125, 156}, {142, 174}}, 2},
};

enum { strokes_len = sizeof strokes / sizeof *strokes, red = 0xA51D1D, paper = 0xFDFCF9 };

static void put_svg(struct buf *out)
{
    buf_printf(out,
               "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\"><rect width=\"%d\" "
               "height=\"%d\" rx=\"20\" fill=\"#%06x\"/>"
               "<path fill=\"none\" stroke=\"#%06x\" stroke-width=\"%d\" stroke-linecap=\"round\" "
               "stroke-linejoin=\"round\" d=\"",
               ground, ground, ground, ground, (unsigned)red, (unsigned)paper, pen);
    for (size_t i = 0; i < strokes_len; i++)
        for (int k = 0; k < strokes[i].len; k++)
            buf_printf(out, "%c%d %d", k ? 'L' : 'M', strokes[i].points[k].x, strokes[i].points[k].y);
    buf_puts(out, "\"/></svg>\n");
}

/* Points of the ground are measured in 1/64 here: squares of areas stay far below 2^63. */
enum { fine = 64 };

/* Whether the pen covers the point X, Y when it goes from A to B. */
static bool covers(struct point a, struct point b, int64_t x, int64_t y)
{
    int64_t ax = a.x * fine, ay = a.y * fine, dx = b.x * fine - ax, dy = b.y * fine - ay;
    int64_t px = x - ax, py = y - ay, length = dx * dx + dy * dy, along = px * dx + py * dy;
    int64_t reach = (int64_t)pen * pen * fine * fine; /* the square of twice the pen's radius */
    if (along > 0 && along < length) {
        int64_t across = px * dy - py * dx;
        return 4 * across * across <= reach * length;
    }
    if (along > 0) {
        px -= dx;
        py -= dy;
    }
    return 4 * (px * px + py * py) <= reach;
}

/* A piece of a stroke, from point to point. */
struct piece {
    struct point a, b;
};

enum { pieces_most = 32 };

/* Whether X, Y is within FAR of the box around a piece. */
static bool is_near(const struct piece *p, int64_t x, int64_t y, int64_t far)
{
    int64_t left = p->a.x < p->b.x ? p->a.x : p->b.x, right = p->a.x + p->b.x - left;
    int64_t top = p->a.y < p->b.y ? p->a.y : p->b.y, bottom = p->a.y + p->b.y - top;
    return x >= left * fine - far && x <= right * fine + far && y >= top * fine - far &&
           y <= bottom * fine + far;
}

/* The pieces of strokes that may cover a part of the square of SIZE around X, Y. */
static size_t pieces_near(int64_t x, int64_t y, int64_t size, struct piece pieces[pieces_most])
{
    size_t len = 0;
    for (size_t i = 0; i < strokes_len; i++)
        for (int k = 1; k < strokes[i].len; k++) {
            pieces[len] = (struct piece){strokes[i].points[k - 1], strokes[i].points[k]};
            len += is_near(&pieces[len], x, y, (int64_t)pen * fine / 2 + size + fine);
        }
    return len;
}

enum { samples = 4, shades = samples * samples + 1 }; /* samples of a pixel each way */

/* How many of the samples of a pixel are drawn, on a ground of SIDE pixels. */
static unsigned char shade(uint32_t x, uint32_t y, uint32_t side)
{
    struct piece pieces[pieces_most];
    size_t len = pieces_near((int64_t)x * ground * fine / side, (int64_t)y * ground * fine / side,
                             (int64_t)ground * fine / side, pieces);
    unsigned char count = 0;
    for (uint32_t i = 0; len && i < samples * samples; i++) {
        int64_t at_x = ((int64_t)(x * samples + i % samples) * 2 + 1) * ground * fine / (2 * samples * side);
        int64_t at_y = ((int64_t)(y * samples + i / samples) * 2 + 1) * ground * fine / (2 * samples * side);
        bool drawn = false;
        for (size_t k = 0; k < len && !drawn; k++)
            drawn = covers(pieces[k].a, pieces[k].b, at_x, at_y);
        count = (unsigned char)(count + drawn);
    }
    return count;
}

/* A picture of WIDTH × SIDE pixels, the mark in its middle. */
static void put_picture(struct buf *out, uint32_t width, uint32_t side)
{
    uint32_t palette[shades];
    for (uint32_t i = 0; i < shades; i++) {
        palette[i] = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            uint32_t from = red >> shift & 0xFF, to = paper >> shift & 0xFF;
            palette[i] |= (from * (shades - 1 - i) + to * i) / (shades - 1) << shift;
        }
    }
    unsigned char *pixels = memory_new((size_t)width * side, 1);
    uint32_t left = (width - side) / 2;
    for (uint32_t y = 0; y < side; y++)
        for (uint32_t x = 0; x < side; x++)
            pixels[(size_t)y * width + left + x] = shade(x, y, side);
    png_put(out,
            &(struct png){
                .width = width, .height = side, .pixels = pixels, .palette = palette, .colours = shades});
    memory_free(pixels);
}

/* Writes the bytes of FILE as a table called NAME. */
static void put_table(const char *name, struct buf *file)
{
    printf("static const unsigned char %s[] = {", name);
    for (size_t i = 0; i < file->len; i++)
        printf("%s%d,", i % 20 ? "" : "\n    ", (unsigned char)file->data[i]);
    puts("\n};");
    buf_free(file);
}

int main(void)
{
    enum { card_width = 1200, card_height = 630 };
    struct buf file = {0};
    puts("/* Made by src/maker/mark.c. */");
    put_svg(&file);
    put_table("icon_svg", &file);
    put_picture(&file, 180, 180);
    put_table("icon_180", &file);
    put_picture(&file, 192, 192);
    put_table("icon_192", &file);
    put_picture(&file, 512, 512);
    put_table("icon_512", &file);
    put_picture(&file, card_width, card_height);
    put_table("card", &file);
    return fflush(stdout) || ferror(stdout);
}
