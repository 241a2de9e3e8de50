/* What the commands say about themselves: the list of them, and a page for each. */
#ifndef CMD_HELP_H
#define CMD_HELP_H

#include "base/buf.h"
#include "cmd/command.h"

#include <stdbool.h>

/* The command of that name; NULL where there is none. */
const struct command *command_find(const char *name);

/*
 * Prints the page of the command that is the first of the WORDS, a NULL-terminated list (what comes behind
 * it, as in "claims add", is let be), or of the kind of record, or the list of all commands where there are
 * none. Returns the exit status: exit_usage, said, where there is no such command or record.
 */
int help_print(char **words);

/* Prints the list of commands where none was given, to standard error. Returns exit_usage. */
int help_missing(void);

/* Says that there is no command NAME, and which one is near. Returns exit_usage. */
int help_unknown(const char *name);

/* Whether --help or -h stands among the words of a command, before a "--". */
bool help_wanted(char **words);

#endif
