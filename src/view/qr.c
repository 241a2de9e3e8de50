#include "view/qr.h"

#include "base/memory.h"

#include <errno.h>
#include <qrencode.h>
#include <string.h>

static bool is_ascii(const char *text)
{
    while (*text)
        if ((unsigned char)*text++ > 0x7E)
            return false;
    return true;
}

bool qr_make(struct arena *arena, const char *text, struct qr *qr)
{
    enum { utf8_eci = 26 };
    QRinput *input = QRinput_new2(0, QR_ECLEVEL_M);
    if (!input)
        memory_failed(0);
    /* readers take bytes for Latin-1 or Shift JIS unless they are told */
    bool well = *text && strlen(text) < INT32_MAX &&
                (is_ascii(text) || QRinput_appendECIheader(input, utf8_eci) == 0) &&
                QRinput_append(input, QR_MODE_8, (int)strlen(text), (const unsigned char *)text) == 0;
    errno = 0;
    QRcode *code = well ? QRcode_encodeInput(input) : NULL;
    if (!code && errno == ENOMEM)
        memory_failed(0);
    QRinput_free(input);
    if (!code)
        return false;
    size_t count = (size_t)code->width * (size_t)code->width;
    unsigned char *modules = arena_alloc(arena, count);
    for (size_t i = 0; i < count; i++)
        modules[i] = code->data[i] & 1;
    *qr = (struct qr){.side = (uint32_t)code->width, .modules = modules};
    QRcode_free(code);
    return true;
}

/* The dark modules of a row as runs: M4 4h7v1h-7z. */
static void put_row(const struct qr *qr, uint32_t y, struct buf *out)
{
    const unsigned char *row = qr->modules + (size_t)y * qr->side;
    for (uint32_t x = 0; x < qr->side; x++) {
        uint32_t run = 0;
        while (x + run < qr->side && row[x + run])
            run++;
        if (run)
            buf_printf(out, "M%u %uh%uv1h-%uz", x + qr_quiet, y + qr_quiet, run, run);
        x += run;
    }
}

void qr_svg(const char *text, struct buf *out)
{
    struct arena arena = {0};
    struct qr qr;
    if (qr_make(&arena, text, &qr)) {
        uint32_t side = qr.side + 2 * qr_quiet;
        buf_printf(
            out,
            "<svg class=\"qr\" viewBox=\"0 0 %u %u\" width=\"%u\" height=\"%u\" "
            "shape-rendering=\"crispEdges\" aria-hidden=\"true\" focusable=\"false\"><path fill=\"#fff\" "
            "d=\"M0 0h%uv%uH0z\"/><path fill=\"#000\" d=\"",
            side, side, side * 4, side * 4, side, side);
        for (uint32_t y = 0; y < qr.side; y++)
            put_row(&qr, y, out);
        buf_puts(out, "\"/></svg>");
    }
    arena_free(&arena);
}
