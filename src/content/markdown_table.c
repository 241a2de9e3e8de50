/* Tables between bars: | a | b |, a second line of dashes, then rows. cmark knows none, so a paragraph that
 * looks like one is made into blocks that write their own tags. */
#include "base/memory.h"
#include "content/markdown_parts.h"
#include "template/template.h"

#include <string.h>

enum { most_columns = 16 };

struct table {
    cmark_node *rows;           /* where rows go */
    cmark_node *row;            /* NULL between rows */
    cmark_node *cell;           /* NULL between cells */
    char *labels[most_columns]; /* of the columns, escaped */
    size_t columns;             /* of the heading */
    size_t column;              /* cells of the row so far */
    bool heading;               /* the first row is being read */
};

static cmark_node *block(cmark_node *parent, const char *enter, const char *exit)
{
    cmark_node *node = cmark_node_new_with_mem(CMARK_NODE_CUSTOM_BLOCK, markdown_memory());
    cmark_node_set_on_enter(node, enter);
    cmark_node_set_on_exit(node, exit);
    cmark_node_append_child(parent, node);
    return node;
}

static void open_cell(struct table *t)
{
    struct buf tag = {0};
    if (t->heading)
        buf_puts(&tag, "<th scope=\"col\" role=\"columnheader\">");
    else
        buf_printf(&tag, "<td role=\"cell\" data-label=\"%s\">",
                   t->column < t->columns && t->labels[t->column] ? t->labels[t->column] : "");
    t->cell = block(t->row, buf_text(&tag), t->heading ? "</th>" : "</td>");
    t->column++;
    buf_free(&tag);
}

/* Trims the cell's outer blanks; keeps what a heading says for the cells below it. */
static void close_cell(struct table *t)
{
    if (!t->cell)
        return;
    cmark_node *last = cmark_node_last_child(t->cell);
    if (last && cmark_node_get_type(last) == CMARK_NODE_TEXT) {
        struct buf text = {0};
        buf_puts(&text, cmark_node_get_literal(last));
        while (text.len && text.data[text.len - 1] == ' ')
            buf_cut(&text, text.len - 1);
        cmark_node_set_literal(last, buf_text(&text));
        buf_free(&text);
    }
    if (t->heading && t->column <= most_columns) {
        struct buf said = {0}, escaped = {0};
        markdown_plain(t->cell, &said);
        for (size_t i = 0; i < said.len; i++)
            if (said.data[i] == markdown_bar)
                said.data[i] = '|';
        template_escape(&escaped, buf_text(&said), said.len);
        t->labels[t->column - 1] = buf_take(&escaped);
        t->columns = t->column;
        buf_free(&said);
    }
    t->cell = NULL;
}

static void put_text(struct table *t, const char *text, size_t len)
{
    if (!t->cell) {
        while (len && *text == ' ') {
            text++;
            len--;
        }
    }
    if (!len)
        return;
    if (!t->cell)
        open_cell(t);
    struct buf part = {0};
    buf_put(&part, text, len);
    cmark_node *node = cmark_node_new_with_mem(CMARK_NODE_TEXT, markdown_memory());
    cmark_node_set_literal(node, buf_text(&part));
    cmark_node_append_child(t->cell, node);
    buf_free(&part);
}

/* A text of a row: bars end cells; the first bar of a row begins the first. */
static void read_text(struct table *t, const char *text)
{
    if (!t->row) {
        t->row = block(t->rows, "<tr role=\"row\">", "</tr>");
        t->column = 0;
        if (*text == '|')
            text++;
    }
    const char *bar;
    while ((bar = strchr(text, '|'))) {
        put_text(t, text, (size_t)(bar - text));
        if (!t->cell)
            open_cell(t);
        close_cell(t);
        text = bar + 1;
    }
    put_text(t, text, strlen(text));
}

/* Ends a row: one with too few cells gets empty ones. */
static void end_row(struct table *t)
{
    close_cell(t);
    while (t->row && !t->heading && t->column < t->columns)
        open_cell(t);
    t->cell = NULL;
    t->row = NULL;
}

