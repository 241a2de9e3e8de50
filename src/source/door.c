#include "source/door.h"

#include "base/utf8.h"
#include "source/charset.h"
#include "source/kinds.h"
#include "source/merge.h"
#include "source/personal.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* --- what is asked of which file */

static bool ends_in(const char *name, const char *const *endings)
{
    const char *dot = strrchr(name, '.');
    for (; dot && *endings; endings++)
        if (strcasecmp(dot + 1, *endings) == 0)
            return true;
    return false;
}

/* A file of unknown kind is a text where it can be one. */
static bool reads_as_text(const char *text, size_t len)
{
    return !memchr(text, '\0', len) && utf8_valid(text, len) == len;
}

enum door door_of_content(const char *name, const char *text, size_t len)
{
    unsigned formats;
    switch (content_kind_of(name, &formats)) {
    case content_markdown:
    case content_misnamed:
        return door_page;
    case content_text:
    case content_markup:
    case content_cards:
        return door_handout;
    case content_unknown:
        return reads_as_text(text, len) ? door_handout : door_bytes;
    default:
        return door_bytes;
    }
}

enum door door_of_theme(const char *name, const char *text, size_t len)
{
    static const char *const templates[] = {"mustache", "yaml", "yml", "html", "md", NULL};
    static const char *const scripts[] = {"css",  "js",          "mjs", "svg", "txt",
                                          "json", "webmanifest", "xml", NULL};
    if (ends_in(name, templates))
        return door_template;
    return ends_in(name, scripts) || reads_as_text(text, len) ? door_script : door_bytes;
}

/* --- characters */

