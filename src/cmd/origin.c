#include "cmd/origin.h"

#include "base/buf.h"
#include "cmd/command.h"

#include <string.h>

void origin_read(const char *dir, struct origin *origin)
{
    struct git_problem problem = {0};
    struct git_version head;
    *origin = (struct origin){0};
    struct git *git = git_open(dir, &problem);
    if (git && !git_unborn(git) && git_resolve(git, "HEAD", &head, &problem)) {
        origin->repository = true;
        memcpy(origin->commit, head.commit, sizeof origin->commit);
        origin->shallow = git_shallow(git);
        origin->dirty = git_dirty(git);
    } else if (problem.machine) {
        struct buf text = {0};
        git_problem_text(&problem, say_translate, &text);
        say(_("the commit that the records are from is not known: %s"), buf_text(&text));
        buf_free(&text);
    }
    git_problem_free(&problem);
    git_close(git);
}

const char *origin_commit(const struct origin *origin)
{
    return origin->repository ? origin->commit : NULL;
}
