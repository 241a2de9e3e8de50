/* Opening a repository, and what can be said of it as a whole. */
#include "git/library.h"

#include "base/files.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* The village's folder within the repository's, with a slash behind if it is not the same. */
static void find_prefix(struct git *git)
{
    const char *top = git_lib.git_repository_workdir(git->repository);
    char *whole = realpath(git->dir, NULL);
    size_t len = top ? strlen(top) : 0;
    if (top && whole && strncmp(whole, top, len) == 0 && whole[len]) {
        buf_puts(&git->prefix, whole + len);
        buf_putc(&git->prefix, '/');
        git->within = true;
    } else if (whole && len > 0 && strncmp(whole, top, len - 1) == 0 && whole[len - 1] == '\0') {
        git->within = true;
    }
    free(whole);
}

/* What a hook that runs before a push is accepted must see too: git puts the new objects aside. */
static void add_quarantine(struct git *git)
{
    const char *folder = getenv("GIT_OBJECT_DIRECTORY");
    git_odb *odb = NULL;
    if (!folder || !*folder || git_lib.git_repository_odb(&odb, git->repository) != 0)
        return;
    git_lib.git_odb_add_disk_alternate(odb, folder);
    git_lib.git_odb_free(odb);
}

/*
 * Whether DIR or a folder above it may be a repository: libgit2 reads all of the system's certificates before
 * it looks, which is for nothing where there is none.
 */
static bool may_be_within(const char *dir)
{
    static const char *const signs[] = {".git", "HEAD"}; /* the latter of one without files */
    char *folder = realpath(dir, NULL);
    bool found = !folder;
    for (char *slash = folder; slash && !found;) {
        for (size_t i = 0; i < sizeof signs / sizeof *signs && !found; i++) {
            char *sign = path_join(*folder ? folder : "/", signs[i]);
            found = file_exists(sign);
            memory_free(sign);
        }
        slash = strrchr(folder, '/');
        if (slash)
            *slash = '\0';
    }
    free(folder);
    return found;
}

struct git *git_open(const char *dir, struct git_problem *problem)
{
    static const char none[] = N_("\"{1}\" is in no git repository, so nothing is known of its history");
    if (!may_be_within(dir)) {
        git_fail(problem, false, none, dir, false);
        return NULL;
    }
    if (!git_load(problem))
        return NULL;
    git_lib.git_libgit2_init();
    struct git *git = memory_new(1, sizeof *git);
    struct buf name = {0};
    buf_puts(&name, dir);
    git->dir = buf_take(&name);
    int error = git_lib.git_repository_open_ext(&git->repository, dir, 0, NULL);
    if (error == 0) {
        find_prefix(git);
        add_quarantine(git);
        return git;
    }
    if (error == GIT_ENOTFOUND)
        git_fail(problem, false, none, dir, false);
    else
        git_fail(problem, false, N_("the git repository of \"{1}\" can't be opened (libgit2: {2})"), dir,
                 true);
    git_close(git);
    return NULL;
}

void git_close(struct git *git)
{
    if (!git)
        return;
    git_lib.git_repository_free(git->repository);
    buf_free(&git->prefix);
    memory_free(git->dir);
    memory_free(git);
    git_lib.git_libgit2_shutdown();
}

bool git_begin(const char *dir, struct git_problem *problem)
{
    if (!git_load(problem))
        return false;
    git_lib.git_libgit2_init();
    git_repository *repository = NULL;
    bool there = git_lib.git_repository_open_ext(&repository, dir, 0, NULL) == 0;
    if (!there) {
        git_repository_init_options options;
        git_lib.git_repository_init_options_init(&options, GIT_REPOSITORY_INIT_OPTIONS_VERSION);
        options.flags = GIT_REPOSITORY_INIT_MKPATH;
        options.initial_head = "main";
        there = git_lib.git_repository_init_ext(&repository, dir, &options) == 0;
        if (!there)
            git_fail(problem, false, N_("no git repository can be made in \"{1}\": {2}"), dir, true);
    }
    git_lib.git_repository_free(repository);
    git_lib.git_libgit2_shutdown();
    return there;
}

