#include "base/fold.h"

#include "base/memory.h"
#include "base/utf8.h"

#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

/* --- a character */

enum { longest_character = 32, longest_folded = 640 };

/* Marks that letters may be struck out, underlined or ringed with. */
static bool is_mark(uint32_t code)
{
    return (code >= 0x300 && code <= 0x36F) || (code >= 0x1AB0 && code <= 0x1AFF) ||
           (code >= 0x1DC0 && code <= 0x1DFF) || (code >= 0x20D0 && code <= 0x20FF);
}

/* Whether CODE goes on with the character before it. */
static bool goes_on(uint32_t code)
{
    return (code >= 0x300 && uc_combining_class(code) != 0) || is_mark(code) ||
           (code >= 0x1161 && code <= 0x11FF) || (code >= 0xD7B0 && code <= 0xD7FB);
}

/* Whether CODE is folded to itself, in the way of most of what is read. */
static bool is_plain(uint32_t code)
{
    return code < 0x80 || (code >= 0x3001 && code <= 0x3030) || (code >= 0x3400 && code <= 0x9FFF) ||
           (code >= 0x20000 && code <= 0x2F7FF) || (code >= 0x30000 && code <= 0x3FFFF);
}

/* Folds the COUNT codes of a character to OUT, which has longest_folded places; how many are there then. */
static size_t fold_character(const uint32_t *codes, size_t count, uint32_t *out)
{
    uint32_t changed[longest_character];
    for (size_t i = 0; i < count; i++)
        changed[i] = fold_code(codes[i]);
    if (count == 1 && is_plain(changed[0])) {
        uint32_t c = changed[0];
        out[0] = c < 0x80 ? (c >= 'A' && c <= 'Z' ? c + 32 : c) : fold_simplified(c);
        return 1;
    }
    size_t len = longest_folded, kept = 0;
    if (!u32_casefold(changed, count, NULL, UNINORM_NFKC, out, &len))
        memory_failed(sizeof *out * len);
    for (size_t i = 0; i < len; i++)
        if (!is_mark(out[i]))
            out[kept++] = fold_simplified(fold_code(out[i]));
    return kept;
}

/* --- the gaps in a name */

/* What stands between two characters: blanks, line ends, at most a few dots and hyphens. */
struct gap {
    size_t len;            /* bytes */
    uint32_t lines;        /* that end in it */
    uint32_t signs;        /* dots and hyphens in it */
    bool signs_after_line; /* one begins a line, as in a list */
};

/* The next code point of TEXT, and its bytes. What is not valid is a character that nothing is like. */
static uint32_t code_at(const char *text, size_t len, size_t *bytes)
{
    uint32_t code;
    *bytes = utf8_decode(text, len, &code);
    if (*bytes)
        return code;
    *bytes = 1;
    return 0xFFFD;
}

static struct gap gap_at(const char *text, size_t len)
{
    struct gap gap = {0};
    while (gap.len < len) {
        size_t bytes;
        uint32_t code = code_at(text + gap.len, len - gap.len, &bytes);
        bool sign = fold_dot(code) || fold_hyphen(code);
        if (!sign && !fold_blank(code) && code != '\n' && code != '\r' && !(gap.len && fold_unseen(code)))
            break;
        gap.signs += sign;
        gap.signs_after_line = gap.signs_after_line || (sign && gap.lines);
        gap.lines += code == '\n';
        gap.len += bytes;
    }
    return gap;
}

/* A letter or a Han character: people write names of nothing else. */
static bool is_letter(uint32_t code)
{
    if (code < 0x80)
        return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
    return uc_is_property_alphabetic(code) || utf8_han(code);
}

/* --- a text */

struct folding {
    const char *text;
    size_t len;
    struct {
        struct fold_unit *items;
        size_t len, cap;
    } units;
};

static void put_unit(struct folding *f, uint32_t code, size_t start, size_t len)
{
    struct fold_unit unit = {code, (uint32_t)start, (uint32_t)len};
    memory_push(&f->units, unit);
}

