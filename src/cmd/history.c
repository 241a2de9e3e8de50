#include "cmd/history.h"

#include "base/buf.h"
#include "base/late.h"
#include "cmd/command.h"

#include <git2.h>
#include <stdlib.h>
#include <string.h>

#define FUNCTIONS(X)              \
    X(git_libgit2_init)           \
    X(git_libgit2_shutdown)       \
    X(git_oid_tostr)              \
    X(git_reference_name_to_id)   \
    X(git_repository_free)        \
    X(git_repository_is_shallow)  \
    X(git_repository_open_ext)    \
    X(git_repository_workdir)     \
    X(git_status_byindex)         \
    X(git_status_list_entrycount) \
    X(git_status_list_free)       \
    X(git_status_list_new)        \
    X(git_status_options_init)

FUNCTIONS(LATE_POINTER)
static const struct late_symbol symbols[] = {FUNCTIONS(LATE_SYMBOL)};

/* The village's folder within the repository's, with a slash behind if it is not the same; false where it is
 * not within. */
static bool inner_folder(git_repository *repository, const char *dir, struct buf *prefix)
{
    const char *top = late_git_repository_workdir(repository);
    char *whole = realpath(dir, NULL);
    bool within = false;
    if (top && whole) {
        size_t len = strlen(top);
        if (strncmp(whole, top, len) == 0) {
            buf_puts(prefix, whole + len);
            buf_putc(prefix, '/');
            within = true;
        } else if (len > 0 && strncmp(whole, top, len - 1) == 0 && whole[len - 1] == '\0') {
            within = true;
        }
    }
    free(whole);
    return within;
}

enum { folders_count = 3 };
static const char *const folders[folders_count] = {"records", "content", "themes"};

/* Whether a build would read PATH, which is relative to the village's folder: what begins with a dot it
 * passes over, and of the records what is none. Of a folder that can't be looked into git gives the path with
 * a slash at its end. */
static bool is_read(const char *path)
{
    size_t len = strlen(path);
    if (strstr(path, "/."))
        return false;
    if (strncmp(path, "records/", 8) != 0 || (len && path[len - 1] == '/'))
        return true;
    return len > 5 && strcmp(path + len - 5, ".yaml") == 0;
}

/* Whether what LIST has at I is a change of something that a build reads. PREFIX is the length of the path of
 * the village's folder. */
static bool is_change(git_status_list *list, size_t i, size_t prefix)
{
    const git_status_entry *entry = late_git_status_byindex(list, i);
    const git_diff_delta *delta = entry->index_to_workdir ? entry->index_to_workdir : entry->head_to_index;
    const char *path = !delta ? NULL : delta->new_file.path ? delta->new_file.path : delta->old_file.path;
    return !path || strlen(path) < prefix || is_read(path + prefix);
}

/* Whether anything that outputs are made from differs from HEAD, files that git is to ignore included. */
static bool is_dirty(git_repository *repository, const char *dir)
{
    struct buf prefix = {0}, paths[folders_count] = {{0}};
    char *specs[folders_count];
    if (!inner_folder(repository, dir, &prefix)) {
        buf_free(&prefix);
        return true;
    }
    for (size_t i = 0; i < folders_count; i++) {
        buf_printf(&paths[i], "%s%s", buf_text(&prefix), folders[i]);
        specs[i] = paths[i].data;
    }
    git_status_options options;
    late_git_status_options_init(&options, GIT_STATUS_OPTIONS_VERSION);
    options.show = GIT_STATUS_SHOW_INDEX_AND_WORKDIR;
    options.flags = GIT_STATUS_OPT_INCLUDE_UNTRACKED | GIT_STATUS_OPT_RECURSE_UNTRACKED_DIRS |
                    GIT_STATUS_OPT_INCLUDE_IGNORED | GIT_STATUS_OPT_RECURSE_IGNORED_DIRS |
                    GIT_STATUS_OPT_DISABLE_PATHSPEC_MATCH;
    options.pathspec.strings = specs;
    options.pathspec.count = folders_count;
    git_status_list *list = NULL;
    bool dirty = late_git_status_list_new(&list, repository, &options) != 0;
    size_t count = dirty ? 0 : late_git_status_list_entrycount(list);
    for (size_t i = 0; i < count && !dirty; i++)
        dirty = is_change(list, i, prefix.len);
    late_git_status_list_free(list);
    for (size_t i = 0; i < folders_count; i++)
        buf_free(&paths[i]);
    buf_free(&prefix);
    return dirty;
}

void history_read(const char *dir, struct history *history)
{
    git_repository *repository = NULL;
    git_oid head;
    *history = (struct history){0};
    const char *why;
    if (!late_load("libgit2.so." LIBGIT2_SOVERSION, symbols, sizeof symbols / sizeof *symbols, &why)) {
        say(_("the commit that the records are from is not known: %s"), why);
        return;
    }
    late_git_libgit2_init();
    if (late_git_repository_open_ext(&repository, dir, 0, NULL) == 0 &&
        late_git_reference_name_to_id(&head, repository, "HEAD") == 0) {
        history->repository = true;
        late_git_oid_tostr(history->commit, sizeof history->commit, &head);
        history->shallow = late_git_repository_is_shallow(repository) == 1;
        history->dirty = is_dirty(repository, dir);
    }
    late_git_repository_free(repository);
    late_git_libgit2_shutdown();
}

const char *history_commit(const struct history *history)
{
    return history->repository ? history->commit : NULL;
}
