#include "led/pages.h"

#include "base/memory.h"
#include "base/utf8.h"

#include <string.h>

/* What it costs to end a line between two characters: nothing; within a date or before a unit; behind the
 * hyphen of a number; within a word or number, or where punctuation forbids it. A costly end is taken only
 * where a line is too short for others. */
enum cost { cost_none, cost_loose, cost_part = 4, cost_word = 8 };

/* A character and what it costs to end a line before it. */
struct mark {
    uint32_t code;
    uint32_t halves;
    size_t at; /* byte in the text */
    enum cost cost;
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
    return code >= '0' && code <= '9';
}

static bool is_letter(uint32_t code)
{
    return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') ||
           (code >= 0xc0 && code < 0x250 && code != 0xd7 && code != 0xf7);
}

/* What it costs to end a line between A and B (W3C, Requirements for Chinese Text Layout, 3.1, in short). */
static enum cost cost_between(uint32_t a, uint32_t b)
{
    if (b == ' ' || a == ' ')
        return cost_none;
    if (among(b, "，。、；：？！）》〉」』】〕”’％℃…—―·・,.;:?!)]}%") ||
        among(a, "（《〈「『【〔“‘([{￥#·・"))
        return cost_word;
    /* a masked name is one word */
    if (a == '*' || b == '*')
        return cost_word;
    if (a == '-' && is_digit(b))
        return cost_part;
    bool word_a = is_digit(a) || is_letter(a) || among(a, "-+/.:,@_&'");
    bool word_b = is_digit(b) || is_letter(b) || among(b, "-+/@_&'");
    if (word_a && word_b)
        return cost_word;
    bool unit = is_digit(a) && among(b, "年月日分条户号组次天时点元名位个件人岁届期");
    bool date = among(a, "第年月") && is_digit(b);
    return unit || date ? cost_loose : cost_none;
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

static struct marks mark_all(const char *text)
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

/* The best way on from a mark, by these in turn: what its breaks cost, how many lines, how uneven. */
struct way {
    uint32_t cost, lines, uneven;
    size_t next; /* where the next line begins */
};

static bool better(const struct way *a, const struct way *b)
{
    if (a->cost != b->cost)
        return a->cost < b->cost;
    return a->lines != b->lines ? a->lines < b->lines : a->uneven < b->uneven;
}

/* The best way on from mark FROM, where those from all later marks are known. The last line leaves TAIL free.
 */
static struct way way_from(const struct marks *marks, const struct way *ways, size_t from, uint32_t halves,
                           uint32_t tail)
{
    struct way best = {UINT32_MAX, 0, 0, from + 1};
    uint32_t width = 0, all = 0;
    for (size_t end = from + 1; end <= marks->len; end++) {
        const struct mark *last = &marks->items[end - 1];
        all += last->halves;
        if (last->code != ' ')
            width = all; /* spaces at a line's end take no room */
        if (width > halves && end > from + 1)
            break;
        if (end < marks->len && marks->items[end].halves == 0)
            continue; /* what stands on a character stays with it */
        size_t next = skip_spaces(marks, end);
        bool ends = next == marks->len;
        if (ends && width + tail > halves && end > from + 1)
            continue;
        uint32_t taken = width + (ends ? tail : 0), slack = taken < halves ? halves - taken : 0;
        struct way way = {.cost = end < marks->len ? marks->items[end].cost : cost_none,
                          .lines = 1,
                          .uneven = slack * slack,
                          .next = next};
        /* it reads best where a line ends with a clause */
        if (!ends && !among(last->code, "，。；：？！、,;:?!"))
            way.uneven += halves * halves / 4;
        if (!ends) {
            way.cost += ways[next].cost;
            way.lines += ways[next].lines;
            way.uneven += ways[next].uneven;
        }
        if (!better(&best, &way))
            best = way;
    }
    return best;
}

void led_break(struct arena *arena, const char *text, uint32_t halves, uint32_t tail, struct led_lines *lines)
{
    struct marks marks = mark_all(text);
    struct way *ways = memory_new(marks.len + 1, sizeof *ways);
    for (size_t i = marks.len; i-- > 0;)
        ways[i] = way_from(&marks, ways, i, halves, tail);
    for (size_t i = skip_spaces(&marks, 0); i < marks.len; i = ways[i].next) {
        size_t last = ways[i].next;
        while (last > i && marks.items[last - 1].code == ' ')
            last--;
        size_t begin = marks.items[i].at, end = last < marks.len ? marks.items[last].at : strlen(text);
        memory_push(lines, arena_text(arena, text + begin, end - begin));
    }
    memory_free(ways);
    memory_free(marks.items);
}

/* LINE with BEFORE spaces before it. */
static const char *moved(struct arena *arena, const char *line, uint32_t before)
{
    return before ? arena_printf(arena, "%*s%s", (int)before, "", line) : line;
}

/* Breaks LINE to the screen's width. */
static void line_lay(struct arena *arena, const struct led_line *line, uint32_t halves,
                     struct led_lines *lines)
{
    const char *text = line->text ? line->text : "";
    uint32_t wide = led_width(text, strlen(text));
    uint32_t value = line->value ? led_width(line->value, strlen(line->value)) : 0;
    if (value && wide && wide + 1 + value <= halves) {
        int gap = (int)(halves - wide - value);
        memory_push(lines, (const char *)arena_printf(arena, "%s%*s%s", text, gap, "", line->value));
        return;
    }
    size_t first = lines->len;
    led_break(arena, text, halves, 0, lines);
    size_t alone = lines->len - first;
    if (value && alone > 0) { /* the value behind the text, where that makes no more lines of it */
        lines->len = first;
        led_break(arena, text, halves, 1 + value, lines);
        const char *end = lines->items[lines->len - 1];
        uint32_t taken = led_width(end, strlen(end));
        if (lines->len - first == alone && taken + 1 + value <= halves) {
            int gap = (int)(halves - taken - value);
            lines->items[lines->len - 1] = arena_printf(arena, "%s%*s%s", end, gap, "", line->value);
            return;
        }
        lines->len = first;
        led_break(arena, text, halves, 0, lines);
    }
    size_t values = lines->len;
    if (value)
        led_break(arena, line->value, halves, 0, lines);
    for (size_t i = first; i < lines->len; i++) {
        uint32_t over = halves - led_width(lines->items[i], strlen(lines->items[i]));
        if (i >= values)
            lines->items[i] = moved(arena, lines->items[i], over);
        else if (line->centre)
            lines->items[i] = moved(arena, lines->items[i], over / 2);
    }
}

/* Puts the COUNT lines at LINES on pages of ROWS behind those of FEED; OPEN: they may go on on its last one.
 */
static void pages_put(struct arena *arena, enum screen_part part, const char **lines, size_t count,
                      uint32_t rows, bool open, struct led_feed *feed)
{
    for (size_t i = 0; i < count;) {
        struct led_page *page = open && feed->len > 0 ? &feed->pages[feed->len - 1] : NULL;
        if (!page || page->len == rows) {
            feed->pages = memory_room(feed->pages, feed->len, &feed->cap, sizeof *feed->pages);
            page = &feed->pages[feed->len++];
            *page = (struct led_page){.part = part, .lines = arena_new(arena, const char *, rows)};
        }
        page->lines[page->len++] = lines[i++];
        open = true;
    }
}

/* Sets one thought: a line that takes several rows is not parted by the end of a page, where it can stand on
 * one. */
static void thought_set(struct arena *arena, const struct led_thought *thought, bool open,
                        struct led_feed *feed)
{
    uint32_t rows = (uint32_t)feed->screen->rows, halves = 2 * (uint32_t)feed->screen->columns;
    struct led_lines lines = {0};
    for (size_t i = 0; i < thought->len; i++) {
        lines.len = 0;
        line_lay(arena, &thought->items[i], halves, &lines);
        uint32_t taken = open && feed->len > 0 ? feed->pages[feed->len - 1].len : rows;
        bool fits = lines.len <= rows - taken;
        pages_put(arena, thought->part, lines.items, lines.len, rows, open && fits, feed);
        open = true;
    }
    memory_free(lines.items);
}

size_t led_set(struct arena *arena, const struct led_thought *thoughts, size_t count, size_t most,
               struct led_feed *feed)
{
    for (size_t i = 0; i < count; i++) {
        size_t len = feed->len;
        uint32_t taken = len > 0 ? feed->pages[len - 1].len : 0;
        bool open = i > 0 && thoughts[i].list && thoughts[i].part == thoughts[i - 1].part;
        thought_set(arena, &thoughts[i], open, feed);
        if (feed->len > most) {
            feed->len = len;
            if (len > 0)
                feed->pages[len - 1].len = taken;
            return i;
        }
    }
    return count;
}
