#include "claims/claim_text.h"

#include "base/fold.h"
#include "base/memory.h"
#include "base/utf8.h"

#include <string.h>

/* What people and forms call the fields, the longer before those that they begin with. */
static const struct {
    const char *label;
    enum form_field field;
} labels[] = {
    {"户号", form_household},      {"家庭编号", form_household}, {"households", form_household},
    {"household", form_household}, {"户", form_household},       {"本人", form_resident},
    {"居民编号", form_resident},   {"居民", form_resident},      {"residents", form_resident},
    {"resident", form_resident},   {"事项", form_rule},          {"细则", form_rule},
    {"rule", form_rule},           {"日期", form_date},          {"时间", form_date},
    {"date", form_date},           {"次数", form_times},         {"数量", form_times},
    {"times", form_times},         {"分值", form_points},        {"分数", form_points},
    {"积分", form_points},         {"points", form_points},      {"说明", form_note},
    {"备注", form_note},           {"note", form_note},          {"证据", form_evidence},
    {"evidence", form_evidence},
};
enum { labels_len = sizeof labels / sizeof *labels };

/* The titles as they are after normalising. */
static const char *const titles[] = {"[积分申报]", "[claim for points]", "[claim]"};

/* A line as it is compared: signs made plain, what is invisible left out; and where each byte comes from. */
struct line {
    const char *raw; /* the line itself */
    size_t raw_len;
    uint32_t number;
    struct buf text; /* normalised */
    size_t *from;    /* by byte of text, and of its end: the byte of raw */
    size_t from_cap;
};

struct reading {
    struct arena *arena;
    struct claim_texts *texts;
    struct diags *diags;
    struct claim_text *now; /* the claim being read; NULL: none yet */
    bool fields;            /* a field of it was read */
    struct place *strays;   /* lines since its last field that are none */
    size_t strays_len, strays_cap;
};

static bool invisible(uint32_t c)
{
    return utf8_hidden(c) && c != '\t';
}

static uint32_t plain(uint32_t c)
{
    c = fold_blank(c) ? ' ' : fold_code(c);
    switch (c) {
    case 0x3010: /* 【 */
    case 0x3014: /* 〔 */
        return '[';
    case 0x3011:
    case 0x3015:
        return ']';
    case 0xFE55:
    case 0x2236:
        return ':';
    default:
        return c;
    }
}

size_t form_id(const char *text)
{
    size_t len = 0;
    while ((text[len] >= 'a' && text[len] <= 'z') || (text[len] >= 'A' && text[len] <= 'Z') ||
           (text[len] >= '0' && text[len] <= '9') || (text[len] && strchr("._-", text[len])))
        len++;
    return len;
}

struct place form_within(const struct form_value *value, size_t at, size_t len)
{
    struct place place = value->place;
    place.column += (uint32_t)utf8_count(value->text, at);
    place.span = (uint32_t)utf8_count(value->text + at, len);
    return place;
}

const char *form_plain(struct arena *arena, const char *text)
{
    struct buf out = {0};
    size_t len = strlen(text), n;
    uint32_t c;
    for (size_t i = 0; i < len && (n = utf8_decode(text + i, len - i, &c)) != 0; i += n)
        if (!invisible(c))
            buf_put_utf8(&out, plain(c));
    const char *made = arena_text(arena, buf_text(&out), out.len);
    buf_free(&out);
    return made;
}

static void normalise(struct line *line)
{
    buf_clear(&line->text);
    for (size_t i = 0; i < line->raw_len;) {
        uint32_t c;
        size_t n = utf8_decode(line->raw + i, line->raw_len - i, &c);
        if (!invisible(c)) {
            size_t before = line->text.len;
            buf_put_utf8(&line->text, plain(c));
            if (line->text.len >= line->from_cap) {
                line->from_cap = line->text.len * 2 + 64;
                line->from = memory_resize(line->from, line->from_cap, sizeof *line->from);
            }
            for (size_t k = before; k < line->text.len; k++)
                line->from[k] = i;
        }
        i += n;
    }
    if (!line->from)
        line->from = memory_resize(NULL, line->from_cap = 64, sizeof *line->from);
    line->from[line->text.len] = line->raw_len;
}

