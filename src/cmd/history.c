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

/* Whether anything that outputs are made from differs from HEAD. */
static bool is_dirty(git_repository *repository, const char *dir)
{
    static const char *const folders[] = {"records", "content", "themes"};
    struct buf prefix = {0}, paths[3] = {{0}};
    char *specs[3];
    if (!inner_folder(repository, dir, &prefix)) {
        buf_free(&prefix);
        return true;
    }
    for (size_t i = 0; i < 3; i++) {
        buf_printf(&paths[i], "%s%s", buf_text(&prefix), folders[i]);
        specs[i] = paths[i].data;
    }
    git_status_options options;
    late_git_status_options_init(&options, GIT_STATUS_OPTIONS_VERSION);
    options.show = GIT_STATUS_SHOW_INDEX_AND_WORKDIR;
    options.flags = GIT_STATUS_OPT_INCLUDE_UNTRACKED | GIT_STATUS_OPT_DISABLE_PATHSPEC_MATCH;
    options.pathspec.strings = specs;
    options.pathspec.count = 3;
    git_status_list *list = NULL;
    bool dirty = late_git_status_list_new(&list, repository, &options) != 0 ||
                 late_git_status_list_entrycount(list) > 0;
    late_git_status_list_free(list);
    for (size_t i = 0; i < 3; i++)
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
