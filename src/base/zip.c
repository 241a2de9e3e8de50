#include "base/zip.h"

#include "base/memory.h"

#include <stdint.h>
#include <string.h>
#include <zlib.h>

enum {
    end_size = 22,       /* of the record at the end */
    entry_size = 46,     /* of a file's entry in the list */
    header_size = 30,    /* before a file's bytes */
    longest_end = 65535, /* of the comment behind the record at the end */
    stored = 0,
    deflated = 8,
};

static uint32_t number_at(const struct zip *zip, size_t at, int bytes)
{
    uint32_t number = 0;
    for (int i = bytes; i-- > 0;)
        number = number << 8 | zip->bytes[at + (size_t)i];
    return number;
}

static bool is_mark(const struct zip *zip, size_t at, const char *mark)
{
    return memcmp(zip->bytes + at, mark, 4) == 0;
}

bool zip_open(struct zip *zip, const char *bytes, size_t len)
{
    *zip = (struct zip){.bytes = (const unsigned char *)bytes, .len = len};
    if (len < end_size)
        return false;
    size_t last = len - end_size, first = last > longest_end ? last - longest_end : 0;
    for (size_t at = last + 1; at-- > first;) {
        if (!is_mark(zip, at, "PK\5\6"))
            continue;
        zip->count = number_at(zip, at + 10, 2);
        zip->directory = number_at(zip, at + 16, 4);
        return zip->directory <= at;
    }
    return false;
}

/* Unpacks PACKED bytes at AT, which are SIZE, behind OUT. */
static bool inflate_at(const struct zip *zip, size_t at, size_t packed, size_t size, struct buf *out)
{
    z_stream z = {.next_in = (Bytef *)(uintptr_t)(zip->bytes + at), .avail_in = (uInt)packed};
    if (inflateInit2(&z, -MAX_WBITS) != Z_OK)
        return false;
    z.next_out = (Bytef *)buf_reserve(out, size);
    z.avail_out = (uInt)size;
    int end = inflate(&z, Z_FINISH);
    bool whole = end == Z_STREAM_END && z.total_out == size;
    inflateEnd(&z);
    if (whole)
        out->len += size;
    out->data[out->len] = '\0';
    return whole;
}

/* The file whose entry in the list stands at ENTRY. */
static bool read_entry(const struct zip *zip, size_t entry, struct buf *out)
{
    uint32_t flags = number_at(zip, entry + 8, 2), method = number_at(zip, entry + 10, 2);
    size_t packed = number_at(zip, entry + 20, 4), size = number_at(zip, entry + 24, 4);
    size_t at = number_at(zip, entry + 42, 4);
    bool encrypted = flags & 1;
    if (encrypted || size > zip_most || at > zip->len || zip->len - at < header_size ||
        !is_mark(zip, at, "PK\3\4"))
        return false;
    at += header_size + (size_t)number_at(zip, at + 26, 2) + number_at(zip, at + 28, 2);
    if (at > zip->len || packed > zip->len - at)
        return false;
    if (method == deflated)
        return inflate_at(zip, at, packed, size, out);
    if (method != stored || packed != size)
        return false;
    buf_put(out, zip->bytes + at, size);
    return true;
}

/* Where the entry of the file NAME stands in the list; 0: there is none. */
static size_t find_entry(const struct zip *zip, const char *name)
{
    size_t at = zip->directory, len = strlen(name);
    for (size_t i = 0; i < zip->count && at <= zip->len && zip->len - at >= entry_size; i++) {
        if (!is_mark(zip, at, "PK\1\2"))
            return 0;
        size_t name_len = number_at(zip, at + 28, 2);
        if (zip->len - at - entry_size < name_len)
            return 0;
        if (name_len == len && memcmp(zip->bytes + at + entry_size, name, len) == 0)
            return at;
        at += entry_size + name_len + number_at(zip, at + 30, 2) + number_at(zip, at + 32, 2);
    }
    return 0;
}

bool zip_has(const struct zip *zip, const char *name)
{
    return find_entry(zip, name) != 0;
}

bool zip_read(const struct zip *zip, const char *name, struct buf *out)
{
    size_t entry = find_entry(zip, name);
    return entry && read_entry(zip, entry, out);
}

/* --- writing */

static void put_number(struct buf *out, size_t number, int bytes)
{
    for (int i = 0; i < bytes; i++)
        buf_putc(out, (char)(number >> 8 * i & 0xFF));
}

/* What a file's header and its entry in the list have in common. */
static void put_facts(struct buf *out, uLong sum, size_t packed, size_t size, size_t name_len)
{
    enum { needs_2_0 = 20, first_day = 0x21 /* 1980-01-01 */ };
    put_number(out, needs_2_0, 2);
    put_number(out, 0x800, 2); /* the name is UTF-8 */
    put_number(out, deflated, 2);
    put_number(out, 0, 2);
    put_number(out, first_day, 2);
    put_number(out, sum, 4);
    put_number(out, packed, 4);
    put_number(out, size, 4);
    put_number(out, name_len, 2);
    put_number(out, 0, 2);
}

static z_stream *stream_of(struct zip_writing *zip)
{
    if (zip->stream) {
        deflateReset(zip->stream);
        return zip->stream;
    }
    zip->stream = memory_new(1, sizeof *zip->stream);
    if (deflateInit2(zip->stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) !=
        Z_OK)
        memory_failed(sizeof *zip->stream);
    return zip->stream;
}

