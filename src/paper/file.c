#include "paper/file.h"

#include "base/memory.h"

#include <zlib.h>

/* How hard streams are packed, 1 to 9: from here on it takes a quarter as long again for two hundredths of
 * the bytes. */
enum { pack_level = 4 };

enum { packed_most = 1000 /* objects in a stream */, row_size = 7 /* bytes that say where an object is */ };

/* Puts the LEN bytes at BYTES, packed, behind what is in OUT. */
static void pack(const void *bytes, size_t len, struct buf *out)
{
    uLongf packed = compressBound((uLong)len);
    char *room = buf_reserve(out, packed);
    if (compress2((Bytef *)room, &packed, bytes, (uLong)len, pack_level) != Z_OK)
        memory_failed(packed);
    out->len += packed;
}

/* Says how a stream that is packed already is to be unpacked: libharu does so only for what it packs itself.
 */
static HPDF_STATUS packed_write(HPDF_Dict dict, HPDF_Stream stream)
{
    (void)dict;
    return HPDF_Stream_WriteStr(stream, "/Filter /FlateDecode\012");
}

void file_stream_put(HPDF_Dict dict, const void *bytes, size_t len)
{
    struct buf packed = {0};
    pack(bytes, len, &packed);
    HPDF_MemStream_FreeData(dict->stream);
    HPDF_Stream_Write(dict->stream, (const HPDF_BYTE *)packed.data, (HPDF_UINT)packed.len);
    dict->filter = HPDF_STREAM_FILTER_NONE;
    dict->write_fn = packed_write;
    buf_free(&packed);
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

uint32_t file_free_number(const struct file *file)
{
    return (uint32_t)file->places.len;
}

/* The place of object NUMBER. */
static struct file_place *place_of(struct file *file, uint32_t number)
{
    while (file->places.len <= number)
        memory_push(&file->places, ((struct file_place){0}));
    return &file->places.items[number];
}

struct buf *file_object(struct file *file, uint32_t number)
{
    place_of(file, number)->packed = true;
    buf_putc(&file->text, '\n');
    memory_push(&file->loose, ((struct file_loose){number, file->text.len}));
    return &file->text;
}

/* Begins an object that stands in the file itself. */
static void plain_begin(struct file *file, uint32_t number)
{
    place_of(file, number)->where = (uint32_t)(file->out->len - file->start);
    buf_printf(file->out, "%u 0 obj\n", number);
}

/* Writes OBJECT of libharu's: what is packed is what holds no stream, nor the length of one. */
static HPDF_STATUS object_write(struct file *file, uint32_t number, void *object)
{
    int kind = ((const HPDF_Obj_Header *)object)->obj_class & HPDF_OCLASS_ANY;
    bool packed = kind == HPDF_OCLASS_DICT ? !((HPDF_Dict)object)->stream : kind != HPDF_OCLASS_NUMBER;
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

HPDF_STATUS file_begin(struct file *file, HPDF_Doc doc, const void *reserved, struct buf *out)
{
    *file = (struct file){.doc = doc, .out = out, .start = out->len};
    HPDF_List entries = doc->xref->entries;
    HPDF_STATUS status = HPDF_OK;
    buf_puts(out, "%PDF-1.5\n%\xb7\xbe\xad\xaa\n");
    /* fonts add objects while they are written; number 0 is none */
    for (uint32_t i = 1; i < entries->count && status == HPDF_OK; i++) {
        void *object = HPDF_Xref_GetEntry(doc->xref, i)->obj;
        if (object != reserved)
            status = object_write(file, i, object);
    }
    place_of(file, entries->count - 1);
    return status;
}

/* Writes a stream as object NUMBER; KEYS say what it holds. */
static void stream_write(struct file *file, uint32_t number, const char *keys, const struct buf *bytes)
{
    struct buf packed = {0};
    pack(buf_text(bytes), bytes->len, &packed);
    plain_begin(file, number);
    buf_printf(file->out, "<<%s/Filter/FlateDecode/Length %zu>>\nstream\n", keys, packed.len);
    buf_put(file->out, packed.data, packed.len);
    buf_puts(file->out, "\nendstream\nendobj\n");
    buf_free(&packed);
}

/* Packs the loose objects from FROM to END together. */
static void loose_pack(struct file *file, size_t from, size_t end)
{
    const struct file_loose *loose = file->loose.items;
    size_t first = loose[from].at, last = end < file->loose.len ? loose[end].at : file->text.len;
    uint32_t number = file_free_number(file);
    struct buf bytes = {0}, keys = {0};
    for (size_t i = from; i < end; i++) {
        struct file_place *place = place_of(file, loose[i].number);
        place->where = number;
        place->index = (uint32_t)(i - from);
        buf_put_number(&bytes, loose[i].number);
        buf_putc(&bytes, ' ');
        buf_put_number(&bytes, loose[i].at - first);
        buf_putc(&bytes, ' ');
    }
    buf_printf(&keys, "/Type/ObjStm/N %zu/First %zu", end - from, bytes.len);
    buf_put(&bytes, file->text.data + first, last - first);
    stream_write(file, number, buf_text(&keys), &bytes);
    buf_free(&bytes);
    buf_free(&keys);
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
    uint32_t number = file_free_number(file);
    size_t at = file->out->len - file->start;
    unsigned char last[row_size] = {0};
    struct buf rows = {0}, keys = {0};
    place_of(file, number)->where = (uint32_t)at;
    for (size_t i = 0; i < file->places.len; i++) {
        const struct file_place *place = &file->places.items[i];
        unsigned char row[row_size] = {i == 0 ? 0 : place->packed ? 2 : 1};
        number_put(row + 1, 4, place->where);
        number_put(row + 5, 2, i == 0 ? 0xffff : place->index);
        buf_putc(&rows, 2);
        for (int k = 0; k < row_size; k++) {
            buf_putc(&rows, (char)(unsigned char)(row[k] - last[k]));
            last[k] = row[k];
        }
    }
    buf_printf(&keys,
               "/Type/XRef/Size %zu/W[1 4 2]/Root %u 0 R/Info %u 0 R/DecodeParms<</Predictor 12/Columns %d>>",
               file->places.len, file_number(file->doc->catalog), file_number(file->doc->info), row_size);
    stream_write(file, number, buf_text(&keys), &rows);
    buf_printf(file->out, "startxref\n%zu\n%%%%EOF\n", at);
    buf_free(&rows);
    buf_free(&keys);
}

void file_end(struct file *file)
{
    for (size_t from = 0; from < file->loose.len; from += packed_most)
        loose_pack(file, from, from + packed_most < file->loose.len ? from + packed_most : file->loose.len);
    places_write(file);
    buf_free(&file->text);
    memory_free(file->loose.items);
    memory_free(file->places.items);
}
