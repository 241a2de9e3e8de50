#include "publish/publish.h"

#include "base/files.h"
#include "base/memory.h"
#include "publish/place.h"
#include "publish/system.h"
#include "publish/tree.h"

#include <errno.h>
#include <pthread.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char mark_text[] = publish_mark_line
    "此文件夹由 gongshi 生成，手工放入的文件会在下次生成时删除。\n"
    "This folder is made by gongshi: what is put here by hand is gone after the next build.\n";

struct publish {
    struct publish_place place;
    struct publish_tree before;   /* what is at OUT; the items' fates are under the mutex */
    pthread_mutex_t mutex;        /* guards all below */
    struct arena arena;           /* of paths */
    struct map paths;             /* published so far */
    struct map folders;           /* made in the staging so far */
    struct publish_counts counts; /* so far */
    bool changed;                 /* something was written */
    struct publish_error error;   /* the first */
};

void publish_error_text(const struct publish_error *error, diag_translate *translate, struct buf *out)
{
    const char *args[] = {error->path, strerror(error->number), NULL};
    struct diag diag = {.message = error->message, .args = args};
    diag_message(&diag, translate, out);
}

void publish_error_free(struct publish_error *error)
{
    memory_free(error->path);
    *error = (struct publish_error){0};
}

/* Records a failure; returns false. */
static bool fail(struct publish *publish, const char *message, const char *path, int number)
{
    pthread_mutex_lock(&publish->mutex);
    publish_fail(&publish->error, message, path, number);
    pthread_mutex_unlock(&publish->mutex);
    return false;
}

bool publish_failed(struct publish *publish)
{
    pthread_mutex_lock(&publish->mutex);
    bool failed = publish->error.message != NULL;
    pthread_mutex_unlock(&publish->mutex);
    return failed;
}

/* Whether PATH names something below OUT plainly, without detours. */
static bool is_plain(const char *path)
{
    for (const char *part = path;;) {
        size_t len = strcspn(part, "/");
        if (len == 0 || (len == 1 && part[0] == '.') || (len == 2 && part[0] == '.' && part[1] == '.'))
            return false;
        if (!part[len])
            return true;
        part += len + 1;
    }
}

/* Makes the folders above PATH in the staging; the mutex is held, so who finds one in the map finds it made.
 */
static bool make_folders(struct publish *publish, const char *path)
{
    for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
        size_t len = (size_t)(slash - path);
        if (map_get(&publish->folders, path, len) != map_none)
            continue;
        char *name = arena_text(&publish->arena, path, len);
        map_put(&publish->folders, name, len, 1);
        char *whole = path_join(publish->place.stage, name);
        int error = mkdir(whole, 0777) == 0 ? 0 : errno;
        if (error)
            publish_fail(&publish->error, N_("can't make the folder {1}: {2}"), whole, error);
        memory_free(whole);
        if (error)
            return false;
    }
    return true;
}

/* Takes PATH for one file of this tree, once. *BEFORE: the item it is in the tree of before, or map_none. */
static bool claim(struct publish *publish, const char *path, uint32_t *before)
{
    if (!is_plain(path))
        return fail(publish, N_("{1} is not the path of a file within the output"), path, 0);
    pthread_mutex_lock(&publish->mutex);
    *before = map_find(&publish->before.paths, path);
    char *name = arena_copy(&publish->arena, path);
    bool twice = map_put(&publish->paths, name, strlen(name), 1) != map_none ||
                 (*before != map_none && publish->before.items[*before].fate == fate_kept);
    if (twice)
        publish_fail(&publish->error, N_("{1} is made twice in the output"), path, 0);
    bool fine = !publish->error.message;
    pthread_mutex_unlock(&publish->mutex);
    return fine;
}

static bool make_place(struct publish *publish, const char *path)
{
    pthread_mutex_lock(&publish->mutex);
    bool fine = make_folders(publish, path);
    pthread_mutex_unlock(&publish->mutex);
    return fine;
}

/* Writes the file PATH into the staging. */
static bool write_new(struct publish *publish, const char *path, const void *bytes, size_t len)
{
    if (!make_place(publish, path))
        return false;
    char *whole = path_join(publish->place.stage, path);
    int error = publish_write(whole, bytes, len);
    if (error)
        fail(publish, N_("can't write {1}: {2}"), whole, error);
    memory_free(whole);
    return !error;
}

/* Notes what became of a file of LEN bytes that is BEFORE in the tree of before, or map_none: the SAME, or
 * written. COUNTED: it is no mark. */
static void settle(struct publish *publish, uint32_t before, bool same, size_t len, bool counted)
{
    pthread_mutex_lock(&publish->mutex);
    if (before != map_none)
        publish->before.items[before].fate = same ? fate_same : fate_replaced;
    publish->changed = publish->changed || !same;
    if (counted && same)
        publish->counts.unchanged++;
    if (counted && !same) {
        publish->counts.written++;
        publish->counts.bytes += len;
    }
    pthread_mutex_unlock(&publish->mutex);
}

