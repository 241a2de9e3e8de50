/* A line read as its writer meant it: where a mark of YAML's is wanted and another stands, that is the slip.
 */
#include "yaml/slip_marks.h"

#include <stdio.h>
#include <string.h>

enum { deepest = 64 };

struct scan {
    const char *text;
    size_t len;
    size_t at;
    char open[deepest]; /* the brackets that are open */
    int depth;
    bool key; /* a key may begin here, not only a value */
    struct slip *slip;
};

/* A piece of the line: a value, a key. */
struct piece {
    size_t from, to; /* bytes */
    bool keyed;      /* a colon and a blank follow */
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static uint32_t peek(const struct scan *s, size_t at, size_t *bytes)
{
    return mark_at(s->text, s->len, at, bytes);
}

static bool slipped(struct scan *s, const char *message, size_t at, const char *wanted)
{
    return mark_slip(s->slip, message, s->text, s->len, at, wanted);
}

/* Puts the bytes from FROM to TO of the line into a slip's word. */
static void put_word(const struct scan *s, size_t from, size_t to, char word[slip_text_size])
{
    if (to - from >= slip_text_size)
        to = from + slip_text_size - 1;
    while (to > from && to < s->len && ((unsigned char)s->text[to] & 0xC0) == 0x80)
        to--;
    memcpy(word, s->text + from, to - from);
    word[to - from] = '\0';
}

static bool ends_key(const struct scan *s, size_t at)
{
    char next = at + 1 < s->len ? s->text[at + 1] : ' ';
    return s->text[at] == ':' && (is_blank(next) || (s->depth && strchr(",[]{}", next)));
}

/* Where the word that could be a key and begins at AT ends. */
static size_t word_end(const struct scan *s, size_t at)
{
    size_t bytes;
    while (at < s->len && mark_in_key(peek(s, at, &bytes)))
        at += bytes;
    return at;
}

/* Whether what begins at AT could be an item of a list: a brace, a key with its colon, an id alone. */
static bool looks_like_item(const struct scan *s, size_t at)
{
    size_t bytes = 0;
    uint32_t c = peek(s, at, &bytes);
    while (at < s->len && (c == ' ' || c == '\t' || mark_is_odd_blank(c))) {
        at += bytes;
        c = peek(s, at, &bytes);
    }
    if (c == '{' || c == '[' || mark_bracket(c, NULL))
        return true;
    size_t end = word_end(s, at);
    if (end == at)
        return false;
    c = peek(s, end, &bytes);
    return c == ':' || c == 0xFF1A || (end == s->len && (unsigned char)s->text[at] < 0x80);
}

static bool is_han_number(uint32_t c)
{
    static const uint32_t numbers[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94,
                                       0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (numbers[i] == c)
            return true;
    return false;
}

/* The number of an item ("1. ", "1、", "(1)") that stands at AT: the bytes it takes, 0 where none does. */
static size_t item_number(const struct scan *s, size_t at)
{
    size_t from = at, bytes;
    uint32_t c = peek(s, at, &bytes);
    bool bracket = c == '(' || c == 0xFF08;
    if (c >= 0x2460 && c <= 0x2473) /* ① */
        return bytes;
    at += bracket ? bytes : 0;
    size_t digits = at;
    while (at < s->len && s->text[at] >= '0' && s->text[at] <= '9')
        at++;
    for (size_t n = 0; (at == digits || n) && n < 3 && is_han_number(peek(s, at, &bytes)); n++)
        at += bytes;
    if (at == digits || at - digits > 9 || (at - digits > 3 && (unsigned char)s->text[digits] < 0x80))
        return 0;
    c = peek(s, at, &bytes);
    bool closes = c == ')' || c == 0xFF09, parts = c == '.' || c == 0x3001 || c == 0xFF0E;
    return closes || (parts && !bracket) ? at + bytes - from : 0;
}

/* Whether C, of BYTES bytes, is a character that looks like a hyphen, a blank behind it. */
static bool is_stroke(const struct scan *s, uint32_t c, size_t bytes)
{
    return (c == '+' || c == 0x4E00 || c == 0x4E28) && s->at + bytes < s->len &&
           is_blank(s->text[s->at + bytes]);
}

/* The indentation and the hyphens before what the line says. */
static bool scan_start(struct scan *s)
{
    size_t bytes;
    while (s->at < s->len) {
        uint32_t c = peek(s, s->at, &bytes);
        if (c == ' ') {
            s->at++;
        } else if (mark_is_odd_blank(c)) {
            return mark_blank_slip(s->slip, s->text, s->len, s->at);
        } else if (c == '-' && (s->at + 1 == s->len || s->text[s->at + 1] == ' ')) {
            s->at++;
        } else if (c == '-' && s->text[s->at + 1] == '\t' && looks_like_item(s, s->at + 1)) {
            return slipped(s, N_("a tab stands behind the hyphen: type a blank in its place"), s->at + 1,
                           NULL);
        } else if (c == 0xFF03 || (c == '/' && s->text[s->at + 1] == '/')) {
            slipped(s, N_("{1} begins no comment: write a half-width # and a blank in its place"), s->at,
                    NULL);
            put_word(s, s->at, s->at + (c == '/' ? 2 : bytes), s->slip->found);
            return true;
        } else if (c == '-' && s->text[s->at + 1] != '-' && looks_like_item(s, s->at + 1)) {
            uint32_t next = peek(s, s->at + 1, &bytes);
            if (mark_is_odd_blank(next))
                return mark_blank_slip(s->slip, s->text, s->len, s->at + 1);
            slipped(s, N_("no blank stands behind the hyphen: write \"- {2}\""), s->at, NULL);
            size_t end = word_end(s, s->at + 1);
            put_word(s, s->at + 1, end > s->at + 1 ? end : s->at + 1 + bytes, s->slip->wanted);
            return true;
        } else if ((mark_is_odd_dash(c) || is_stroke(s, c, bytes)) && looks_like_item(s, s->at + bytes)) {
            return slipped(s, N_("{1} begins no item of a list: write a half-width hyphen and a blank (- )"),
                           s->at, NULL);
        } else {
            size_t number = item_number(s, s->at);
            if (!number || !looks_like_item(s, s->at + number))
                return false;
            slipped(
                s,
                N_("items of a list are not numbered: write a hyphen and a blank (- ) in place of \"{1}\""),
                s->at, NULL);
            put_word(s, s->at, s->at + number, s->slip->found);
            return true;
        }
    }
    return false;
}

/* The character from FROM to TO for which TEST holds, the first or the last; TO where none is. */
static size_t find_mark(const struct scan *s, size_t from, size_t to, bool last, bool (*test)(uint32_t))
{
    size_t found = to, bytes;
    for (size_t at = from; at < to; at += bytes) {
        if (!test(peek(s, at, &bytes)))
            continue;
        found = at;
        if (!last)
            break;
    }
    return found;
}

/* Two fields in one piece: what should stand between them. P ends at the colon of the second. */
static bool two_fields(struct scan *s, const struct piece *p)
{
    size_t comma = find_mark(s, p->from, p->to, true, mark_is_odd_comma), bytes;
    if (comma < p->to) {
        peek(s, comma, &bytes);
        size_t rest = comma + bytes;
        while (rest < p->to && (is_blank(s->text[rest]) || mark_is_odd_blank(peek(s, rest, &bytes))))
            rest += is_blank(s->text[rest]) ? 1 : bytes;
        if (rest < p->to && word_end(s, rest) == p->to) {
            return slipped(s,
                           s->depth
                               ? N_("{1} does not separate fields: write a half-width comma and a blank (, )")
                               : N_("{1} does not separate fields: write each of them in a line of its own"),
                           comma, NULL);
        }
    }
    size_t word = p->to;
    while (word > p->from && !is_blank(s->text[word - 1]))
        word--;
    if (word == p->from || word_end(s, word) != p->to)
        return false;
    if (s->depth && (unsigned char)s->text[word] < 0x80) {
        slipped(s, N_("a comma is missing before \"{1}\""), word, NULL);
        put_word(s, word, p->to, s->slip->found);
        return true;
    }
    size_t before = word;
    while (before > p->from && is_blank(s->text[before - 1]))
        before--;
    if (s->depth == 0 && before > p->from && s->text[before - 1] == ',') {
        slipped(s, N_("several fields in one line stand in braces, { before the first and } behind the last"),
                word, NULL);
        s->slip->span = 1;
        return true;
    }
    return false;
}

static uint32_t closing_quote(uint32_t c)
{
    switch (c) {
    case 0x201C:
        return 0x201D;
    case 0x2018:
        return 0x2019;
    case 0x300C:
        return 0x300D;
    case 0x301D:
        return 0x301E;
    default:
        return c;
    }
}

/* Where CHARACTER stands from FROM on; the line's end where it does not. */
static size_t find_character(const struct scan *s, size_t from, uint32_t character)
{
    size_t bytes;
    while (from < s->len && peek(s, from, &bytes) != character)
        from += bytes;
    return from;
}

/* Whether a letter or digit stands at AT, as ids and the names of fields begin. */
static bool is_word(const struct scan *s, size_t at)
{
    char c = at < s->len ? s->text[at] : ' ';
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* What wrong brackets and quotation marks the piece begins or ends with. */
static bool wrong_enclosure(struct scan *s, const struct piece *p)
{
    size_t bytes;
    uint32_t closer, first = peek(s, p->from, &bytes);
    char wanted[2] = {mark_bracket(first, &closer), '\0'};
    if ((first == '(' || first == 0xFF08) && is_word(s, p->from + bytes)) {
        wanted[0] = p->keyed ? '{' : '[';
        closer = first == '(' ? ')' : 0xFF09;
    }
    static const char message[] =
        N_("{1} is no bracket of a list or of fields: write the half-width {2} in its place");
    if (wanted[0]) {
        size_t end = find_character(s, p->from, closer), colon = find_character(s, p->from, 0xFF1A);
        bool split = end >= p->to || p->keyed || (wanted[0] == '{' && colon < end);
        return split && slipped(s, message, p->from, wanted);
    }
    if (mark_is_odd_quote(first)) {
        size_t end = find_character(s, p->from + bytes, closing_quote(first));
        if (end < s->len && end >= p->to)
            return slipped(
                s,
                N_("{1} does not hold the text together: write half-width quotation marks (\" \") around "
                   "it"),
                p->from, NULL);
    }
    size_t last = p->to;
    while (last > p->from && ((unsigned char)s->text[last - 1] & 0xC0) == 0x80)
        last--;
    last -= last > p->from;
    wanted[0] = mark_bracket(peek(s, last, &bytes), NULL);
    if (s->depth == 0 || (wanted[0] != '}' && wanted[0] != ']'))
        return false;
    for (size_t at = p->from; at < last; at += bytes) { /* opened and closed within the text */
        uint32_t c = peek(s, at, &bytes);
        if (mark_bracket(c, &closer) && closer == peek(s, last, &bytes))
            return false;
        peek(s, at, &bytes);
    }
    while (last > p->from && last >= 3 && mark_bracket(peek(s, last - 3, &bytes), NULL))
        last -= 3; /* the first of several */
    wanted[0] = mark_bracket(peek(s, last, &bytes), NULL);
    return slipped(s, message, last, wanted);
}

/* Whether nothing but commas and full stops follows from AT to the end of the line. */
static bool only_commas(const struct scan *s, size_t at)
{
    size_t bytes;
    for (; at < s->len; at += bytes) {
        uint32_t c = peek(s, at, &bytes);
        if (c != ',' && c != '.' && c != ' ' && !mark_is_odd_comma(c))
            return false;
    }
    return true;
}

/* A piece that no quotation mark begins: until what ends it. */
static struct piece plain_piece(const struct scan *s)
{
    struct piece p = {.from = s->at, .to = s->at};
    for (size_t at = s->at; at < s->len; at++) {
        char c = s->text[at];
        if ((p.keyed = ends_key(s, at)) || (s->depth && strchr(",[]{}", c)) ||
            (c == '#' && at > p.from && is_blank(s->text[at - 1])))
            break;
        if (!is_blank(c))
            p.to = at + 1;
    }
    return p;
}

static bool scan_plain(struct scan *s)
{
    struct piece p = plain_piece(s);
    s->at = p.to;
    if (wrong_enclosure(s, &p))
        return true;
    if (s->key) {
        struct slip slip;
        bool in_list = s->depth && s->open[s->depth - 1] == '[';
        if (!in_list && slip_in_key(s->text + p.from, p.to - p.from, &slip)) {
            *s->slip = slip;
            s->slip->offset += p.from;
            return true;
        }
    } else if (p.keyed && two_fields(s, &p)) {
        return true;
    }
    return false;
}

/* Where the quotation that begins at FROM ends: at its mark, or the line's end. */
static size_t quotation_end(const struct scan *s, size_t from)
{
    char quote = s->text[from];
    size_t at = from + 1;
    for (; at < s->len && s->text[at] != quote; at++)
        at += quote == '"' && s->text[at] == '\\';
    if (quote == '\'' && at + 1 < s->len && s->text[at + 1] == quote)
        return quotation_end(&(struct scan){.text = s->text, .len = s->len}, at + 1);
    return at < s->len ? at : s->len;
}

/* Whether the text from FROM to TO, in quotation marks, holds what stands between fields. */
static bool holds_fields(const struct scan *s, size_t from, size_t to)
{
    while (to > from && is_blank(s->text[to - 1]))
        to--;
    if (to > from && strchr(":,[{", s->text[to - 1]))
        return true;
    for (size_t at = from; at + 1 < to; at++)
        if (s->text[at] == ',' && is_blank(s->text[at + 1])) {
            size_t end = word_end(s, at + 2);
            if (end > at + 2 && end < to && s->text[end] == ':')
                return true;
        }
    return false;
}

static bool scan_quotation(struct scan *s)
{
    size_t from = s->at, bytes, end = quotation_end(s, from);
    static const char open[] =
        N_("this quotation mark is not closed: put another behind the text that it begins");
    if (end >= s->len) {
        size_t odd = find_mark(s, from + 1, s->len, false, mark_is_odd_quote);
        bool alone =
            find_mark(s, odd + 1 < s->len ? odd + 1 : s->len, s->len, false, mark_is_odd_quote) == s->len;
        if (odd < s->len && alone)
            return slipped(s, N_("{1} does not close what {2} opened: write {2} in its place"), odd,
                           s->text[from] == '"' ? "\"" : "'");
        return slipped(s, open, from, NULL);
    }
    s->at = end + 1;
    while (s->at < s->len && is_blank(s->text[s->at]))
        s->at++;
    uint32_t c = peek(s, s->at, &bytes);
    if (s->at >= s->len || (c < 0x80 && strchr(",]}:#", (int)c)))
        return false;
    if (holds_fields(s, from + 1, end))
        return slipped(s, open, from, NULL);
    char wanted[2] = {mark_bracket(c, NULL), '\0'};
    if (wanted[0])
        return slipped(s,
                       N_("{1} is no bracket of a list or of fields: write the half-width {2} in its place"),
                       s->at, wanted);
    if (c == 0xFF1A && s->key) {
        slipped(s,
                N_("{1} is no colon behind a field: write \"{2}: …\", with a half-width colon and a blank"),
                s->at, NULL);
        put_word(s, from + 1, end, s->slip->wanted);
        return true;
    }
    if (mark_is_odd_comma(c))
        return slipped(s, N_("{1} does not separate fields: write a half-width comma and a blank (, )"),
                       s->at, NULL);
    if (mark_is_odd_blank(c))
        return mark_blank_slip(s->slip, s->text, s->len, s->at);
    size_t word = word_end(s, s->at);
    bool apart = is_blank(s->text[s->at - 1]);
    if (s->depth && word > s->at && (apart || (word < s->len && ends_key(s, word)))) {
        slipped(s, N_("a comma is missing before \"{1}\""), s->at, NULL);
        put_word(s, s->at, word, s->slip->found);
        return true;
    }
    return slipped(
        s,
        N_("the text ends at the quotation mark {2} before this: within it write “ ”, or put all of it in "
           "the other kind, ' '"),
        s->at, s->text[from] == '"' ? "\"" : "'");
}

/* One step: a mark, or what stands between marks. */
static bool scan_step(struct scan *s)
{
    size_t bytes;
    uint32_t c = peek(s, s->at, &bytes);
    if (mark_is_odd_blank(c))
        return mark_blank_slip(s->slip, s->text, s->len, s->at);
    if (c == '{' || c == '[') {
        if (s->depth < deepest)
            s->open[s->depth++] = (char)c;
        s->key = true;
        s->at++;
    } else if (c == '}' || c == ']') {
        bool last = s->depth == 1;
        s->depth -= s->depth > 0;
        s->key = false;
        s->at++;
        size_t rest = s->at;
        while (rest < s->len && is_blank(s->text[rest]))
            rest++;
        if (last && rest < s->len && only_commas(s, rest))
            return slipped(s, N_("{1} behind the bracket is too much: delete it"), rest, NULL);
    } else if (c == ',' && s->depth) {
        s->key = true;
        s->at++;
    } else if (c == ':' && ends_key(s, s->at)) {
        s->key = false;
        s->at++;
    } else if (c == '"' || c == '\'') {
        return scan_quotation(s);
    } else {
        size_t before = s->at;
        if (scan_plain(s))
            return true;
        s->at += s->at == before; /* a mark that begins nothing */
    }
    return false;
}

bool slip_in_line(const char *line, size_t len, enum slip_within within, struct slip *slip)
{
    struct scan s = {.text = line, .len = len, .key = true, .slip = slip};
    if (within != within_block)
        s.open[s.depth++] = within == within_map ? '{' : '[';
    if (scan_start(&s))
        return true;
    while (s.at < s.len) {
        if (is_blank(s.text[s.at])) {
            s.at++;
            continue;
        }
        if (s.text[s.at] == '#' && (s.at == 0 || is_blank(s.text[s.at - 1]))) {
            bool closes = find_character(&s, s.at, '}') < len || find_character(&s, s.at, ']') < len;
            return s.depth && closes && s.at > 1 &&
                   slipped(&s,
                           N_("what stands behind \" #\" is left out as a comment: put the text in quotes"),
                           s.at, NULL);
        }
        if (scan_step(&s))
            return true;
    }
    return false;
}
