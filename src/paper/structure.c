#include "paper/structure.h"

#include "base/memory.h"
#include "base/utf8.h"

#include <string.h>

/* A marked content: the MARKth of page PAGE. */
struct content_place {
    uint32_t page, mark;
};

/* What has to do with one tree while it is written. Elements are numbered as the paper's are, 0 is the
 * whole. */
struct tree {
    const struct paper *paper;
    const struct structure_page *pages;
    size_t count;                /* of elements, with the whole */
    bool *used;                  /* whether something stands in it */
    uint32_t *numbers;           /* of its object; 0: it is left out */
    uint32_t *kids;              /* elements, those within one behind each other in their order, and … */
    size_t *first_kid;           /* … where those of each begin; one more says where the last end */
    struct content_place *marks; /* likewise the marked contents */
    size_t *first_mark;
};

static uint32_t within(const struct tree *tree, uint32_t element)
{
    return element_at(&tree->paper->elements, element)->within;
}

/* Notes which elements something stands in, and gives these their numbers from FIRST on. */
static void elements_choose(struct tree *tree, uint32_t first)
{
    const struct elements *elements = &tree->paper->elements;
    for (size_t p = 0; p < tree->paper->sheets.len; p++)
        for (size_t m = 0; m < tree->pages[p].marks.len; m++)
            tree->used[tree->pages[p].marks.items[m]] = true;
    tree->used[0] = true;
    for (uint32_t e = (uint32_t)tree->count; e-- > 1;)
        if (tree->used[e])
            tree->used[within(tree, e)] = true;
    for (uint32_t e = 0; e < tree->count; e++) {
        enum element_kind kind = e > 0 ? element_at(elements, e)->kind : element_section;
        bool cell = kind == element_cell || kind == element_column_head || kind == element_row_head;
        if (tree->used[e] || (cell && tree->used[within(tree, e)]))
            tree->numbers[e] = first++;
    }
}

/* Makes of counts, [I + 1] for element I, where those of each element begin. */
static void counts_sum(size_t *counts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        counts[i + 1] += counts[i];
}

static void kids_sort(struct tree *tree)
{
    size_t *next = memory_new(tree->count + 1, sizeof *next);
    for (uint32_t e = 1; e < tree->count; e++)
        tree->first_kid[within(tree, e) + 1] += tree->numbers[e] > 0;
    counts_sum(tree->first_kid, tree->count);
    memcpy(next, tree->first_kid, tree->count * sizeof *next);
    for (uint32_t e = 1; e < tree->count; e++)
        if (tree->numbers[e] > 0)
            tree->kids[next[within(tree, e)]++] = e;
    memory_free(next);
}

static void marks_sort(struct tree *tree)
{
    size_t *next = memory_new(tree->count + 1, sizeof *next), total = 0;
    for (size_t p = 0; p < tree->paper->sheets.len; p++, total++)
        for (size_t m = 0; m < tree->pages[p].marks.len; m++, total++)
            tree->first_mark[tree->pages[p].marks.items[m] + 1]++;
    counts_sum(tree->first_mark, tree->count);
    memcpy(next, tree->first_mark, tree->count * sizeof *next);
    tree->marks = memory_new(total + 1, sizeof *tree->marks);
    for (uint32_t p = 0; p < tree->paper->sheets.len; p++)
        for (uint32_t m = 0; m < tree->pages[p].marks.len; m++)
            tree->marks[next[tree->pages[p].marks.items[m]]++] = (struct content_place){p, m};
    memory_free(next);
}

/* TEXT as a string of UTF-16 in hexadecimal digits. */
static void put_string(struct buf *out, const char *text)
{
    buf_puts(out, "<FEFF");
    for (size_t len = strlen(text), n; len > 0; text += n, len -= n) {
        uint32_t code = 0;
        n = utf8_decode(text, len, &code);
        if (n == 0)
            break;
        if (code > 0xffff)
            buf_printf(out, "%04X%04X", 0xd800 + ((code - 0x10000) >> 10),
                       0xdc00 + ((code - 0x10000) & 0x3ff));
        else
            buf_printf(out, "%04X", code);
    }
    buf_putc(out, '>');
}

/* What a figure says, and where its boxes stand on PAGE, in points. */
static void put_figure(struct buf *out, const struct tree *tree, uint32_t element, uint32_t page)
{
    const struct sheet *sheet = &tree->paper->sheets.items[page];
    int32_t left = sheet->width, right = 0, top = sheet->height, bottom = 0;
    for (size_t i = 0; i < sheet->boxes.len; i++) {
        const struct sheet_box *box = &sheet->boxes.items[i];
        if (box->element != element)
            continue;
        left = box->x < left ? box->x : left;
        top = box->y < top ? box->y : top;
        right = box->x + box->width > right ? box->x + box->width : right;
        bottom = box->y + box->height > bottom ? box->y + box->height : bottom;
    }
    buf_puts(out, "/Alt");
    put_string(out, element_at(&tree->paper->elements, element)->text);
    buf_printf(out, "/A<</O/Layout/BBox[%d %d %d %d]>>", left / 1000, (sheet->height - bottom) / 1000,
               right / 1000 + 1, (sheet->height - top) / 1000 + 1);
}