bool git_bare(const struct git *git)
{
    return git_lib.git_repository_is_bare(git->repository) == 1;
}

bool git_shallow(const struct git *git)
{
    return git_lib.git_repository_is_shallow(git->repository) == 1;
}

bool git_unborn(const struct git *git)
{
    return git_lib.git_repository_head_unborn(git->repository) == 1;
}

const char *git_prefix(const struct git *git)
{
    return buf_text(&git->prefix);
}

char *git_hooks_folder(const struct git *git)
{
    git_buf path = {0};
    if (git_lib.git_repository_item_path(&path, git->repository, GIT_REPOSITORY_ITEM_HOOKS) != 0)
        return NULL;
    struct buf out = {0};
    size_t len = strlen(path.ptr);
    buf_put(&out, path.ptr, len && path.ptr[len - 1] == '/' ? len - 1 : len);
    git_lib.git_buf_dispose(&path);
    return buf_take(&out);
}

/* --- what is not as HEAD has it */

enum { folders_count = 3 };
static const char *const folders[folders_count] = {"records", "content", "themes"};

/* Whether a build would read PATH, which is relative to the village's folder: what begins with a dot it
 * passes over, and of the records what is none. Of a folder that can't be looked into git gives the path with
 * a slash at its end. */
static bool is_read(const char *path)
{
    size_t len = strlen(path);
    if (!git_path_plain(path))
        return false;
    if (strncmp(path, "records/", 8) != 0 || (len && path[len - 1] == '/'))
        return true;
    return len > 5 && strcmp(path + len - 5, ".yaml") == 0;
}

/* Whether what LIST has at I is a change of something that a build reads. PREFIX is the length of the path of
 * the village's folder. */
static bool is_change(git_status_list *list, size_t i, size_t prefix)
{
    const git_status_entry *entry = git_lib.git_status_byindex(list, i);
    const git_diff_delta *delta = entry->index_to_workdir ? entry->index_to_workdir : entry->head_to_index;
    const char *path = !delta ? NULL : delta->new_file.path ? delta->new_file.path : delta->old_file.path;
    return !path || strlen(path) < prefix || is_read(path + prefix);
}

bool git_dirty(struct git *git)
{
    struct buf paths[folders_count] = {{0}};
    char *specs[folders_count];
    if (!git->within)
        return true;
    for (size_t i = 0; i < folders_count; i++) {
        buf_printf(&paths[i], "%s%s", git_prefix(git), folders[i]);
        specs[i] = paths[i].data;
    }
    git_status_options options;
    git_lib.git_status_options_init(&options, GIT_STATUS_OPTIONS_VERSION);
    options.show = GIT_STATUS_SHOW_INDEX_AND_WORKDIR;
    options.flags = GIT_STATUS_OPT_INCLUDE_UNTRACKED | GIT_STATUS_OPT_RECURSE_UNTRACKED_DIRS |
                    GIT_STATUS_OPT_INCLUDE_IGNORED | GIT_STATUS_OPT_RECURSE_IGNORED_DIRS |
                    GIT_STATUS_OPT_DISABLE_PATHSPEC_MATCH;
    options.pathspec.strings = specs;
    options.pathspec.count = folders_count;
    git_status_list *list = NULL;
    bool dirty = git_lib.git_status_list_new(&list, git->repository, &options) != 0;
    size_t count = dirty ? 0 : git_lib.git_status_list_entrycount(list);
    for (size_t i = 0; i < count && !dirty; i++)
        dirty = is_change(list, i, git->prefix.len);
    git_lib.git_status_list_free(list);
    for (size_t i = 0; i < folders_count; i++)
        buf_free(&paths[i]);
    return dirty;
}
