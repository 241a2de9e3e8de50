#include "publish/place.h"

#include "base/files.h"
#include "base/memory.h"
#include "publish/system.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A copy of LEN bytes at TEXT. */
static char *copy_text(const char *text, size_t len)
{
    char *copy = memory_new(len + 1, 1);
    memcpy(copy, text, len);
    return copy;
}

bool publish_fail(struct publish_error *error, const char *message, const char *path, int number)
{
    if (!error->message)
        *error = (struct publish_error){message, copy_text(path, strlen(path)), number};
    return false;
}

/* The folder part of PATH, which has no slash at its end: "." where it has none. */
static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return copy_text(".", 1);
    return copy_text(path, slash == path ? 1 : (size_t)(slash - path));
}

/* Follows the link PATH one step; NULL and errno where it can't. */
static char *follow(const char *path)
{
    enum { longest = 4096 };
    char target[longest];
    ssize_t n = readlink(path, target, sizeof target - 1);
    if (n < 0)
        return NULL;
    target[n] = '\0';
    if (target[0] == '/')
        return copy_text(target, (size_t)n);
    char *folder = folder_of(path);
    char *next = path_join(folder, target);
    memory_free(folder);
    return next;
}

/* The absolute path of what is not there yet, perhaps in folders that are not either; NULL and errno. */
static char *resolve_missing(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    if (!*name || strcmp(name, ".") == 0 || strcmp(name, "..") == 0) {
        errno = ENOENT;
        return NULL;
    }
    char *folder = folder_of(path);
    size_t len = strlen(folder);
    while (len > 1 && folder[len - 1] == '/')
        folder[--len] = '\0';
    char *real = realpath(folder, NULL);
    int error = errno;
    if (!real && error == ENOENT && strcmp(folder, ".") != 0) {
        real = resolve_missing(folder);
        error = errno;
    }
    char *whole = real ? path_join(real, name) : NULL;
    memory_free(real);
    memory_free(folder);
    errno = error;
    return whole;
}

/* The absolute path of OUT, links followed, whether there is something or not; NULL and errno. */
static char *resolve(const char *out)
{
    enum { most_links = 40 };
    size_t len = strlen(out);
    while (len > 1 && out[len - 1] == '/')
        len--;
    char *path = copy_text(out, len);
    char *found = realpath(path, NULL);
    for (int i = 0; !found && errno == ENOENT && i < most_links; i++) {
        char *next = follow(path);
        if (!next) {
            found = resolve_missing(path);
            break;
        }
        memory_free(path);
        path = next;
        found = realpath(path, NULL);
    }
    int error = errno;
    memory_free(path);
    errno = error;
    return found;
}

/* Whether the folder LOW, an absolute path, is the folder HIGH or lies in it, by its name or as the system
 * finds it: something may be mounted in two places. */
static bool lies_in(const char *low, const char *high)
{
    size_t len = strlen(high);
    struct stat there, above;
    if (strncmp(low, high, len) == 0 && (len == 1 || low[len] == '/' || !low[len]))
        return true;
    if (stat(high, &there) != 0)
        return false;
    char *path = copy_text(low, strlen(low));
    bool in = false;
    while (!in) {
        in = stat(path, &above) == 0 && above.st_dev == there.st_dev && above.st_ino == there.st_ino;
        char *folder = folder_of(path);
        bool top = strcmp(folder, path) == 0;
        memory_free(path);
        path = folder;
        if (top)
            break;
    }
    memory_free(path);
    return in;
}

bool publish_overlaps(const char *out, const char *folder)
{
    char *a = resolve(out), *b = resolve(folder);
    bool overlap = a && b && (lies_in(a, b) || lies_in(b, a));
    memory_free(a);
    memory_free(b);
    return overlap;
}

char *publish_path(const char *out)
{
    return resolve(out);
}

char *publish_folder(const char *out)
{
    char *path = resolve(out);
    while (path) {
        char *folder = folder_of(path);
        memory_free(path);
        path = folder;
        if (folder_exists(folder))
            break;
    }
    return path;
}

