/* gongshi: finds the command that is asked for, and runs it. */
#include "base/workers.h"
#include "cmd/command.h"
#include "cmd/confinement.h"
#include "cmd/help.h"
#include "cmd/linked.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

static int run(int argc, char **argv)
{
    if (argc < 2)
        return help_missing();
    if (strcmp(argv[1], "help") == 0 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
        return command_help.run(argc - 1, argv + 1);
    if (strcmp(argv[1], "--version") == 0) {
        struct buf able = {0};
        linked_describe(&able);
        confinement_describe(&able);
        printf("gongshi " VERSION "\n%s", buf_text(&able));
        buf_free(&able);
        return exit_well;
    }
    const struct command *command = command_find(argv[1]);
    if (!command)
        return help_unknown(argv[1]);
    return help_wanted(argv + 2) ? help_print(argv + 1) : command->run(argc - 1, argv + 1);
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
    const struct command *command = argc > 1 ? command_find(argv[1]) : NULL;
    if (command && command->reads && !confinement_reading()) /* here: for this thread too */
        return exit_failed;
    signal(SIGXFSZ, SIG_IGN); /* a file-size limit is an error of a write like others */
    struct calling calling = {.argc = argc, .argv = argv};
    workers_alone(run_called, &calling);
    if (fflush(stdout) == 0 && !ferror(stdout))
        return calling.status;
    if (calling.status != exit_failed) /* else it has been said */
        say(_("cannot write: %s"), strerror(errno));
    return exit_failed;
}
