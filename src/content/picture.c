#include "content/picture.h"

#include <stdint.h>
#include <string.h>

typedef unsigned char byte;

static uint32_t number(const byte *at, size_t bytes, bool little)
{
    uint32_t value = 0;
    for (size_t i = 0; i < bytes; i++)
        value = value << 8 | at[little ? bytes - 1 - i : i];
    return value;
}

static void put_number(struct buf *out, uint32_t value, size_t bytes, bool little)
{
    for (size_t i = 0; i < bytes; i++)
        buf_putc(out, (char)(byte)(value >> 8 * (little ? i : bytes - 1 - i)));
}

/* --- Exif: the TIFF within (CIPA DC-008) */

enum { tag_orientation = 0x112, tag_place = 0x8825, upright = 1 };

/* The value of TAG in the first directory of a TIFF file; 0: it is not there. */
static uint32_t exif_tag(const byte *tiff, size_t len, uint32_t tag)
{
    if (len < 8 || (memcmp(tiff, "II*\0", 4) != 0 && memcmp(tiff, "MM\0*", 4) != 0))
        return 0;
    bool little = tiff[0] == 'I';
    size_t at = number(tiff + 4, 4, little);
    if (at > len - 2)
        return 0;
    size_t count = number(tiff + at, 2, little);
    for (at += 2; count-- && at + 12 <= len; at += 12)
        if (number(tiff + at, 2, little) == tag)
            return number(tiff + at + 8, number(tiff + at + 2, 2, little) == 3 ? 2 : 4, little);
    return 0;
}

/* Which way up the picture is, 1 to 8. */
static uint32_t orientation_of(const byte *tiff, size_t len)
{
    uint32_t orientation = exif_tag(tiff, len, tag_orientation);
    return orientation >= 1 && orientation <= 8 ? orientation : upright;
}

enum { exif_size = 26 };

/* A TIFF file that says ORIENTATION and nothing else, exif_size bytes. */
static void put_exif(struct buf *out, uint32_t orientation)
{
    buf_put(out, "MM\0*\0\0\0\10\0\1", 10);
    put_number(out, tag_orientation, 2, false);
    put_number(out, 3, 2, false); /* a short */
    put_number(out, 1, 4, false); /* one */
    put_number(out, orientation << 16, 4, false);
    put_number(out, 0, 4, false); /* no directory more */
}

/* --- JPEG (ITU-T T.81) */

enum {
    jpeg_sof = 0xC0,
    jpeg_dht = 0xC4,
    jpeg_jpg = 0xC8,
    jpeg_dac = 0xCC,
    jpeg_sof_last = 0xCF,
    jpeg_rst = 0xD0,
    jpeg_soi = 0xD8,
    jpeg_eoi = 0xD9,
    jpeg_sos = 0xDA,
    jpeg_app = 0xE0,
    jpeg_com = 0xFE,
};

struct jpeg {
    const byte *bytes;
    size_t len;
    size_t at;
    bool frame, scan; /* seen */
};

/* Whether the segment MARKER of LEN bytes (behind its length) is part of what the picture looks like. */
static bool jpeg_stays(byte marker, const byte *segment, size_t len)
{
    if (marker == jpeg_app)
        return len >= 14 && memcmp(segment, "JFIF", 5) == 0;
    if (marker == jpeg_app + 2)
        return len >= 14 && memcmp(segment, "ICC_PROFILE", 12) == 0;
    if (marker == jpeg_app + 14)
        return len >= 5 && memcmp(segment, "Adobe", 5) == 0;
    return marker < jpeg_app; /* tables, frames, scans; not JPG0 to JPG13 and comments */
}

static void put_segment(struct buf *out, byte marker, const byte *segment, size_t len)
{
    bool small_picture = marker == jpeg_app && len >= 14;
    if (small_picture)
        len = 14;
    buf_putc(out, (char)0xFF);
    buf_putc(out, (char)marker);
    put_number(out, (uint32_t)len + 2, 2, false);
    buf_put(out, segment, small_picture ? 12 : len);
    if (small_picture)
        put_number(out, 0, 2, false);
}

/* The coded data of a scan, up to the marker behind it. False where the file ends in it. */
static bool copy_scan(struct jpeg *j, struct buf *out)
{
    size_t start = j->at;
    for (; j->at + 1 < j->len; j->at++) {
        byte next = j->bytes[j->at + 1];
        if (j->bytes[j->at] == 0xFF && next != 0 && next != 0xFF && (next < jpeg_rst || next >= jpeg_soi))
            break;
    }
    buf_put(out, j->bytes + start, j->at - start);
    return j->at + 1 < j->len;
}

