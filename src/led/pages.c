#include "led/pages.h"

#include "base/memory.h"

#include <string.h>

/* Lines that stand on one page. */
struct block {
    const char **lines;
    uint32_t len;
    bool page_end; /* what follows begins a page */
    size_t item;   /* the line of the thought that it ends, counting from 1; 0: it ends none */
    size_t next;   /* the block that the page ends before, where it begins here */
    uint64_t cost; /* of the pages from here on */
};

struct blocks {
    struct block *items;
    size_t len;
    size_t cap;
};

/* What thoughts are set with. */
struct setter {
    struct arena *arena;
    struct led_room room;
    struct led_feed *feed;
};

static uint32_t width_of(const char *text)
{
    return led_width(text, strlen(text));
}

/* LINE with BEFORE spaces before it. */
static const char *moved(struct arena *arena, const char *line, uint32_t before)
{
    return before ? arena_printf(arena, "%*s%s", (int)before, "", line) : line;
}

/* TEXT at the left and VALUE at the right edge of a line; NULL where they have no room. A short number may
 * follow a text without a blank where the line is full to the last half. */
static const char *joined(const struct setter *s, const char *text, const char *value)
{
    uint32_t taken = width_of(text) + width_of(value);
    bool number = width_of(value) < 8 && value[0] >= '0' && value[0] <= '9' && !strpbrk(text, "0123456789") &&
                  (unsigned char)text[strlen(text) - 1] >= 0x80;
    if (taken > s->room.halves || (taken == s->room.halves && !number))
        return NULL;
    return arena_printf(s->arena, "%s%*s%s", text, (int)(s->room.halves - taken), "", value);
}

/* Puts VALUE behind the text that LINES are, where that makes no more lines of it. */
static bool value_joined(const struct setter *s, const struct led_line *line, struct led_lines *lines)
{
    if (lines->len == 0)
        return false;
    struct led_lines again = {0};
    struct led_room room = s->room;
    room.tail = lines->len > 1 ? 1 + width_of(line->value) : 0;
    led_break(s->arena, line->text, &room, &again);
    const char *full =
        again.len == lines->len ? joined(s, again.items[again.len - 1].text, line->value) : NULL;
    if (full) {
        memcpy(lines->items, again.items, again.len * sizeof *again.items);
        lines->items[lines->len - 1].text = full;
    }
    memory_free(again.items);
    return full != NULL;
}

/* Breaks LINE to the screen's width. */
static void line_lay(const struct setter *s, const struct led_line *line, struct led_lines *lines)
{
    struct led_room room = s->room;
    room.whole = line->names;
    room.rows = line->names ? 1 : room.rows;
    lines->len = 0;
    led_break(s->arena, line->text ? line->text : "", &room, lines);
    size_t text_lines = lines->len;
    if (line->value && !value_joined(s, line, lines))
        led_break(s->arena, line->value, &room, lines);
    for (size_t i = 0; i < lines->len; i++) {
        uint32_t over = s->room.halves - width_of(lines->items[i].text);
        if (i >= text_lines)
            lines->items[i].text = moved(s->arena, lines->items[i].text, over);
        else if (line->centre)
            lines->items[i].text = moved(s->arena, lines->items[i].text, over / 2);
    }
}

/* Puts the COUNT LINES behind GROUPS: on the page of the last block where JOIN and there is room. */
static void block_put(const struct setter *s, const struct led_row *lines, size_t count, bool join,
                      struct blocks *blocks)
{
    struct block *last = join && blocks->len > 0 ? &blocks->items[blocks->len - 1] : NULL;
    if (!last || last->len + count > s->room.rows) {
        struct block block = {.lines = arena_new(s->arena, const char *, s->room.rows)};
        memory_push(blocks, block);
        last = &blocks->items[blocks->len - 1];
    }
    for (size_t i = 0; i < count; i++)
        last->lines[last->len++] = lines[i].text;
}

/* The lines of THOUGHT as blocks; returns how many of them are its opening. */
static size_t blocks_make(const struct setter *s, const struct led_thought *thought, struct blocks *blocks)
{
    struct led_lines lines = {0};
    size_t opening = 0;
    for (size_t i = 0; i < thought->len; i++) {
        line_lay(s, &thought->items[i], &lines);
        for (size_t from = 0, to; from < lines.len; from = to) {
            bool names = thought->items[i].names;
            for (to = from + 1; !names && to < lines.len && to - from < s->room.rows; to++)
                if (lines.items[to - 1].page_end)
                    break;
            block_put(s, &lines.items[from], to - from, i > 0 && i < thought->opening && from == 0, blocks);
            blocks->items[blocks->len - 1].page_end =
                !names && to < lines.len && lines.items[to - 1].page_end;
        }
        if (lines.len > 0)
            blocks->items[blocks->len - 1].item = i + 1;
        if (i < thought->opening)
            opening = blocks->len;
    }
    memory_free(lines.items);
    return opening;
}