static struct place place_at(const struct line *line, size_t from, size_t to)
{
    size_t a = line->from[from], b = line->from[to];
    size_t span = utf8_count(line->raw + a, b - a);
    return (struct place){.line = line->number,
                          .column = (uint32_t)utf8_count(line->raw, a) + 1,
                          .span = span ? (uint32_t)span : 1};
}

static size_t skip(const char *text, size_t at, const char *const *marks)
{
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; marks[i]; i++) {
            size_t len = strlen(marks[i]);
            if (strncmp(text + at, marks[i], len) == 0) {
                at += len;
                more = true;
            }
        }
    }
    return at;
}

/* What chat applications and people put before a quoted or listed line. */
static const char *const leading[] = {" ", ">", "|",  "*",  "-", "\"", "'", "“",
                                      "”", "‘", "「", "『", "•", "·",  NULL};

static bool same_ascii(const char *text, const char *word)
{
    for (; *word; text++, word++) {
        char c = *text >= 'A' && *text <= 'Z' ? (char)(*text - 'A' + 'a') : *text;
        if (c != *word)
            return false;
    }
    return true;
}

/* Where the value of a field begins in TEXT; 0 where no label stands at AT. */
static size_t after_label(const char *text, size_t at, enum form_field *field)
{
    static const char *const spaces[] = {" ", "*", NULL};
    for (size_t i = 0; i < labels_len; i++) {
        if (!same_ascii(text + at, labels[i].label))
            continue;
        size_t end = at + strlen(labels[i].label), next = skip(text, end, spaces);
        if (text[next] != ':' && next == end)
            continue;
        if (text[next] == ':')
            next = skip(text, next + 1, spaces);
        *field = labels[i].field;
        return next;
    }
    return 0;
}

static bool ends_in(const char *text, size_t from, size_t to, const char *end)
{
    size_t len = strlen(end);
    return to - from >= len && memcmp(text + to - len, end, len) == 0;
}

static bool holds(const char *text, size_t from, size_t to, const char *what)
{
    size_t len = strlen(what);
    for (size_t i = from; i + len <= to; i++)
        if (memcmp(text + i, what, len) == 0)
            return true;
    return false;
}

/* The end of a value without the spaces and the closing marks of a quotation behind it. */
static size_t value_end(const char *text, size_t from, size_t to)
{
    static const char *const marks[][2] = {{"「", "」"}, {"『", "』"}, {"“", "”"}, {"**", "**"}};
    for (size_t before = to + 1; before != to;) {
        before = to;
        while (to > from && text[to - 1] == ' ')
            to--;
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
            size_t len = strlen(marks[i][1]);
            if (ends_in(text, from, to, marks[i][1]) && !holds(text, from, to - len, marks[i][0]))
                to -= len;
        }
    }
    return to;
}

/* The line's own characters from byte FROM to TO of the normalised text, without what is invisible. */
static const char *raw_value(struct arena *arena, const struct line *line, size_t from, size_t to)
{
    struct buf out = {0};
    for (size_t i = line->from[from]; i < line->from[to];) {
        uint32_t c;
        size_t n = utf8_decode(line->raw + i, line->raw_len - i, &c);
        if (c == '\t')
            buf_putc(&out, ' ');
        else if (!invisible(c))
            buf_put(&out, line->raw + i, n);
        i += n;
    }
    const char *text = arena_text(arena, buf_text(&out), out.len);
    buf_free(&out);
    return text;
}

static struct form_value value_at(struct arena *arena, const struct line *line, size_t from, bool raw)
{
    const char *text = buf_text(&line->text);
    size_t to = value_end(text, from, line->text.len);
    struct form_value value = {.place = place_at(line, from, to)};
    if (to > from)
        value.text = raw ? raw_value(arena, line, from, to) : arena_text(arena, text + from, to - from);
    return value;
}

/* Whether nothing but signs stands in a line. */
static bool only_signs(const struct line *line)
{
    const char *text = buf_text(&line->text);
    for (size_t i = 0; i < line->text.len;) {
        uint32_t c;
        i += utf8_decode(text + i, line->text.len - i, &c);
        if (utf8_han(c) || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
            (c >= 0xC0 && c < 0x2000 && c != 0xD7 && c != 0xF7))
            return false;
    }
    return true;
}

static void strays_are_warned_of(struct reading *r)
{
    for (size_t i = 0; i < r->strays_len; i++)
        diag_warning(r->diags, r->strays[i], "unknown-key",
                     N_("this line is no field of a claim and is left out"), NULL);
    r->strays_len = 0;
}

