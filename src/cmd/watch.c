#include "cmd/watch.h"

#include "base/files.h"
#include "base/memory.h"

#include <string.h>
#include <sys/stat.h>
#include <xxhash.h>

/* What is hashed of a file, besides its name. */
struct stamp {
    int64_t size, seconds, nanoseconds;
    uint64_t inode;
};

static void add_folder(XXH3_state_t *state, const char *path)
{
    struct folder_list list;
    if (folder_list(path, &list) != 0)
        return;
    for (size_t i = 0; i < list.len; i++) {
        if (list.items[i].name[0] == '.')
            continue;
        char *inner = path_join(path, list.items[i].name);
        struct stat st;
        if (list.items[i].kind == file_folder) {
            add_folder(state, inner);
        } else if (lstat(inner, &st) == 0) {
            struct stamp stamp = {.size = st.st_size,
                                  .seconds = st.st_mtim.tv_sec,
                                  .nanoseconds = st.st_mtim.tv_nsec,
                                  .inode = st.st_ino};
            XXH3_64bits_update(state, inner, strlen(inner) + 1);
            XXH3_64bits_update(state, &stamp, sizeof stamp);
        }
        memory_free(inner);
    }
    folder_list_free(&list);
}

uint64_t watch_state(const char *dir, const char *themes)
{
    static const char *const folders[] = {"records", "content", "themes"};
    XXH3_state_t *state = XXH3_createState();
    if (!state)
        memory_failed(sizeof(void *));
    XXH3_64bits_reset(state);
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        char *path = path_join(dir, folders[i]);
        add_folder(state, path);
        memory_free(path);
    }
    if (themes)
        add_folder(state, themes);
    uint64_t result = XXH3_64bits_digest(state);
    XXH3_freeState(state);
    return result;
}
