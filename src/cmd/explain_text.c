#include "cmd/explain_text.h"

#include "base/utf8.h"
#include "view/explained.h"

#include <string.h>

enum {
    text_columns = 64, /* of a step's sentence, before the place stands beside it */
    line_columns = 60  /* of what an account's line is for */
};

static int columns_of(const char *text)
{
    return utf8_columns(text, strlen(text));
}

/* TEXT without what could control the terminal. */
static void put_clean(struct buf *out, const char *text)
{
    size_t len = strlen(text);
    for (size_t at = 0; at < len;) {
        uint32_t code;
        size_t bytes = utf8_decode(text + at, len - at, &code);
        bool control = bytes == 0 || code < 0x20 || (code >= 0x7F && code < 0xA0);
        if (control)
            buf_put_utf8(out, code == '\n' || code == '\t' ? ' ' : 0xFFFD);
        else
            buf_put(out, text + at, bytes);
        at += bytes ? bytes : 1;
    }
}

static void put_padding(struct buf *out, int columns)
{
    if (columns > 0)
        buf_fill(out, ' ', (size_t)columns);
}

/* TEXT in COLUMNS columns, at their right end where RIGHT. */
static void put_cell(struct buf *out, const char *text, int columns, bool right)
{
    if (right)
        put_padding(out, columns - columns_of(text));
    put_clean(out, text);
    if (!right)
        put_padding(out, columns - columns_of(text));
}

/* Whether the steps of a section are lines of an account, with columns. */
static bool is_account(const struct section *section)
{
    return section->kind == section_account || section->kind == section_share ||
           section->kind == section_book;
}

/* What stands before a step: its number, or a stroke where it is a detail of the one before. */
static void put_number(struct buf *out, const struct step *step, unsigned *number)
{
    if (explain_below(step->kind))
        buf_puts(out, "       - ");
    else
        buf_printf(out, "%4u. ", ++*number);
}

static void put_steps(const struct view *view, const struct explanation *explanation,
                      const struct section *section, unsigned *number, struct arena *arena, struct buf *out)
{
    for (uint32_t i = section->first; i < section->first + section->len; i++) {
        const struct step *step = &explanation->steps[i];
        const char *sentence = explained_step(view, arena, step);
        if (!sentence)
            continue;
        int indent = explain_below(step->kind) ? 9 : 6;
        put_number(out, step, number);
        put_cell(out, sentence, text_columns + 6 - indent, false);
        if (columns_of(sentence) > text_columns + 6 - indent) {
            buf_putc(out, '\n');
            put_padding(out, text_columns + 6);
        }
        buf_puts(out, "  ");
        put_clean(out, explained_place(view, arena, step));
        buf_putc(out, '\n');
    }
}

struct widths {
    int text, amount, balance;
};

static int wider(int columns, const char *text)
{
    int own = columns_of(text);
    return own > columns ? own : columns;
}

static void put_account(const struct view *view, const struct explanation *explanation,
                        const struct section *section, unsigned *number, struct arena *arena, struct buf *out)
{
    struct widths widths = {0, 0, 0};
    for (uint32_t i = section->first; i < section->first + section->len; i++) {
        struct explained_line line = explained_line(view, arena, &explanation->steps[i]);
        const char *text = explained_step(view, arena, &explanation->steps[i]);
        if (columns_of(text) <= line_columns)
            widths.text = wider(widths.text, text);
        widths.amount = wider(widths.amount, line.amount);
        widths.balance = wider(widths.balance, line.balance);
    }
    for (uint32_t i = section->first; i < section->first + section->len; i++) {
        const struct step *step = &explanation->steps[i];
        struct explained_line line = explained_line(view, arena, step);
        const char *text = explained_step(view, arena, step);
        put_number(out, step, number);
        put_cell(out, line.date, 12, false);
        put_cell(out, text, widths.text, false);
        if (columns_of(text) > widths.text) {
            buf_putc(out, '\n');
            put_padding(out, 18 + widths.text);
        }
        buf_puts(out, "  ");
        put_cell(out, line.amount, widths.amount, true);
        buf_puts(out, "  ");
        put_cell(out, line.balance, widths.balance, true);
        buf_puts(out, "  ");
        put_clean(out, explained_place(view, arena, step));
        buf_putc(out, '\n');
    }
}

void explain_text(const struct view *view, const struct explanation *explanation, struct buf *out)
{
    struct arena arena = {0};
    unsigned number = 0;
    put_clean(out, explained_heading(view, &arena, explanation));
    buf_putc(out, '\n');
    for (uint32_t i = 0; i < explanation->sections_len; i++) {
        const struct section *section = &explanation->sections[i];
        buf_putc(out, '\n');
        put_clean(out, explained_section(view, &arena, section));
        buf_putc(out, '\n');
        if (is_account(section))
            put_account(view, explanation, section, &number, &arena, out);
        else
            put_steps(view, explanation, section, &number, &arena, out);
    }
    arena_free(&arena);
}
