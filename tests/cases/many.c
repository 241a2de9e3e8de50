/*
 * Runs many commands in one process, so that a program that is slow to begin, as one under AddressSanitizer
 * is, begins once. A line of standard input is a command: the paths that its output and its messages go to,
 * then its words, all with tabs between. Answers a line with its exit status.
 */
#include "base/workers.h"
#include "cmd/command.h"
#include "cmd/help.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { longest_line = 1 << 20, most_words = 4096 };

struct calling {
    int argc;
    char *argv[most_words + 1];
    int status;
};

static void run(void *context)
{
    struct calling *c = context;
    const struct command *command = command_find(c->argv[0]);
    c->status = command ? command->run(c->argc, c->argv) : exit_usage;
}

/* Lets what is written to FD go to PATH. */
static bool redirect(int fd, const char *path)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (file < 0 || dup2(file, fd) < 0)
        return false;
    return close(file) == 0;
}

int main(void)
{
    static char line[longest_line];
    int answers = dup(STDOUT_FILENO);
    say_begin();
    while (fgets(line, sizeof line, stdin)) {
        struct calling calling = {0};
        line[strcspn(line, "\n")] = '\0';
        const char *out = strtok(line, "\t"), *messages = strtok(NULL, "\t");
        char *word;
        while (calling.argc < most_words && (word = strtok(NULL, "\t")))
            calling.argv[calling.argc++] = word;
        if (strtok(NULL, "\t") || !out || !messages || !calling.argc || !redirect(STDOUT_FILENO, out) ||
            !redirect(STDERR_FILENO, messages))
            return 1;
        workers_alone(run, &calling);
        fflush(stdout);
        dprintf(answers, "%d\n", calling.status);
    }
    return 0;
}
