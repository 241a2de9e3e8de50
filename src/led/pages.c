#include "led/pages.h"

#include "base/memory.h"

#include <string.h>

/* Lines that stand on one page. */
struct block {
    const char **lines;
    uint32_t len;
    size_t items;  /* of the thought, up to its end */
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
    struct led_outcome *outcome;
};

/* What the later pages of a thought begin with. */
struct heading {
    struct led_lines lines;
    const char *mark; /* that stands behind their last lines instead; NULL: none */
};

void led_unset_add(struct led_outcome *outcome, const char *text, struct place place)
{
    outcome->unset = memory_room(outcome->unset, outcome->unset_len, &outcome->cap, sizeof *outcome->unset);
    outcome->unset[outcome->unset_len++] = (struct led_unset){text, place};
}

void led_outcome_free(struct led_outcome *outcome)
{
    memory_free(outcome->unset);
    *outcome = (struct led_outcome){0};
}

static uint32_t width_of(const char *text)
{
    return led_width(text, strlen(text));
}

/* LINE with BEFORE spaces before it. */
static const char *moved(struct arena *arena, const char *line, uint32_t before)
{
    return before ? arena_printf(arena, "%*s%s", (int)before, "", line) : line;
}

/* TEXT at the left and VALUE at the right edge of a line; NULL where they have no room. FULL: they may fill
 * it to the last half without a blank between. */
static const char *joined(const struct setter *s, const char *text, const char *value, bool full)
{
    uint32_t taken = width_of(text) + width_of(value);
    if (taken > s->room.halves || (taken == s->room.halves && !full))
        return NULL;
    return arena_printf(s->arena, "%s%*s%s", text, (int)(s->room.halves - taken), "", value);
}

/* Whether VALUE may follow TEXT without a blank, behind a character: a short one does, and any where there is
 * but one row; no number behind another. */
static bool may_fill(const struct setter *s, const char *text, const char *value)
{
    bool few = width_of(value) < 8 || s->room.rows == 1;
    bool number = value[0] >= '0' && value[0] <= '9', letter = !number && (unsigned char)value[0] < 0x80;
    return few && !letter && (!number || !strpbrk(text, "0123456789")) &&
           (unsigned char)text[strlen(text) - 1] >= 0x80;
}

/* Puts VALUE behind the text that LINES are, where that makes no more lines of it. */
static bool value_joined(const struct setter *s, const struct led_line *line, struct led_lines *lines)
{
    if (lines->len == 0)
        return false;
    struct led_lines again = {0};
    struct led_room room = s->room;
    room.tail = lines->len > 1 ? 1 + width_of(line->value) : 0;
    bool well = led_break(s->arena, line->text, &room, &again) && again.len == lines->len;
    const char *last = well ? again.items[again.len - 1] : NULL;
    const char *full = last ? joined(s, last, line->value, may_fill(s, last, line->value)) : NULL;
    if (full) {
        memcpy(lines->items, again.items, again.len * sizeof *again.items);
        lines->items[lines->len - 1] = full;
    }
    memory_free(again.items);
    return full != NULL;
}

/* Breaks LINE to the screen's width, into LINES alone; false where no page has room for it as it is. */
static bool line_lay(const struct setter *s, const struct led_line *line, struct led_lines *lines)
{
    struct led_room room = s->room;
    room.whole = line->names;
    room.rows = line->names ? 0 : room.rows;
    lines->len = 0;
    bool well = led_break(s->arena, line->text ? line->text : "", &room, lines);
    size_t text_lines = lines->len;
    if (line->value && (line->below || !value_joined(s, line, lines)))
        well = led_break(s->arena, line->value, &room, lines) && well;
    for (size_t i = 0; i < lines->len; i++) {
        uint32_t width = width_of(lines->items[i]), over = width < room.halves ? room.halves - width : 0;
        if (i >= text_lines && !line->below)
            lines->items[i] = moved(s->arena, lines->items[i], over);
        else if (line->centre)
            lines->items[i] = moved(s->arena, lines->items[i], over / 2);
    }
    well = well && (room.rows == 0 || lines->len <= room.rows);
    if (!well && line->below) {
        const struct led_line on = {.text = arena_printf(s->arena, "%s%s", line->text, line->value)};
        return line_lay(s, &on, lines);
    }
    return well;
}

static struct led_room room_of(const struct screen *screen, const char *const *words, size_t words_len)
{
    return (struct led_room){.halves = 2 * (uint32_t)screen->columns,
                             .rows = (uint32_t)screen->rows,
                             .words = words,
                             .words_len = words_len};
}

