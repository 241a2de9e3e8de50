/* Parts of what is said about a command, in the user's language: for its page, the man page, the handbook and
 * completion. */
#ifndef CMD_HELP_PARTS_H
#define CMD_HELP_PARTS_H

#include "base/buf.h"
#include "cmd/command.h"

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

/* Ends the front matter of the handbook's page NAME ("fields.md"), which is written in the user's language,
 * and leads to the page in the other. */
void help_language(struct buf *out, const char *name);

#endif
