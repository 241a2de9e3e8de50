#include "paper/file.h"

#include "base/memory.h"
#include "base/utf8.h"

#include <libdeflate.h>
#include <stdio.h>
#include <string.h>

enum {
    level = 1, /* from 1 to 12: the next takes twice the time for a hundredth of the bytes */
    packed_most = 1000 /* objects in a stream */,
    row_size = 7 /* bytes that say where an object is */
};

struct file file_begin(struct buf *out)
{
    struct file file = {.out = out, .start = out->len, .packer = libdeflate_alloc_compressor(level)};
    if (!file.packer)
        memory_failed(0);
    memory_push(&file.places, ((struct file_place){0})); /* number 0 is none */
    buf_puts(out, "%PDF-1.5\n%\xb7\xbe\xad\xaa\n");
    return file;
}

/* The place of object NUMBER. */
static struct file_place *place_of(struct file *file, uint32_t number)
{
    while (file->places.len <= number)
        memory_push(&file->places, ((struct file_place){0}));
    return &file->places.items[number];
}

uint32_t file_reserve(struct file *file, size_t count)
{
    uint32_t first = (uint32_t)file->places.len;
    if (count > 0)
        place_of(file, first + (uint32_t)count - 1);
    return first;
}

/* Begins an object that stands in the file itself. */
static void plain_begin(struct file *file, uint32_t number)
{
    place_of(file, number)->where = (uint32_t)(file->out->len - file->start);
    buf_printf(file->out, "%u 0 obj\n", number);
}

void file_stream(struct file *file, uint32_t number, const char *keys, const void *bytes, size_t len)
{
    struct libdeflate_compressor *packer = file->packer;
    buf_clear(&file->packed);
    size_t most = libdeflate_zlib_compress_bound(packer, len);
    size_t packed = libdeflate_zlib_compress(packer, bytes, len, buf_reserve(&file->packed, most), most);
    plain_begin(file, number);
    buf_printf(file->out, "<<%s/Filter/FlateDecode/Length %zu>>\nstream\n", keys, packed);
    buf_put(file->out, file->packed.data, packed);
    buf_puts(file->out, "\nendstream\nendobj\n");
}

/* Packs the loose objects together. */
static void loose_pack(struct file *file)
{
    uint32_t number = file_reserve(file, 1);
    struct buf *head = &file->head;
    char keys[64];
    buf_clear(head);
    for (size_t i = 0; i < file->loose.len; i++) {
        const struct file_loose *loose = &file->loose.items[i];
        *place_of(file, loose->number) = (struct file_place){number, (uint16_t)i, true};
        buf_put_number(head, loose->number);
        buf_putc(head, ' ');
        buf_put_number(head, loose->at);
        buf_putc(head, ' ');
    }
    snprintf(keys, sizeof keys, "/Type/ObjStm/N %zu/First %zu", file->loose.len, head->len);
    buf_put(head, file->text.data, file->text.len);
    file_stream(file, number, keys, head->data, head->len);
    buf_clear(&file->text);
    file->loose.len = 0;
}

struct buf *file_object(struct file *file, uint32_t number)
{
    if (file->loose.len == packed_most)
        loose_pack(file);
    memory_push(&file->loose, ((struct file_loose){number, file->text.len}));
    return &file->text;
}

/* A number in SIZE bytes at ROW. */
static void number_put(unsigned char *row, int size, uint32_t number)
{
    for (; size > 0; size--, number >>= 8)
        row[size - 1] = (unsigned char)(number & 0xff);
}

/* Where each object is, each row as how it differs from the one above (7.5.8). */
static void places_write(struct file *file, uint32_t catalog, uint32_t info)
{
    uint32_t number = file_reserve(file, 1);
    size_t at = file->out->len - file->start;
    unsigned char last[row_size] = {0};
    struct buf rows = {0}, keys = {0};
    place_of(file, number)->where = (uint32_t)at;
    for (size_t i = 0; i < file->places.len; i++) {
        const struct file_place *place = &file->places.items[i];
        bool unused = place->where == 0;
        unsigned char row[row_size] = {unused ? 0 : place->packed ? 2 : 1};
        number_put(row + 1, 4, place->where);
        number_put(row + 5, 2, unused ? 0xffff : place->index);
        buf_putc(&rows, 2);
        for (int k = 0; k < row_size; k++) {
            buf_putc(&rows, (char)(unsigned char)(row[k] - last[k]));
            last[k] = row[k];
        }
    }
    buf_printf(&keys,
               "/Type/XRef/Size %zu/W[1 4 2]/Root %u 0 R/Info %u 0 R/DecodeParms<</Predictor 12/Columns %d>>",
               file->places.len, catalog, info, row_size);
    file_stream(file, number, buf_text(&keys), rows.data, rows.len);
    buf_printf(file->out, "startxref\n%zu\n%%%%EOF\n", at);
    buf_free(&rows);
    buf_free(&keys);
}

void file_end(struct file *file, uint32_t catalog, uint32_t info)
{
    if (file->loose.len > 0)
        loose_pack(file);
    places_write(file, catalog, info);
}

void file_free(struct file *file)
{
    libdeflate_free_compressor(file->packer);
    buf_free(&file->packed);
    buf_free(&file->head);
    buf_free(&file->text);
    memory_free(file->loose.items);
    memory_free(file->places.items);
}

void file_put_text(struct buf *out, const char *text)
{
    buf_puts(out, "<FEFF");
    for (size_t len = strlen(text), n; len > 0; text += n, len -= n) {
        uint32_t code = 0;
        n = utf8_decode(text, len, &code);
        if (n == 0)
            break;
        if (code > 0xffff)
            buf_printf(out, "%04X%04X", 0xd800 + ((code - 0x10000) >> 10),
                       0xdc00 + ((code - 0x10000) & 0x3ff));
        else
            buf_printf(out, "%04X", code);
    }
    buf_putc(out, '>');
}

void file_put_decimal(struct buf *out, int32_t thousandths)
{
    char digits[16], *end = digits + sizeof digits, *p = end;
    uint32_t size = (uint32_t)(thousandths < 0 ? -(int64_t)thousandths : thousandths);
    uint32_t whole = size / 1000, rest = size % 1000;
    *--p = ' ';
    if (rest) {
        int places = 3;
        for (; rest % 10 == 0; rest /= 10)
            places--;
        for (; places > 0; places--, rest /= 10)
            *--p = (char)('0' + rest % 10);
        *--p = '.';
    }
    if (whole || size == 0)
        do
            *--p = (char)('0' + whole % 10);
        while ((whole /= 10) > 0);
    if (thousandths < 0)
        *--p = '-';
    buf_put(out, p, (size_t)(end - p));
}
