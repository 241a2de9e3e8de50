#include "base/private.h"

#include "base/fold.h"
#include "base/utf8.h"

#include <stdio.h>

/* KEPT: what is made holds the character as it is. */
static void warn(uint32_t code, struct place place, bool kept, struct diags *diags)
{
    char name[16], standard_name[16];
    struct buf standard = {0};
    uint32_t other = fold_standard(code);
    snprintf(name, sizeof name, "U+%04X", (unsigned)code);
    if (other) {
        snprintf(standard_name, sizeof standard_name, "U+%04X", (unsigned)other);
        buf_put_utf8(&standard, other);
        diag_warning(
            diags, place, "paper-character",
            kept ? N_("{1} is a private code of old encodings, which every device shows otherwise, and "
                      "the file is published as it is: write {2} ({3})")
                 : N_("{1} is a private code of old encodings, and 〓 stands for it in all that is made: "
                      "write {2} ({3})"),
            name, buf_text(&standard), standard_name, NULL);
    } else if (kept) {
        diag_warning(
            diags, place, "paper-character",
            N_("{1} is a private code, which every device shows otherwise, and the file is published as "
               "it is: write the standard character"),
            name, NULL);
    } else {
        diag_warning(
            diags, place, "paper-character",
            N_("{1} is a private code, which every typeface shows otherwise, and 〓 stands for it in "
               "all that is made: write the standard character"),
            name, NULL);
    }
    buf_free(&standard);
}

/* Whether a private-use character may begin with the byte C. */
static bool may_begin(char c)
{
    unsigned char byte = (unsigned char)c;
    return byte == 0xEE || byte == 0xEF || byte >= 0xF3;
}

void private_warn(const char *text, size_t len, struct place place, bool whole, struct diags *diags)
{
    uint32_t column = 1;
    struct place here = place;
    for (size_t i = 0, n = 1; i < len; i += n) {
        uint32_t code = 0;
        n = may_begin(text[i]) ? utf8_decode(text + i, len - i, &code) : 1;
        n = n ? n : 1;
        here.column = column;
        if (code && fold_private(code))
            warn(code, whole ? here : place, true, diags);
        column += ((unsigned char)text[i] & 0xC0) != 0x80;
        if (text[i] == '\n') {
            here.line++;
            column = 1;
        }
    }
}

const char *private_replaced(struct arena *arena, const char *text, size_t len, struct place place,
                             bool whole, struct diags *diags)
{
    struct buf out = {0};
    uint32_t line = 0, column = 1;
    size_t kept = 0;
    for (size_t i = 0, n = 1; i < len; i += n) {
        uint32_t code = 0;
        n = may_begin(text[i]) ? utf8_decode(text + i, len - i, &code) : 1;
        n = n ? n : 1;
        if (code && fold_private(code)) {
            struct place here = {.file = place.file, .line = place.line + line, .column = column, .span = 1};
            warn(code, whole ? here : place, false, diags);
            buf_put(&out, text + kept, i - kept);
            buf_puts(&out, "〓");
            kept = i + n;
        }
        column += ((unsigned char)text[i] & 0xC0) != 0x80;
        if (text[i] == '\n') {
            line++;
            column = 1;
        }
    }
    if (kept) {
        buf_put(&out, text + kept, len - kept);
        text = arena_text(arena, buf_text(&out), out.len);
    }
    buf_free(&out);
    return text;
}
