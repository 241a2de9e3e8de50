#include "content/decode.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "content/escapes.h"

#include <iconv.h>
#include <string.h>
#include <unictype.h>

struct decoding {
    enum content_kind kind;
    decode_reading *each;
    void *context;
    bool enough; /* EACH has said so */
};

/* --- readings of a text that is UTF-8 by now */

static void hand(struct decoding *d, const struct buf *text, bool exact)
{
    if (!d->enough)
        d->enough = !d->each(d->context, buf_text(text), text->len, exact);
}

static void hand_undone(struct decoding *d, const struct buf *text)
{
    struct buf once = {0}, twice = {0};
    escapes_undo(text->data, text->len, &once);
    escapes_undo(once.data, once.len, &twice);
    if (twice.len != text->len)
        hand(d, &twice, false);
    buf_free(&once);
    buf_free(&twice);
}

/* Its readings: as it is, with escapes undone, and both without tags. */
static void hand_all(struct decoding *d, const struct buf *text)
{
    struct buf bare = {0}, undone = {0};
    hand(d, text, true);
    hand_undone(d, text);
    escapes_tags(text->data, text->len, &bare);
    if (bare.len != text->len) {
        hand(d, &bare, false);
        hand_undone(d, &bare);
    }
    escapes_undo(text->data, text->len, &undone);
    buf_clear(&bare);
    escapes_tags(undone.data, undone.len, &bare);
    if (bare.len != undone.len)
        hand(d, &bare, false);
    if (d->kind == content_cards) {
        buf_clear(&bare);
        escapes_folds(text->data, text->len, &bare);
        buf_clear(&undone);
        escapes_undo(bare.data, bare.len, &undone);
        hand(d, &undone, false);
    }
    buf_free(&bare);
    buf_free(&undone);
}

/* --- encodings */

static bool is_control(uint32_t code)
{
    return (code < 0x20 && code != '\n' && code != '\t' && code != '\r') || (code >= 0x7F && code < 0xA0);
}

/* TEXT without what is no UTF-8 and without controls. */
static void put_readable(const char *text, size_t len, struct buf *out)
{
    for (size_t i = 0; i < len;) {
        uint32_t code;
        size_t n = utf8_decode(text + i, len - i, &code);
        if (n && !is_control(code) && code != 0xFEFF)
            buf_put(out, text + i, n);
        i += n ? n : 1;
    }
}

/* Whether UTF-8 that came out of a guess is what people write: STRICT, private characters are not either. */
static bool is_likely(const struct buf *text, bool strict)
{
    for (size_t i = 0; i < text->len;) {
        uint32_t code;
        size_t n = utf8_decode(text->data + i, text->len - i, &code);
        if (!n || (is_control(code) && code != '\f' && code != 0x1A) ||
            uc_is_general_category(code, UC_UNASSIGNED) ||
            (strict && uc_is_general_category(code, UC_PRIVATE_USE)))
            return false;
        i += n;
    }
    return true;
}

/* BYTES in the encoding FROM as UTF-8 behind what is in OUT; false where they are not in it. */
static bool convert(const char *from, const char *bytes, size_t len, struct buf *out)
{
    iconv_t converter = iconv_open("UTF-8", from);
    if (converter == (iconv_t)-1)
        return false;
    char *at = (char *)(uintptr_t)bytes; /* iconv takes it as not const, and does not write there */
    size_t left = len;
    bool well = true;
    while (left && well) {
        char piece[4096], *to = piece;
        size_t room = sizeof piece;
        well = iconv(converter, &at, &left, &to, &room) != (size_t)-1 || to != piece;
        buf_put(out, piece, (size_t)(to - piece));
    }
    iconv_close(converter);
    return well;
}

/* The encoding that the mark at the beginning says; NULL: none. *MARK: its bytes. */
static const char *marked_encoding(const char *bytes, size_t len, size_t *mark)
{
    static const struct {
        const char *bytes;
        size_t len;
        const char *encoding;
    } marks[] = {
        {"\xEF\xBB\xBF", 3, "UTF-8"}, {"\xFF\xFE\0\0", 4, "UTF-32LE"}, {"\0\0\xFE\xFF", 4, "UTF-32BE"},
        {"\xFF\xFE", 2, "UTF-16LE"},  {"\xFE\xFF", 2, "UTF-16BE"},
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (len >= marks[i].len && memcmp(bytes, marks[i].bytes, marks[i].len) == 0) {
            *mark = marks[i].len;
            return marks[i].encoding;
        }
    *mark = 0;
    return NULL;
}

/* Hands over what BYTES say in the encoding FROM, if they can be in it. */
static bool try_encoding(struct decoding *d, const char *from, bool guessed, const char *bytes, size_t len)
{
    struct buf text = {0}, readable = {0};
    bool strict = guessed && strncmp(from, "UTF", 3) == 0;
    bool well = convert(from, bytes, len, &text) && !memchr(buf_text(&text), '\0', text.len) &&
                (!guessed || is_likely(&text, strict));
    if (well) {
        put_readable(text.data, text.len, &readable);
        hand_all(d, &readable);
    }
    buf_free(&text);
    buf_free(&readable);
    return well;
}

bool decode_text(enum content_kind kind, const char *bytes, size_t len, decode_reading *each, void *context)
{
    static const struct {
        const char *name;
        size_t unit; /* bytes that the whole is a multiple of */
        bool wide;   /* NUL bytes are part of characters */
    } guesses[] = {{"UTF-16LE", 2, true}, {"UTF-16BE", 2, true}, {"UTF-32LE", 4, true},
                   {"UTF-32BE", 4, true}, {"GB18030", 1, false}, {"BIG5-HKSCS", 1, false}};
    struct decoding d = {.kind = kind, .each = each, .context = context};
    size_t mark;
    const char *marked = marked_encoding(bytes, len, &mark);
    bool nul = memchr(bytes, '\0', len) != NULL;
    bool utf8 = !nul && utf8_valid(bytes, len) == len;
    if (marked && strcmp(marked, "UTF-8") != 0)
        return try_encoding(&d, marked, false, bytes + mark, len - mark);
    struct buf readable = {0};
    put_readable(bytes, len, &readable);
    hand_all(&d, &readable);
    buf_free(&readable);
    if (utf8)
        return true;
    bool read = false;
    for (size_t i = 0; !marked && i < sizeof guesses / sizeof *guesses; i++)
        if (len % guesses[i].unit == 0 && (guesses[i].wide || !nul))
            read = try_encoding(&d, guesses[i].name, true, bytes, len) || read;
    return read;
}
