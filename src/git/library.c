/* Loading libgit2, and what went wrong with it. */
#include "git/library.h"

#include "base/memory.h"

#include <string.h>

struct git_functions git_lib;

bool git_load(struct git_problem *problem)
{
#define GIT_SYMBOL(NAME) {#NAME, &git_lib.NAME},
    static const struct late_symbol symbols[] = {GIT_FUNCTIONS(GIT_SYMBOL)};
#undef GIT_SYMBOL
    const char *why = NULL;
    if (late_load("libgit2.so." LIBGIT2_SOVERSION, symbols, sizeof symbols / sizeof *symbols, &why))
        return true;
    return git_fail(problem, true, N_("git's history can't be read: {1}"), why, false);
}

static char *copy(const char *text)
{
    struct buf out = {0};
    buf_puts(&out, text);
    return buf_take(&out);
}

bool git_fail(struct git_problem *problem, bool machine, const char *message, const char *argument,
              bool words)
{
    if (problem->message)
        return false;
    problem->machine = machine;
    problem->message = message;
    size_t count = 0;
    if (argument)
        problem->args[count++] = copy(argument);
    if (words) {
        const git_error *last = git_lib.git_error_last();
        problem->args[count] = copy(last && last->message ? last->message : "?");
    }
    return false;
}

void git_problem_text(const struct git_problem *problem, diag_translate *translate, struct buf *out)
{
    const char *args[] = {problem->args[0], problem->args[0] ? problem->args[1] : NULL, NULL};
    const struct diag diag = {.message = problem->message, .args = args};
    diag_message(&diag, translate, out);
}

void git_problem_free(struct git_problem *problem)
{
    memory_free(problem->args[0]);
    memory_free(problem->args[1]);
    *problem = (struct git_problem){0};
}

bool git_path_plain(const char *path)
{
    return !strstr(path, "/.");
}
