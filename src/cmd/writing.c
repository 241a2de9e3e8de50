#include "cmd/writing.h"

#include "cmd/command.h"

#include <errno.h>
#include <string.h>

int writing_lock(struct record_lock *lock, const char *dir)
{
    int error = record_lock(lock, dir);
    if (error == EWOULDBLOCK)
        say(_("another gongshi has been writing the records of this village for half a minute; try again"));
    else if (error)
        say(_("cannot write %s: %s"), ".gongshi/lock", strerror(error));
    return error ? exit_failed : exit_well;
}

int writing_put(const struct record_lock *lock, const char *path, const char *was, size_t len,
                const struct buf *text)
{
    int error = record_put(lock, path, was, len, buf_text(text), text->len);
    if (error == ESTALE)
        say(_("%s was changed by somebody else meanwhile: nothing is written; try again"), path);
    else if (error)
        say(_("cannot write %s: %s"), path, strerror(error));
    return error ? exit_failed : exit_well;
}
