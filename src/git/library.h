/* Inside git/ only: libgit2's functions, and the repository. */
#ifndef GIT_LIBRARY_H
#define GIT_LIBRARY_H

#include "base/late.h"
#include "git/git.h"

#include <git2.h>

#define GIT_FUNCTIONS(X)                \
    X(git_blob_free)                    \
    X(git_blob_lookup)                  \
    X(git_blob_rawcontent)              \
    X(git_blob_rawsize)                 \
    X(git_buf_dispose)                  \
    X(git_commit_author)                \
    X(git_commit_committer)             \
    X(git_commit_free)                  \
    X(git_commit_lookup)                \
    X(git_commit_parent_id)             \
    X(git_commit_parentcount)           \
    X(git_commit_summary)               \
    X(git_commit_time)                  \
    X(git_commit_tree)                  \
    X(git_error_last)                   \
    X(git_graph_descendant_of)          \
    X(git_index_entrycount)             \
    X(git_index_free)                   \
    X(git_index_get_byindex)            \
    X(git_index_open)                   \
    X(git_libgit2_init)                 \
    X(git_libgit2_shutdown)             \
    X(git_object_free)                  \
    X(git_object_id)                    \
    X(git_object_peel)                  \
    X(git_odb_add_disk_alternate)       \
    X(git_odb_free)                     \
    X(git_oid_equal)                    \
    X(git_oid_fromstr)                  \
    X(git_oid_tostr)                    \
    X(git_reference_name_to_id)         \
    X(git_repository_free)              \
    X(git_repository_head_unborn)       \
    X(git_repository_init_ext)          \
    X(git_repository_init_options_init) \
    X(git_repository_index)             \
    X(git_repository_is_bare)           \
    X(git_repository_is_shallow)        \
    X(git_repository_item_path)         \
    X(git_repository_odb)               \
    X(git_repository_open_ext)          \
    X(git_repository_workdir)           \
    X(git_revparse_single)              \
    X(git_status_byindex)               \
    X(git_status_list_entrycount)       \
    X(git_status_list_free)             \
    X(git_status_list_new)              \
    X(git_status_options_init)          \
    X(git_tree_entry_bypath)            \
    X(git_tree_entry_byindex)           \
    X(git_tree_entry_filemode)          \
    X(git_tree_entry_free)              \
    X(git_tree_entry_id)                \
    X(git_tree_entry_name)              \
    X(git_tree_entry_type)              \
    X(git_tree_entrycount)              \
    X(git_tree_free)                    \
    X(git_tree_lookup)

/* The functions, once loaded: git_lib.git_tree_free(…). */
struct git_functions {
#define GIT_MEMBER(NAME) __typeof__(NAME) *NAME;
    GIT_FUNCTIONS(GIT_MEMBER)
#undef GIT_MEMBER
};
extern struct git_functions git_lib;

struct git {
    git_repository *repository;
    struct buf prefix;
    bool within; /* the village's folder lies in the work tree */
    char *dir;
};

/* Loads libgit2; false, and PROBLEM says why. */
bool git_load(struct git_problem *problem);

/* Sets PROBLEM, unless it says something already; returns false. With libgit2's own words as the last
 * argument where WORDS is true. */
bool git_fail(struct git_problem *problem, bool machine, const char *message, const char *argument,
              bool words);

/* commits.c: the tree of the commit ID; NULL where it is not there. The caller frees it. */
git_tree *git_commit_folder(struct git *git, const char *id);

/* Whether no part of PATH behind its first begins with a dot. */
bool git_path_plain(const char *path);

#endif
