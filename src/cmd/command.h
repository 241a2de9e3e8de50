/* What the commands share: their options, their exit status, their voice. */
#ifndef CMD_COMMAND_H
#define CMD_COMMAND_H

#include "base/diag.h"

#include <libintl.h>
#include <stdbool.h>
#include <stdint.h>

/* The exit status of every command (model.md, section 4). */
enum { exit_well = 0, exit_records = 1, exit_usage = 2, exit_failed = 3 };

/* Translates what a command says to its user. */
#define _(message) gettext(message)

/* A command: ARGC words at ARGV, its own name first. Returns the exit status. */
typedef int command_run(int argc, char **argv);

int command_build(int argc, char **argv);
int command_check(int argc, char **argv);
int command_claims(int argc, char **argv);
int command_ledger(int argc, char **argv);
int command_explain(int argc, char **argv);
int command_history(int argc, char **argv);
int command_hooks(int argc, char **argv);
int command_secret(int argc, char **argv);
int command_serve(int argc, char **argv);
int command_statement(int argc, char **argv);
int command_theme(int argc, char **argv);
int command_verify(int argc, char **argv);

/* --- options */

struct option_spec {
    const char *name;   /* "--date", or "-o" */
    const char *other;  /* another spelling; NULL */
    const char **value; /* where an option with a value puts it; NULL */
    bool *flag;         /* where one without puts true; NULL */
};

/*
 * Reads options anywhere among the words, until "--"; what is no option is left in ARGV from 1 on, in order.
 * Returns how many operands are left, or −1 where an option is wrong (said on standard error).
 */
int options_read(int argc, char **argv, const struct option_spec *specs, size_t count);

/*
 * The village's folder: `-C DIR`, else the first operand where that is a folder with records/, which is then
 * taken out of ARGV; else the current folder.
 */
const char *village_folder(const char *chosen, int *operands, char **argv);

/* The day for which things are made: DATE as YYYY-MM-DD, or today in Beijing (SOURCE_DATE_EPOCH's day where
 * that is set). */
bool date_option(const char *date, int32_t *day);

/* How many threads may work: COUNT as a whole number from 1 to 256, or as many as there are processors where
 * it is NULL. */
bool threads_option(const char *count, int *threads);

/* --- voice */

/* Sets the locale and finds the message catalogue; called once. */
void say_begin(void);

/* Writes "gongshi: " and a formatted line to standard error; nothing in it can control a terminal. */
void say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The translation of a catalogue key, as diagnostics want it. */
const char *say_translate(const char *message);

/* Whether standard error is a terminal that wants colours (NO_COLOR respected). */
bool say_colour(void);

/* --- where things are installed */

/*
 * The path of NAME ("themes", "locale") among the program's data, in a new string: beside a program in its
 * source tree, else below the prefix that it was installed to; GONGSHI_DATA in the environment comes first.
 * NULL where there is none.
 */
char *installed_path(const char *name);

#endif