/* U+202E and its kin turn the order of what follows around. */
static bool turns_order(uint32_t code)
{
    return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

/* Whether BEFORE is part of a picture, which a joiner may make one with the next. */
static bool joins_pictures(uint32_t code, uint32_t before)
{
    return code == 0x200D &&
           (before >= 0x1F000 || before == 0xFE0F || (before >= 0x2190 && before <= 0x2BFF));
}

/* Whether a text of the kind DOOR may not hold CODE, which is utf8_hidden. */
static bool is_forbidden(enum door door, uint32_t code, uint32_t before)
{
    if (code == '\n' || code == '\r' || code == '\t')
        return false;
    if (door == door_record) /* what its values may not hold is known where they are read */
        return code < 0x20 || (code >= 0x7F && code <= 0x9F && code != 0x85);
    if (door == door_page || door == door_template)
        return !joins_pictures(code, before);
    return (code < 0x20 && code != '\f') || code == 0x7F || turns_order(code);
}

struct looking {
    enum door door;
    struct place place; /* of the character that is looked at */
    struct diags *diags;
    bool controls; /* one was met */
};

static void report_character(struct looking *l, uint32_t code)
{
    char shown[16];
    snprintf(shown, sizeof shown, "U+%04X", (unsigned)code);
    bool control = code < 0x20 || (code >= 0x7F && code <= 0x9F);
    l->controls = l->controls || control;
    diag_error(l->diags, l->place, "yaml",
               control ? N_("the character {1} stands here, which no text should have; delete it")
                       : N_("the invisible character {1} stands here; delete it"),
               shown, NULL);
}

/* Reports every forbidden character of valid TEXT; of several in a row the first. */
static void look_at_characters(struct looking *l, const char *text, size_t len)
{
    size_t at = len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    uint32_t code = 0;
    for (bool forbidden = false; at < len;) {
        unsigned char byte = (unsigned char)text[at];
        if (byte >= 0x20 && byte < 0x7F) { /* nearly all that is not Chinese */
            code = byte;
            forbidden = false;
            at++;
            l->place.column++;
            continue;
        }
        uint32_t before = code;
        size_t size = 1;
        if (byte < 0x80)
            code = byte;
        else
            size = utf8_decode(text + at, len - at, &code);
        bool ends = code == '\n' || (code == '\r' && !(at + 1 < len && text[at + 1] == '\n'));
        bool was = forbidden;
        forbidden = code != '\n' && utf8_hidden(code) && is_forbidden(l->door, code, before);
        if (forbidden && !was)
            report_character(l, code);
        at += size;
        l->place.column++;
        if (ends) {
            l->place.line++;
            l->place.column = 1;
        }
    }
}

/* --- encoding */

/* The place of the byte AT of TEXT, which is valid before it. */
static struct place place_of(const char *text, size_t at, uint32_t file)
{
    struct place place = {.file = file, .line = 1, .column = 1, .span = 1};
    size_t start = at >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    for (size_t i = start; i < at; i++) {
        if (text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n')) {
            place.line++;
            place.column = 1;
        } else if (((unsigned char)text[i] & 0xC0) != 0x80) {
            place.column++;
        }
    }
    return place;
}

/* TEXT with U+FFFD for each byte that is not UTF-8: it is shown beside what is said of it. */
static struct door_text mend(struct arena *arena, const char *text, size_t len)
{
    struct buf out = {0};
    for (size_t at = 0; at < len;) {
        size_t valid = utf8_valid(text + at, len - at);
        buf_put(&out, text + at, valid);
        at += valid;
        if (at < len) {
            buf_puts(&out, "\xEF\xBF\xBD");
            at++;
        }
    }
    struct door_text mended = {
        .refused = true, .text = arena_text(arena, buf_text(&out), out.len), .len = out.len};
    buf_free(&out);
    return mended;
}

/* TEXT read as CHARSET; *WELL: whether it is that. */
static struct door_text decode(struct arena *arena, enum charset charset, const char *text, size_t len,
                               bool *well)
{
    struct buf out = {0};
    *well = charset_decode(charset, text, len, &out) && !(out.len && memchr(out.data, '\0', out.len));
    struct door_text decoded = {.text = *well ? arena_text(arena, buf_text(&out), out.len) : NULL,
                                .len = out.len};
    buf_free(&out);
    return decoded;
}

/* What is not UTF-8 without NUL: reported, unless it is decoded for a handout. */
static struct door_text open_foreign(enum door door, struct arena *arena, const char *text, size_t len,
                                     uint32_t file, struct diags *diags)
{
    enum charset charset = charset_guess(text, len);
    size_t valid = utf8_valid(text, len);
    const char *nul = memchr(text, '\0', len);
    bool well;
    struct door_text decoded = decode(arena, charset, text, len, &well);
    if (well && door == door_handout)
        return decoded;
    if (well) {
        decoded.refused = true;
        bool wide = charset != charset_gb18030 && charset != charset_big5;
        diag_error(diags, place_of(text, wide ? 0 : valid, file), "yaml",
                   N_("not UTF-8 text from here on (it seems to be {1}); save the file as UTF-8"),
                   charset_name(charset), NULL);
        return decoded;
    }
    bool at_nul = nul && (size_t)(nul - text) < valid;
    diag_error(diags, place_of(text, at_nul ? (size_t)(nul - text) : valid, file), "yaml",
               at_nul ? N_("a NUL byte stands here, and what is behind it would be lost; delete it")
                      : N_("not UTF-8 text from here on; save the file as UTF-8"),
               NULL);
    return mend(arena, text, len);
}

/* --- numbers of persons */

static void look_for_numbers(const struct door_text *t, uint32_t file, struct diags *diags)
{
    struct personal_scan scan = personal_scan(t->text, t->len, file);
    for (struct personal found; personal_next(&scan, &found);) {
        diag_error(diags, found.place, "personal-data",
                   found.kind == personal_identity
                       ? N_("an identity number must not be published; delete it, also from the history")
                       : N_("a mobile number must not be published here; an office's belongs to \"offices\" "
                            "of village.yaml"),
                   NULL);
        diag_hide(diags);
    }
}

/* --- the door */

struct door_text door_open(enum door door, struct arena *arena, const char *text, size_t len, uint32_t file,
                           struct diags *diags)
{
    if (door == door_bytes)
        return (struct door_text){0};
    struct door_text opened = {.text = text, .len = len};
    if (!reads_as_text(text, len))
        opened = open_foreign(door, arena, text, len, file, diags);
    if (!opened.refused) {
        struct looking l = {
            .door = door, .place = {.file = file, .line = 1, .column = 1, .span = 1}, .diags = diags};
        look_at_characters(&l, opened.text, opened.len);
        bool merging = merge_check(opened.text, opened.len, door == door_page, file, diags);
        opened.refused = merging || (door == door_record && l.controls);
    }
    if (door != door_record) /* where a record may hold one is known where it is read */
        look_for_numbers(&opened, file, diags);
    return opened;
}

/* Says that NAME is not UTF-8, and what it seems to be. */
static void report_encoding(const char *name, struct place place, struct diags *diags)
{
    enum charset charset = charset_guess(name, strlen(name));
    struct buf said = {0};
    if (charset_decode(charset, name, strlen(name), &said))
        diag_error(diags, place, "bad-path",
                   N_("the name is not UTF-8; it seems to be \"{1}\", written as {2}: rename it"),
                   buf_text(&said), charset_name(charset), NULL);
    else
        diag_error(diags, place, "bad-path", N_("the name is not UTF-8; rename it"), NULL);
    buf_free(&said);
}

/* The first character of valid TEXT that is not seen, as "U+202E"; false where there is none. */
static bool find_hidden(const char *text, char shown[16])
{
    for (size_t at = 0, len = strlen(text); at < len;) {
        uint32_t code = 0;
        at += utf8_decode(text + at, len - at, &code);
        if (utf8_hidden(code)) {
            snprintf(shown, 16, "U+%04X", (unsigned)code);
            return true;
        }
    }
    return false;
}

bool door_name(const char *name, bool published, struct place place, struct diags *diags)
{
    size_t len = strlen(name);
    char hidden[16];
    if (utf8_valid(name, len) < len) {
        if (diags)
            report_encoding(name, place, diags);
        return false;
    }
    if (find_hidden(name, hidden)) {
        if (diags)
            diag_error(diags, place, "bad-path",
                       N_("the name holds a character that is not seen ({1}); rename it"), hidden, NULL);
        return false;
    }
    struct personal_scan scan = personal_scan(name, len, place.file);
    struct personal found;
    if (!published || !personal_next(&scan, &found))
        return true;
    if (diags)
        diag_error(diags, place, "personal-data",
                   N_("the name of a file that is published holds a number of a person; rename it"), NULL);
    return false;
}

void door_hide_numbers(struct buf *text)
{
    struct personal_scan scan = personal_scan(buf_text(text), text->len, 0);
    for (struct personal found; personal_next(&scan, &found);)
        memset(text->data + found.at, '*', found.len);
}
