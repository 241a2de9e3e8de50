/* Pictures: what libpng reads back is what was drawn, and nothing else is in the file. */
#include "base/png.h"

#include "base/memory.h"

#include <png.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* A slanted pattern in COLOURS colours, as a file behind what is in OUT. */
static void draw(uint32_t width, uint32_t height, uint32_t colours, struct buf *out)
{
    uint32_t palette[256];
    unsigned char *pixels = memory_new((size_t)width * height, 1);
    for (uint32_t i = 0; i < colours; i++)
        palette[i] = i << 16 | (255 - i) << 8 | (i * 7 & 0xFF);
    for (uint32_t y = 0; y < height; y++)
        for (uint32_t x = 0; x < width; x++)
            pixels[(size_t)y * width + x] = (unsigned char)((x / 3 + y) % colours);
    png_put(out, &(struct png){width, height, pixels, palette, colours});
    memory_free(pixels);
}

static void reads_back(void **state)
{
    (void)state;
    static const uint32_t sizes[][3] = {{1, 1, 1}, {7, 5, 2}, {180, 180, 17}, {1200, 630, 256}};
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        uint32_t width = sizes[s][0], height = sizes[s][1], colours = sizes[s][2];
        struct buf file = {0}, again = {0};
        draw(width, height, colours, &file);
        draw(width, height, colours, &again);
        assert_int_equal(file.len, again.len);
        assert_memory_equal(file.data, again.data, file.len);
        png_image image = {.version = PNG_IMAGE_VERSION};
        assert_true(png_image_begin_read_from_memory(&image, file.data, file.len));
        assert_int_equal(image.width, width);
        assert_int_equal(image.height, height);
        image.format = PNG_FORMAT_RGB;
        unsigned char *read = memory_new(PNG_IMAGE_SIZE(image), 1);
        assert_true(png_image_finish_read(&image, NULL, read, 0, NULL));
        for (uint32_t y = 0; y < height; y++)
            for (uint32_t x = 0; x < width; x++) {
                const unsigned char *pixel = read + ((size_t)y * width + x) * 3;
                uint32_t i = (x / 3 + y) % colours;
                assert_int_equal(pixel[0] << 16 | pixel[1] << 8 | pixel[2],
                                 i << 16 | (255 - i) << 8 | (i * 7 & 0xFF));
            }
        memory_free(read);
        buf_free(&file);
        buf_free(&again);
    }
}

/* The chunks that a picture needs, and no others: no time, no program's name. */
static void bare(void **state)
{
    (void)state;
    struct buf file = {0}, names = {0};
    draw(40, 30, 3, &file);
    const unsigned char *bytes = (const unsigned char *)file.data;
    for (size_t at = 8; at + 12 <= file.len;) {
        size_t len = (size_t)bytes[at] << 24 | (size_t)bytes[at + 1] << 16 | (size_t)bytes[at + 2] << 8 |
                     (size_t)bytes[at + 3];
        buf_put(&names, file.data + at + 4, 4);
        at += len + 12;
    }
    assert_string_equal(buf_text(&names), "IHDRPLTEIDATIEND");
    buf_free(&file);
    buf_free(&names);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_back), cmocka_unit_test(bare)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