/* Folds the character at AT with what goes on with it; its bytes. */
static size_t take_character(struct folding *f, size_t at)
{
    uint32_t codes[longest_character], folded[longest_folded];
    size_t count = 1, bytes, len;
    codes[0] = code_at(f->text + at, f->len - at, &len);
    while (at + len < f->len) {
        uint32_t code = code_at(f->text + at + len, f->len - at - len, &bytes);
        if (!fold_unseen(code) && !(goes_on(code) && count < longest_character))
            break;
        if (!fold_unseen(code))
            codes[count++] = code;
        len += bytes;
    }
    if (fold_unseen(codes[0])) /* nothing stands before it */
        return len;
    size_t kept = fold_character(codes, count, folded);
    for (size_t i = 0; i < kept; i++)
        put_unit(f, folded[i], i ? at + len : at, i ? 0 : len);
    return len;
}

/* The gap at AT as units, where it is not one within a name. */
static void take_gap(struct folding *f, size_t at, const struct gap *gap)
{
    uint32_t next = 0;
    size_t bytes;
    if (at + gap->len < f->len)
        next = fold_code(code_at(f->text + at + gap->len, f->len - at - gap->len, &bytes));
    bool within = f->units.len && is_letter(f->units.items[f->units.len - 1].code) && is_letter(next);
    if (within && gap->lines < 2 && gap->signs < 2 && !gap->signs_after_line)
        return;
    if (gap->signs == 0) {
        put_unit(f, gap->lines < 2 ? ' ' : '\n', at, gap->len);
        return;
    }
    for (size_t i = at; i < at + gap->len; i += bytes) {
        uint32_t code = code_at(f->text + i, f->len - i, &bytes);
        if (fold_dot(code))
            put_unit(f, 0xB7, i, bytes);
        else if (fold_hyphen(code))
            put_unit(f, '-', i, bytes);
        else if (!fold_unseen(code))
            put_unit(f, code == '\n' ? '\n' : ' ', i, bytes);
    }
}

struct fold_unit *fold_units(const char *text, size_t len, uint32_t *count)
{
    struct folding f = {.text = text, .len = len};
    for (size_t i = 0; i < len;) {
        struct gap gap = gap_at(text + i, len - i);
        if (gap.len) {
            take_gap(&f, i, &gap);
            i += gap.len;
        } else {
            i += take_character(&f, i);
        }
    }
    *count = (uint32_t)f.units.len;
    return f.units.items ? f.units.items : memory_new(1, sizeof *f.units.items);
}

/* --- as texts */

void fold_put(struct buf *out, const char *text, size_t len)
{
    uint32_t count;
    struct fold_unit *units = fold_units(text, len, &count);
    uint32_t from = 0;
    while (from < count && units[from].code == ' ')
        from++;
    while (count > from && units[count - 1].code == ' ')
        count--;
    for (uint32_t i = from; i < count; i++)
        buf_put_utf8(out, units[i].code);
    memory_free(units);
}

bool fold_same(const char *one, const char *other)
{
    struct buf x = {0}, y = {0};
    fold_put(&x, one, strlen(one));
    fold_put(&y, other, strlen(other));
    bool same = strcmp(buf_text(&x), buf_text(&y)) == 0;
    buf_free(&x);
    buf_free(&y);
    return same;
}

void fold_id(struct buf *out, const char *text, size_t len)
{
    size_t bytes, end = 0;
    for (size_t i = 0; i < len; i += bytes) {
        uint32_t code = fold_code(code_at(text + i, len - i, &bytes));
        if (fold_unseen(code) || (fold_blank(code) && end == 0))
            continue;
        if (code >= 'A' && code <= 'Z')
            code += 32;
        else if (code != '_' && code != '\'' && fold_hyphen(code))
            code = '-';
        else if (code != '.' && fold_dot(code) && code >= 0x80)
            code = '.';
        buf_put_utf8(out, code);
        if (!fold_blank(code))
            end = out->len;
    }
    buf_cut(out, end);
}
