#include "paper/page.h"

#include "base/memory.h"

/* TEXT with its line ends as spaces, or as nothing beside a Chinese character. */
static const char *one_line(struct arena *arena, const char *text)
{
    char *copy = arena_copy(arena, text), *to = copy;
    for (const char *from = text; *from; from++) {
        bool wide = from > text && ((unsigned char)from[-1] >= 0x80 || (unsigned char)from[1] >= 0x80);
        if (*from != '\n')
            *to++ = *from;
        else if (!wide)
            *to++ = ' ';
    }
    *to = '\0';
    return copy;
}

void paper_begin(struct paper *paper, const struct fonts *fonts, const char *title, const char *language)
{
    *paper = (struct paper){.fonts = fonts};
    paper->title = one_line(&paper->arena, title);
    paper->language = arena_copy(&paper->arena, language);
}

void paper_free(struct paper *paper)
{
    for (size_t i = 0; i < paper->pages.len; i++) {
        memory_free(paper->pages.items[i].texts.items);
        memory_free(paper->pages.items[i].boxes.items);
    }
    memory_free(paper->pages.items);
    memory_free(paper->marks.items);
    font_missing_free(&paper->missing);
    arena_free(&paper->arena);
    *paper = (struct paper){0};
}

size_t paper_page(struct paper *paper, int32_t width, int32_t height)
{
    memory_push(&paper->pages, ((struct page){.width = width, .height = height}));
    return paper->pages.len - 1;
}

void paper_text(struct paper *paper, size_t page, int32_t x, int32_t y, const struct line *line)
{
    memory_push(&paper->pages.items[page].texts, ((struct page_text){line, x, y}));
}

void paper_box(struct paper *paper, size_t page, const struct page_box *box)
{
    memory_push(&paper->pages.items[page].boxes, *box);
}

void paper_mark(struct paper *paper, size_t page, int32_t y, const char *title)
{
    memory_push(&paper->marks, ((struct page_mark){one_line(&paper->arena, title), page, y}));
}
