#include "publish/record.h"

#include "base/files.h"
#include "base/memory.h"
#include "publish/system.h"

#include <errno.h>
#include <string.h>

int record_private_folder(const char *dir)
{
    char *ignore = path_join(dir, ".gongshi/.gitignore");
    int error = folder_keep_for(ignore);
    if (!error && !file_exists(ignore))
        error = file_replace(ignore, NULL, file_mode_as_it_was, "*\n", 2);
    memory_free(ignore);
    return error;
}

int record_lock(struct record_lock *lock, const char *dir)
{
    *lock =
        (struct record_lock){.dir = path_join(dir, ""), .path = path_join(dir, ".gongshi/lock"), .fd = -1};
    int error = record_private_folder(dir);
    if (!error)
        error = publish_wait_lock(lock->path, &lock->fd);
    if (error)
        record_unlock(lock);
    return error;
}

void record_unlock(struct record_lock *lock)
{
    if (lock->fd >= 0)
        publish_unlock(lock->path, lock->fd);
    memory_free(lock->path);
    memory_free(lock->dir);
    *lock = (struct record_lock){.fd = -1};
}

/* Whether the LEN bytes WAS are what stands at WHOLE (NULL: nothing); ESTALE if not. */
static int stands(const char *whole, const char *was, size_t len)
{
    struct buf now = {0};
    int error = file_read(whole, &now);
    if (!was && error == ENOENT)
        error = 0;
    else if (error == ENOENT || (!error && !(was && now.len == len && memcmp(buf_text(&now), was, len) == 0)))
        error = ESTALE;
    buf_free(&now);
    return error;
}

int record_put(const struct record_lock *lock, const char *path, const char *was, size_t was_len,
               const void *bytes, size_t len)
{
    char *whole = path_join(lock->dir, path);
    struct buf beside = {0};
    const char *name = strrchr(whole, '/') + 1;
    buf_put(&beside, whole, (size_t)(name - whole));
    buf_printf(&beside, ".%s.gongshi-new", name);
    int error = stands(whole, was, was_len);
    if (!error)
        error = folder_keep_for(whole);
    if (!error)
        error = file_replace(whole, buf_text(&beside), file_mode_as_it_was, bytes, len);
    buf_free(&beside);
    memory_free(whole);
    return error;
}
