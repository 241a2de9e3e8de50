/* Single values, and lists of them: what each may be, and what is said of one that is not. */
#include "yaml/schema_values.h"

#include "base/date.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "base/points.h"
#include "base/private.h"
#include "base/utf8.h"
#include "yaml/likely.h"
#include "yaml/slip.h"

#include <stdio.h>
#include <string.h>

enum { longest_id = 64 };

bool value_wrong_type(struct schema_reader *r, const struct node *node, enum node_kind wanted)
{
    static const char *const messages[3][3] = {
        {N_("a single value is wanted here"), N_("a list stands where a single value is wanted"),
         N_("a mapping stands where a single value is wanted")},
        {N_("a single value stands where a list is wanted"), N_("a list is wanted here"),
         N_("a mapping stands where a list is wanted")},
        {N_("a single value stands where a mapping (key: value) is wanted"),
         N_("a list stands where a mapping (key: value) is wanted"), N_("a mapping is wanted here")},
    };
    diag_error(r->diags, node->place, "bad-type", messages[wanted][node->kind], NULL);
    return false;
}

bool expect_scalar(struct schema_reader *r, const struct node *node)
{
    return node->kind == node_scalar || value_wrong_type(r, node, node_scalar);
}

/* Reports a slip in a scalar that is no NUMBER (or else id) or word; false: it has none. */
static bool report_slip_as(struct schema_reader *r, const struct node *node, bool number)
{
    struct slip slip;
    bool found = !node->block && (number ? slip_in_decimal(node->text, node->length, &slip)
                                         : slip_in_ids(node->text, node->length, &slip));
    if (!found && (node->block || !slip_in_value(node->text, node->length, &slip)))
        return false;
    slip_report(&slip, node_text_place(node), node->text, "bad-value", r->diags);
    return true;
}

static bool report_slip(struct schema_reader *r, const struct node *node)
{
    return report_slip_as(r, node, true);
}

/* A text of several lines that a mark was meant to announce which is none. */
static bool report_block(struct schema_reader *r, const struct node *node)
{
    static const char *const marks[] = {"｜", "＞", "丨", "│", "∣", "︱"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks && node->plain; i++) {
        size_t len = strlen(marks[i]);
        if (strncmp(node->text, marks[i], len) != 0 || (node->text[len] && node->text[len] != ' '))
            continue;
        diag_error(r->diags, node->place, "bad-value",
                   N_("{1} does not begin a text of several lines: write the half-width {2} in its place"),
                   marks[i], i == 1 ? ">" : "|", NULL);
        return true;
    }
    return false;
}

/* An invisible character in TEXT, as the record format lists them; 0 if there is none. */
static uint32_t invisible(const char *text, size_t len, bool line)
{
    for (size_t i = 0; i < len;) {
        uint32_t c;
        size_t n = utf8_decode(text + i, len - i, &c);
        if (n == 0)
            return 0xFFFD;
        if (utf8_hidden(c) && (line || (c != '\n' && c != '\t')))
            return c ? c : 0x110000; /* U+0000 is one too */
        i += n;
    }
    return 0;
}

bool value_read_text(struct schema_reader *r, const struct node *node, bool line, const char **text)
{
    if (!expect_scalar(r, node))
        return false;
    if (node->length == 0) {
        diag_error(r->diags, node->place, "bad-value", N_("the text is empty"), NULL);
        return false;
    }
    if (report_block(r, node))
        return false;
    uint32_t c = invisible(node->text, node->length, line);
    if (c == '\n' || c == '\t') {
        diag_error(r->diags, node->place, "bad-value",
                   N_("one line is wanted here, without line breaks or tabs"), NULL);
        return false;
    }
    if (c) {
        char code[16];
        snprintf(code, sizeof code, "U+%04X", c == 0x110000 ? 0u : (unsigned)c);
        diag_error(r->diags, node->place, "bad-value",
                   N_("the text holds the invisible character {1}; delete it"), code, NULL);
        return false;
    }
    if (node->cut)
        diag_warning(
            r->diags, node->place, "text-cut",
            N_("the text ends before \" #\", and what follows is left out as a comment: put the text in "
               "quotes if it belongs to it, or a blank behind # if not"),
            NULL);
    *text = private_replaced(r->arena, node->text, node->length, node->place, false, r->diags);
    return true;
}