/* Publishes a file, comparing and writing outside the mutex. COUNTED: it is no mark. */
static bool put(struct publish *publish, const char *path, const void *bytes, size_t len, bool counted)
{
    uint32_t before = map_none;
    if (!claim(publish, path, &before))
        return false;
    bool same = false;
    if (before != map_none && publish->before.items[before].kind == file_regular) {
        char *old = path_join(publish->place.out, path);
        same = publish_same(old, bytes, len);
        memory_free(old);
    }
    if (!same && !write_new(publish, path, bytes, len))
        return false;
    settle(publish, before, same, len, counted);
    return true;
}

bool publish_file(struct publish *publish, const char *path, const void *bytes, size_t len)
{
    return put(publish, path, bytes, len, true);
}

/* Whether OUT has a file PATH of SIZE bytes with DIGEST. */
static bool stands(struct publish *publish, const char *path, size_t size, const struct digest *digest)
{
    uint32_t before = map_find(&publish->before.paths, path);
    if (before == map_none || publish->before.items[before].kind != file_regular)
        return false;
    char *old = path_join(publish->place.out, path);
    bool same = publish_agrees(old, size, digest);
    memory_free(old);
    return same;
}

struct publish_stream {
    struct publish *publish;
    char *path;      /* within the tree */
    char *whole;     /* in the staging */
    uint32_t before; /* the item it is in the tree of before, or map_none */
    int fd;
    size_t size; /* so far */
    struct digest_run *digest;
    bool failed;
};

static bool stream_fail(struct publish_stream *stream, int error)
{
    stream->failed = true;
    return fail(stream->publish, N_("can't write {1}: {2}"), stream->whole, error);
}

struct publish_stream *publish_open(struct publish *publish, const char *path)
{
    uint32_t before = map_none;
    if (!claim(publish, path, &before) || !make_place(publish, path))
        return NULL;
    struct publish_stream *stream = memory_new(1, sizeof *stream);
    *stream = (struct publish_stream){.publish = publish,
                                      .path = path_join("", path),
                                      .whole = path_join(publish->place.stage, path),
                                      .before = before,
                                      .digest = digest_begin()};
    int error = publish_create(stream->whole, &stream->fd);
    if (error)
        stream_fail(stream, error);
    return stream;
}

bool publish_more(struct publish_stream *stream, const void *bytes, size_t len)
{
    if (stream->failed || publish_failed(stream->publish))
        return false;
    int error = publish_append(stream->fd, bytes, len);
    if (error)
        return stream_fail(stream, error);
    stream->size += len;
    digest_more(stream->digest, bytes, len);
    return true;
}

bool publish_close(struct publish_stream *stream, size_t *size, struct digest *digest)
{
    struct publish *publish = stream->publish;
    *size = stream->size;
    *digest = digest_end(stream->digest);
    if (stream->fd >= 0 && close(stream->fd) != 0 && !stream->failed)
        stream_fail(stream, errno);
    bool fine = !stream->failed && !publish_failed(publish);
    bool same = fine && stream->before != map_none && stands(publish, stream->path, *size, digest);
    if (same && unlink(stream->whole) != 0) /* it is taken over, as others that are the same */
        fine = stream_fail(stream, errno);
    if (fine)
        settle(publish, stream->before, same, *size, true);
    memory_free(stream->path);
    memory_free(stream->whole);
    memory_free(stream);
    return fine;
}

bool publish_again(struct publish *publish, const char *path, size_t size, const struct digest *digest)
{
    uint32_t before = map_none;
    if (!stands(publish, path, size, digest) || !claim(publish, path, &before))
        return false;
    pthread_mutex_lock(&publish->mutex);
    publish->before.items[before].fate = fate_same;
    publish->counts.unchanged++;
    pthread_mutex_unlock(&publish->mutex);
    return true;
}

bool publish_before(struct publish *publish, const char *path, size_t size, const struct digest *digest,
                    struct buf *out)
{
    uint32_t before = map_find(&publish->before.paths, path);
    if (before == map_none || publish->before.items[before].kind != file_regular)
        return false;
    size_t first = out->len;
    char *old = path_join(publish->place.out, path);
    bool read = file_read(old, out) == 0 && out->len - first == size;
    memory_free(old);
    struct digest found = digest_of(buf_text(out) + first, out->len - first);
    if (!read || !digest_equal(&found, digest)) {
        buf_cut(out, first);
        return false;
    }
    return true;
}

bool publish_read(struct publish *publish, const char *path, struct buf *out)
{
    pthread_mutex_lock(&publish->mutex);
    bool published = map_find(&publish->paths, path) != map_none;
    uint32_t before = map_find(&publish->before.paths, path);
    bool same = before != map_none && publish->before.items[before].fate == fate_same;
    pthread_mutex_unlock(&publish->mutex);
    char *whole = path_join(same ? publish->place.out : publish->place.stage, path);
    bool read = published && file_read(whole, out) == 0;
    memory_free(whole);
    return read;
}