static void begin_claim(struct reading *r, const struct line *line)
{
    strays_are_warned_of(r);
    struct claim_text text = {.start = place_at(line, 0, line->text.len)};
    memory_push(r->texts, text);
    r->now = &r->texts->items[r->texts->len - 1];
    r->fields = false;
}

/* A title: the village behind it, and a new claim. */
static bool read_title(struct reading *r, const struct line *line)
{
    const char *text = buf_text(&line->text);
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        for (size_t at = 0; at < line->text.len; at++)
            if (same_ascii(text + at, titles[i])) {
                static const char *const spaces[] = {" ", "*", ":", NULL};
                begin_claim(r, line);
                r->now->village = value_at(r->arena, line, skip(text, at + strlen(titles[i]), spaces), false);
                return true;
            }
    return false;
}

/* A line that begins nearly as a field does, which its writer must have meant. */
static bool report_slip(struct reading *r, const struct line *line, size_t at)
{
    const char *text = buf_text(&line->text), *colon = strchr(text + at, ':');
    if (!colon || !r->now)
        return false;
    const char *words[labels_len];
    for (size_t i = 0; i < labels_len; i++)
        words[i] = labels[i].label;
    size_t end = (size_t)(colon - text);
    const char *label = arena_text(r->arena, text + at, end - at);
    const char *near = diag_nearest(label, words, labels_len);
    if (near)
        diag_error(r->diags, place_at(line, at, end), "unknown-key",
                   N_("no field \"{1}\"; did you mean \"{2}\"?"), label, near, NULL);
    return near != NULL;
}

static void strays_are_errors(struct reading *r)
{
    for (size_t i = 0; i < r->strays_len; i++)
        diag_error(r->diags, r->strays[i], "unknown-key",
                   N_("this line is no field of a claim: write 户号, 事项, 日期, 次数, 分值 or 说明 and a "
                      "colon before it (household, rule, date, times, points, note), or take it out"),
                   NULL);
    r->strays_len = 0;
}

static void read_field(struct reading *r, const struct line *line, size_t at, enum form_field field)
{
    if (!r->now)
        begin_claim(r, line);
    if (r->fields)
        strays_are_errors(r);
    else
        strays_are_warned_of(r);
    r->fields = true;
    struct form_value value = value_at(r->arena, line, at, field == form_note || field == form_evidence);
    if (!value.text)
        return;
    if (r->now->values[field].text)
        diag_error(r->diags, value.place, "duplicate-key",
                   N_("the field stands here twice; write several households in one line, with 、 between, "
                      "and the title 【积分申报】 before each claim"),
                   NULL);
    else
        r->now->values[field] = value;
}

static void read_line_of(struct reading *r, struct line *line)
{
    normalise(line);
    if (only_signs(line) || read_title(r, line))
        return;
    const char *text = buf_text(&line->text);
    size_t at = skip(text, 0, leading);
    enum form_field field;
    size_t value = after_label(text, at, &field);
    if (value) {
        read_field(r, line, value, field);
        return;
    }
    if (report_slip(r, line, at))
        return;
    struct place place = place_at(line, at, line->text.len);
    r->strays = memory_room(r->strays, r->strays_len, &r->strays_cap, sizeof *r->strays);
    r->strays[r->strays_len++] = place;
}

void claim_text_read(struct arena *arena, const char *text, size_t len, struct claim_texts *texts,
                     struct diags *diags)
{
    struct reading r = {.arena = arena, .texts = texts, .diags = diags};
    struct line line = {.number = 0};
    size_t valid = utf8_valid(text, len);
    for (size_t at = 0; at < len;) {
        size_t end = at;
        while (end < len && text[end] != '\n' && text[end] != '\r')
            end++;
        line.raw = text + at;
        line.raw_len = end - at;
        line.number++;
        if (valid < end || (valid < len && valid == end)) {
            diag_error(diags, (struct place){.line = line.number, .column = 1, .span = 1}, "bad-value",
                       N_("the text is not UTF-8: save it as UTF-8"), NULL);
            break;
        }
        read_line_of(&r, &line);
        at = end + (end + 1 < len && text[end] == '\r' && text[end + 1] == '\n' ? 2 : 1);
    }
    strays_are_warned_of(&r);
    buf_free(&line.text);
    memory_free(line.from);
    memory_free(r.strays);
}