/* The next marker, fill bytes skipped; 0 where none stands here. */
static byte next_marker(struct jpeg *j)
{
    if (j->at + 1 >= j->len || j->bytes[j->at] != 0xFF)
        return 0;
    while (j->at + 1 < j->len && j->bytes[j->at + 1] == 0xFF)
        j->at++;
    byte marker = j->at + 1 < j->len ? j->bytes[j->at + 1] : 0;
    j->at += 2;
    return marker;
}

/* One segment behind MARKER. */
static bool copy_segment(struct jpeg *j, byte marker, struct buf *out)
{
    size_t len = j->at + 2 <= j->len ? number(j->bytes + j->at, 2, false) : 0;
    if (len < 2 || len > j->len - j->at)
        return false;
    const byte *segment = j->bytes + j->at + 2;
    if (jpeg_stays(marker, segment, len - 2))
        put_segment(out, marker, segment, len - 2);
    j->at += len;
    j->frame = j->frame || (marker >= jpeg_sof && marker <= jpeg_sof_last && marker != jpeg_dht &&
                            marker != jpeg_jpg && marker != jpeg_dac);
    j->scan = j->scan || marker == jpeg_sos;
    return marker != jpeg_sos || (j->frame && copy_scan(j, out));
}

/* What the Exif of the file says of its orientation. */
static uint32_t jpeg_orientation(const byte *bytes, size_t len)
{
    struct jpeg j = {.bytes = bytes, .len = len, .at = 2};
    for (byte marker = next_marker(&j); marker > jpeg_soi && marker != jpeg_eoi && marker != jpeg_sos;
         marker = next_marker(&j)) {
        size_t size = j.at + 2 <= len ? number(bytes + j.at, 2, false) : 0;
        if (size < 2 || size > len - j.at)
            break;
        if (marker == jpeg_app + 1 && size > 8 && memcmp(bytes + j.at + 2, "Exif\0", 6) == 0)
            return orientation_of(bytes + j.at + 8, size - 8);
        j.at += size;
    }
    return upright;
}

static void put_orientation(struct buf *out, uint32_t orientation)
{
    struct buf exif = {0};
    buf_put(&exif, "Exif\0", 6);
    put_exif(&exif, orientation);
    put_segment(out, jpeg_app + 1, (const byte *)exif.data, exif.len);
    buf_free(&exif);
}

static bool clean_jpeg(const byte *bytes, size_t len, struct buf *out)
{
    struct jpeg j = {.bytes = bytes, .len = len, .at = 2};
    uint32_t orientation = jpeg_orientation(bytes, len);
    bool well = true;
    buf_put(out, bytes, 2);
    byte marker = next_marker(&j);
    if (marker == jpeg_app) { /* JFIF's own segment stands first */
        well = copy_segment(&j, marker, out);
        marker = next_marker(&j);
    }
    if (orientation != upright)
        put_orientation(out, orientation);
    for (; well && marker && marker != jpeg_eoi; marker = next_marker(&j))
        well = copy_segment(&j, marker, out);
    if (!well || marker != jpeg_eoi || !j.frame || !j.scan)
        return false;
    buf_put(out, "\xFF\xD9", 2);
    return true;
}

/* --- PNG (ISO/IEC 15948) */

static uint32_t png_sum(const byte *bytes, size_t len)
{
    uint32_t sum = UINT32_MAX;
    for (size_t i = 0; i < len; i++) {
        sum ^= bytes[i];
        for (int bit = 0; bit < 8; bit++)
            sum = sum >> 1 ^ (sum & 1 ? UINT32_C(0xEDB88320) : 0);
    }
    return ~sum;
}

/* Whether the chunk called NAME is part of what the picture looks like. */
static bool png_stays(const byte *name)
{
    static const char *const stay[] = {"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM",
                                       "sRGB", "iCCP", "cICP", "sBIT", "bKGD", "pHYs", "hIST",
                                       "mDCV", "cLLI", "acTL", "fcTL", "fdAT"};
    for (size_t i = 0; i < sizeof stay / sizeof *stay; i++)
        if (memcmp(stay[i], name, 4) == 0)
            return true;
    return false;
}

