#include "paper/standing.h"

#include "base/memory.h"

#include <string.h>
#include <xxhash.h>

/* How a text is set, all but its width. */
struct way {
    int32_t style, size, stroke, indent, align;
    uint32_t colour;
    int32_t flags; /* of balance and even_end */
};

enum { measured = -1 /* the width of what was only measured */, kept_most = 4 << 20 };

/* A text that stands. */
struct kept {
    const char *text; /* NULL: the place is free */
    uint64_t hash;
    uint32_t len, way;
    int32_t width;
    uint32_t missing_len; /* characters in it that no face has */
    const uint32_t *missing;
    union {
        struct lines lines;
        struct line_need need;
    };
};

struct standing {
    const struct fonts *fonts;
    struct arena arena; /* of lines and texts */
    struct arena work;  /* of what is needed while a text is set */
    struct {
        struct way *items;
        size_t len, cap;
    } ways;
    uint32_t last_way; /* that was asked for */
    struct kept *kept; /* a power of two of places */
    size_t len, cap;
};

struct standing *standing_new(const struct fonts *fonts)
{
    struct standing *standing = memory_new(1, sizeof *standing);
    standing->fonts = fonts;
    return standing;
}

static void clear(struct standing *s)
{
    arena_free(&s->arena);
    memory_free(s->ways.items);
    memory_free(s->kept);
    *s = (struct standing){.fonts = s->fonts};
}

void standing_free(struct standing *standing)
{
    if (!standing)
        return;
    clear(standing);
    memory_free(standing);
}

const struct fonts *standing_fonts(const struct standing *standing)
{
    return standing->fonts;
}

void standing_trim(struct standing *standing)
{
    if (standing->arena.total + standing->cap * sizeof *standing->kept > kept_most)
        clear(standing);
}

/* The number of the way in which SPAN is broken to SHAPE, or measured where that is NULL. */
static uint32_t way_of(struct standing *s, const struct line_span *span, const struct line_shape *shape)
{
    struct way way = {
        .style = (int32_t)span->style, .size = span->size, .stroke = span->stroke, .colour = span->colour};
    if (shape) {
        way.indent = shape->indent;
        way.align = (int32_t)shape->align;
        way.flags = (shape->balance ? 1 : 0) + (shape->even_end ? 2 : 0);
    }
    if (s->ways.len > 0 && memcmp(&s->ways.items[s->last_way], &way, sizeof way) == 0)
        return s->last_way;
    uint32_t i = 0;
    while (i < s->ways.len && memcmp(&s->ways.items[i], &way, sizeof way) != 0)
        i++;
    if (i == s->ways.len)
        memory_push(&s->ways, way);
    return s->last_way = i;
}

/* The place of what WANTED is about, or the free one where it is to be. */
static struct kept *place_of(const struct standing *s, const struct kept *wanted)
{
    for (size_t i = (size_t)wanted->hash;; i++) {
        struct kept *place = &s->kept[i & (s->cap - 1)];
        if (!place->text ||
            (place->hash == wanted->hash && place->len == wanted->len && place->way == wanted->way &&
             place->width == wanted->width && memcmp(place->text, wanted->text, wanted->len) == 0))
            return place;
    }
}

static void grow(struct standing *s)
{
    struct standing bigger = {.cap = s->cap ? 2 * s->cap : 256};
    bigger.kept = memory_new(bigger.cap, sizeof *bigger.kept);
    for (size_t i = 0; i < s->cap; i++)
        if (s->kept[i].text)
            *place_of(&bigger, &s->kept[i]) = s->kept[i];
    memory_free(s->kept);
    s->kept = bigger.kept;
    s->cap = bigger.cap;
}

/* Sets SPAN, broken to SHAPE or measured where that is NULL, as what PLACE keeps. */
static void set(struct standing *s, const struct line_span *span, const struct line_shape *shape,
                struct kept *place)
{
    struct font_missing_list missing = {0};
    if (shape)
        place->lines = line_break(s->fonts, &s->arena, &s->work, span, 1, shape, &missing);
    else
        place->need = line_measure(s->fonts, &s->work, span, 1, &missing);
    uint32_t *codes = arena_new(&s->arena, uint32_t, missing.len);
    for (size_t i = 0; i < missing.len; i++)
        codes[i] = missing.items[i].code;
    place->text = arena_text(&s->arena, span->text, span->len);
    place->missing = codes;
    place->missing_len = (uint32_t)missing.len;
    font_missing_free(&missing);
    arena_free(&s->work);
}

/* SPAN as it stands, set now where it does not yet. */
static const struct kept *stand(struct standing *s, const struct line_span *span,
                                const struct line_shape *shape, struct font_missing_list *missing)
{
    if (s->len * 4 >= s->cap * 3)
        grow(s);
    struct kept wanted = {.text = span->text,
                          .len = (uint32_t)span->len,
                          .way = way_of(s, span, shape),
                          .width = shape ? shape->width : measured};
    uint64_t seed = (uint64_t)wanted.way << 32 | (uint32_t)wanted.width;
    wanted.hash = XXH3_64bits_withSeed(span->text, span->len, seed);
    struct kept *place = place_of(s, &wanted);
    if (!place->text) {
        *place = wanted;
        set(s, span, shape, place);
        s->len++;
    }
    for (size_t i = 0; i < place->missing_len; i++)
        font_missing_add(missing, place->missing[i], place->text, place->len);
    return place;
}

struct lines standing_lines(struct standing *standing, const struct line_span *span,
                            const struct line_shape *shape, struct font_missing_list *missing)
{
    return stand(standing, span, shape, missing)->lines;
}

struct line_need standing_need(struct standing *standing, const struct line_span *span,
                               struct font_missing_list *missing)
{
    return stand(standing, span, NULL, missing)->need;
}