bool read_line(struct schema_reader *r, const struct node *node, const char **line)
{
    return value_read_text(r, node, true, line);
}

bool id_valid(const char *text, size_t len)
{
    if (len < 1 || len > longest_id)
        return false;
    for (size_t i = 0; i < len; i++) {
        char c = text[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letter && (i == 0 || (c != '.' && c != '_' && c != '-')))
            return false;
        if (c == '.' && i && text[i - 1] == '.')
            return false;
    }
    return true;
}

const char read_id_message[] =
    N_("\"{1}\" is no id: an id is 1 to 64 of a-z A-Z 0-9 . _ - and begins with a letter or digit");

bool read_id(struct schema_reader *r, const struct node *node, const char **id)
{
    if (!expect_scalar(r, node))
        return false;
    if (!id_valid(node->text, node->length)) {
        if (!report_slip_as(r, node, false))
            diag_error(r->diags, node->place, "bad-value", read_id_message, node->text,
                       r->field ? r->field : "", NULL);
        return false;
    }
    *id = node->text;
    return true;
}

bool read_date(struct schema_reader *r, const struct node *node, int32_t *date)
{
    if (!expect_scalar(r, node))
        return false;
    if (!date_parse(node->text, node->length, date)) {
        struct slip slip;
        if (slip_in_date(node->text, node->length, &slip))
            slip_report(&slip, node->place, node->text, "bad-value", r->diags);
        else
            diag_error(r->diags, node->place, "bad-value",
                       N_("\"{1}\" is no date: write year-month-day, such as 2026-03-05"), node->text, NULL);
        return false;
    }
    return true;
}

bool read_points(struct schema_reader *r, const struct node *node, int64_t *points)
{
    int64_t value;
    if (!expect_scalar(r, node))
        return false;
    if (!points_parse(node->text, node->length, &value)) {
        if (!report_slip(r, node))
            diag_error(
                r->diags, node->place, "bad-value",
                N_("\"{1}\" is no number of points: write digits with at most two after the point, such "
                   "as 2 or 0.5"),
                node->text, NULL);
        return false;
    }
    if (value > points_value_max || value < -points_value_max) {
        diag_error(r->diags, node->place, "bad-value",
                   N_("\"{1}\" is out of bounds: at most 1000000 points either way"), node->text, NULL);
        return false;
    }
    *points = value;
    return true;
}

/* Points within bounds given in whole points. */
bool value_read_points_within(struct schema_reader *r, const struct node *node, const struct field *f,
                              int64_t *points)
{
    int64_t value;
    if (!read_points(r, node, &value))
        return false;
    if ((f->min || f->max) && (value < f->min * points_one || value > f->max * points_one)) {
        char min[points_text_size], max[points_text_size];
        points_format(f->min * points_one, min);
        points_format(f->max * points_one, max);
        diag_error(r->diags, node->place, "bad-value", N_("\"{1}\" is out of bounds: {2} to {3}"), node->text,
                   min, max, NULL);
        return false;
    }
    *points = value;
    return true;
}

bool value_read_quantity(struct schema_reader *r, const struct node *node, int64_t *quantity)
{
    int64_t value;
    if (!expect_scalar(r, node))
        return false;
    if (!points_parse(node->text, node->length, &value) || value <= 0 || value > 10000 * points_one) {
        if (!report_slip(r, node))
            diag_error(
                r->diags, node->place, "bad-value",
                N_("\"{1}\" is no quantity: write digits, more than 0 and at most 10000, with at most two "
                   "after the point"),
                node->text, NULL);
        return false;
    }
    *quantity = value;
    return true;
}

