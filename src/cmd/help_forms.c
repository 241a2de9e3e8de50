#include "cmd/help_forms.h"

#include "cmd/help_parts.h"

#include <string.h>

/* --- roff */

/* Bytes of a mark of Chinese at TEXT that a line may end behind; 0 where none stands there. */
static size_t mark_length(const char *text)
{
    static const char *const marks[] = {"、", "，", "；", "：", "。", "）"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strncmp(text, marks[i], strlen(marks[i])) == 0)
            return strlen(marks[i]);
    return 0;
}

/*
 * TEXT, a line, as roff: nothing in it is a request or an escape, and what is typed can be searched for.
 * Lines may end behind marks of Chinese, also before letters: groff knows no break there, and never ends
 * where none is for a whole line.
 */
static void put_roff(struct buf *out, const char *text)
{
    static const char ellipsis[] = "…";
    if (*text == '.' || *text == '\'')
        buf_puts(out, "\\&");
    for (; *text; text++)
        if (*text == '-')
            buf_puts(out, "\\-");
        else if (*text == '\\')
            buf_puts(out, "\\e");
        else if (!say_chinese() && strncmp(text, ellipsis, strlen(ellipsis)) == 0) {
            buf_puts(out, "...");
            text += strlen(ellipsis) - 1;
        } else if (mark_length(text)) {
            buf_put(out, text, mark_length(text));
            buf_puts(out, "\\:");
            text += mark_length(text) - 1;
        } else
            buf_putc(out, *text);
}

static void put_line(struct buf *out, const char *text)
{
    put_roff(out, text);
    buf_putc(out, '\n');
}

void help_manual(struct buf *out, const struct command *const *commands, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buf_printf(out, ".TP\n.BR gongshi\\-%s (1)\n", commands[i]->name);
        put_line(out, _(commands[i]->line));
    }
}

/* The head of a section. */
static void put_section(struct buf *out, const char *head)
{
    buf_printf(out, ".SH \"%s\"\n", head);
}

/* The options and operands of COMMAND, each with what it is for. */
static void put_manual_options(struct buf *out, const struct command *command)
{
    struct buf words = {0};
    put_section(out, _("OPERANDS AND OPTIONS"));
    for (const struct option *o = command->options; o->name; o++) {
        words.len = 0;
        help_words(&words, o);
        buf_puts(out, ".TP\n.B ");
        put_line(out, buf_text(&words));
        words.len = 0;
        help_for(&words, o);
        put_line(out, buf_text(&words));
    }
    buf_free(&words);
}

/* How a command is called, USE; what stands in brackets stays on one line. */
static void put_synopsis(struct buf *out, const char *use)
{
    struct buf line = {0};
    int depth = 0;
    put_roff(&line, use);
    for (const char *p = buf_text(&line); *p; p++) {
        depth += (*p == '[') - (*p == ']');
        buf_puts(out, *p == ' ' && depth ? "\\" : "");
        buf_putc(out, *p);
    }
    buf_putc(out, '\n');
    buf_free(&line);
}

/* TEXT in capitals, as the head of a page has it. */
static void put_capitals(struct buf *out, const char *text)
{
    for (; *text; text++)
        buf_putc(out, *text >= 'a' && *text <= 'z' ? (char)(*text - 'a' + 'A') : *text);
}

void help_manual_page(struct buf *out, const struct command *command)
{
    struct buf use = {0};
    help_use(&use, command);
    buf_puts(out, ".TH GONGSHI\\-");
    put_capitals(out, command->name);
    buf_printf(out, " 1 \"\" \"gongshi\" \"%s\"\n", _("User commands"));
    buf_puts(out, say_chinese() ? ".ad l\n" : ""); /* blanks between words are few, and would become wide */
    put_section(out, _("NAME"));
    buf_printf(out, "gongshi\\-%s \\- ", command->name);
    put_line(out, _(command->line));
    put_section(out, _("SYNOPSIS"));
    put_synopsis(out, buf_text(&use));
    put_section(out, _("DESCRIPTION"));
    put_line(out, _(command->text));
    put_manual_options(out, command);
    put_section(out, _("EXIT STATUS"));
    put_line(out, help_status(command));
    put_section(out, _("EXAMPLES"));
    buf_puts(out, ".nf\n");
    for (size_t i = 0; i < most_examples && command->examples[i]; i++)
        put_line(out, command->examples[i]);
    buf_puts(out, ".fi\n");
    put_section(out, _("SEE ALSO"));
    buf_puts(out, ".BR gongshi (1)\n");
    buf_free(&use);
}

/* --- Markdown */

void help_handbook_use(struct buf *out, const struct command *command)
{
    buf_puts(out, "    ");
    help_use(out, command);
    buf_putc(out, '\n');
}

void help_handbook_options(struct buf *out, const struct command *command)
{
    struct buf words = {0};
    buf_printf(out, "| %s | %s |\n| --- | --- |\n", _("Option"), _("What it says"));
    for (const struct option *o = command->options; o->name; o++) {
        words.len = 0;
        help_words(&words, o);
        buf_printf(out, "| `%s` | ", buf_text(&words));
        help_for(out, o);
        buf_puts(out, " |\n");
    }
    buf_free(&words);
}
