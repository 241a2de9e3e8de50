#include "clerk/zip.h"

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
