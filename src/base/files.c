#include "base/files.h"

#include "base/memory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int file_read(const char *path, struct buf *out)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return errno;
    int error = file_read_open(fd, out);
    close(fd);
    return error;
}

int file_read_open(int fd, struct buf *out)
{
    struct stat st;
    size_t chunk = 16384;
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0)
        chunk = (size_t)st.st_size + 1;
    int error = 0;
    for (;;) {
        char *end = buf_reserve(out, chunk);
        ssize_t n = read(fd, end, chunk);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            error = errno;
        if (n <= 0)
            break;
        out->len += (size_t)n;
        out->data[out->len] = '\0';
        chunk = 16384;
    }
    return error;
}

/* Writes all of LEN bytes to FD. */
static int write_all(int fd, const void *bytes, size_t len)
{
    const char *p = bytes;
    while (len > 0) {
        ssize_t n = write(fd, p, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return errno;
        p += n;
        len -= (size_t)n;
    }
    return 0;
}

int file_write(const char *path, const void *bytes, size_t len)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return errno;
    int error = write_all(fd, bytes, len);
    if (close(fd) != 0 && !error)
        error = errno;
    return error;
}

/* Gives the file FD the owner of the one that it will replace, and MODE or that one's. */
static int pass_on(int fd, const char *path, int mode)
{
    struct stat old;
    bool there = lstat(path, &old) == 0;
    if (there && fchown(fd, old.st_uid, old.st_gid) != 0 && errno != EPERM)
        return errno;
    if (mode == file_mode_as_it_was && there) {
        mode = (int)(old.st_mode & 07777);
    } else if (mode == file_mode_as_it_was) {
        mode_t mask = umask(0);
        umask(mask);
        mode = (int)(0666 & ~mask);
    }
    return fchmod(fd, (mode_t)mode) == 0 ? 0 : errno;
}

/* Has the disk keep what names there are in FOLDER, as far as its file system can. */
static int folder_sync(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return errno;
    int error = fsync(fd) == 0 || errno == EINVAL ? 0 : errno; /* EINVAL: it keeps no folders apart */
    close(fd);
    return error;
}

/* Opens the new file that the bytes go to first: AT, or where it is empty one in FOLDER, its name put in AT.
 */
static int open_beside(const char *folder, const char *name, struct buf *at)
{
    if (!at->len) {
        buf_printf(at, "%s.%s.XXXXXX", folder, name);
        return mkstemp(at->data);
    }
    if (unlink(at->data) != 0 && errno != ENOENT)
        return -1;
    return open(at->data, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
}

int file_replace(const char *path, const char *beside, int mode, const void *bytes, size_t len)
{
    const char *slash = strrchr(path, '/');
    struct buf folder = {0}, at = {0};
    if (slash)
        buf_put(&folder, path, (size_t)(slash + 1 - path));
    else
        buf_puts(&folder, "./");
    buf_puts(&at, beside ? beside : "");
    int fd = open_beside(buf_text(&folder), slash ? slash + 1 : path, &at);
    int error = fd < 0 ? errno : write_all(fd, bytes, len);
    if (!error)
        error = pass_on(fd, path, mode);
    if (!error && fsync(fd) != 0)
        error = errno;
    if (fd >= 0 && close(fd) != 0 && !error)
        error = errno;
    if (!error && rename(at.data, path) != 0)
        error = errno;
    if (error && fd >= 0)
        unlink(at.data);
    if (!error)
        error = folder_sync(buf_text(&folder));
    buf_free(&folder);
    buf_free(&at);
    return error;
}

static int make_above(const char *path, bool keep);

/* KEEP: whether its name is to be on the disk. */
static int make_one(const char *path, bool keep)
{
    int error = mkdir(path, 0777) == 0 ? 0 : errno;
    if (error == EEXIST && folder_exists(path))
        return 0;
    if (error == ENOENT) {
        error = make_above(path, keep);
        if (!error && mkdir(path, 0777) != 0)
            error = errno == EEXIST ? 0 : errno;
    }
    if (error || !keep)
        return error;
    char *above = path_join(path, "..");
    error = folder_sync(above);
    memory_free(above);
    return error;
}

static int make_above(const char *path, bool keep)
{
    const char *slash = strrchr(path, '/');
    if (!slash || slash == path)
        return 0;
    struct buf above = {0};
    buf_put(&above, path, (size_t)(slash - path));
    int error = make_one(buf_text(&above), keep);
    buf_free(&above);
    return error;
}

int folder_make(const char *path)
{
    return make_one(path, false);
}

int folder_make_for(const char *path)
{
    return make_above(path, false);
}

int folder_keep_for(const char *path)
{
    return make_above(path, true);
}

bool file_exists(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0;
}

bool folder_exists(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool path_is_link(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0 && S_ISLNK(st.st_mode);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct folder_item *)a)->name, ((const struct folder_item *)b)->name);
}

int folder_list(const char *path, struct folder_list *list)
{
    *list = (struct folder_list){0};
    DIR *dir = opendir(path);
    if (!dir)
        return errno;
    int error = 0;
    for (;;) {
        errno = 0;
        struct dirent *d = readdir(dir);
        if (!d) {
            error = errno;
            break;
        }
        if (strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0)
            continue;
        struct stat st;
        if (fstatat(dirfd(dir), d->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0) {
            if (errno == ENOENT)
                continue;
            error = errno;
            break;
        }
        struct buf name = {0};
        buf_puts(&name, d->d_name);
        struct folder_item item = {.name = buf_take(&name),
                                   .shared = S_ISREG(st.st_mode) && st.st_nlink > 1,
                                   .kind = S_ISREG(st.st_mode)   ? file_regular
                                           : S_ISDIR(st.st_mode) ? file_folder
                                           : S_ISLNK(st.st_mode) ? file_link
                                                                 : file_other};
        memory_push(list, item);
    }
    closedir(dir);
    if (list->len)
        qsort(list->items, list->len, sizeof *list->items, by_name);
    if (error)
        folder_list_free(list);
    return error;
}

void folder_list_free(struct folder_list *list)
{
    for (size_t i = 0; i < list->len; i++)
        memory_free(list->items[i].name);
    memory_free(list->items);
    *list = (struct folder_list){0};
}

bool path_ends(const char *path, const char *end)
{
    size_t a = strlen(path), b = strlen(end);
    return a >= b && strcmp(path + a - b, end) == 0;
}

bool path_ends_like(const char *path, const char *end)
{
    size_t a = strlen(path), b = strlen(end);
    if (a < b)
        return false;
    for (size_t i = 0; i < b; i++) {
        char c = path[a - b + i];
        if ((c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c) != end[i])
            return false;
    }
    return true;
}

char *path_join(const char *a, const char *b)
{
    struct buf path = {0};
    buf_puts(&path, a);
    if (path.len && path.data[path.len - 1] != '/')
        buf_putc(&path, '/');
    buf_puts(&path, b);
    return buf_take(&path);
}

int tree_remove(const char *path)
{
    struct stat st;
    if (lstat(path, &st) != 0)
        return errno == ENOENT ? 0 : errno;
    if (!S_ISDIR(st.st_mode))
        return unlink(path) == 0 ? 0 : errno;
    struct folder_list list;
    int error = folder_list(path, &list);
    if (error)
        return error;
    for (size_t i = 0; i < list.len && !error; i++) {
        char *inner = path_join(path, list.items[i].name);
        error = tree_remove(inner);
        memory_free(inner);
    }
    folder_list_free(&list);
    if (!error && rmdir(path) != 0)
        error = errno;
    return error;
}
