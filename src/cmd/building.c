#include "cmd/building.h"

#include "base/files.h"
#include "base/memory.h"
#include "base/workers.h"

#include <stdatomic.h>
#include <string.h>

void building_begin(struct building *building)
{
    pthread_mutex_init(&building->mutex, NULL);
}

void building_end(struct building *building)
{
    map_free(&building->said);
    made_free(&building->now);
    pthread_mutex_destroy(&building->mutex);
}

/* The entry of PATH, made where there is none; the mutex is held. */
static uint32_t entry_of(struct building *b, const char *path)
{
    if (!made_find(&b->now, path))
        made_add(&b->now, &(struct made_file){.path = path});
    return map_find(&b->now.paths, path);
}

/* Notes that PATH stands with SIZE bytes of digest BYTES. */
static void note_there(struct building *b, const char *path, size_t size, const struct digest *bytes)
{
    static const struct digest unknown;
    pthread_mutex_lock(&b->mutex);
    uint32_t place = entry_of(b, path);
    struct made_file *file = &b->now.files.items[place];
    file->size = size;
    file->bytes = *bytes;
    file->there = true;
    if (!digest_equal(&file->says, &unknown)) {
        struct digest *key = arena_new(&b->now.arena, struct digest, 1);
        *key = file->says;
        map_put(&b->said, key, sizeof *key, place);
    }
    pthread_mutex_unlock(&b->mutex);
}

/* Notes what PATH, which may come, says. The path of another file that says the same and stands already, or
 * NULL. */
static const char *note_says(struct building *b, const char *path, const struct digest *says)
{
    pthread_mutex_lock(&b->mutex);
    uint32_t place = entry_of(b, path);
    b->now.files.items[place].says = *says;
    uint32_t other = map_get(&b->said, says, sizeof *says);
    const char *found = other == map_none || other == place ? NULL : b->now.files.items[other].path;
    pthread_mutex_unlock(&b->mutex);
    return found;
}

bool building_put(void *context, const char *path, const void *bytes, size_t len)
{
    struct building *b = context;
    progress_step(b->progress);
    if (b->stopped() || !publish_file(b->publish, path, bytes, len))
        return false;
    if (b->before) {
        struct digest digest = digest_of(bytes, len);
        note_there(b, path, len, &digest);
    }
    return true;
}

/* A file that comes piece by piece. */
struct stream {
    struct building *building;
    char *path;
    struct publish_stream *publish;
};

void *building_open(void *context, const char *path)
{
    struct building *b = context;
    progress_step(b->progress);
    struct publish_stream *publish = b->stopped() ? NULL : publish_open(b->publish, path);
    if (!publish)
        return NULL;
    struct stream *stream = memory_new(1, sizeof *stream);
    *stream = (struct stream){b, path_join("", path), publish};
    return stream;
}

bool building_more(void *stream, const void *bytes, size_t len)
{
    const struct stream *s = stream;
    return !s->building->stopped() && publish_more(s->publish, bytes, len);
}

bool building_close(void *stream)
{
    struct stream *s = stream;
    struct digest digest;
    size_t size;
    bool well = publish_close(s->publish, &size, &digest);
    if (well && s->building->before)
        note_there(s->building, s->path, size, &digest);
    memory_free(s->path);
    memory_free(s);
    return well;
}

/* Puts at PATH what was put at OTHER. */
static bool copy(struct building *b, const char *path, const char *other)
{
    struct buf bytes = {0};
    bool well = publish_read(b->publish, other, &bytes) && building_put(b, path, bytes.data, bytes.len);
    buf_free(&bytes);
    return well;
}

bool building_again(void *context, const char *path, const struct digest *says)
{
    struct building *b = context;
    if (!b->before || b->stopped())
        return false;
    const struct digest both[] = {b->maker, *says};
    struct digest whole = digest_of(both, sizeof both);
    const char *other = note_says(b, path, &whole);
    if (other)
        return copy(b, path, other);
    const struct made_file *old = made_find(b->before, path);
    if (!old || !digest_equal(&old->says, &whole) || !publish_again(b->publish, path, old->size, &old->bytes))
        return false;
    progress_step(b->progress);
    note_there(b, path, old->size, &old->bytes);
    return true;
}

/* FROM as it is kept: with what makes. */
static struct digest with_maker(const struct building *b, const struct digest *from)
{
    const struct digest both[] = {b->maker, *from};
    return digest_of(both, sizeof both);
}

/* The file PATH of the build before, where it was made from the same. */
static const struct made_file *made_from(const struct building *b, const char *path,
                                         const struct digest *from)
{
    const struct made_file *old = b->before ? made_find(b->before, path) : NULL;
    struct digest whole = with_maker(b, from);
    return old && digest_equal(&old->from, &whole) ? old : NULL;
}

bool building_still(void *context, const char *path, const struct digest *from, const char **note)
{
    struct building *b = context;
    const struct made_file *old = b->stopped() ? NULL : made_from(b, path, from);
    if (!old || !publish_again(b->publish, path, old->size, &old->bytes))
        return false;
    progress_step(b->progress);
    pthread_mutex_lock(&b->mutex);
    uint32_t place = entry_of(b, path);
    b->now.files.items[place].says = old->says;
    pthread_mutex_unlock(&b->mutex);
    note_there(b, path, old->size, &old->bytes);
    building_keep(b, path, from, old->note ? old->note : "");
    *note = old->note ? old->note : "";
    return true;
}

void building_keep(void *context, const char *path, const struct digest *from, const char *note)
{
    struct building *b = context;
    if (!b->before)
        return;
    pthread_mutex_lock(&b->mutex);
    uint32_t place = entry_of(b, path);
    struct made_file *file = &b->now.files.items[place];
    file->from = with_maker(b, from);
    file->note = *note ? arena_copy(&b->now.arena, note) : NULL;
    pthread_mutex_unlock(&b->mutex);
}

bool building_before(void *context, const char *path, const struct digest *from, const char **note,
                     struct buf *bytes)
{
    struct building *b = context;
    const struct made_file *old = made_from(b, path, from);
    if (!old || !publish_before(b->publish, path, old->size, &old->bytes, bytes))
        return false;
    *note = old->note ? old->note : "";
    return true;
}

bool building_fresh(void *context, const char *path)
{
    struct building *b = context;
    return publish_fresh(b->publish, path);
}

struct again {
    struct building *building;
    atomic_bool failed;
};

static void one_again(void *context, size_t item, int worker)
{
    struct again *again = context;
    struct building *b = again->building;
    const struct made_file *file = &b->before->files.items[item];
    (void)worker;
    if (atomic_load(&again->failed))
        return;
    if (!publish_again(b->publish, file->path, file->size, &file->bytes))
        atomic_store(&again->failed, true);
}

bool building_all_again(struct building *building, int threads)
{
    struct again again = {.building = building};
    workers_run(threads, building->before->files.len, one_again, &again);
    return !atomic_load(&again.failed);
}