/* KEY and the object NUMBER. */
static void put_reference(struct buf *out, const char *key, uint32_t number)
{
    buf_puts(out, key);
    buf_put_number(out, number);
    buf_puts(out, " 0 R");
}

/* What ELEMENT is made of: the elements within it, and its marked contents. */
static void put_kids(struct buf *out, const struct tree *tree, uint32_t element)
{
    const struct content_place *marks = tree->marks + tree->first_mark[element];
    size_t count = tree->first_mark[element + 1] - tree->first_mark[element];
    if (count > 0)
        put_reference(out, "/Pg ", tree->pages[marks[0].page].number);
    size_t kids = tree->first_kid[element + 1] - tree->first_kid[element];
    if (kids + count == 0)
        return;
    if (kids == 0 && count == 1) {
        buf_puts(out, "/K ");
        buf_put_number(out, marks[0].mark);
        return;
    }
    buf_puts(out, "/K[");
    for (size_t i = tree->first_kid[element]; i < tree->first_kid[element + 1]; i++)
        put_reference(out, " ", tree->numbers[tree->kids[i]]);
    for (size_t i = 0; i < count; i++)
        if (marks[i].page == marks[0].page)
            buf_printf(out, " %u", marks[i].mark);
        else
            buf_printf(out, "<</Type/MCR/Pg %u 0 R/MCID %u>>", tree->pages[marks[i].page].number,
                       marks[i].mark);
    buf_putc(out, ']');
}

static void element_write(struct file *file, const struct tree *tree, uint32_t element, uint32_t root)
{
    struct buf *out = file_object(file, tree->numbers[element]);
    if (element == 0) {
        put_reference(out, "<</S/Document/P ", root);
    } else {
        const struct element *it = element_at(&tree->paper->elements, element);
        buf_puts(out, "<</S/");
        buf_puts(out, element_name(it));
        put_reference(out, "/P ", tree->numbers[it->within]);
        if (it->kind == element_column_head || it->kind == element_row_head)
            buf_puts(out, it->kind == element_column_head ? "/A<</O/Table/Scope/Column>>"
                                                          : "/A<</O/Table/Scope/Row>>");
        if (it->kind == element_figure)
            put_figure(out, tree, element, tree->marks[tree->first_mark[element]].page);
    }
    put_kids(out, tree, element);
    buf_puts(out, ">>");
}

/* The root, and whose each page's marked contents are. */
static void root_write(struct file *file, const struct tree *tree, uint32_t root)
{
    size_t pages = tree->paper->sheets.len;
    uint32_t first = file_free_number(file);
    for (size_t p = 0; p < pages; p++) {
        struct buf *out = file_object(file, file_free_number(file));
        const struct content_marks *marks = &tree->pages[p].marks;
        buf_putc(out, '[');
        for (size_t m = 0; m < marks->len; m++)
            put_reference(out, " ", tree->numbers[marks->items[m]]);
        buf_putc(out, ']');
    }
    struct buf *out = file_object(file, root);
    buf_printf(out, "<</Type/StructTreeRoot/K %u 0 R/ParentTreeNextKey %zu/ParentTree<</Nums[",
               tree->numbers[0], pages);
    for (size_t p = 0; p < pages; p++)
        buf_printf(out, "%zu %u 0 R ", p, first + (uint32_t)p);
    buf_puts(out, "]>>>>");
}

void structure_write(struct file *file, const struct paper *paper, const struct structure_page *pages,
                     uint32_t root)
{
    size_t count = paper->elements.len + 1;
    struct tree tree = {.paper = paper,
                        .pages = pages,
                        .count = count,
                        .used = memory_new(count, sizeof *tree.used),
                        .numbers = memory_new(count, sizeof *tree.numbers),
                        .kids = memory_new(count, sizeof *tree.kids),
                        .first_kid = memory_new(count + 1, sizeof *tree.first_kid),
                        .first_mark = memory_new(count + 1, sizeof *tree.first_mark)};
    elements_choose(&tree, file_free_number(file));
    kids_sort(&tree);
    marks_sort(&tree);
    for (uint32_t e = 0; e < count; e++)
        if (tree.numbers[e] > 0)
            element_write(file, &tree, e, root);
    root_write(file, &tree, root);
    memory_free(tree.used);
    memory_free(tree.numbers);
    memory_free(tree.kids);
    memory_free(tree.first_kid);
    memory_free(tree.marks);
    memory_free(tree.first_mark);
}
