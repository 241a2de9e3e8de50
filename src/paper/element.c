#include "paper/element.h"

#include "base/digest.h"
#include "base/memory.h"

#include <stdbool.h>
#include <string.h>

uint32_t element_begin(struct elements *elements, enum element_kind kind)
{
    struct element element = {.kind = (uint8_t)kind, .within = elements->open};
    if (kind >= element_title && kind <= element_subheading) {
        int rank = (int)(kind - element_title) + 1;
        elements->rank = element.rank = (uint8_t)(rank > elements->rank + 1 ? elements->rank + 1 : rank);
    }
    memory_push(elements, element);
    return elements->open = (uint32_t)elements->len;
}

void element_end(struct elements *elements)
{
    elements->open = element_at(elements, elements->open)->within;
}

uint32_t element_of(struct elements *elements, enum element_kind kind)
{
    if (kind == element_unread)
        return 0;
    uint32_t number = element_begin(elements, kind);
    element_end(elements);
    return number;
}

uint32_t element_wide_of(struct elements *elements, size_t count)
{
    uint32_t number = element_of(elements, element_wide_cell);
    elements->items[number - 1].rank = (uint8_t)(count < UINT8_MAX ? count : UINT8_MAX);
    return number;
}

uint32_t element_figure_of(struct elements *elements, const char *text)
{
    uint32_t number = element_of(elements, element_figure);
    memory_push(&elements->words, ((struct element_words){number, text}));
    return number;
}

const char *element_text(const struct elements *elements, uint32_t number)
{
    for (size_t i = 0; i < elements->words.len; i++)
        if (elements->words.items[i].element == number)
            return elements->words.items[i].text;
    return "";
}

const struct element *element_at(const struct elements *elements, uint32_t number)
{
    return &elements->items[number - 1];
}

const char *element_name(const struct element *element)
{
    static const char *const headings[] = {"H1", "H2", "H3"};
    static const char *const names[element_kinds] = {
        [element_paragraph] = "P", [element_section] = "Sect",    [element_list] = "L",
        [element_item] = "LI",     [element_item_text] = "LBody", [element_table] = "Table",
        [element_row] = "TR",      [element_column_head] = "TH",  [element_row_head] = "TH",
        [element_cell] = "TD",     [element_wide_cell] = "TD",    [element_figure] = "Figure"};
    bool heading = element->kind >= element_title && element->kind <= element_subheading;
    return heading ? headings[element->rank - 1] : names[element->kind];
}

void elements_say(const struct elements *elements, struct buf *out)
{
    digest_put_number(out, (int64_t)elements->len);
    for (size_t i = 0; i < elements->len; i++) {
        const struct element *element = &elements->items[i];
        const uint32_t known[] = {element->within, (uint32_t)element->kind << 8 | element->rank};
        buf_put(out, known, sizeof known);
    }
    for (size_t i = 0; i < elements->words.len; i++)
        digest_put_text(out, elements->words.items[i].text);
}

void elements_free(struct elements *elements)
{
    memory_free(elements->items);
    memory_free(elements->words.items);
    *elements = (struct elements){0};
}
