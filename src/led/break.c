#include "led/break.h"

#include "base/memory.h"
#include "base/utf8.h"

#include <string.h>

/* What it costs to end a line between two characters: nothing; between words that belong together; within a
 * date or before a unit; behind the hyphen of a number, or within a name, that is longer than a line; within
 * a word or number, or where punctuation forbids it. */
enum cost {
    cost_none = 0,
    cost_soft = 120,
    cost_loose = 800,
    cost_part = 4000,
    cost_name = 6000,
    cost_word = 10000
};

/* What else a way of breaking costs. */
enum {
    each_line = 20,
    next_page = 100000, /* there are not rows enough */
    within_clause = 40, /* a line that does not end with a clause */
    between_words = 20, /* the same, where a word is likely to end */
    lonely_sign = 100,  /* one character of a clause apart from the rest of it */
    lonely_line = 150,  /* a line or page of next to nothing */
    all_slack = 60      /* a line that is empty */
};

/* A character and what it costs to end a line before it. */
struct mark {
    uint32_t code;
    uint32_t halves;
    size_t at; /* byte in the text */
    uint32_t cost;
};

struct marks {
    struct mark *items;
    size_t len;
    size_t cap;
};

static bool among(uint32_t code, const char *set)
{
    for (size_t left = strlen(set), step; left > 0; set += step, left -= step) {
        uint32_t one;
        step = utf8_decode(set, left, &one);
        if (one == code)
            return true;
    }
    return false;
}

static bool is_digit(uint32_t code)
{
    return (code >= '0' && code <= '9') || (code >= 0xff10 && code <= 0xff19);
}

static bool is_numeral(uint32_t code)
{
    return among(code, "一二三四五六七八九十百千万亿零〇两几");
}

static bool is_letter(uint32_t code)
{
    return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') ||
           (code >= 0xc0 && code < 0x590 && code != 0xd7 && code != 0xf7);
}

static bool is_hyphen(uint32_t code)
{
    return among(code, "-－–—~～");
}

static bool ends_clause(uint32_t code)
{
    return among(code, "，。；：？！、,;:?!");
}

/* What it costs to end a line between words: those before which or behind which none ends well. */
static uint32_t cost_grammar(uint32_t a, uint32_t b)
{
    bool forward = among(a, "和与及或在从由将把被给向对为按经不未请于至第每各这那该本是最很");
    bool backward = among(b, "的了着过们吗呢吧里等者");
    return forward || backward ? cost_soft : cost_none;
}

/* What it costs to end a line between A and B (W3C, Requirements for Chinese Text Layout, 3.1, in short). */
static uint32_t cost_between(uint32_t a, uint32_t b)
{
    if (b == ' ' || a == ' ')
        return cost_none;
    if (is_digit(a) && is_hyphen(b))
        return cost_word;
    if (is_hyphen(a) && is_digit(b))
        return cost_part;
    if (among(b, "，。、；：？！）》〉」』】〕”’％℃…—―·・,.;:?!)]}%") ||
        among(a, "（《〈「『【〔“‘([{￥¥#·・"))
        return cost_word;
    /* a masked name is one word */
    if (a == '*' || b == '*')
        return cost_word;
    bool word_a = is_digit(a) || is_letter(a) || among(a, "-+/.:,@_&'");
    bool word_b = is_digit(b) || is_letter(b) || among(b, "-+/@_&'");
    if ((word_a && word_b) || (is_numeral(a) && is_numeral(b)))
        return cost_word;
    bool unit = is_digit(a) || is_numeral(a); /* what follows a number is counted by it */
    bool date = among(a, "第年月") && (is_digit(b) || is_numeral(b));
    return unit || date ? cost_loose : cost_grammar(a, b);
}

static uint32_t halves_of(uint32_t code)
{
    return code < 0x80 ? 1 : utf8_width(code) == 0 ? 0 : 2;
}

uint32_t led_width(const char *text, size_t len)
{
    uint32_t halves = 0;
    for (size_t i = 0, step; i < len; i += step) {
        uint32_t code;
        step = utf8_decode(text + i, len - i, &code);
        if (step == 0)
            break;
        halves += halves_of(code);
    }
    return halves;
}

/* Makes it dear to end a line of so many HALVES within WORD, wherever it stands in TEXT. */
static void keep_word(struct marks *marks, const char *text, const char *word, uint32_t halves)
{
    size_t len = strlen(word), i = 0;
    uint32_t cost = led_width(word, len) > halves ? cost_name : cost_word;
    for (const char *at = text; len > 0 && (at = strstr(at, word)) != NULL; at += len) {
        size_t from = (size_t)(at - text), to = from + len;
        for (; i < marks->len && marks->items[i].at < to; i++)
            if (marks->items[i].at > from && marks->items[i].cost < cost)
                marks->items[i].cost = cost;
    }
}

static bool of_number(uint32_t code)
{
    return is_digit(code) || is_hyphen(code) || among(code, "+/.:,");
}

/* A number that is no longer than a line of so many HALVES does not end one behind its hyphen either. */
static void keep_numbers(struct marks *marks, uint32_t halves)
{
    for (size_t from = 0, to; from < marks->len; from = to) {
        uint32_t width = 0;
        for (to = from; to < marks->len && of_number(marks->items[to].code); to++)
            width += marks->items[to].halves;
        for (size_t i = from; i < to && width <= halves; i++)
            if (marks->items[i].cost == cost_part)
                marks->items[i].cost = cost_word;
        to += to == from;
    }
}

