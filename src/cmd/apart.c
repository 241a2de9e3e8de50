#include "cmd/apart.h"

#include "base/files.h"
#include "cmd/command.h"
#include "cmd/confinement.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* In the other process: does it, gives what was made to the one that waits, and ends. */
static _Noreturn void give(apart_work *work, void *context, const char *scratch, int pipe)
{
    struct buf made = {0};
    bool confined = scratch ? confinement_folder(scratch, false) : confinement_reading();
    int status = confined ? work(context, &made) : exit_failed;
    FILE *out = fdopen(pipe, "w");
    if (!out || fwrite(buf_text(&made), 1, made.len, out) != made.len || fclose(out) != 0)
        status = status == exit_well ? exit_failed : status;
    if (fflush(stdout) != 0 && status == exit_well)
        status = exit_failed;
    _exit(status);
}

int apart(apart_work *work, void *context, const char *scratch, struct buf *out)
{
    int ends[2], status = 0, error = 0;
    size_t before = out->len;
    fflush(stdout);
    if (pipe(ends) != 0) {
        say(_("cannot start: %s"), strerror(errno));
        return exit_failed;
    }
    pid_t other = fork();
    if (other == 0) {
        close(ends[0]);
        give(work, context, scratch, ends[1]);
    }
    error = other < 0 ? errno : 0;
    close(ends[1]);
    if (!error)
        error = file_read_open(ends[0], out);
    close(ends[0]);
    while (other > 0 && waitpid(other, &status, 0) < 0 && errno == EINTR)
        ;
    if (error)
        say(_("cannot start: %s"), strerror(error));
    else if (WIFSIGNALED(status))
        say(_("the process that read the village was ended: %s"), strsignal(WTERMSIG(status)));
    status = error || !WIFEXITED(status) ? exit_failed : WEXITSTATUS(status);
    if (status != exit_well)
        buf_cut(out, before);
    return status;
}
