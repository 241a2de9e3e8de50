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

/* Gives the file FD the mode and owner of the one that it will replace, or those of a new file. */
static int pass_on_mode(int fd, const char *path)
{
    struct stat old;
    if (lstat(path, &old) == 0) {
        if (fchown(fd, old.st_uid, old.st_gid) != 0 && errno != EPERM)
            return errno;
        return fchmod(fd, old.st_mode & 07777) == 0 ? 0 : errno;
    }
    mode_t mask = umask(0);
    umask(mask);
    return fchmod(fd, 0666 & ~mask) == 0 ? 0 : errno;
}

/* Has the disk keep that a name in FOLDER changed. */
static void sync_folder(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_CLOEXEC);
    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
}

int file_replace(const char *path, const void *bytes, size_t len)
{
    const char *slash = strrchr(path, '/');
    struct buf folder = {0}, beside = {0};
    if (slash)
        buf_put(&folder, path, (size_t)(slash + 1 - path));
    else
        buf_puts(&folder, "./");
    buf_printf(&beside, "%s.%s.XXXXXX", buf_text(&folder), slash ? slash + 1 : path);
    int fd = mkstemp(beside.data);
    int error = fd < 0 ? errno : write_all(fd, bytes, len);
    if (!error)
        error = pass_on_mode(fd, path);
    if (!error && fsync(fd) != 0)
        error = errno;
    if (fd >= 0 && close(fd) != 0 && !error)
        error = errno;
    if (!error && rename(beside.data, path) != 0)
        error = errno;
    if (error && fd >= 0)
        unlink(beside.data);
    if (!error)
        sync_folder(buf_text(&folder));
    buf_free(&folder);
    buf_free(&beside);
    return error;
}

int folder_make(const char *path)
{
    struct stat st;
    if (mkdir(path, 0777) == 0 || (errno == EEXIST && stat(path, &st) == 0 && S_ISDIR(st.st_mode)))
        return 0;
    if (errno != ENOENT)
        return errno;
    int error = folder_make_for(path);
    if (error)
        return error;
    return mkdir(path, 0777) == 0 || errno == EEXIST ? 0 : errno;
}

int folder_make_for(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash || slash == path)
        return 0;
    struct buf above = {0};
    buf_put(&above, path, (size_t)(slash - path));
    int error = folder_make(buf_text(&above));
    buf_free(&above);
    return error;
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
