#include "publish/tree.h"

#include "base/buf.h"
#include "base/memory.h"
#include "publish/system.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Adds what is in the folder FOLDER, which is PREFIX ("" or "a/b/") within the tree. */
static int scan_folder(const char *folder, const char *prefix, struct publish_tree *tree, char **where)
{
    struct folder_list list;
    int error = folder_list(folder, &list);
    if (error) {
        struct buf path = {0};
        buf_puts(&path, folder);
        *where = buf_take(&path);
        return error;
    }
    for (size_t i = 0; i < list.len && !error; i++) {
        const char *name = list.items[i].name;
        struct publish_item item = {.path = arena_printf(&tree->arena, "%s%s", prefix, name),
                                    .kind = list.items[i].kind};
        memory_push(tree, item);
        if (item.kind != file_folder)
            continue;
        char *inner = path_join(folder, name);
        if (publish_mounted(inner)) {
            *where = inner;
            error = EBUSY;
            break;
        }
        error = scan_folder(inner, arena_printf(&tree->arena, "%s/", item.path), tree, where);
        memory_free(inner);
    }
    folder_list_free(&list);
    return error;
}

int publish_tree_scan(const char *root, struct publish_tree *tree, char **where)
{
    int error = scan_folder(root, "", tree, where);
    for (size_t i = 0; i < tree->len && !error; i++)
        map_put(&tree->paths, tree->items[i].path, strlen(tree->items[i].path), (uint32_t)i);
    return error;
}

bool publish_tree_hollow(const struct publish_tree *tree)
{
    for (size_t i = 0; i < tree->len; i++) {
        const struct publish_item *item = &tree->items[i];
        if (item->kind != file_folder || item->fate == fate_kept)
            continue;
        size_t len = strlen(item->path);
        const char *next = i + 1 < tree->len ? tree->items[i + 1].path : "";
        if (strncmp(next, item->path, len) != 0 || next[len] != '/')
            return true;
    }
    return false;
}

void publish_tree_free(struct publish_tree *tree)
{
    map_free(&tree->paths);
    memory_free(tree->items);
    arena_free(&tree->arena);
    *tree = (struct publish_tree){0};
}

bool publish_same(const char *path, const void *bytes, size_t len)
{
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return false;
    struct stat st;
    bool same = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && (size_t)st.st_size == len;
    const char *expected = bytes;
    char chunk[16384];
    while (same && len > 0) {
        ssize_t n = read(fd, chunk, len < sizeof chunk ? len : sizeof chunk);
        if (n < 0 && errno == EINTR)
            continue;
        same = n > 0 && memcmp(chunk, expected, (size_t)n) == 0;
        if (same) {
            expected += n;
            len -= (size_t)n;
        }
    }
    close(fd);
    return same;
}

bool publish_agrees(const char *path, size_t size, const struct digest *digest)
{
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return false;
    struct stat st;
    struct digest now;
    size_t len;
    bool same = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && (uint64_t)st.st_size == size &&
                digest_read(fd, &now, &len) == 0 && len == size && digest_equal(&now, digest);
    close(fd);
    return same;
}

int publish_create(const char *path, int *fd)
{
    *fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    return *fd < 0 ? errno : 0;
}

int publish_append(int fd, const void *bytes, size_t len)
{
    int error = 0;
    const char *p = bytes;
    while (len > 0 && !error) {
        ssize_t n = write(fd, p, len);
        if (n >= 0) {
            p += n;
            len -= (size_t)n;
        } else if (errno != EINTR) {
            error = errno;
        }
    }
    return error;
}

int publish_write(const char *path, const void *bytes, size_t len)
{
    int fd, error = publish_create(path, &fd);
    if (error)
        return error;
    error = publish_append(fd, bytes, len);
    if (close(fd) != 0 && !error)
        error = errno;
    return error;
}

/* Copies a file with its times and, as far as it may, its mode. */
static int copy_file(const char *from, const struct stat *st, const char *to)
{
    struct buf bytes = {0};
    int error = file_read(from, &bytes);
    if (!error)
        error = publish_write(to, bytes.data, bytes.len);
    buf_free(&bytes);
    if (error)
        return error;
    struct timespec times[2] = {st->st_atim, st->st_mtim};
    (void)!chmod(to, st->st_mode & 0777);
    return utimensat(AT_FDCWD, to, times, 0) == 0 ? 0 : errno;
}

static int copy_link(const char *from, const char *to)
{
    enum { longest = 4096 };
    char target[longest];
    ssize_t n = readlink(from, target, sizeof target - 1);
    if (n < 0)
        return errno;
    target[n] = '\0';
    return symlink(target, to) == 0 ? 0 : errno;
}

int publish_take(const char *from, const char *to)
{
    if (linkat(AT_FDCWD, from, AT_FDCWD, to, 0) == 0)
        return 0;
    int error = errno;
    if (error != EPERM && error != EACCES && error != EMLINK && error != EXDEV && error != ENOTSUP &&
        error != ENOSYS)
        return error;
    struct stat st;
    if (lstat(from, &st) != 0)
        return errno;
    if (S_ISREG(st.st_mode))
        return copy_file(from, &st, to);
    return S_ISLNK(st.st_mode) ? copy_link(from, to) : error;
}
