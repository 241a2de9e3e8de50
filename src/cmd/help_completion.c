/* The commands' tables as what shells complete by. */
#include "cmd/help_forms.h"

#include "cmd/help_parts.h"

#include <string.h>

/* --- bash */

static void put_options(struct buf *out, const struct command *command)
{
    bool first = true;
    for (const struct option *o = command->options; o->name; o++) {
        const char *names[] = {o->name, o->other};
        for (size_t i = 0; i < 2; i++)
            if (names[i] && names[i][0] == '-') {
                buf_printf(out, "%s%s", first ? "" : " ", names[i]);
                first = false;
            }
    }
}

static void put_bash(struct buf *out, const struct command *const *commands, size_t count)
{
    buf_puts(out, "# Completion of gongshi for bash, made by `gongshi help --completion bash`.\n"
                  "_gongshi() {\n"
                  "    local cur=${COMP_WORDS[COMP_CWORD]} words=\n"
                  "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
                  "        COMPREPLY=($(compgen -W '");
    for (size_t i = 0; i < count; i++)
        buf_printf(out, "%s%s", i ? " " : "", commands[i]->name);
    buf_puts(out, "' -- \"$cur\"))\n        return\n    fi\n    case ${COMP_WORDS[1]} in\n");
    for (size_t i = 0; i < count; i++) {
        buf_printf(out, "    %s) words='", commands[i]->name);
        put_options(out, commands[i]);
        buf_puts(out, "' ;;\n");
    }
    buf_puts(out,
             "    esac\n"
             "    case $cur in\n"
             "    -*) COMPREPLY=($(compgen -W \"$words\" -- \"$cur\")) ;;\n"
             "    *) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- \"$cur\") ;;\n"
             "    esac\n"
             "}\n"
             "complete -F _gongshi gongshi\n");
}

/* --- zsh */

/* TEXT within '…', with a backslash before what ends a description. */
static void put_zsh_text(struct buf *out, const char *text)
{
    for (; *text; text++)
        if (*text == '\'')
            buf_puts(out, "'\\''");
        else if (strchr(":[]\\", *text))
            buf_printf(out, "\\%c", *text);
        else
            buf_putc(out, *text);
}

static void put_zsh_option(struct buf *out, const struct option *o)
{
    const char *names[] = {o->name, o->other};
    struct buf text = {0};
    help_for(&text, o);
    for (size_t i = 0; i < 2; i++) {
        if (!names[i] || names[i][0] != '-')
            continue;
        buf_printf(out, " \\\n            '%s[", names[i]);
        put_zsh_text(out, buf_text(&text));
        buf_putc(out, ']');
        if (o->value) {
            buf_putc(out, ':');
            put_zsh_text(out, _(o->value));
            buf_puts(out, ":_files");
        }
        buf_putc(out, '\'');
    }
    buf_free(&text);
}

static void put_zsh(struct buf *out, const struct command *const *commands, size_t count)
{
    buf_puts(out, "#compdef gongshi\n"
                  "# Completion of gongshi for zsh, made by `gongshi help --completion zsh`.\n"
                  "_gongshi() {\n"
                  "    local -a commands\n"
                  "    commands=(\n");
    for (size_t i = 0; i < count; i++) {
        buf_printf(out, "        '%s:", commands[i]->name);
        put_zsh_text(out, _(commands[i]->line));
        buf_puts(out, "'\n");
    }
    buf_puts(out, "    )\n"
                  "    if (( CURRENT == 2 )); then\n"
                  "        _describe command commands\n"
                  "        return\n"
                  "    fi\n"
                  "    case $words[2] in\n");
    for (size_t i = 0; i < count; i++) {
        buf_printf(out, "    %s)\n        _arguments", commands[i]->name);
        for (const struct option *o = commands[i]->options; o->name; o++)
            put_zsh_option(out, o);
        buf_puts(out, " \\\n            '*:file:_files' ;;\n");
    }
    buf_puts(out, "    esac\n}\nif [ \"$funcstack[1]\" = _gongshi ]; then\n    _gongshi \"$@\"\nelse\n"
                  "    compdef _gongshi gongshi\nfi\n");
}

bool help_completion(struct buf *out, const char *shell, const struct command *const *commands, size_t count)
{
    if (strcmp(shell, "bash") == 0)
        put_bash(out, commands, count);
    else if (strcmp(shell, "zsh") == 0)
        put_zsh(out, commands, count);
    else
        return false;
    return true;
}
