/* The commands' tables as man pages, what shells complete by, and parts of the handbook's page of commands.
 */
#ifndef CMD_HELP_FORMS_H
#define CMD_HELP_FORMS_H

#include "base/buf.h"
#include "cmd/command.h"

#include <stdbool.h>
#include <stddef.h>

/* The list of the COMMANDS in the program's man page, as roff. */
void help_manual(struct buf *out, const struct command *const *commands, size_t count);

/* The man page of COMMAND, as roff. */
void help_manual_page(struct buf *out, const struct command *command);

/* How COMMAND is called, as a paragraph of Markdown; nothing behind it. */
void help_handbook_use(struct buf *out, const struct command *command);

/* The operands and options of COMMAND as a table of Markdown. */
void help_handbook_options(struct buf *out, const struct command *command);

/* help_completion.c: what SHELL (bash, zsh) completes the COMMANDS and their options by; false where that is
 * no shell known here. */
bool help_completion(struct buf *out, const char *shell, const struct command *const *commands, size_t count);

#endif