/* Whether the folder PATH bears the mark; of any layout's number, so that a later gongshi may follow. */
static bool is_marked(const char *path)
{
    char *mark = path_join(path, publish_mark_file);
    char start[sizeof publish_mark_line] = {0};
    size_t common = strlen(publish_mark_line) - strlen("1\n");
    int fd = open(mark, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    ssize_t n = fd < 0 ? -1 : read(fd, start, common);
    if (fd >= 0)
        close(fd);
    memory_free(mark);
    return n == (ssize_t)common && memcmp(start, publish_mark_line, common) == 0;
}

/* Sets THERE, or says why what is at OUT is no place for a tree. */
static bool check_out(struct publish_place *place, struct publish_error *error)
{
    place->there = false;
    if (strcmp(place->out, "/") == 0)
        return publish_fail(error, N_("{1} is the top of the file system and can't be an output folder"),
                            place->out, 0);
    struct stat st;
    if (lstat(place->out, &st) != 0)
        return errno == ENOENT || publish_fail(error, N_("can't look at {1}: {2}"), place->out, errno);
    if (!S_ISDIR(st.st_mode))
        return publish_fail(error, N_("{1} is not a folder; the output is a folder"), place->out, 0);
    if (publish_mounted(place->out))
        return publish_fail(error,
                            N_("{1} is a mount point, which can't be swapped whole; name a folder in it"),
                            place->out, EBUSY);
    struct folder_list list;
    int number = folder_list(place->out, &list);
    if (number)
        return publish_fail(error, N_("can't read the folder {1}: {2}"), place->out, number);
    bool fits = list.len == 0 || is_marked(place->out);
    folder_list_free(&list);
    if (!fits)
        return publish_fail(error,
                            N_("{1} is not empty and was not made by gongshi; nothing in it was touched"),
                            place->out, 0);
    place->there = true;
    return true;
}

/* Mends what a killed run has left; the lock says that no other is at work. */
static bool mend(struct publish_place *place, struct publish_error *error)
{
    if (file_exists(place->aside) && !file_exists(place->out)) {
        if (rename(place->aside, place->out) != 0)
            return publish_fail(error, N_("can't move {1} back: {2}"), place->aside, errno);
    }
    int number = tree_remove(place->stage);
    if (number)
        return publish_fail(error, N_("can't remove {1}, left by an earlier run: {2}"), place->stage, number);
    if (!file_exists(place->aside))
        return true;
    if (rename(place->aside, place->stage) != 0)
        return publish_fail(error, N_("can't remove {1}, left by an earlier run: {2}"), place->aside, errno);
    number = tree_remove(place->stage);
    return !number ||
           publish_fail(error, N_("can't remove {1}, left by an earlier run: {2}"), place->stage, number);
}

/* Makes the staging, as open to others as OUT is. */
static bool make_stage(struct publish_place *place, struct publish_error *error)
{
    if (mkdir(place->stage, 0777) != 0)
        return publish_fail(error, N_("can't make the folder {1}: {2}"), place->stage, errno);
    struct stat st;
    if (!place->there || stat(place->out, &st) != 0)
        return true;
    /* What another owner's folder does not permit is left: the tree is whole all the same. */
    (void)!chown(place->stage, st.st_uid, st.st_gid);
    (void)!chmod(place->stage, (st.st_mode & 07777) | 0700);
    return true;
}

/* The path of OUT's companion of this kind: ".NAME.gongshi-KIND" beside it. */
static char *companion(const struct publish_place *place, const char *kind)
{
    struct buf name = {0};
    buf_printf(&name, ".%s.gongshi-%s", strrchr(place->out, '/') + 1, kind);
    char *path = path_join(place->parent, buf_text(&name));
    buf_free(&name);
    return path;
}

/* Everything of opening behind the resolution of OUT. */
static bool open_resolved(struct publish_place *place, struct publish_error *error)
{
    if (!check_out(place, error))
        return false;
    place->parent = folder_of(place->out);
    place->stage = companion(place, "new");
    place->aside = companion(place, "old");
    place->lock = companion(place, "lock");
    int number = publish_lock(place->lock, &place->lock_fd);
    if (number == EWOULDBLOCK)
        return publish_fail(error, N_("another gongshi is writing {1} just now"), place->out, number);
    if (number)
        return publish_fail(error, N_("can't make {1}, which must stand beside the output: {2}"), place->lock,
                            number);
    /* Again: it may have changed before the lock was ours, and mending may have brought it back. */
    return mend(place, error) && check_out(place, error) && make_stage(place, error);
}

bool publish_place_open(struct publish_place *place, const char *out, struct publish_error *error)
{
    *place = (struct publish_place){.lock_fd = -1};
    place->out = resolve(out);
    int number = place->out ? folder_make_for(place->out) : errno;
    if (number || !place->out)
        return publish_fail(error, N_("can't find a place for {1}: {2}"), out, number) ||
               !publish_place_close(place);
    if (open_resolved(place, error))
        return true;
    publish_place_close(place);
    return false;
}

/* The swap where folders can't be exchanged: OUT is not there for a moment. */
static int swap_by_renames(const struct publish_place *place)
{
    if (rename(place->out, place->aside) != 0)
        return errno;
    if (rename(place->stage, place->out) != 0) {
        int error = errno;
        (void)!rename(place->aside, place->out);
        return error;
    }
    /* Under the staging's name it may be found half removed, under this one it is always whole. */
    (void)!rename(place->aside, place->stage);
    return 0;
}

bool publish_place_swap(struct publish_place *place, struct publish_error *error)
{
    int number = 0;
    if (!place->there) {
        number = rename(place->stage, place->out) == 0 ? 0 : errno;
    } else {
        number = publish_exchange(place->stage, place->out);
        if (number == EINVAL || number == ENOSYS || number == ENOTSUP)
            number = swap_by_renames(place);
    }
    if (number)
        return publish_fail(error, N_("can't put the new output in the place of {1}: {2}"), place->out,
                            number);
    /* The swap is on the disk before anything of the earlier tree is removed. */
    int fd = open(place->parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        (void)!fsync(fd);
        close(fd);
    }
    return true;
}

bool publish_place_close(struct publish_place *place)
{
    bool removed = true;
    if (place->lock_fd >= 0) {
        removed = tree_remove(place->stage) == 0 && !file_exists(place->aside);
        publish_unlock(place->lock, place->lock_fd);
    }
    memory_free(place->out);
    memory_free(place->parent);
    memory_free(place->stage);
    memory_free(place->aside);
    memory_free(place->lock);
    *place = (struct publish_place){.lock_fd = -1};
    return removed;
}
