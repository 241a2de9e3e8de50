#include "cmd/help.h"

#include "base/memory.h"
#include "base/nearest.h"
#include "cmd/help_forms.h"
#include "cmd/help_parts.h"
#include "cmd/help_records.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { option_indent = 4, text_indent = 8 };

#define COMMAND_LISTED(name) &command_##name,
static const struct command *const commands[] = {COMMANDS(COMMAND_LISTED)};
#undef COMMAND_LISTED

enum { commands_len = sizeof commands / sizeof *commands };

const struct command *command_find(const char *name)
{
    for (size_t i = 0; i < commands_len; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

/* --- setting a page */

static void put_heading(struct buf *out, const char *heading)
{
    buf_printf(out, "\n%s\n", heading);
}

static void put_page(struct buf *out, const struct command *command)
{
    struct buf text = {0};
    help_use(out, command);
    buf_puts(out, "\n\n");
    help_text(out, _(command->text), 0);
    put_heading(out, _("Operands and options:"));
    for (const struct option *o = command->options; o->name; o++) {
        buf_fill(out, ' ', option_indent);
        help_words(out, o);
        buf_putc(out, '\n');
        buf_clear(&text);
        help_for(&text, o);
        help_text(out, buf_text(&text), text_indent);
    }
    put_heading(out, _("Exit status:"));
    help_text(out, help_status(command), option_indent);
    put_heading(out, command->examples[1] ? _("Examples:") : _("Example:"));
    for (size_t i = 0; i < most_examples && command->examples[i]; i++) {
        buf_fill(out, ' ', option_indent);
        buf_printf(out, "%s\n", command->examples[i]);
    }
    buf_free(&text);
}

static void put_list(struct buf *out)
{
    buf_puts(out,
             _("gongshi: a village's records become its notices\n\nUse: gongshi COMMAND [-C DIR] …\n\n"));
    for (size_t i = 0; i < commands_len; i++)
        buf_printf(out, "  %-10s %s\n", commands[i]->name, _(commands[i]->line));
    buf_puts(out,
             _("\nDIR is the village's folder, which holds records/; the current one where it is not said.\n"
               "gongshi help COMMAND says more.\n"));
}

/* --- answering */

static int write_out(struct buf *text, FILE *file)
{
    bool written = fwrite(buf_text(text), 1, text->len, file) == text->len && fflush(file) == 0;
    if (!written && file == stdout) /* else there is nowhere to say it */
        say(_("cannot write: %s"), strerror(errno));
    buf_free(text);
    return written ? exit_well : exit_failed;
}

/* What the man page and the handbook are made from; false where WORDS ask for none of it. */
static bool put_source(struct buf *out, char **words)
{
    const struct command *command = words[1] ? command_find(words[1]) : NULL;
    if (strcmp(words[0], "--reference") == 0)
        help_reference(out);
    else if (strcmp(words[0], "--manual") == 0 && !words[1])
        help_manual(out, commands, commands_len);
    else if (command && strcmp(words[0], "--manual") == 0)
        help_manual_page(out, command);
    else if (command && strcmp(words[0], "--handbook-use") == 0)
        help_handbook_use(out, command);
    else if (command && strcmp(words[0], "--handbook-options") == 0)
        help_handbook_options(out, command);
    else
        return strcmp(words[0], "--completion") == 0 && words[1] &&
               help_completion(out, words[1], commands, commands_len);
    return true;
}

int help_print(char **words)
{
    struct buf out = {0};
    if (!words[0]) {
        put_list(&out);
        return write_out(&out, stdout);
    }
    const struct command *command = command_find(words[0]);
    if (command)
        put_page(&out, command);
    else if (!put_source(&out, words) && !help_record(words[0], &out))
        return help_unknown(words[0]);
    return write_out(&out, stdout);
}

int help_missing(void)
{
    struct buf out = {0};
    put_list(&out);
    write_out(&out, stderr);
    return exit_usage;
}

int help_unknown(const char *name)
{
    const char *names[commands_len];
    for (size_t i = 0; i < commands_len; i++)
        names[i] = commands[i]->name;
    const char *near = nearest_word(name, names, commands_len);
    if (near)
        say(_("no command \"%s\"; did you mean \"%s\"?"), name, near);
    else
        say(_("no command \"%s\"; gongshi help lists them"), name);
    return exit_usage;
}

bool help_wanted(char **words)
{
    for (; *words && strcmp(*words, "--") != 0; words++)
        if (strcmp(*words, "--help") == 0 || strcmp(*words, "-h") == 0)
            return true;
    return false;
}

static int run_help(int argc, char **argv)
{
    (void)argc;
    return help_print(argv + 1);
}

const struct command command_help = {
    .name = "help",
    .run = run_help,
    .line = N_("say what a command does, and what it takes"),
    .text =
        N_("Lists the commands, or says what one does; gongshi COMMAND --help says the same. Of a kind of "
           "record "
           "it says which fields it has, what each takes and what it is for."),
    .use = N_("[COMMAND | RECORD]"),
    .options =
        {{.name = N_("COMMAND"), .help = N_("the command")},
         {.name = N_("RECORD"),
          .help = N_(
              "a kind of record, or a field that holds some, in either language: village, rule, household, "
              "meeting, entry, reward, …")}},
    .status = N_("0: done. 2: there is no such command or record."),
    .examples = {"gongshi help", "gongshi help build", "gongshi help household"},
};