bool publish_fresh(struct publish *publish, const char *path)
{
    pthread_mutex_lock(&publish->mutex);
    uint32_t before = map_find(&publish->before.paths, path);
    bool fresh = before == map_none || publish->before.items[before].fate == fate_replaced;
    pthread_mutex_unlock(&publish->mutex);
    return fresh;
}

struct publish *publish_begin(const char *out, struct publish_error *error)
{
    struct publish *publish = memory_new(1, sizeof *publish);
    pthread_mutex_init(&publish->mutex, NULL);
    bool fine = publish_place_open(&publish->place, out, &publish->error);
    if (fine && publish->place.there) {
        char *where = NULL;
        int number = publish_tree_scan(publish->place.out, &publish->before, &where);
        if (number)
            fine = fail(publish,
                        number == EBUSY
                            ? N_("something is mounted at {1}, within the output; it can't be swapped")
                            : N_("can't read the folder {1}: {2}"),
                        where, number);
        memory_free(where);
    }
    if (fine && put(publish, publish_mark_file, mark_text, sizeof mark_text - 1, false))
        return publish;
    publish_fail(error, publish->error.message, publish->error.path, publish->error.number);
    publish_abandon(publish);
    return NULL;
}

bool publish_keep(struct publish *publish, const char *path)
{
    if (!is_plain(path))
        return fail(publish, N_("{1} is not the path of a file within the output"), path, 0);
    size_t len = strlen(path);
    pthread_mutex_lock(&publish->mutex);
    uint32_t first = map_find(&publish->before.paths, path);
    for (size_t i = first; first != map_none && i < publish->before.len; i++) {
        struct publish_item *item = &publish->before.items[i];
        if (strncmp(item->path, path, len) != 0 || (item->path[len] && item->path[len] != '/'))
            break;
        if (item->fate == fate_kept)
            continue;
        if (map_find(&publish->paths, item->path) != map_none) {
            publish_fail(&publish->error, N_("{1} is made twice in the output"), item->path, 0);
            break;
        }
        item->fate = fate_kept;
        publish->counts.kept += item->kind != file_folder;
    }
    bool fine = !publish->error.message;
    pthread_mutex_unlock(&publish->mutex);
    return fine;
}

/* Takes one item of the tree of before over into the staging. */
static bool take_item(struct publish *publish, const struct publish_item *item)
{
    if (item->kind == file_folder)
        return make_folders(publish, arena_printf(&publish->arena, "%s/", item->path));
    if (!make_folders(publish, item->path))
        return false;
    char *from = path_join(publish->place.out, item->path);
    char *to = path_join(publish->place.stage, item->path);
    int error = publish_take(from, to);
    if (error)
        publish_fail(&publish->error, N_("can't take over {1}: {2}"), from, error);
    memory_free(from);
    memory_free(to);
    return !error;
}

/* Completes the staging by what stays of the tree of before. */
static bool take_over(struct publish *publish)
{
    for (size_t i = 0; i < publish->before.len; i++) {
        const struct publish_item *item = &publish->before.items[i];
        if ((item->fate == fate_same || item->fate == fate_kept) && !take_item(publish, item))
            return false;
    }
    return true;
}

/* Memory runs out when the tree is published already. */
static void settled(size_t size)
{
    memory_end(0, "gongshi: out of memory (%zu bytes wanted) after all was published\n", size);
}

/* Completes the staging, waits for the disk and swaps; nothing of it where nothing has changed. */
static bool finish(struct publish *publish)
{
    for (size_t i = 0; i < publish->before.len; i++) {
        const struct publish_item *item = &publish->before.items[i];
        publish->counts.removed += item->kind != file_folder && item->fate == fate_gone;
    }
    if (publish->place.there && !publish->changed && publish->counts.removed == 0 &&
        !publish_tree_hollow(&publish->before)) {
        memory_on_failure(settled);
        return true;
    }
    if (!take_over(publish))
        return false;
    int error = publish_sync(publish->place.stage);
    if (error)
        return publish_fail(&publish->error, N_("can't write {1} to the disk: {2}"), publish->place.stage,
                            error);
    publish->counts.swapped = publish_place_swap(&publish->place, &publish->error);
    if (publish->counts.swapped)
        memory_on_failure(settled);
    return publish->counts.swapped;
}

/* Removes the staging, or the tree of before behind the swap, and frees. False: it could not be removed. */
static bool end(struct publish *publish)
{
    bool removed = publish_place_close(&publish->place);
    publish_tree_free(&publish->before);
    map_free(&publish->paths);
    map_free(&publish->folders);
    arena_free(&publish->arena);
    publish_error_free(&publish->error);
    pthread_mutex_destroy(&publish->mutex);
    memory_free(publish);
    return removed;
}

bool publish_commit(struct publish *publish, struct publish_counts *counts, struct publish_error *error)
{
    bool done = !publish->error.message && finish(publish);
    *counts = done ? publish->counts : (struct publish_counts){0};
    if (!done)
        publish_fail(error, publish->error.message, publish->error.path, publish->error.number);
    bool removed = end(publish);
    counts->left_behind = !removed;
    return done;
}

void publish_abandon(struct publish *publish)
{
    if (publish)
        end(publish);
}
