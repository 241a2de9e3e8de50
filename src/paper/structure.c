#include "paper/structure.h"

#include "base/memory.h"

#include <string.h>

#define put(out, literal) buf_put((out), (literal), sizeof(literal) - 1)

/* A marked content: the MARKth of page PAGE. */
struct content_place {
    uint32_t page, mark;
};

/* What has to do with one tree while it is written. Elements are numbered as the paper's are, 0 is the whole.
 */
struct tree {
    const struct paper *paper;
    const struct structure_page *pages;
    uint32_t count;              /* of elements, with the whole */
    uint32_t *numbers;           /* of their objects; 0: it is left out */
    struct content_place *marks; /* those of one element behind each other in their order, and … */
    uint32_t *first_mark;        /* … where those of each begin; one more says where the last end */
};

static uint32_t within(const struct tree *tree, uint32_t element)
{
    return element_at(&tree->paper->elements, element)->within;
}

/* Gives numbers to those elements in which something stands. */
static void elements_choose(struct file *file, struct tree *tree)
{
    const struct elements *elements = &tree->paper->elements;
    uint32_t *numbers = tree->numbers, chosen = 1;
    for (size_t p = 0; p < tree->paper->sheets.len; p++)
        for (size_t m = 0; m < tree->pages[p].marks.len; m++)
            numbers[tree->pages[p].marks.items[m]] = 1;
    for (uint32_t e = tree->count; e-- > 1;)
        if (numbers[e])
            numbers[within(tree, e)] = 1;
    for (uint32_t e = 1; e < tree->count; e++) {
        int kind = element_at(elements, e)->kind;
        bool cell = kind == element_cell || kind == element_column_head || kind == element_row_head;
        if (numbers[e] || (cell && numbers[within(tree, e)]))
            numbers[e] = ++chosen;
    }
    numbers[0] = 1;
    uint32_t before = file_reserve(file, chosen) - 1;
    for (uint32_t e = 0; e < tree->count; e++)
        numbers[e] += numbers[e] > 0 ? before : 0;
}

static void marks_sort(struct tree *tree)
{
    uint32_t *first = tree->first_mark;
    for (size_t p = 0; p < tree->paper->sheets.len; p++)
        for (size_t m = 0; m < tree->pages[p].marks.len; m++)
            first[tree->pages[p].marks.items[m] + 2]++;
    for (uint32_t e = 0; e <= tree->count; e++)
        first[e + 1] += first[e];
    tree->marks = memory_new((size_t)first[tree->count + 1] + 1, sizeof *tree->marks);
    for (uint32_t p = 0; p < tree->paper->sheets.len; p++)
        for (uint32_t m = 0; m < tree->pages[p].marks.len; m++)
            tree->marks[first[tree->pages[p].marks.items[m] + 1]++] = (struct content_place){p, m};
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
    put(out, "/Alt");
    file_put_text(out, element_text(&tree->paper->elements, element));
    buf_printf(out, "/A<</O/Layout/BBox[%d %d %d %d]>>", left / 1000, (sheet->height - bottom) / 1000,
               right / 1000 + 1, (sheet->height - top) / 1000 + 1);
}

/* KEY and the object NUMBER. There are some for each cell of a table: they are written where they belong. */
static void put_keyed(struct buf *out, const char *key, size_t len, uint32_t number)
{
    static const char behind[] = " 0 R";
    char digits[16], *end = digits + sizeof digits, *first = end;
    do
        *--first = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    char *at = buf_reserve(out, len + sizeof digits + sizeof behind);
    memcpy(at, key, len);
    memcpy(at + len, first, (size_t)(end - first));
    memcpy(at + len + (end - first), behind, sizeof behind);
    out->len += len + (size_t)(end - first) + sizeof behind - 1;
}

#define put_reference(out, key, number) put_keyed((out), (key), sizeof(key) - 1, (number))

/* The elements within ELEMENT. */
static void put_within(struct buf *out, const struct tree *tree, uint32_t element)
{
    for (uint32_t e = element + 1; e < tree->count && within(tree, e) >= element; e++)
        if (within(tree, e) == element && tree->numbers[e] > 0)
            put_reference(out, " ", tree->numbers[e]);
}

/* What ELEMENT is made of: marked contents, or the elements within it. */
static void put_kids(struct buf *out, const struct tree *tree, uint32_t element)
{
    const struct content_place *marks = tree->marks + tree->first_mark[element];
    uint32_t count = tree->first_mark[element + 1] - tree->first_mark[element];
    if (count > 0)
        put_reference(out, "/Pg ", tree->pages[marks[0].page].number);
    if (count == 1) {
        put(out, "/K ");
        buf_put_number(out, marks[0].mark);
        return;
    }
    bool inner = element + 1 < tree->count && within(tree, element + 1) == element;
    if (count == 0 && !inner)
        return;
    put(out, "/K[");
    put_within(out, tree, element);
    for (uint32_t i = 0; i < count; i++)
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
        put(out, "<</S/");
        buf_puts(out, element_name(it));
        put_reference(out, "/P ", tree->numbers[it->within]);
        if (it->kind == element_column_head || it->kind == element_row_head)
            buf_printf(out, "/A<</O/Table/Scope/%s>>", it->kind == element_column_head ? "Column" : "Row");
        if (it->kind == element_wide_cell)
            buf_printf(out, "/A<</O/Table/ColSpan %d>>", it->rank);
        if (it->kind == element_figure)
            put_figure(out, tree, element, tree->marks[tree->first_mark[element]].page);
    }
    put_kids(out, tree, element);
    put(out, ">>");
}

/* The root, and whose each page's marked contents are. */
static void root_write(struct file *file, const struct tree *tree, uint32_t root)
{
    size_t pages = tree->paper->sheets.len;
    uint32_t first = file_reserve(file, pages);
    for (size_t p = 0; p < pages; p++) {
        struct buf *out = file_object(file, first + (uint32_t)p);
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
    put(out, "]>>>>");
}

void structure_write(struct file *file, const struct paper *paper, const struct structure_page *pages,
                     uint32_t root)
{
    uint32_t count = (uint32_t)paper->elements.len + 1;
    struct tree tree = {.paper = paper,
                        .pages = pages,
                        .count = count,
                        .numbers = memory_new(count, sizeof *tree.numbers),
                        .first_mark = memory_new((size_t)count + 2, sizeof *tree.first_mark)};
    elements_choose(file, &tree);
    marks_sort(&tree);
    for (uint32_t e = 0; e < count; e++)
        if (tree.numbers[e] > 0)
            element_write(file, &tree, e, root);
    root_write(file, &tree, root);
    memory_free(tree.numbers);
    memory_free(tree.marks);
    memory_free(tree.first_mark);
}
