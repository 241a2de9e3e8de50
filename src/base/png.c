#include "base/png.h"

#include "base/memory.h"

#include <png.h>
#include <stdlib.h>

/* libpng's errors must not return. Those of memory end in memory.h; any other would be a mistake of ours. */
static _Noreturn void on_error(png_structp writing, png_const_charp message)
{
    (void)writing;
    (void)message;
    abort();
}

static void on_warning(png_structp writing, png_const_charp message)
{
    (void)writing;
    (void)message;
}

static void *take_memory(png_structp writing, png_alloc_size_t size)
{
    (void)writing;
    return memory_resize(NULL, 1, size);
}

static void give_memory(png_structp writing, png_voidp memory)
{
    (void)writing;
    memory_free(memory);
}

static void put(png_structp writing, png_bytep bytes, size_t len)
{
    buf_put(png_get_io_ptr(writing), (const char *)bytes, len);
}

static void flush(png_structp writing)
{
    (void)writing;
}

void png_put(struct buf *out, const struct png *png)
{
    enum { bits = 8, level = 9 };
    png_color palette[PNG_MAX_PALETTE_LENGTH];
    for (uint32_t i = 0; i < png->colours; i++)
        palette[i] = (png_color){(png_byte)(png->palette[i] >> 16 & 0xFF),
                                 (png_byte)(png->palette[i] >> 8 & 0xFF), (png_byte)(png->palette[i] & 0xFF)};
    png_structp writing = png_create_write_struct_2(PNG_LIBPNG_VER_STRING, NULL, on_error, on_warning, NULL,
                                                    take_memory, give_memory);
    png_infop info = writing ? png_create_info_struct(writing) : NULL;
    if (!info)
        abort(); /* another libpng than we were compiled for */
    png_set_write_fn(writing, out, put, flush);
    png_set_IHDR(writing, info, png->width, png->height, bits, PNG_COLOR_TYPE_PALETTE, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_PLTE(writing, info, palette, (int)png->colours);
    png_set_compression_level(writing, level);
    png_set_filter(writing, PNG_FILTER_TYPE_BASE, PNG_FILTER_UP); /* strokes go on from row to row */
    png_write_info(writing, info);
    for (uint32_t y = 0; y < png->height; y++)
        png_write_row(writing, png->pixels + (size_t)y * png->width);
    png_write_end(writing, NULL); /* no time, no text */
    png_destroy_write_struct(&writing, &info);
}