/* Whether the inline NODE says only dashes, bars, colons and blanks, as the second line of a table does. */
static bool is_rule(cmark_node *node)
{
    if (!node || cmark_node_get_type(node) != CMARK_NODE_TEXT)
        return false;
    const char *said = cmark_node_get_literal(node);
    return said[0] == '|' && strstr(said, "--") && said[strspn(said, "|-: ")] == '\0';
}

static bool ends_line(cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    return type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK;
}

/* The inline that is the rule of the table PARAGRAPH; NULL where it is none. */
static cmark_node *find_rule(cmark_node *paragraph)
{
    cmark_node *first = cmark_node_first_child(paragraph);
    if (!first || cmark_node_get_type(first) != CMARK_NODE_TEXT || cmark_node_get_literal(first)[0] != '|')
        return NULL;
    for (cmark_node *node = first; node; node = cmark_node_next(node))
        if (ends_line(node))
            return is_rule(cmark_node_next(node)) ? cmark_node_next(node) : NULL;
    return NULL;
}

/* Has the literal of NODE say AS where a bar is hidden. */
static void show_bars(cmark_node *node, const char *as)
{
    const char *literal = cmark_node_get_literal(node);
    if (!literal || !strchr(literal, markdown_bar))
        return;
    struct buf text = {0};
    for (const char *at = literal; *at; at++)
        if (*at == markdown_bar)
            buf_puts(&text, as);
        else
            buf_putc(&text, *at);
    cmark_node_set_literal(node, buf_text(&text));
    buf_free(&text);
}

void markdown_hide_bars(const char *text, struct buf *out)
{
    bool row = false;
    for (const char *at = text; *at; at++) {
        if (at == text || at[-1] == '\n')
            row = at[strspn(at, " ")] == '|';
        if (row && at[0] == '\\' && at[1] == '|') {
            buf_putc(out, markdown_bar);
            at++;
        } else {
            buf_putc(out, *at);
        }
    }
}

void markdown_show_bars(cmark_node *root)
{
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;)
        if (event == CMARK_EVENT_ENTER) {
            cmark_node *node = cmark_iter_get_node(iter);
            show_bars(node, cmark_node_get_type(node) == CMARK_NODE_TEXT ? "|" : "\\|");
        }
    cmark_iter_free(iter);
}

void markdown_table(cmark_node *paragraph)
{
    cmark_node *rule = find_rule(paragraph);
    cmark_node *parent = cmark_node_parent(paragraph);
    if (!rule || cmark_node_get_type(parent) == CMARK_NODE_ITEM)
        return;
    struct table t = {.heading = true};
    cmark_node *whole = cmark_node_new_with_mem(CMARK_NODE_CUSTOM_BLOCK, markdown_memory());
    cmark_node_set_on_enter(whole, "<table class=\"cards\" role=\"table\">");
    cmark_node_set_on_exit(whole, "</table>");
    cmark_node_insert_before(paragraph, whole);
    t.rows = block(whole, "<thead role=\"rowgroup\">", "</thead>");
    cmark_node *node, *next;
    for (node = cmark_node_first_child(paragraph); node; node = next) {
        next = cmark_node_next(node);
        cmark_node_type type = cmark_node_get_type(node);
        if (node == rule) {
            t.heading = false;
            t.rows = block(whole, "<tbody role=\"rowgroup\">", "</tbody>");
        } else if (ends_line(node)) {
            end_row(&t);
        } else if (type == CMARK_NODE_TEXT) {
            read_text(&t, cmark_node_get_literal(node));
        } else {
            if (!t.row)
                read_text(&t, "");
            if (!t.cell)
                open_cell(&t);
            if (type == CMARK_NODE_CODE)
                show_bars(node, "|");
            cmark_node_append_child(t.cell, node);
        }
    }
    end_row(&t);
    for (size_t i = 0; i < most_columns; i++)
        memory_free(t.labels[i]);
    cmark_node_unlink(paragraph);
    cmark_node_free(paragraph);
}
