#include "cmd/help_forms.h"

#include "cmd/help.h"

#include <string.h>

/* --- roff */

/* TEXT, a line, as roff: nothing in it is a request or an escape, and what is typed can be searched for. */
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
        else if (strncmp(text, ellipsis, strlen(ellipsis)) == 0) {
            buf_puts(out, "...");
            text += strlen(ellipsis) - 1;
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
    struct buf words = {0};
    for (size_t i = 0; i < count; i++) {
        words.len = 0;
        help_use(&words, commands[i]);
        buf_puts(out, ".SS \"");
        put_roff(out, buf_text(&words) + strlen("gongshi "));
        buf_puts(out, "\"\n");
        put_line(out, _(commands[i]->text));
        for (const struct option *o = commands[i]->options; o->name; o++) {
            words.len = 0;
            help_words(&words, o);
            buf_puts(out, ".TP\n.B ");
            put_line(out, buf_text(&words));
            put_line(out, _(o->help));
        }
        buf_puts(out, ".PP\nExit status:\n");
        put_line(out, help_status(commands[i]));
    }
    buf_free(&words);
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
        buf_printf(out, "| `%s` | %s |\n", buf_text(&words), _(o->help));
    }
    buf_free(&words);
}
