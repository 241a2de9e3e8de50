/* gongshi: the table of commands. */
#include "base/workers.h"
#include "cmd/command.h"
#include "cmd/confinement.h"
#include "cmd/help.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

static const struct command commands[] = {
    {"build", command_build, N_("make the site, the papers and the screens' feeds")},
    {"serve", command_serve, N_("build, show the site here, and build again on every change")},
    {"check", command_check, N_("check the records of a village")},
    {"claims", command_claims, N_("add what residents declare to the claims")},
    {"secret", command_secret, N_("make the secret that the households' own pages stand under")},
    {"ledger", command_ledger, N_("print what follows from them: a table, JSON, CSV")},
    {"theme", command_theme, N_("check the theme that a village is made with")},
    {"explain", command_explain, N_("say how a figure came about, step by step")},
    {"statement", command_statement, N_("make a household's statement, to be handed to it")},
    {"history", command_history, N_("say who committed a decision, and what became of it")},
    {"hooks", command_hooks, N_("let git refuse what alters decisions")},
    {"verify", command_verify, N_("compute a published site again, and compare")},
};

enum { count = sizeof commands / sizeof *commands };

static int run(int argc, char **argv)
{
    if (argc < 2)
        return help_missing(commands, count);
    if (strcmp(argv[1], "help") == 0 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
        return help_print(argv + 2, commands, count);
    if (strcmp(argv[1], "--version") == 0) {
        struct buf able = {0};
        confinement_describe(&able);
        printf("gongshi " VERSION "\n%s", buf_text(&able));
        buf_free(&able);
        return exit_well;
    }
    for (size_t i = 0; i < count; i++)
        if (strcmp(argv[1], commands[i].name) == 0)
            return help_wanted(argv + 2) ? help_print(argv + 1, commands, count)
                                         : commands[i].run(argc - 1, argv + 1);
    return help_unknown(argv[1], commands, count);
}

/* What was called, and how it ended. */
struct calling {
    int argc;
    char **argv;
    int status;
};

static void run_called(void *context)
{
    struct calling *calling = context;
    calling->status = run(calling->argc, calling->argv);
}

int main(int argc, char **argv)
{
    say_begin();
    signal(SIGXFSZ, SIG_IGN); /* a file-size limit is an error of a write like others */
    struct calling calling = {.argc = argc, .argv = argv};
    workers_alone(run_called, &calling);
    if (fflush(stdout) == 0 && !ferror(stdout))
        return calling.status;
    if (calling.status != exit_failed) /* else it has been said */
        say(_("cannot write: %s"), strerror(errno));
    return exit_failed;
}
