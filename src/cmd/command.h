/* What the commands share: their options, their exit status, their voice. */
#ifndef CMD_COMMAND_H
#define CMD_COMMAND_H

#include "base/diag.h"

#include <libintl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The exit status of every command. */
enum { exit_well = 0, exit_records = 1, exit_usage = 2, exit_failed = 3 };

/* Translates what a command says to its user. */
#define _(message) gettext(message)

/* --- commands */

/* An option or an operand: what reading, --help, the man page and the handbook know of it. */
struct option {
    const char *name;  /* "--date", "-o"; of an operand how the page calls it: "ID …" */
    const char *other; /* another spelling; NULL */
    const char *value; /* a catalogue key: what its value is called; NULL: a flag, or an operand */
    const char *help;  /* a catalogue key: what it is for; with `among` a format */
    void (*among)(struct buf *out); /* puts the words that a value is one of, for the %s of `help`; NULL */
    size_t at;    /* where the command's struct of options takes it: a const char *, a bool of a flag */
    bool instead; /* it can't stand beside the option before it */
};

enum { most_options = 24, most_examples = 4 };

/*
 * A command: a file that defines command_NAME, and a row of COMMANDS below. All texts but the examples are
 * catalogue keys.
 */
struct command {
    const char *name;
    /* ARGC words at ARGV, its own name first; returns the exit status */
    int (*run)(int argc, char **argv);
    bool reads;                  /* and prints: it writes no file and opens no socket */
    const char *line;            /* what it does, for the list of commands */
    const char *text;            /* and at length */
    const char *before, *behind; /* operands around the options, as the first line shows them; NULL */
    const char *use;             /* the words behind the name, where they don't follow from these; NULL */
    struct option options[most_options]; /* until the first without a name */
    const char *status;                  /* NULL: as of most commands */
    const char *examples[most_examples]; /* until the first NULL */
};

/* Every command, in the order in which they are listed. */
/* clang-format off */
#define COMMANDS(row) \
    row(init) \
    row(new) \
    row(sheet) \
    row(import) \
    row(format) \
    row(schema) \
    row(build) \
    row(serve) \
    row(check) \
    row(claims) \
    row(secret) \
    row(ledger) \
    row(led) \
    row(broadcast) \
    row(today) \
    row(theme) \
    row(explain) \
    row(statement) \
    row(history) \
    row(hooks) \
    row(verify) \
    row(help)
/* clang-format on */

#define COMMAND_DECLARED(name) extern const struct command command_##name;
COMMANDS(COMMAND_DECLARED)
#undef COMMAND_DECLARED

/* Options that several commands have; TYPE is the command's struct of options, with a member for each. */
#define OPTION_FOLDER(type)                                                                             \
    {                                                                                                   \
        .name = "-C", .value = "DIR", .at = offsetof(type, folder),                                     \
        .help = N_("the village's folder, which holds records/; a first operand that is such a folder " \
                   "says it too; otherwise the current folder")                                         \
    }
#define OPTION_OUT(type)                                                              \
    {                                                                                 \
        .name = "-o", .other = "--output", .value = "OUT", .at = offsetof(type, out), \
        .help = N_("where everything goes; otherwise DIR/out")                        \
    }
#define OPTION_DATE(type)                                                                  \
    {                                                                                      \
        .name = "--date", .value = N_("YYYY-MM-DD"), .at = offsetof(type, date),           \
        .help = N_("the day for which everything is computed; otherwise today in Beijing") \
    }
#define OPTION_LANGUAGE(type)                                                          \
    {                                                                                  \
        .name = "--language", .value = N_("LANGUAGE"), .at = offsetof(type, language), \
        .help = N_("zh-CN or en, in the place of the village's own language")          \
    }
#define OPTION_JOBS(type)                                                                                 \
    {                                                                                                     \
        .name = "-j", .other = "--jobs", .value = "N", .at = offsetof(type, jobs),                        \
        .help = N_("work with so many threads, 1 to 256; otherwise as many as there are processors; the " \
                   "result is the same")                                                                  \
    }

/* --- reading options: options.c */

/*
 * Reads the options of COMMAND anywhere among the words, until "--", into OPTIONS, the struct that its table
 * speaks of; what is no option is left in ARGV from 1 on, in order. What stands in OPTIONS already is the
 * default. Returns how many operands are left, or −1 where an option is wrong (said on standard error).
 */
int options_read(int argc, char **argv, const struct command *command, void *options);

/*
 * The village's folder: `-C DIR`, else the first operand where that is a folder with records/, which is then
 * taken out of ARGV; else the current folder.
 */
const char *village_folder(const char *chosen, int *operands, char **argv);

/* The same of a command that takes no other operand; NULL where there is one (said on standard error). */
const char *village_alone(const char *chosen, int operands, char **argv);

/* Of the following each is false, said, where the value is none. */

/* The day for which things are made: DATE as YYYY-MM-DD, or today in Beijing (SOURCE_DATE_EPOCH's day where
 * that is set). */
bool date_option(const char *date, int32_t *day);

/* Whether LANGUAGE is one that outputs are made in, or NULL, the village's own. */
bool language_option(const char *language);

/* Whether FORMAT says json, or text: *JSON. */
bool format_option(const char *format, bool *json);

/* How many threads may work: COUNT as a whole number from 1 to 256, or as many as there are processors where
 * it is NULL. */
bool threads_option(const char *count, int *threads);

/* --- voice: say.c */

/* Sets the locale and finds the message catalogue; called once. */
void say_begin(void);

/* Lets the catalogue speak LANGUAGE (zh-CN, en) from now on, for what is written into a village's files;
 * NULL: the user's own again. One thread only. */
void say_in(const char *language);

/* Writes "gongshi: " and a formatted line to standard error; nothing in it can control a terminal. */
void say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Writes LEN bytes at TEXT, whole lines that are fit for a terminal, to standard error. */
void say_plain(const char *text, size_t len);

/* Puts what is said from now on into KEEP as well; NULL: nowhere any more. */
void say_keep(struct buf *keep);

/* The translation of a catalogue key, as diagnostics want it. */
const char *say_translate(const char *message);

/* Whether standard error is a terminal that wants colours (NO_COLOR respected). */
bool say_colour(void);

/* Whether messages are in Chinese. */
bool say_chinese(void);

/* --- where things are installed: installed.c */

/*
 * The path of NAME ("themes", "locale") among the program's data, in a new string: beside a program in its
 * source tree, else below the prefix that it was installed to; GONGSHI_DATA in the environment comes first.
 * NULL where there is none.
 */
char *installed_path(const char *name);

#endif
