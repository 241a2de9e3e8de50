#include "paper/file.h"

#include "base/memory.h"

#include <libdeflate.h>
#include <stdio.h>

/* From 1 to 12. Beyond these it takes as long again for a tenth of the bytes, and for a hundredth. */
static const int levels[file_packs] = {[file_quickly] = 1, [file_tightly] = 6};

enum { packed_most = 1000 /* objects in a stream */, row_size = 7 /* bytes that say where an object is */ };

struct file file_begin(HPDF_Doc doc, struct buf *out)
{
    struct file file = {.doc = doc, .out = out, .start = out->len};
    for (int i = 0; i < file_packs; i++) {
        file.packers[i] = libdeflate_alloc_compressor(levels[i]);
        if (!file.packers[i])
            memory_failed(0);
    }
    buf_puts(out, "%PDF-1.5\n%\xb7\xbe\xad\xaa\n");
    return file;
}

/* Lets libharu write into a buffer. */
static HPDF_STATUS take_bytes(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT len)
{
    buf_put(stream->attr, bytes, len);
    return HPDF_OK;
}

uint32_t file_number(const void *object)
{
    return ((const HPDF_Obj_Header *)object)->obj_id & 0x00ffffff; /* the rest are flags */
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

void file_stream(struct file *file, uint32_t number, enum file_pack pack, const char *keys, const void *bytes,
                 size_t len)
{
    struct libdeflate_compressor *packer = file->packers[pack];
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
    file_stream(file, number, file_quickly, keys, head->data, head->len);
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

static bool is_number(const void *object)
{
    return (((const HPDF_Obj_Header *)object)->obj_class & HPDF_OCLASS_ANY) == HPDF_OCLASS_NUMBER;
}

/* Writes OBJECT of libharu's: what is packed is what holds no stream, nor the length of one. */
static HPDF_STATUS object_write(struct file *file, uint32_t number, void *object)
{
    int kind = ((const HPDF_Obj_Header *)object)->obj_class & HPDF_OCLASS_ANY;
    bool packed = kind == HPDF_OCLASS_DICT ? !((HPDF_Dict)object)->stream : !is_number(object);
    if (!packed)
        plain_begin(file, number);
    HPDF_Stream stream =
        HPDF_CallbackWriter_New(file->doc->mmgr, take_bytes, packed ? file_object(file, number) : file->out);
    if (!stream)
        return HPDF_FAILD_TO_ALLOC_MEM;
    HPDF_STATUS status = HPDF_Obj_WriteValue(object, stream, NULL);
    HPDF_Stream_Free(stream);
    if (!packed)
        buf_puts(file->out, "\nendobj\n");
    return status;
}

HPDF_STATUS file_objects(struct file *file, const void *reserved)
{
    HPDF_List entries = file->doc->xref->entries;
    HPDF_STATUS status = HPDF_OK;
    /* fonts add objects while they are written; number 0 is none */
    for (uint32_t i = 1; i < entries->count && status == HPDF_OK; i++) {
        void *object = HPDF_Xref_GetEntry(file->doc->xref, i)->obj;
        bool there = place_of(file, i)->where != 0;
        /* behind a stream libharu has its length, which is in the stream itself here */
        bool length = !there && place_of(file, i - 1)->where != 0 && is_number(object);
        if (object != reserved && !there && !length)
            status = object_write(file, i, object);
    }
    place_of(file, entries->count - 1);
    return status;
}

/* A number in SIZE bytes at ROW. */
static void number_put(unsigned char *row, int size, uint32_t number)
{
    for (; size > 0; size--, number >>= 8)
        row[size - 1] = (unsigned char)(number & 0xff);
}

/* Where each object is, each row as how it differs from the one above (7.5.8). */
static void places_write(struct file *file)
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
               file->places.len, file_number(file->doc->catalog), file_number(file->doc->info), row_size);
    file_stream(file, number, file_quickly, buf_text(&keys), rows.data, rows.len);
    buf_printf(file->out, "startxref\n%zu\n%%%%EOF\n", at);
    buf_free(&rows);
    buf_free(&keys);
}

void file_end(struct file *file)
{
    if (file->loose.len > 0)
        loose_pack(file);
    places_write(file);
}

void file_free(struct file *file)
{
    for (int i = 0; i < file_packs; i++)
        libdeflate_free_compressor(file->packers[i]);
    buf_free(&file->packed);
    buf_free(&file->head);
    buf_free(&file->text);
    memory_free(file->loose.items);
    memory_free(file->places.items);
}