/* Rows that HEAD takes on a page that begins with the block I. */
static uint32_t head_rows(const struct setter *s, const struct blocks *blocks, size_t i, size_t opening,
                          const struct led_lines *head, bool named)
{
    uint32_t rows = (uint32_t)head->len;
    bool room = rows + blocks->items[i].len + (named ? 0 : 1) <= s->room.rows;
    return i > 0 && i >= opening && room ? rows : 0;
}

/* Parts GROUPS into as few pages as they need, about equally full. */
static void blocks_part(const struct setter *s, struct blocks *blocks, size_t opening,
                        const struct led_lines *head, bool named)
{
    static const uint64_t page = 1000000;
    for (size_t i = blocks->len; i-- > 0;) {
        struct block *block = &blocks->items[i];
        uint32_t taken = head_rows(s, blocks, i, opening, head, named);
        block->cost = UINT64_MAX;
        for (size_t k = i; k < blocks->len && (k == i || !blocks->items[k - 1].page_end); k++) {
            taken += blocks->items[k].len;
            if (taken > s->room.rows)
                break;
            uint64_t slack = s->room.rows - taken, rest = k + 1 < blocks->len ? blocks->items[k + 1].cost : 0;
            if (page + slack * slack + rest <= block->cost) {
                block->cost = page + slack * slack + rest;
                block->next = k + 1;
            }
        }
    }
}

/* A page of THOUGHT with the COUNT lines of HEAD and the blocks FROM..TO, in its middle. */
static void page_put(const struct setter *s, const struct led_thought *thought, const struct led_lines *head,
                     size_t count, const struct blocks *blocks, size_t from, size_t to)
{
    struct led_feed *feed = s->feed;
    feed->pages = memory_room(feed->pages, feed->len, &feed->cap, sizeof *feed->pages);
    struct led_page *page = &feed->pages[feed->len++];
    *page = (struct led_page){.part = thought->part,
                              .about = thought->about,
                              .until = thought->until,
                              .lines = arena_new(s->arena, const char *, s->room.rows)};
    for (size_t i = 0; i < count; i++)
        page->lines[page->len++] = head->items[i].text;
    for (size_t i = from; i < to; i++)
        for (uint32_t k = 0; k < blocks->items[i].len; k++)
            page->lines[page->len++] = blocks->items[i].lines[k];
    page->above = s->room.rows - page->len;
}

static size_t items_of(const struct led_thought *thought)
{
    return thought->list && thought->len > thought->opening ? thought->len - thought->opening : 1;
}

size_t led_items(const struct led_thought *thoughts, size_t count)
{
    size_t items = 0;
    for (size_t i = 0; i < count; i++)
        items += items_of(&thoughts[i]);
    return items;
}

/* Sets one thought on at most MOST pages; returns how many of its items were set. */
static size_t thought_set(const struct setter *s, const struct led_thought *thought, size_t most)
{
    struct blocks blocks = {0};
    struct led_lines head = {0};
    size_t opening = blocks_make(s, thought, &blocks), pages = 0, set = 0;
    if (thought->head.text) {
        struct led_line line = thought->head;
        line_lay(s, &line, &head);
        if (line.value && head.len > 1) { /* it stands where it costs no row */
            line.value = NULL;
            line_lay(s, &line, &head);
        }
    }
    blocks_part(s, &blocks, opening, &head, thought->named);
    for (size_t i = 0; i < blocks.len; i = blocks.items[i].next)
        pages++;
    if (pages > most && !thought->list)
        most = 0;
    for (size_t i = 0; i < blocks.len && most > 0; i = blocks.items[i].next, most--) {
        uint32_t rows = head_rows(s, &blocks, i, opening, &head, thought->named);
        page_put(s, thought, &head, rows, &blocks, i, blocks.items[i].next);
        for (size_t k = i; k < blocks.items[i].next; k++)
            if (blocks.items[k].item > thought->opening)
                set = blocks.items[k].item - thought->opening;
        pages--;
    }
    memory_free(head.items);
    memory_free(blocks.items);
    return pages == 0 ? items_of(thought) : set;
}

size_t led_set(struct arena *arena, const struct led_thought *thoughts, size_t count, size_t most,
               const char *const *words, size_t words_len, struct led_feed *feed)
{
    struct setter s = {.arena = arena,
                       .room = {.halves = 2 * (uint32_t)feed->screen->columns,
                                .rows = (uint32_t)feed->screen->rows,
                                .words = words,
                                .words_len = words_len},
                       .feed = feed};
    size_t items = 0;
    for (size_t i = 0; i < count; i++) {
        size_t set = thought_set(&s, &thoughts[i], most - feed->len);
        items += set;
        if (set < items_of(&thoughts[i]))
            break;
    }
    return items;
}
