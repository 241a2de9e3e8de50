#include "cmd/confinement.h"

#include "base/confine.h"
#include "base/files.h"
#include "base/memory.h"
#include "cmd/command.h"
#include "publish/publish.h"
#include "publish/record.h"

#include <string.h>

static bool well(int error)
{
    if (error)
        say(_("the program can't give up what it does not need, so nothing is read: %s"), strerror(error));
    return !error;
}

bool confinement_files(const char *dir, const char *out)
{
    char *beside = publish_folder(out), *own = path_join(dir, ".gongshi"),
         *records = path_join(dir, "records");
    if (folder_exists(records))
        (void)record_private_folder(dir); /* where it can't be made nothing is kept there */
    memory_free(records);
    const char *const folders[] = {beside, own};
    int error = beside ? confine_files(folders, folder_exists(own) ? 2 : 1, NULL) : 0;
    memory_free(own);
    memory_free(beside);
    return well(error);
}

bool confinement_reading(void)
{
    return well(confine_files(NULL, 0, NULL)) && confinement_sockets();
}

bool confinement_folder(const char *folder, bool sockets)
{
    char *above = path_join(folder, "..");
    int error = confine_files(&folder, 1, above);
    memory_free(above);
    return well(error) && (sockets || confinement_sockets());
}

bool confinement_records(const char *dir)
{
    char *records = path_join(dir, "records"), *own = path_join(dir, ".gongshi");
    bool made = folder_exists(own);
    const char *const folders[] = {made ? records : dir, own};
    int error = folder_exists(records) ? confine_files(folders, made ? 2 : 1, NULL) : 0;
    memory_free(records);
    memory_free(own);
    return well(error) && confinement_sockets();
}

bool confinement_sockets(void)
{
    return well(confine_sockets());
}

bool confinement_below(const char *folder)
{
    return well(confine_files(&folder, 1, NULL)) && confinement_sockets();
}

bool confinement_beside(const char *path)
{
    const char *slash = strrchr(path, '/');
    struct buf folder = {0};
    if (slash)
        buf_put(&folder, path, (size_t)(slash - path) + 1);
    bool confined = confinement_below(slash ? buf_text(&folder) : ".");
    buf_free(&folder);
    return confined;
}

bool confinement_sending(const char *folder, const char *const *devices, size_t devices_len,
                         const uint16_t *ports, size_t ports_len)
{
    const char **there =
        memory_new(devices_len + 1, sizeof *there); /* of others it is said when they are sent to */
    size_t count = 0;
    bool any = false;
    if (folder)
        there[count++] = folder;
    for (size_t i = 0; i < devices_len; i++)
        if (file_exists(devices[i]))
            there[count++] = devices[i];
    for (size_t i = 0; i < ports_len; i++)
        any = any || ports[i] == 0;
    bool confined = well(confine_files(there, count, NULL));
    if (confined && ports_len == 0)
        confined = confinement_sockets();
    else if (confined && !any)
        confined = well(confine_connections(ports, ports_len));
    memory_free(there);
    return confined;
}

void confinement_describe(struct buf *out)
{
    int version = confine_files_version();
    if (version >= 2)
        buf_printf(out, "files: Landlock %d", version);
    else
        buf_puts(out, "files: not confined, this kernel has no Landlock");
    buf_puts(out, confine_sockets_known() ? "; sockets: seccomp\n"
                                          : "; sockets: not confined, no seccomp or libseccomp\n");
}
