/* What the commands say about themselves: the list of them, and a page for each. */
#ifndef CMD_HELP_H
#define CMD_HELP_H

#include "base/buf.h"
#include "cmd/command.h"

#include <stdbool.h>
#include <stddef.h>

/* A command as the command line knows it. */
struct command {
    const char *name;
    command_run *run;
    const char *help; /* a catalogue key: what it does, in a line */
    bool reads;       /* and prints: it writes no file and opens no socket */
};

/*
 * Prints the page of the command that is the first of the WORDS, a NULL-terminated list (what comes behind
 * it, as in "claims add", is let be), or the list of all COMMANDS where there are none. Returns the exit
 * status: exit_usage, said, where there is no such command.
 */
int help_print(char **words, const struct command *commands, size_t count);

/* Prints the list of COMMANDS where none was given, to standard error. Returns exit_usage. */
int help_missing(const struct command *commands, size_t count);

/* Says that there is no command NAME, and which one is near. Returns exit_usage. */
int help_unknown(const char *name, const struct command *commands, size_t count);

/* Writes TEXT in lines of at most 80 columns behind INDENT blanks, broken where UAX #14 allows it. */
void help_text(struct buf *out, const char *text, int indent);

/* Whether --help or -h stands among the words of a command, before a "--". */
bool help_wanted(char **words);

#endif
