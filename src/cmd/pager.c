#include "cmd/pager.h"

#include "cmd/command.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int write_plainly(const struct buf *text)
{
    fwrite(buf_text(text), 1, text->len, stdout);
    if (fflush(stdout) == 0 && !ferror(stdout))
        return exit_well;
    say(_("cannot write: %s"), strerror(errno));
    return exit_failed;
}

int pager_write(const struct buf *text)
{
    const char *pager = getenv("PAGER");
    if (!isatty(STDOUT_FILENO) || (pager && !*pager))
        return write_plainly(text);
    if (!pager)
        pager = "command -v less >/dev/null && exec less -FRX || exec cat";
    signal(SIGPIPE, SIG_IGN); /* who leaves the pager early has seen enough */
    FILE *pipe = popen(pager, "w");
    if (!pipe)
        return write_plainly(text);
    fwrite(buf_text(text), 1, text->len, pipe);
    pclose(pipe);
    return exit_well;
}