/* The characters of TEXT; WHOLE: what stands between spaces stays together. */
static struct marks mark_all(const char *text, bool whole)
{
    struct marks marks = {0};
    size_t len = strlen(text);
    uint32_t before = ' ';
    for (size_t i = 0, step; i < len; i += step) {
        uint32_t code;
        step = utf8_decode(text + i, len - i, &code);
        if (step == 0)
            break;
        struct mark mark = {code, halves_of(code), i, cost_between(before, code)};
        if (whole && before != ' ' && code != ' ')
            mark.cost = cost_word;
        else if (marks.len > 1 && among(before, "公小分平立毫厘") &&
                 is_digit(marks.items[marks.len - 2].code))
            mark.cost = mark.cost < cost_loose ? cost_loose : mark.cost; /* a unit of two characters */
        memory_push(&marks, mark);
        before = code;
    }
    return marks;
}

static size_t skip_spaces(const struct marks *marks, size_t i)
{
    while (i < marks->len && marks->items[i].code == ' ')
        i++;
    return i;
}

/* The best way on from a mark that begins a line on some row of a page. */
struct way {
    uint64_t cost;
    size_t next;   /* where the next line begins */
    size_t end;    /* where this one ends */
    bool page_end; /* the next line begins a page */
};

/* What it costs to end a line before the mark END, which is not the last. */
static uint32_t cost_of_end(const struct marks *marks, size_t from, size_t end, size_t next)
{
    const struct mark *items = marks->items;
    uint32_t last = items[end - 1].code, cost = items[end].cost;
    if (ends_clause(last))
        return cost;
    bool likely = last == ' ' || items[end].code == ' ' || among(last, "的了着过后前时") ||
                  among(items[next].code, "和与及或在从由将把被给向对先再免不未请");
    cost += likely ? between_words : within_clause;
    if (end - from > 1 && ends_clause(items[end - 2].code))
        cost += lonely_sign;
    if (next + 1 < marks->len && ends_clause(items[next + 1].code))
        cost += lonely_sign;
    return cost;
}

/* Rows after which a page ends: where any number is given, each line is alone. */
static uint32_t rows_of(const struct led_room *room)
{
    return room->rows ? room->rows : 1;
}

/* Takes, for each row that the line FROM..END may stand on, the better of the way that is known and this. */
static void rows_try(const struct marks *marks, const struct led_room *room, size_t from, struct way line,
                     struct way *ways)
{
    uint32_t rows = rows_of(room);
    bool ends = line.next == marks->len;
    for (uint32_t row = 0; row < rows; row++) {
        struct way *best = &ways[from * rows + row], way = line;
        way.page_end = !ends && row + 1 == rows;
        if (way.page_end)
            way.cost += (room->rows ? next_page : 0) + ways[line.next * rows].cost;
        else if (!ends)
            way.cost += ways[line.next * rows + row + 1].cost;
        if (way.cost <= best->cost) /* of equal ones that with the longer line */
            *best = way;
    }
}

/* The best ways on from the mark FROM, where those from all later marks are known. */
static void ways_from(const struct marks *marks, const struct led_room *room, size_t from, struct way *ways)
{
    uint32_t width = 0, all = 0, seen = 0, halves = room->halves;
    for (uint32_t row = 0; row < rows_of(room); row++)
        ways[from * rows_of(room) + row].cost = UINT64_MAX;
    for (size_t end = from + 1; end <= marks->len; end++) {
        const struct mark *last = &marks->items[end - 1];
        all += last->halves;
        seen += last->halves > 0;
        if (last->code != ' ')
            width = all; /* spaces at a line's end take no room */
        if (width > halves && seen > 1)
            break;
        if (end < marks->len && marks->items[end].halves == 0)
            continue; /* what stands on a character stays with it */
        size_t next = skip_spaces(marks, end);
        bool ends = next == marks->len;
        if (ends && width + room->tail > halves && seen > 1)
            continue;
        uint32_t taken = width + (ends ? room->tail : 0), slack = taken < halves ? halves - taken : 0;
        struct way line = {
            .cost = each_line + all_slack * slack * slack / (halves * halves), .next = next, .end = end};
        if (!ends)
            line.cost += cost_of_end(marks, from, end, next);
        if (width <= 2 && !(from == 0 && ends) && !room->whole)
            line.cost += lonely_line;
        rows_try(marks, room, from, line, ways);
    }
}

bool led_break(struct arena *arena, const char *text, const struct led_room *room, struct led_lines *lines)
{
    struct marks marks = mark_all(text, room->whole);
    for (size_t i = 0; i < room->words_len; i++)
        keep_word(&marks, text, room->words[i], room->halves);
    keep_numbers(&marks, room->halves);
    struct way *ways = memory_new((marks.len + 1) * rows_of(room), sizeof *ways);
    for (size_t i = marks.len; i-- > 0;)
        ways_from(&marks, room, i, ways);
    uint32_t row = 0;
    bool well = true;
    for (size_t i = skip_spaces(&marks, 0); i < marks.len;) {
        const struct way *way = &ways[i * rows_of(room) + row];
        size_t last = way->end;
        while (last > i && marks.items[last - 1].code == ' ')
            last--;
        size_t begin = marks.items[i].at, end = last < marks.len ? marks.items[last].at : strlen(text);
        const char *line = arena_text(arena, text + begin, end - begin);
        memory_push(lines, line);
        well = well && (room->rows == 0 || !way->page_end) && led_width(line, end - begin) <= room->halves &&
               (way->end == marks.len || marks.items[way->end].cost < cost_word);
        row = way->page_end ? 0 : row + 1;
        i = way->next;
    }
    memory_free(ways);
    memory_free(marks.items);
    return well;
}
