/* The check character of an identity number is ISO 7064 MOD 11-2, as GB 11643-1999 has it. */
#include "source/personal.h"

#include "base/utf8.h"

#include <string.h>

/*
 * The character at AT as it is compared: a digit, a capital letter, '+', '-' or ' ', full-width or not; other
 * ones are '.', the end of the text 0. *SIZE is its bytes.
 */
static char character_at(const struct personal_scan *scan, size_t at, size_t *size)
{
    *size = 0;
    if (at >= scan->len)
        return '\0';
    uint32_t c = (unsigned char)scan->text[at];
    *size = 1;
    if (c >= 0x80) {
        *size = utf8_decode(scan->text + at, scan->len - at, &c);
        if (*size == 0) {
            *size = 1;
            return '.';
        }
    }
    if (c >= 0xFF01 && c <= 0xFF5E)
        c = c - 0xFF01 + '!';
    if (c >= 'a' && c <= 'z')
        c -= 'a' - 'A';
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '+' || c == '-' || c == ' ')
        return (char)c;
    if (c == 0x3000 || c == 0xA0)
        return ' ';
    return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE63 ? '-' : '.';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Whether C, beside a number, makes it part of something else. */
static bool joins(char c)
{
    return is_digit(c) || (c >= 'A' && c <= 'Z');
}

/* A place in the text while a number is read from there on. */
struct reading {
    const struct personal_scan *scan;
    size_t at;
    uint32_t characters; /* that were read */
};

static char peek(const struct reading *r)
{
    size_t size;
    return character_at(r->scan, r->at, &size);
}

static void step(struct reading *r)
{
    size_t size;
    character_at(r->scan, r->at, &size);
    r->at += size;
    r->characters++;
}

static bool read_text(struct reading *r, const char *text)
{
    for (; *text; text++) {
        if (peek(r) != *text)
            return false;
        step(r);
    }
    return true;
}

static bool read_digits(struct reading *r, int count, char *digits)
{
    for (int i = 0; i < count; i++) {
        digits[i] = peek(r);
        if (!is_digit(digits[i]))
            return false;
        step(r);
    }
    return true;
}

/* One blank or hyphen may stand between two groups of digits. */
static void read_gap(struct reading *r)
{
    char c = peek(r);
    if (c == ' ' || c == '-')
        step(r);
}

static bool read_mobile(struct reading *r, const char *country)
{
    char digits[11];
    if (!read_text(r, country))
        return false;
    if (*country)
        read_gap(r);
    if (peek(r) != '1' || !read_digits(r, 3, digits) || digits[1] < '3')
        return false;
    read_gap(r);
    if (!read_digits(r, 4, digits + 3))
        return false;
    read_gap(r);
    return read_digits(r, 4, digits + 7) && !joins(peek(r));
}

static bool read_identity(struct reading *r)
{
    static const int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    char digits[17];
    if (!read_digits(r, 6, digits))
        return false;
    read_gap(r);
    if (!read_digits(r, 8, digits + 6))
        return false;
    read_gap(r);
    if (!read_digits(r, 3, digits + 14))
        return false;
    int sum = 0;
    for (int i = 0; i < 17; i++)
        sum += (digits[i] - '0') * weights[i];
    if (peek(r) != "10X98765432"[sum % 11])
        return false;
    step(r);
    return !joins(peek(r));
}

/* Whether a number begins where SCAN stands; FOUND lacks its place but for the span. */
static bool begins_here(const struct personal_scan *scan, struct personal *found)
{
    static const char *const countries[] = {"", "+86", "86", "0086"};
    for (size_t i = 0; i < sizeof countries / sizeof *countries; i++) {
        struct reading r = {.scan = scan, .at = scan->at};
        if (!read_mobile(&r, countries[i]))
            continue;
        *found = (struct personal){
            .kind = personal_mobile, .place.span = r.characters, .at = scan->at, .len = r.at - scan->at};
        return true;
    }
    struct reading r = {.scan = scan, .at = scan->at};
    *found = (struct personal){.kind = personal_identity, .at = scan->at};
    bool identity = read_identity(&r);
    found->place.span = r.characters;
    found->len = r.at - scan->at;
    return identity;
}

struct personal_scan personal_scan(const char *text, size_t len, uint32_t file)
{
    size_t start = len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    return (struct personal_scan){.text = text,
                                  .len = len,
                                  .at = start,
                                  .before = '.',
                                  .place = {.file = file, .line = 1, .column = 1, .span = 1}};
}

/* Goes on by the character C, SIZE bytes. */
static void pass(struct personal_scan *scan, char c, size_t size)
{
    bool carriage = c == '\r' && !(scan->at + 1 < scan->len && scan->text[scan->at + 1] == '\n');
    if (c == '\n' || carriage) {
        scan->place.line++;
        scan->place.column = 1;
    } else {
        scan->place.column++;
    }
    scan->before = c;
    scan->at += size;
}

/* Goes on to what a number may begin with or what is counted in lines: most characters are neither. */
static void pass_others(struct personal_scan *scan)
{
    size_t from = scan->at;
    for (; scan->at < scan->len; scan->at++) {
        char c = scan->text[scan->at];
        if ((unsigned char)c >= 0x80 || is_digit(c) || c == '+' || c == '\n' || c == '\r')
            break;
    }
    size_t size;
    if (scan->at > from)
        scan->before = character_at(scan, scan->at - 1, &size);
    scan->place.column += (uint32_t)(scan->at - from);
}

bool personal_next(struct personal_scan *scan, struct personal *found)
{
    for (pass_others(scan); scan->at < scan->len; pass_others(scan)) {
        unsigned char byte = (unsigned char)scan->text[scan->at];
        size_t size = 1;
        char c = byte > ' ' ? character_at(scan, scan->at, &size) : (char)byte;
        if ((is_digit(c) || c == '+') && !joins(scan->before) && begins_here(scan, found)) {
            found->place.file = scan->place.file;
            found->place.line = scan->place.line;
            found->place.column = scan->place.column;
            scan->place.column += found->place.span;
            scan->at += found->len;
            scan->before = '0';
            return true;
        }
        pass(scan, c, size);
    }
    return false;
}
