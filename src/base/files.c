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
    close(fd);
    return error;
}

int file_write(const char *path, const void *bytes, size_t len)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return errno;
    int error = 0;
    const char *p = bytes;
    while (len > 0 && !error) {
        ssize_t n = write(fd, p, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            error = errno;
        } else {
            p += n;
            len -= (size_t)n;
        }
    }
    if (close(fd) != 0 && !error)
        error = errno;
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
