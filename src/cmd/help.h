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

/* --- parts of a page, in the user's language */

/* How COMMAND is called: "gongshi check [DIR] [--since REV] …". */
void help_use(struct buf *out, const struct command *command);

/* How an OPTION is written, in every spelling: "-j N, --jobs N". */
void help_words(struct buf *out, const struct option *option);

/* What OPTION is for, with the words that its value is one of. */
void help_for(struct buf *out, const struct option *option);

/* What the exit statuses of COMMAND say. */
const char *help_status(const struct command *command);

/* Writes TEXT in lines of at most 80 columns behind INDENT blanks, broken where UAX #14 allows it. */
void help_text(struct buf *out, const char *text, int indent);

#endif