/* How many bytes there are so far of the archive. */
static size_t position(const struct zip_writing *zip)
{
    return zip->gone + zip->out->len + zip->attached.len;
}

static void free_stream(struct zip_writing *zip)
{
    if (zip->stream)
        deflateEnd(zip->stream);
    memory_free(zip->stream);
    zip->stream = NULL;
}

void zip_begin(struct zip_writing *zip, const char *name)
{
    zip->at = zip->out->len;
    zip->size = 0;
    zip->sum = crc32(0, NULL, 0);
    buf_clear(&zip->name);
    buf_puts(&zip->name, name);
    buf_fill(zip->out, '\0', header_size); /* zip_finish knows what is in it */
    buf_puts(zip->out, name);
}

/* Counts PIECE, whose bytes are there. */
static struct zip_piece count_piece(struct zip_writing *zip, struct zip_piece piece)
{
    zip->sum = crc32_combine(zip->sum, piece.sum, (z_off_t)piece.size);
    zip->size += piece.size;
    return piece;
}

struct zip_piece zip_pack(struct zip_writing *zip, struct buf *piece)
{
    enum { flush_room = 16 };
    z_stream *z = stream_of(zip);
    struct buf *out = zip->out;
    size_t at = position(zip), before = out->len, size = piece->len,
           most = deflateBound(z, (uLong)size) + flush_room;
    unsigned long sum = crc32(crc32(0, NULL, 0), (const Bytef *)buf_text(piece), (uInt)size);
    z->next_in = (Bytef *)(uintptr_t)buf_text(piece);
    z->avail_in = (uInt)size;
    z->next_out = (Bytef *)buf_reserve(out, most);
    z->avail_out = (uInt)most;
    deflate(z, Z_FULL_FLUSH); /* ends at a whole byte, and nothing behind it reaches back */
    out->len += z->total_out;
    out->data[out->len] = '\0';
    buf_clear(piece);
    return count_piece(zip, (struct zip_piece){at, out->len - before, size, sum});
}

struct zip_piece zip_again(struct zip_writing *zip, const struct zip_piece *piece, const char *bytes)
{
    struct zip_piece own = *piece;
    own.at = position(zip);
    buf_put(zip->out, bytes + piece->at, piece->packed);
    return count_piece(zip, own);
}

size_t zip_attach(struct zip_writing *zip, struct zip_writing *aside)
{
    size_t at = position(zip);
    count_piece(zip, (struct zip_piece){at, aside->out->len, aside->size, aside->sum});
    if (zip->spill) {
        zip->attached = *aside->out;
        zip->attached_at = zip->out->len;
        *aside->out = (struct buf){0};
    } else {
        buf_put(zip->out, aside->out->data, aside->out->len);
        buf_free(aside->out);
    }
    free_stream(aside);
    return at;
}

/* Lets what is whole go on. */
static void let_go(struct zip_writing *zip)
{
    const struct spill *spill = zip->spill;
    size_t before = zip->attached.len ? zip->attached_at : zip->out->len;
    zip->gone = position(zip);
    spill->take(spill->context, zip->out->data, before);
    if (zip->attached.len) {
        spill->take(spill->context, zip->attached.data, zip->attached.len);
        spill->take(spill->context, zip->out->data + before, zip->out->len - before);
        buf_free(&zip->attached);
    }
    buf_clear(zip->out);
}

void zip_finish(struct zip_writing *zip)
{
    static const char last[] = {3, 0}; /* a last block of nothing */
    struct buf head = {0};
    size_t name_len = zip->name.len;
    buf_put(zip->out, last, sizeof last);
    size_t packed = zip->out->len + zip->attached.len - zip->at - header_size - name_len;
    buf_puts(&head, "PK\3\4");
    put_facts(&head, zip->sum, packed, zip->size, name_len);
    memcpy(zip->out->data + zip->at, head.data, head.len);
    buf_puts(&zip->directory, "PK\1\2");
    put_number(&zip->directory, 20, 2);
    put_facts(&zip->directory, zip->sum, packed, zip->size, name_len);
    buf_fill(&zip->directory, '\0', 10); /* no comment, no attributes */
    put_number(&zip->directory, zip->gone + zip->at, 4);
    buf_put(&zip->directory, zip->name.data, name_len);
    zip->count++;
    buf_free(&head);
    if (zip->spill && (zip->attached.len || zip->out->len >= spill_size))
        let_go(zip);
}

void zip_put(struct zip_writing *zip, const char *name, struct buf *part)
{
    zip_begin(zip, name);
    zip_pack(zip, part);
    zip_finish(zip);
}

void zip_end(struct zip_writing *zip)
{
    size_t at = position(zip);
    buf_put(zip->out, zip->directory.data, zip->directory.len);
    buf_puts(zip->out, "PK\5\6");
    put_number(zip->out, 0, 2 + 2);
    put_number(zip->out, zip->count, 2);
    put_number(zip->out, zip->count, 2);
    put_number(zip->out, zip->directory.len, 4);
    put_number(zip->out, at, 4);
    put_number(zip->out, 0, 2);
    buf_free(&zip->directory);
    buf_free(&zip->name);
    free_stream(zip);
}