bool read_whole(struct schema_reader *r, const struct node *node, int64_t min, int64_t max, int64_t *number)
{
    if (!expect_scalar(r, node))
        return false;
    const char *text = node->text;
    bool negative = text[0] == '-';
    size_t i = text[0] == '-' || text[0] == '+' ? 1 : 0, start = i;
    int64_t value = 0;
    for (; i < node->length && text[i] >= '0' && text[i] <= '9' && value < INT64_C(1000000000000); i++)
        value = value * 10 + (text[i] - '0');
    if (negative)
        value = -value;
    if (i == start || i != node->length || value < min || value > max) {
        if (report_slip(r, node))
            return false;
        char low[32], high[32];
        snprintf(low, sizeof low, "%lld", (long long)min);
        snprintf(high, sizeof high, "%lld", (long long)max);
        diag_error(r->diags, node->place, "bad-value", N_("\"{1}\" is no whole number from {2} to {3}"), text,
                   low, high, NULL);
        return false;
    }
    *number = value;
    return true;
}

static size_t count_words(const struct word *words)
{
    size_t count = 0;
    while (words[count].name)
        count++;
    return count;
}

bool read_word(struct schema_reader *r, const struct node *node, const struct word *words, int *word)
{
    if (!expect_scalar(r, node))
        return false;
    *word = word_find(words, node->text, node->length);
    if (*word >= 0)
        return true;
    if (report_slip(r, node))
        return false;
    if (diag_counts_only(r->diags, node->place)) {
        diag_error(r->diags, node->place, "bad-value", N_("\"{1}\" is none of {2}"), node->text, "", NULL);
        return false;
    }
    struct buf all = {0};
    word_list(words, node->text, &all);
    size_t count = count_words(words);
    const char **names = memory_new(count, sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = text_chinese(node->text) ? words[i].zh : words[i].name;
    const char *near = nearest_word(node->text, names, count);
    memory_free(names);
    if (word_likely(words, node->text) >= 0) {
        const struct word *likely = &words[word_likely(words, node->text)];
        near = text_chinese(node->text) ? likely->zh : likely->name;
    }
    if (near)
        diag_error(r->diags, node->place, "bad-value", N_("\"{1}\" is none of {2}; did you mean \"{3}\"?"),
                   node->text, buf_text(&all), near, NULL);
    else
        diag_error(r->diags, node->place, "bad-value", N_("\"{1}\" is none of {2}"), node->text,
                   buf_text(&all), NULL);
    buf_free(&all);
    return false;
}

bool value_read_flag(struct schema_reader *r, const struct node *node, bool *flag)
{
    int word;
    if (!read_word(r, node, flag_words, &word))
        return false;
    *flag = word == 1;
    return true;
}

/* --- lists */

bool read_each(struct schema_reader *r, const struct node *node, item_reader *item, void *context)
{
    if (node->kind != node_list)
        return item(r, node, context);
    bool right = true;
    for (const struct node *i = node_first(node); i; i = i->next)
        right = item(r, i, context) && right;
    return right;
}

struct string_list {
    struct strings *strings;
    bool ids;
};

static bool read_string(struct schema_reader *r, const struct node *item, void *context)
{
    struct string_list *list = context;
    const char *text;
    if (!(list->ids ? read_id(r, item, &text) : read_line(r, item, &text)))
        return false;
    list->strings->nodes[list->strings->len] = item;
    if (list->strings->texts)
        list->strings->texts[list->strings->len] = text;
    list->strings->len++;
    return true;
}

bool read_strings(struct schema_reader *r, const struct node *node, bool ids, struct strings *strings)
{
    uint32_t count = node->kind == node_list ? node->count : 1;
    strings->list = node->kind == node_list;
    strings->nodes = arena_new(r->arena, const struct node *, count);
    strings->texts = ids ? NULL : arena_new(r->arena, const char *, count);
    strings->len = 0;
    struct string_list list = {.strings = strings, .ids = ids};
    return read_each(r, node, read_string, &list);
}