static void put_png_orientation(struct buf *out, uint32_t orientation)
{
    struct buf chunk = {0};
    buf_put(&chunk, "eXIf", 4);
    put_exif(&chunk, orientation);
    put_number(out, exif_size, 4, false);
    buf_put(out, chunk.data, chunk.len);
    put_number(out, png_sum((const byte *)chunk.data, chunk.len), 4, false);
    buf_free(&chunk);
}

static bool clean_png(const byte *bytes, size_t len, struct buf *out)
{
    enum { signature = 8, frame = 12 }; /* a chunk's length, name and sum */
    bool pixels = false;
    buf_put(out, bytes, signature);
    for (size_t at = signature; len - at >= frame;) {
        size_t size = number(bytes + at, 4, false);
        const byte *name = bytes + at + 4;
        if (size > len - at - frame || (at == signature && memcmp(name, "IHDR", 4) != 0) ||
            png_sum(name, size + 4) != number(name + 4 + size, 4, false))
            return false;
        bool last = memcmp(name, "IEND", 4) == 0;
        pixels = pixels || memcmp(name, "IDAT", 4) == 0;
        uint32_t orientation = memcmp(name, "eXIf", 4) == 0 ? orientation_of(name + 4, size) : upright;
        if (png_stays(name))
            buf_put(out, bytes + at, size + frame);
        else if (orientation != upright)
            put_png_orientation(out, orientation);
        at += size + frame;
        if (last)
            return pixels;
    }
    return false;
}

/* --- WebP (RFC 9649) */

enum { webp_exif = 0x08, webp_xmp = 0x04 }; /* flags of VP8X */

/* Whether the chunk called NAME is part of what the picture looks like. */
static bool webp_stays(const byte *name)
{
    static const char *const stay[] = {"VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"};
    for (size_t i = 0; i < sizeof stay / sizeof *stay; i++)
        if (memcmp(stay[i], name, 4) == 0)
            return true;
    return false;
}

/* What the Exif of the file says of its orientation. */
static uint32_t webp_orientation(const byte *bytes, size_t len)
{
    for (size_t at = 12; at <= len && len - at >= 8;) {
        size_t size = number(bytes + at + 4, 4, true);
        if (size > len - at - 8)
            break;
        if (memcmp(bytes + at, "EXIF", 4) == 0)
            return size > 6 && memcmp(bytes + at + 8, "Exif\0", 6) == 0
                       ? orientation_of(bytes + at + 14, size - 6)
                       : orientation_of(bytes + at + 8, size);
        at += 8 + size + (size & 1);
    }
    return upright;
}

static bool clean_webp(const byte *bytes, size_t len, struct buf *out)
{
    size_t whole = number(bytes + 4, 4, true), start = out->len;
    if (whole < 4 || whole > len - 8)
        return false;
    len = whole + 8;
    uint32_t orientation = webp_orientation(bytes, len);
    bool pixels = false;
    buf_put(out, bytes, 12);
    for (size_t at = 12; at < len;) {
        size_t size = len - at >= 8 ? number(bytes + at + 4, 4, true) : 0;
        if (len - at < 8 || size > len - at - 8)
            return false;
        size_t put = out->len;
        if (webp_stays(bytes + at))
            buf_put(out, bytes + at, 8 + size);
        if (memcmp(bytes + at, "VP8X", 4) == 0 && size >= 4)
            out->data[put + 8] = (char)((out->data[put + 8] & ~(webp_exif | webp_xmp)) |
                                        (orientation != upright ? webp_exif : 0));
        if ((size & 1) && out->len > put)
            buf_putc(out, '\0');
        pixels = pixels || memcmp(bytes + at, "VP8 ", 4) == 0 || memcmp(bytes + at, "VP8L", 4) == 0 ||
                 memcmp(bytes + at, "ANMF", 4) == 0;
        at += 8 + size + (size & 1);
    }
    if (orientation != upright) {
        buf_puts(out, "EXIF");
        put_number(out, exif_size, 4, true);
        put_exif(out, orientation);
    }
    for (size_t i = 0; i < 4; i++)
        out->data[start + 4 + i] = (char)(byte)((out->len - start - 8) >> 8 * i);
    return pixels;
}

/* --- GIF (89a) */

