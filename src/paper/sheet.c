#include "paper/sheet.h"

#include "base/memory.h"

#include <string.h>

/* TEXT with its line ends as spaces, or as nothing beside a Chinese character, and without U+200B. */
static const char *one_line(struct arena *arena, const char *text)
{
    char *copy = arena_copy(arena, text), *to = copy;
    for (const char *from = text; *from; from++) {
        if (strncmp(from, "\xe2\x80\x8b", 3) == 0) {
            from += 2;
            continue;
        }
        bool wide = from > text && ((unsigned char)from[-1] >= 0x80 || (unsigned char)from[1] >= 0x80);
        if (*from != '\n')
            *to++ = *from;
        else if (!wide)
            *to++ = ' ';
    }
    *to = '\0';
    return copy;
}

void paper_begin(struct paper *paper, struct standing *standing, const char *title, const char *language)
{
    *paper = (struct paper){.standing = standing, .fonts = standing_fonts(standing)};
    paper->title = one_line(&paper->arena, title);
    paper->language = arena_copy(&paper->arena, language);
}

void paper_free(struct paper *paper)
{
    for (size_t i = 0; i < paper->sheets.len; i++) {
        memory_free(paper->sheets.items[i].texts.items);
        memory_free(paper->sheets.items[i].boxes.items);
    }
    memory_free(paper->sheets.items);
    memory_free(paper->marks.items);
    font_missing_free(&paper->missing);
    elements_free(&paper->elements);
    arena_free(&paper->arena);
    *paper = (struct paper){0};
}

void paper_elements_take(struct paper *paper, struct paper *from)
{
    elements_free(&paper->elements);
    paper->elements = from->elements;
    from->elements = (struct elements){0};
}

void paper_missing_take(struct paper *paper, struct paper *from)
{
    font_missing_free(&paper->missing);
    paper->missing = from->missing;
    from->missing = (struct font_missing_list){0};
}

size_t paper_sheet(struct paper *paper, int32_t width, int32_t height)
{
    memory_push(&paper->sheets, ((struct sheet){.width = width, .height = height}));
    return paper->sheets.len - 1;
}

void paper_text(struct paper *paper, size_t page, uint32_t element, int32_t x, int32_t y,
                const struct line *line)
{
    memory_push(&paper->sheets.items[page].texts, ((struct sheet_text){line, x, y, element, false}));
}

void paper_box(struct paper *paper, size_t page, const struct sheet_box *box)
{
    enum { looked_back = 32 }; /* more than a table has rules */
    struct sheet *sheet = &paper->sheets.items[page];
    for (size_t i = sheet->boxes.len; i-- > 0 && i + looked_back >= sheet->boxes.len;) {
        struct sheet_box *other = &sheet->boxes.items[i];
        if (other->x == box->x && other->width == box->width && other->colour == box->colour &&
            other->element == box->element && other->y + other->height == box->y) {
            other->height += box->height;
            return;
        }
    }
    memory_push(&sheet->boxes, *box);
}

void paper_mark(struct paper *paper, size_t page, int32_t y, const char *title)
{
    memory_push(&paper->marks, ((struct sheet_mark){one_line(&paper->arena, title), page, y, false}));
}

void paper_mark_within(struct paper *paper, size_t page, int32_t y, const char *title)
{
    memory_push(&paper->marks, ((struct sheet_mark){one_line(&paper->arena, title), page, y, true}));
}