bool led_line_fits(struct arena *arena, const struct screen *screen, const char *const *words,
                   size_t words_len, const struct led_line *line)
{
    const struct setter s = {.arena = arena, .room = room_of(screen, words, words_len)};
    struct led_lines lines = {0};
    bool well = line_lay(&s, line, &lines);
    memory_free(lines.items);
    return well;
}

/* A line as it is named where it is left out. */
static const char *named_as(const struct setter *s, const struct led_line *line)
{
    if (!line->value || !line->text || !*line->text)
        return line->text && *line->text ? line->text : line->value ? line->value : "";
    return arena_printf(s->arena, "%s %s", line->text, line->value);
}

/* How the later pages of THOUGHT begin. Of a list of names each says its title and the value beside it, which
 * stands behind names where the title leaves it no room; of another, all of that or nothing. */
static void heading_make(const struct setter *s, const struct led_thought *thought, struct heading *heading)
{
    struct led_line line = thought->head;
    const struct led_line *names = &thought->items[thought->len - 1];
    *heading = (struct heading){0};
    if (!line.text)
        return;
    bool stands =
        s->room.rows > 1 && line.value; /* where there is but one row, no title stands above others */
    const char *one = stands ? joined(s, line.text, line.value, true) : NULL;
    if (one)
        line = (struct led_line){.text = one};
    bool fits = line_lay(s, &line, &heading->lines);
    if (!thought->named || !line.value)
        return;
    struct led_room narrow = s->room;
    struct led_lines tried = {0};
    uint32_t taken = 1 + width_of(line.value);
    narrow.rows = 0;
    narrow.whole = true;
    narrow.halves = taken < narrow.halves ? narrow.halves - taken : 1;
    if (led_break(s->arena, names->text, &narrow, &tried)) {
        heading->mark = line.value;
        line.value = NULL;
        line_lay(s, &line, &heading->lines);
    } else if (!fits || heading->lines.len >= s->room.rows) {
        line.text = NULL;
        line_lay(s, &line, &heading->lines);
    }
    memory_free(tried.items);
}

/* Puts the COUNT LINES behind BLOCKS: on the page of the last block where JOIN and there is room. */
static void block_put(const struct setter *s, const char *const *lines, size_t count, bool join,
                      struct blocks *blocks)
{
    struct block *last = join && blocks->len > 0 ? &blocks->items[blocks->len - 1] : NULL;
    if (!last || last->len + count > s->room.rows) {
        struct block block = {.lines = arena_new(s->arena, const char *, s->room.rows)};
        memory_push(blocks, block);
        last = &blocks->items[blocks->len - 1];
    }
    for (size_t i = 0; i < count; i++)
        last->lines[last->len++] = lines[i];
}

/* Puts LINES, which are a line of a thought, behind BLOCKS: names a row a block, what has to be parted a page
 * a block, any other as one. */
static void blocks_put(const struct setter *s, const struct led_lines *lines, bool names, bool join,
                       struct blocks *blocks)
{
    size_t most = names ? 1 : s->room.rows;
    for (size_t from = 0; from < lines->len; from += most) {
        size_t count = lines->len - from < most ? lines->len - from : most;
        block_put(s, &lines->items[from], count, join && from == 0, blocks);
    }
}

/* The lines of THOUGHT that a page has room for as blocks. *OPENING: how many of these are its opening; the
 * items that they are, 0 where nothing of it is to be shown. */
static size_t blocks_make(const struct setter *s, const struct led_thought *thought, const char *mark,
                          struct blocks *blocks, size_t *opening)
{
    struct led_lines lines = {0};
    size_t items = 0;
    bool open = true;
    for (size_t i = 0; i < thought->len && open; i++) {
        const struct led_line *line = &thought->items[i];
        struct setter within = *s;
        if (mark && line->names)
            within.room.halves -= 1 + width_of(mark);
        if (!line_lay(&within, line, &lines) && !thought->must) {
            led_unset_add(s->outcome, named_as(s, line), line->place);
            open = i >= thought->opening;
            continue;
        }
        blocks_put(s, &lines, line->names, i > 0 && i < thought->opening, blocks);
        items += i >= thought->opening;
        if (blocks->len > 0)
            blocks->items[blocks->len - 1].items = items;
        if (i < thought->opening)
            *opening = blocks->len;
    }
    memory_free(lines.items);
    if (!open || (items == 0 && (thought->list || thought->opening == 0) && thought->len > thought->opening))
        return 0;
    return thought->list && items > 0 ? items : 1;
}

