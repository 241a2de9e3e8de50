/* Where the program's data lie: beside it in its source tree, or where it was installed. */
#include "base/buf.h"
#include "base/files.h"
#include "base/memory.h"
#include "cmd/command.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The folder that the program itself stands in; false where the system does not say. */
static bool program_folder(struct buf *out)
{
    char path[4096];
    ssize_t len = readlink("/proc/self/exe", path, sizeof path);
    if (len <= 0 || (size_t)len >= sizeof path)
        return false;
    while (len > 0 && path[len - 1] != '/')
        len--;
    buf_put(out, path, (size_t)len);
    return true;
}

/* ROOT with TAIL and NAME behind it, if that is there. */
static char *there(const char *root, const char *tail, const char *name)
{
    struct buf path = {0};
    buf_printf(&path, "%s%s/%s", root, tail, name);
    if (folder_exists(buf_text(&path)))
        return buf_take(&path);
    buf_free(&path);
    return NULL;
}

char *installed_path(const char *name)
{
    const char *chosen = getenv("GONGSHI_DATA");
    char *path = chosen && *chosen ? there(chosen, "", name) : NULL;
    bool locale = strcmp(name, "locale") == 0;
    struct buf own = {0};
    if (!path && program_folder(&own)) {
        const char *dir = buf_text(&own);
        if (!path)
            path = there(dir, locale ? "." : "..",
                         name); /* build/gongshi beside build/locale, in a tree with themes/ */
        if (!path)
            path = there(dir, locale ? "../share" : "../share/gongshi", name);
    }
    if (!path)
        path = there(PREFIX, locale ? "/share" : "/share/gongshi", name);
    buf_free(&own);
    return path;
}
