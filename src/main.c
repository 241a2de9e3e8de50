/* gongshi: the table of commands. */
#include "cmd/command.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    command_run *run;
    const char *help; /* a catalogue key */
} commands[] = {
    {"build", command_build, N_("make the site, the papers and the screens' feeds")},
    {"serve", command_serve, N_("build, show the site here, and build again on every change")},
    {"check", command_check, N_("check the records of a village")},
    {"claims", command_claims, N_("add what residents declare to the claims")},
    {"secret", command_secret, N_("make the secret that the households' own pages stand under")},
    {"ledger", command_ledger, N_("print what follows from them: a table, JSON, CSV")},
    {"explain", command_explain, N_("say how a figure came about, step by step")},
};

enum { count = sizeof commands / sizeof *commands };

static int help(FILE *out)
{
    fputs(_("gongshi: a village's records become its notices\n\nUse: gongshi COMMAND [-C DIR] …\n\n"), out);
    for (size_t i = 0; i < count; i++)
        fprintf(out, "  %-10s %s\n", commands[i].name, _(commands[i].help));
    fputs(_("\nDIR is the village's folder, which holds records/; the current one where it is not said.\n"),
          out);
    return out == stdout ? exit_well : exit_usage;
}

int main(int argc, char **argv)
{
    say_begin();
    signal(SIGXFSZ, SIG_IGN); /* a file-size limit is an error of a write like others */
    if (argc < 2)
        return help(stderr);
    if (strcmp(argv[1], "help") == 0 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
        return help(stdout);
    for (size_t i = 0; i < count; i++)
        if (strcmp(argv[1], commands[i].name) == 0)
            return commands[i].run(argc - 1, argv + 1);
    const char *names[count];
    for (size_t i = 0; i < count; i++)
        names[i] = commands[i].name;
    const char *near = diag_nearest(argv[1], names, count);
    if (near)
        say(_("no command \"%s\"; did you mean \"%s\"?"), argv[1], near);
    else
        say(_("no command \"%s\"; gongshi help lists them"), argv[1]);
    return exit_usage;
}