/* Rows that HEAD takes on a page that begins with the block I. */
static uint32_t head_rows(const struct setter *s, const struct blocks *blocks, size_t i, size_t opening,
                          const struct led_lines *head, bool named)
{
    uint32_t rows = (uint32_t)head->len;
    bool room = rows + blocks->items[i].len + (named ? 0 : 1) <= s->room.rows;
    return i > 0 && i >= opening && room ? rows : 0;
}

/* Parts BLOCKS into as few pages as they need, about equally full. */
static void blocks_part(const struct setter *s, struct blocks *blocks, size_t opening,
                        const struct led_lines *head, bool named)
{
    static const uint64_t page = 1000000;
    for (size_t i = blocks->len; i-- > 0;) {
        struct block *block = &blocks->items[i];
        uint32_t taken = head_rows(s, blocks, i, opening, head, named);
        block->cost = UINT64_MAX;
        for (size_t k = i; k < blocks->len; k++) {
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

/* A page of THOUGHT with the COUNT lines of HEADING and the blocks FROM..TO, in its middle. LATER: it is not
 * the opening's. */
static void page_put(const struct setter *s, const struct led_thought *thought, const struct heading *heading,
                     size_t count, const struct blocks *blocks, size_t from, size_t to, bool later)
{
    struct led_feed *feed = s->feed;
    feed->pages = memory_room(feed->pages, feed->len, &feed->cap, sizeof *feed->pages);
    struct led_page *page = &feed->pages[feed->len++];
    *page = (struct led_page){.part = thought->part,
                              .about = thought->about,
                              .until = thought->until,
                              .lines = arena_new(s->arena, const char *, s->room.rows)};
    for (size_t i = 0; i < count; i++)
        page->lines[page->len++] = heading->lines.items[i];
    for (size_t i = from; i < to; i++)
        for (uint32_t k = 0; k < blocks->items[i].len; k++)
            page->lines[page->len++] = blocks->items[i].lines[k];
    page->above = s->room.rows - page->len;
    if (later && heading->mark)
        page->lines[page->len - 1] = joined(s, page->lines[page->len - 1], heading->mark, false);
}

/* Sets one thought on at most MOST pages, its blocks that are ITEMS; returns how many of these were set. */
static size_t blocks_set(const struct setter *s, const struct led_thought *thought, struct blocks *blocks,
                         const struct heading *heading, size_t opening, size_t items, size_t most)
{
    size_t pages = 0, set = 0;
    blocks_part(s, blocks, opening, &heading->lines, thought->named);
    for (size_t i = 0; i < blocks->len; i = blocks->items[i].next)
        pages++;
    if (pages > most && !thought->list)
        most = 0;
    for (size_t i = 0; i < blocks->len && most > 0; i = blocks->items[i].next, most--, pages--) {
        size_t next = blocks->items[i].next;
        uint32_t rows = head_rows(s, blocks, i, opening, &heading->lines, thought->named);
        page_put(s, thought, heading, rows, blocks, i, next, i > 0 && i >= opening);
        set = blocks->items[next - 1].items;
    }
    return pages == 0 ? items : thought->list ? set : 0;
}

/* The same of THOUGHT; its items are added to the outcome. */
static size_t thought_set(const struct setter *s, const struct led_thought *thought, size_t most)
{
    struct blocks blocks = {0};
    struct heading heading;
    size_t opening = 0, set = 0;
    heading_make(s, thought, &heading);
    size_t items = blocks_make(s, thought, heading.mark, &blocks, &opening);
    s->outcome->items += items;
    if (items > 0)
        set = blocks_set(s, thought, &blocks, &heading, opening, items, most);
    s->outcome->set += set;
    memory_free(heading.lines.items);
    memory_free(blocks.items);
    return items - set;
}

void led_set(struct arena *arena, const struct led_thought *thoughts, size_t count, size_t most,
             const char *const *words, size_t words_len, struct led_feed *feed, struct led_outcome *outcome)
{
    const struct setter s = {
        .arena = arena, .room = room_of(feed->screen, words, words_len), .feed = feed, .outcome = outcome};
    bool full = false; /* what comes behind that which has no time left is left out too */
    bool begun = true; /* there was room for what the others follow */
    for (size_t i = 0; i < count; i++) {
        const struct led_thought *thought = &thoughts[i];
        size_t before = outcome->items;
        for (size_t k = 0; thought->follows && !begun && k < thought->len; k++)
            led_unset_add(outcome, named_as(&s, &thought->items[k]), thought->items[k].place);
        if (thought->follows && !begun)
            continue;
        full = thought_set(&s, thought, full ? 0 : most - feed->len) > 0 || full;
        begun = thought->follows || outcome->items > before;
    }
}
