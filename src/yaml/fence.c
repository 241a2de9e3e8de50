#include "yaml/fence.h"

#include "base/utf8.h"

#include <string.h>

enum {
    exact = 3 /* hyphens */,
    looked_at = 24 /* lines in which front matter that has no end is looked for */
};

/* A line without its end, and the place behind that end. */
struct line {
    const char *text;
    size_t len;
    const char *next; /* NULL: the last line */
    uint32_t number;
};

static struct line line_at(const char *text, uint32_t number)
{
    size_t len = strcspn(text, "\r\n");
    const char *next = NULL;
    if (text[len])
        next = text + len + (text[len] == '\r' && text[len + 1] == '\n' ? 2 : 1);
    return (struct line){.text = text, .len = len, .next = next, .number = number};
}

static bool step(struct line *line)
{
    if (!line->next)
        return false;
    *line = line_at(line->next, line->number + 1);
    return true;
}

static bool is_blank_code(uint32_t code)
{
    return code == ' ' || code == '\t' || code == 0xA0 || code == 0x3000;
}

static bool is_dash(uint32_t code)
{
    return code == '-' || code == 0xAD || (code >= 0x2010 && code <= 0x2015) || code == 0x2212 ||
           code == 0x2500 || code == 0xFE58 || code == 0xFE63 || code == 0xFF0D || code == 0x30FC ||
           code == 0x4E00;
}

/* Whether LINE is nothing but dashes of any kind, at least two of them, and blanks. */
static bool is_fence_like(const struct line *line)
{
    size_t dashes = 0;
    for (size_t at = 0; at < line->len;) {
        uint32_t code;
        size_t n = utf8_decode(line->text + at, line->len - at, &code);
        if (n == 0 || !(is_dash(code) || is_blank_code(code)))
            return false;
        dashes += is_dash(code);
        at += n;
    }
    return dashes >= 2;
}

static bool is_fence(const struct line *line)
{
    return line->len == exact && memcmp(line->text, "---", exact) == 0;
}

static bool is_blank(const struct line *line)
{
    for (size_t at = 0; at < line->len;) {
        uint32_t code;
        size_t n = utf8_decode(line->text + at, line->len - at, &code);
        if (n == 0 || !is_blank_code(code))
            return false;
        at += n;
    }
    return true;
}

/* Whether LINE gives one of KEYS a value. LOOSE: a Chinese key with a full-width colon will do, which may be
 * a sentence's beginning too. */
static bool is_field(const struct line *line, const char *const *keys, bool loose)
{
    size_t at = strspn(line->text, " \t");
    for (; *keys; keys++) {
        size_t len = strlen(*keys);
        if (at + len >= line->len || strncmp(line->text + at, *keys, len) != 0)
            continue;
        const char *behind = line->text + at + len;
        behind += strspn(behind, " ");
        if (*behind == ':' ||
            ((loose || (unsigned char)**keys < 0x80) && strncmp(behind, "\xEF\xBC\x9A", 3) == 0))
            return true;
    }
    return false;
}

/* Whether one of the fields stands behind LINE before the text begins. */
static bool fields_follow(struct line line, const char *const *keys, bool loose)
{
    while (step(&line))
        if (is_field(&line, keys, loose))
            return true;
        else if (!is_blank(&line) && *line.text != '#')
            return false;
    return false;
}

bool fence_find(const char *text, const char **end)
{
    struct line line = line_at(text, 1);
    if (!is_fence(&line) || !line.next)
        return false;
    while (step(&line))
        if (is_fence(&line)) {
            *end = line.text;
            return true;
        }
    return false;
}

static bool report(const struct line *line, const char *message, uint32_t file, struct diags *diags)
{
    struct place place = {.file = file, .line = line->number, .column = 1, .span = 1};
    size_t characters = utf8_count(line->text, line->len);
    if (characters)
        place.span = (uint32_t)characters;
    diag_error(diags, place, "yaml", message, NULL);
    return true;
}

/* Of front matter that begins with LINE, its first, as it should: how it ends. */
static bool report_end(const struct line *first, const char *const *keys, uint32_t file, struct diags *diags)
{
    if (!fields_follow(*first, keys, true))
        return false;
    struct line line = *first;
    while (step(&line))
        if (is_fence(&line))
            return false;
        else if (is_fence_like(&line) || (line.len == exact && memcmp(line.text, "...", exact) == 0))
            return report(&line,
                          N_("front matter ends with a line of exactly three hyphens: ---, without blanks"),
                          file, diags);
    return report(first, N_("the front matter has no end: write a line of --- behind its last field"), file,
                  diags);
}

bool fence_report(const char *text, const char *const *keys, uint32_t file, struct diags *diags)
{
    struct line line = line_at(text, 1);
    if (is_fence(&line))
        return report_end(&line, keys, file, diags);
    if (is_field(&line, keys, false) && line.text[strcspn(line.text, ":")] == ':' && *line.text >= 'a' &&
        *line.text <= 'z')
        return report(&line, N_("this looks like front matter: write a line of --- before and behind it"),
                      file, diags);
    bool comment = false; /* <!-- over several lines */
    bool said = false;    /* something stands before the dashes */
    for (int i = 0; i < looked_at; i++) {
        if (is_fence_like(&line))
            return fields_follow(line, keys, !said) &&
                   report(
                       &line,
                       i ? N_("front matter begins with the first line of the file: delete what is before it")
                         : N_("front matter begins with a line of exactly three hyphens: ---, without "
                              "blanks"),
                       file, diags);
        comment = comment || strncmp(line.text, "<!--", 4) == 0;
        if (!comment && !is_blank(&line) && *line.text != '#')
            return false;
        said = said || !is_blank(&line);
        for (size_t at = 0; at + 3 <= line.len; at++)
            comment = comment && strncmp(line.text + at, "-->", 3) != 0;
        if (!step(&line))
            return false;
    }
    return false;
}
