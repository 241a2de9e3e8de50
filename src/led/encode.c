#include "led/encode.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "records/schemas.h"

#include <iconv.h>
#include <string.h>

struct led_encoder {
    enum encoding encoding;
    iconv_t converter; /* not of encoding_utf8 */
};

/* The names by which iconv knows them. */
static const char *const iconv_names[] = {"GB18030", "GB2312", "GBK", "UTF-8"};

/* What stands in, the nearest first. What reads the same needs no warning: a sign by another code,
 * punctuation in ASCII, a unit in letters. The others are variants of a character (as in the 1955 list of
 * variant characters), or letters. */
static const struct near {
    const char *from, *to;
    bool same;
} nears[] = {
    {"·", "・", true},      {"・", "·", true},       {"—", "―", true},    {"―", "—", true},
    {"〇", "○", true},      {"¥", "￥", true},       {"～", "~", true},   {"〜", "～", true},
    {"−", "-", true},       {"–", "-", true},        {"‑", "-", true},    {"•", "·", true},
    {"‘", "'", true},       {"’", "'", true},        {"“", "\"", true},   {"”", "\"", true},
    {"…", "...", true},     {"\xc2\xa0", " ", true}, {"×", "x", true},    {"㎏", "kg", true},
    {"㎡", "平方米", true}, {"𠮷", "吉", false},     {"喆", "哲", false}, {"堃", "坤", false},
    {"镕", "熔", false},    {"淼", "渺", false},     {"犇", "奔", false}, {"€", "EUR", false},
    {"é", "e", false},      {"ü", "u", false},
};

struct led_encoder *led_encoder_new(enum encoding encoding)
{
    struct led_encoder *encoder = memory_new(1, sizeof *encoder);
    encoder->encoding = encoding;
    if (encoding == encoding_utf8)
        return encoder;
    encoder->converter = iconv_open(iconv_names[encoding], "UTF-8");
    if (encoder->converter == (iconv_t)-1) {
        memory_free(encoder);
        return NULL;
    }
    return encoder;
}

void led_encoder_free(struct led_encoder *encoder)
{
    if (encoder && encoder->encoding != encoding_utf8)
        iconv_close(encoder->converter);
    memory_free(encoder);
}

/* Whether the LEN bytes of GBK have one that stands for a character by itself beyond ASCII: iconv writes € as
 * 80, which no sign knows. */
static bool has_lone_byte(const char *bytes, size_t len)
{
    for (size_t i = 0; i<len; i += (unsigned char)bytes[i]> 0x80 ? 2 : 1)
        if ((unsigned char)bytes[i] == 0x80)
            return true;
    return false;
}

bool led_put(struct led_encoder *encoder, const char *text, size_t len, struct buf *out)
{
    if (encoder->encoding == encoding_utf8) {
        buf_put(out, text, len);
        return true;
    }
    /* four bytes are the most that any of them takes for a character */
    size_t room = 4 * len + 4, left = room;
    char *from = (char *)(uintptr_t)text; /* iconv takes it as not const, and does not write there */
    char *to = buf_reserve(out, room);
    if (iconv(encoder->converter, &from, &len, &to, &left) != 0 || len > 0) {
        iconv(encoder->converter, NULL, NULL, NULL, NULL);
        return false;
    }
    if (encoder->encoding == encoding_gbk && has_lone_byte(out->data + out->len, room - left))
        return false;
    out->len += room - left;
    out->data[out->len] = '\0';
    return true;
}

static bool can_put(struct led_encoder *encoder, const char *text, size_t len)
{
    struct buf bytes = {0};
    bool well = led_put(encoder, text, len, &bytes);
    buf_free(&bytes);
    return well;
}

/* What stands in for the LEN bytes at TEXT. */
static const struct near *nearest(struct led_encoder *encoder, const char *text, size_t len)
{
    static const struct near none = {NULL, "〓", false};
    for (size_t i = 0; i < sizeof nears / sizeof *nears; i++)
        if (strlen(nears[i].from) == len && memcmp(nears[i].from, text, len) == 0 &&
            can_put(encoder, nears[i].to, strlen(nears[i].to)))
            return &nears[i];
    return &none;
}

const char *led_clean(struct led_encoder *encoder, struct arena *arena, const char *text, struct place place,
                      struct diags *diags)
{
    size_t len = strlen(text);
    if (can_put(encoder, text, len))
        return text;
    struct buf clean = {0};
    for (size_t i = 0, step; i < len; i += step) {
        uint32_t code;
        step = utf8_decode(text + i, len - i, &code);
        if (step == 0)
            step = 1;
        if (can_put(encoder, text + i, step)) {
            buf_put(&clean, text + i, step);
            continue;
        }
        const struct near *near = nearest(encoder, text + i, step);
        char missing[8] = {0};
        memcpy(missing, text + i, step);
        buf_puts(&clean, near->to);
        if (near->same)
            continue;
        diag_warning(diags, place, "screen-character",
                     N_("\"{1}\" is not in the encoding {2} of the screen; {3} stands for it there"), missing,
                     encoding_words[encoder->encoding].name, near->to, NULL);
    }
    const char *copy = arena_text(arena, buf_text(&clean), clean.len);
    buf_free(&clean);
    return copy;
}

const char *led_without_escapes(struct arena *arena, const char *text)
{
    if (!strpbrk(text, "\\[]"))
        return text;
    struct buf wide = {0};
    for (const char *at = text; *at; at++) {
        if (*at == '\\' || *at == '[' || *at == ']')
            buf_puts(&wide, *at == '\\' ? "＼" : *at == '[' ? "［" : "］");
        else
            buf_putc(&wide, *at);
    }
    const char *copy = arena_text(arena, buf_text(&wide), wide.len);
    buf_free(&wide);
    return copy;
}
