/* Pictures freed of what cameras write into them. */
#include "fuzz/fuzz.h"

#include "content/picture.h"

/* The sum of a chunk (ISO/IEC 15948, annex D). */
static uint32_t sum_of(const unsigned char *bytes, size_t len)
{
    uint32_t sum = UINT32_MAX;
    for (size_t i = 0; i < len; i++) {
        sum ^= bytes[i];
        for (int bit = 0; bit < 8; bit++)
            sum = sum >> 1 ^ (sum & 1 ? UINT32_C(0xEDB88320) : 0);
    }
    return ~sum;
}

/* Makes the sums of a PNG file's chunks right, which nobody hits by guessing. */
static void make_sums_right(unsigned char *bytes, size_t len)
{
    for (size_t at = 8; at <= len && len - at >= 12;) {
        size_t size = (size_t)bytes[at] << 24 | (size_t)bytes[at + 1] << 16 | (size_t)bytes[at + 2] << 8 |
                      bytes[at + 3];
        if (size > len - at - 12)
            return;
        uint32_t sum = sum_of(bytes + at + 4, size + 4);
        for (int i = 0; i < 4; i++)
            bytes[at + 8 + size + (size_t)i] = (unsigned char)(sum >> (24 - 8 * i));
        at += size + 12;
    }
}

static void clean(enum content_format format, const char *bytes, size_t len)
{
    struct buf once = {0}, twice = {0};
    if (picture_clean(format, bytes, len, &once)) {
        must(content_format_of(once.data, once.len) == format);
        must(picture_clean(format, once.data, once.len, &twice));
        must(once.len == twice.len && memcmp(once.data, twice.data, once.len) == 0);
    }
    buf_free(&once);
    buf_free(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > fuzz_longest)
        return 0;
    char *bytes = fuzz_text(data, size);
    enum content_format format = content_format_of(bytes, size);
    if (format == format_png)
        make_sums_right((unsigned char *)bytes, size);
    if (picture_can_clean(format))
        clean(format, bytes, size);
    picture_says_place(format, bytes, size);
    memory_free(bytes);
    return 0;
}