enum {
    gif_image = 0x2C,
    gif_extension = 0x21,
    gif_end = 0x3B,
    gif_control = 0xF9,     /* how long the picture behind it stays, and what of it is transparent */
    gif_application = 0xFF, /* how often it runs, its colour profile; and what programs please */
    gif_table = 0x80,       /* flag: a table of colours follows */
};

/* Behind the blocks at AT, each with its length in front, and the empty one that ends them; 0: the file ends
 * before. */
static size_t gif_blocks_end(const byte *bytes, size_t len, size_t at)
{
    while (at < len && bytes[at])
        at += 1 + (size_t)bytes[at];
    return at < len ? at + 1 : 0;
}

/* How many bytes the table of colours takes that FLAGS tell of. */
static size_t gif_colours(byte flags)
{
    return flags & gif_table ? (size_t)3 << ((flags & 7) + 1) : 0;
}

/* Puts what of an application's extension, which begins at AT and ends at END, the picture looks like. */
static void put_gif_application(const byte *bytes, size_t at, size_t end, struct buf *out)
{
    enum { name = 3, name_len = 11, loop = name + name_len, loop_len = 5 };
    const byte *block = bytes + at;
    if (block[2] != name_len || end - at < loop)
        return;
    if ((memcmp(block + name, "NETSCAPE2.0", name_len) == 0 ||
         memcmp(block + name, "ANIMEXTS1.0", name_len) == 0) &&
        end - at >= loop + loop_len && block[loop] == 3 && block[loop + 1] == 1) {
        buf_put(out, block, loop + 4);
        buf_putc(out, '\0');
    } else if (memcmp(block + name, "ICCRGBG1012", name_len) == 0) {
        buf_put(out, block, end - at);
    }
}

static bool clean_gif(const byte *bytes, size_t len, struct buf *out)
{
    enum { top = 13, descriptor = 10 };
    size_t at = len >= top ? top + gif_colours(bytes[10]) : len, control = 0, end = 0;
    bool pixels = false;
    if (at >= len)
        return false;
    for (buf_put(out, bytes, at); at < len && bytes[at] != gif_end; at = end) {
        bool image = bytes[at] == gif_image;
        if ((!image && bytes[at] != gif_extension) || len - at < (size_t)(image ? descriptor : 3))
            return false;
        end = gif_blocks_end(bytes, len, at + (image ? descriptor + gif_colours(bytes[at + 9]) + 1 : 2));
        if (!end)
            return false;
        if (image && control) /* it goes with the picture behind it, or with a text that is left out */
            buf_put(out, bytes + control, 8);
        if (image)
            buf_put(out, bytes + at, end - at);
        else if (bytes[at + 1] == gif_application)
            put_gif_application(bytes, at, end, out);
        bool is_control = !image && bytes[at + 1] == gif_control && bytes[at + 2] == 4 && end - at == 8;
        control = is_control ? at : image || bytes[at + 1] == 1 ? 0 : control;
        pixels = pixels || image;
    }
    buf_putc(out, (char)gif_end);
    return pixels && at < len;
}

/* --- all of them */

bool picture_can_clean(enum content_format format)
{
    return format == format_jpeg || format == format_png || format == format_gif || format == format_webp;
}

bool picture_clean(enum content_format format, const char *bytes, size_t len, struct buf *out)
{
    const byte *b = (const byte *)bytes;
    return format == format_jpeg   ? clean_jpeg(b, len, out)
           : format == format_png  ? clean_png(b, len, out)
           : format == format_gif  ? clean_gif(b, len, out)
           : format == format_webp ? clean_webp(b, len, out)
                                   : false;
}

static bool holds(const char *bytes, size_t len, const char *mark, size_t mark_len)
{
    for (const char *at = bytes; (size_t)(bytes + len - at) >= mark_len; at++) {
        at = memchr(at, *mark, len - (size_t)(at - bytes) - mark_len + 1);
        if (!at)
            return false;
        if (memcmp(at, mark, mark_len) == 0)
            return true;
    }
    return false;
}

bool picture_says_place(enum content_format format, const char *bytes, size_t len)
{
    if (format == format_tiff)
        return exif_tag((const byte *)bytes, len, tag_place) != 0;
    /* where films keep it, and that HEIC and AVIF have Exif at all */
    return format == format_iso &&
           (holds(bytes, len, "\xA9xyz", 4) || holds(bytes, len, "location.ISO6709", 16) ||
            holds(bytes, len, "Exif\0\0", 6) || holds(bytes, len, "loci\0\0\0\0", 8));
}
