#include "base/png.h"

#include <stdbool.h>
#include <string.h>

/* --- chunks */

static void put_32(struct buf *out, uint32_t number)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        buf_putc(out, (char)(number >> shift & 0xFF));
}

/* CRC-32 of LEN bytes, bit by bit: pictures here are small. */
static uint32_t crc_of(const char *bytes, size_t len)
{
    uint32_t crc = 0xFFFFFFFF;
    for (size_t i = 0; i < len; i++) {
        crc ^= (unsigned char)bytes[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc & 1 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
    }
    return ~crc;
}

static void put_chunk(struct buf *out, const char *type, const struct buf *data)
{
    put_32(out, (uint32_t)data->len);
    size_t start = out->len;
    buf_puts(out, type);
    buf_put(out, buf_text(data), data->len);
    put_32(out, crc_of(out->data + start, out->len - start));
}

/* --- deflate */

/* What is being packed: bits gather at the low end. */
struct bits {
    struct buf *out;
    uint32_t held;
    int count;
    uint32_t a, b; /* Adler-32 of what was packed */
};

static void put_bits(struct bits *bits, uint32_t value, int count)
{
    bits->held |= value << bits->count;
    bits->count += count;
    while (bits->count >= 8) {
        buf_putc(bits->out, (char)(bits->held & 0xFF));
        bits->held >>= 8;
        bits->count -= 8;
    }
}

/* Huffman codes begin with their highest bit. */
static void put_code(struct bits *bits, uint32_t code, int count)
{
    for (int i = count - 1; i >= 0; i--)
        put_bits(bits, code >> i & 1, 1);
}

/* A literal or length symbol in the fixed codes (RFC 1951, 3.2.6). */
static void put_symbol(struct bits *bits, uint32_t symbol)
{
    if (symbol < 144)
        put_code(bits, 0x30 + symbol, 8);
    else if (symbol < 256)
        put_code(bits, 0x190 + symbol - 144, 9);
    else if (symbol < 280)
        put_code(bits, symbol - 256, 7);
    else
        put_code(bits, 0xC0 + symbol - 280, 8);
}

/* LENGTH bytes (3 to 258) like the one before. */
static void put_repeat(struct bits *bits, uint32_t length)
{
    static const uint16_t first[] = {3,  4,  5,  6,  7,  8,  9,  10, 11,  13,  15,  17,  19,  23, 27,
                                     31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258};
    static const uint8_t extra[] = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2,
                                    2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
    uint32_t i = sizeof extra - 1;
    while (first[i] > length)
        i--;
    put_symbol(bits, 257 + i);
    put_bits(bits, length - first[i], extra[i]);
    put_code(bits, 0, 5); /* distance 1 */
}

static void pack(struct bits *bits, const unsigned char *bytes, size_t len)
{
    enum { longest = 258, shortest = 3 };
    for (size_t at = 0; at < len;) {
        uint32_t run = 0;
        while (at && at + run < len && run < longest && bytes[at + run] == bytes[at - 1])
            run++;
        if (run >= shortest) {
            put_repeat(bits, run);
        } else {
            put_symbol(bits, bytes[at]);
            run = 1;
        }
        at += run;
    }
    for (size_t i = 0; i < len; i++) {
        bits->a = (bits->a + bytes[i]) % 65521;
        bits->b = (bits->b + bits->a) % 65521;
    }
}

/* --- the picture */

/* Rows as a stream of zlib (RFC 1950). */
static void put_rows(struct buf *out, const struct png *png)
{
    enum { filter_up = 2 };
    struct bits bits = {.out = out, .a = 1};
    struct buf rows = {0};
    for (uint32_t y = 0; y < png->height; y++) {
        const unsigned char *row = png->pixels + (size_t)y * png->width;
        buf_putc(&rows, filter_up);
        for (uint32_t x = 0; x < png->width; x++)
            buf_putc(&rows, (char)(unsigned char)(row[x] - (y ? row[(long)x - (long)png->width] : 0)));
    }
    buf_puts(out, "\x78\x01");
    put_bits(&bits, 3, 3); /* the last block, with fixed codes */
    pack(&bits, (const unsigned char *)buf_text(&rows), rows.len);
    put_symbol(&bits, 256);
    if (bits.count)
        put_bits(&bits, 0, 8 - bits.count);
    put_32(out, bits.b << 16 | bits.a);
    buf_free(&rows);
}

void png_put(struct buf *out, const struct png *png)
{
    struct buf data = {0};
    buf_put(out, "\x89PNG\r\n\x1A\n", 8);
    put_32(&data, png->width);
    put_32(&data, png->height);
    buf_put(&data, "\x08\x03\0\0\0", 5); /* 8 bits a pixel, places in a palette */
    put_chunk(out, "IHDR", &data);
    buf_clear(&data);
    for (uint32_t i = 0; i < png->colours; i++) {
        buf_putc(&data, (char)(png->palette[i] >> 16 & 0xFF));
        buf_putc(&data, (char)(png->palette[i] >> 8 & 0xFF));
        buf_putc(&data, (char)(png->palette[i] & 0xFF));
    }
    put_chunk(out, "PLTE", &data);
    buf_clear(&data);
    put_rows(&data, png);
    put_chunk(out, "IDAT", &data);
    buf_clear(&data);
    put_chunk(out, "IEND", &data);
    buf_free(&data);
}
