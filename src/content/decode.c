#include "content/decode.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "content/cards.h"
#include "content/escapes.h"
#include "source/charset.h"

#include <string.h>

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
    if (d->kind == content_text) {
        buf_clear(&bare);
        escapes_cells(text->data, text->len, &bare);
        hand(d, &bare, false);
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

static void hand_readable(struct decoding *d, const char *text, size_t len)
{
    struct buf readable = {0};
    put_readable(text, len, &readable);
    hand_all(d, &readable);
    buf_free(&readable);
}

/* What stands coded in a card: in UTF-8, or as telephones write it. */
static void hand_value(void *context, const char *value, size_t len)
{
    static const enum charset guesses[] = {charset_gb18030, charset_big5, charset_utf16le, charset_utf16be};
    struct decoding *d = context;
    bool valid = utf8_valid(value, len) == len;
    if (valid)
        hand_readable(d, value, len);
    for (size_t i = 0; !valid && i < sizeof guesses / sizeof *guesses; i++) {
        struct buf text = {0};
        if (charset_decode(guesses[i], value, len, &text))
            hand_readable(d, buf_text(&text), text.len);
        buf_free(&text);
    }
}

void decode_text(enum content_kind kind, const struct source_file *file, decode_reading *each, void *context)
{
    static const enum charset guesses[] = {charset_utf16le, charset_utf16be, charset_utf32le,
                                           charset_utf32be, charset_gb18030, charset_big5};
    struct decoding d = {.kind = kind, .each = each, .context = context};
    hand_readable(&d, file->utf8, file->utf8_len);
    if (kind == content_cards)
        cards_values(file->utf8, file->utf8_len, hand_value, &d);
    if (file->utf8 == file->text)
        return;
    hand_readable(&d, file->text, file->len);
    for (size_t i = 0; i < sizeof guesses / sizeof *guesses && !d.enough; i++) {
        struct buf text = {0};
        if (charset_decode(guesses[i], file->text, file->len, &text))
            hand_readable(&d, buf_text(&text), text.len);
        buf_free(&text);
    }
}
