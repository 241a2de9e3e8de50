/* The village's files as a commit, or what is staged, has them. */
#include "git/library.h"

#include "base/memory.h"
#include "source/pages.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { deepest = 64 }; /* folders within each other that are gone into */

/* The kind of file that a mode means. */
static enum file_kind git_kind(unsigned mode)
{
    switch (mode) {
    case GIT_FILEMODE_BLOB:
    case GIT_FILEMODE_BLOB_EXECUTABLE:
        return file_regular;
    case GIT_FILEMODE_TREE:
        return file_folder;
    case GIT_FILEMODE_LINK:
        return file_link;
    default:
        return file_other;
    }
}

static bool read_blob(struct git *git, const git_oid *id, struct buf *out)
{
    git_blob *blob = NULL;
    if (git_lib.git_blob_lookup(&blob, git->repository, id) != 0)
        return false;
    buf_put(out, git_lib.git_blob_rawcontent(blob), (size_t)git_lib.git_blob_rawsize(blob));
    git_lib.git_blob_free(blob);
    return true;
}

bool git_read_file(struct git *git, const char *id, struct buf *out)
{
    git_oid oid;
    return git_lib.git_oid_fromstr(&oid, id) == 0 && read_blob(git, &oid, out);
}

/* Shows VISIT all files below the folder ID, called PATH, but those whose names begin with a dot. */
static bool list(struct git *git, const git_oid *id, const char *path, int depth, git_visit *visit,
                 void *context)
{
    git_tree *tree = NULL;
    if (depth > deepest || git_lib.git_tree_lookup(&tree, git->repository, id) != 0)
        return false;
    size_t count = git_lib.git_tree_entrycount(tree);
    bool well = true;
    for (size_t i = 0; well && i < count; i++) {
        const git_tree_entry *entry = git_lib.git_tree_entry_byindex(tree, i);
        const char *name = git_lib.git_tree_entry_name(entry);
        if (name[0] == '.')
            continue;
        char *inner = path_join(path, name);
        struct git_file file = {.path = inner,
                                .kind = git_kind((unsigned)git_lib.git_tree_entry_filemode(entry))};
        git_lib.git_oid_tostr(file.id, sizeof file.id, git_lib.git_tree_entry_id(entry));
        well = file.kind == file_folder
                   ? list(git, git_lib.git_tree_entry_id(entry), inner, depth + 1, visit, context)
                   : visit(context, &file);
        memory_free(inner);
    }
    git_lib.git_tree_free(tree);
    return well;
}

bool git_list_records(struct git *git, const char *records, git_visit *visit, void *context)
{
    git_oid id;
    return git_lib.git_oid_fromstr(&id, records) == 0 && list(git, &id, "records", 0, visit, context);
}

/* Shows VISIT all files below FOLDER of a commit. *FOUND: whether there is such a folder. */
static bool list_folder(struct git *git, const struct git_version *version, const char *folder, bool *found,
                        git_visit *visit, void *context)
{
    git_tree *tree = git_commit_folder(git, version->commit);
    git_tree_entry *entry = NULL;
    struct buf path = {0};
    buf_printf(&path, "%s%s", version->prefix, folder);
    *found = tree && git_lib.git_tree_entry_bypath(&entry, tree, buf_text(&path)) == 0 &&
             git_lib.git_tree_entry_type(entry) == GIT_OBJECT_TREE;
    bool well = tree && (!*found || list(git, git_lib.git_tree_entry_id(entry), folder, 0, visit, context));
    if (entry)
        git_lib.git_tree_entry_free(entry);
    if (tree)
        git_lib.git_tree_free(tree);
    buf_free(&path);
    return well;
}

/* --- records */

struct taking {
    struct git *git;
    struct source *source;
    struct diags *diags; /* of pages; NULL: records are taken */
    struct buf text;
};

static bool take_page(struct taking *t, const struct git_file *file)
{
    buf_clear(&t->text);
    if (file->kind == file_regular && !git_read_file(t->git, file->id, &t->text))
        return false;
    source_take_page(t->source, file->path, file->kind, buf_text(&t->text), t->text.len, t->diags);
    return true;
}

static bool take(void *context, const struct git_file *file)
{
    struct taking *t = context;
    if (t->diags)
        return take_page(t, file);
    if (!source_wants(file->path, file->kind)) {
        source_take(t->source, file->path, file->kind, NULL, 0);
        return true;
    }
    buf_clear(&t->text);
    if (!git_read_file(t->git, file->id, &t->text))
        return false;
    source_take(t->source, file->path, file->kind, buf_text(&t->text), t->text.len);
    return true;
}

/* The index that a commit is being made from: git names it to its hooks. */
static git_index *open_index(struct git *git)
{
    git_index *index = NULL;
    const char *path = getenv("GIT_INDEX_FILE");
    int error = path && *path ? git_lib.git_index_open(&index, path)
                              : git_lib.git_repository_index(&index, git->repository);
    return error == 0 ? index : NULL;
}

/* FOLDER: "records/" or "content/". */
static bool take_staged(struct taking *t, const struct git_version *version, const char *folder, bool *found)
{
    git_index *index = open_index(t->git);
    size_t len = strlen(version->prefix), count = index ? git_lib.git_index_entrycount(index) : 0;
    bool well = index;
    *found = false;
    for (size_t i = 0; well && i < count; i++) {
        const git_index_entry *entry = git_lib.git_index_get_byindex(index, i);
        const char *path = entry->path + len;
        if (strncmp(entry->path, version->prefix, len) != 0 || strncmp(path, folder, strlen(folder)) != 0 ||
            GIT_INDEX_ENTRY_STAGE(entry) != 0 || (entry->flags_extended & GIT_INDEX_ENTRY_INTENT_TO_ADD) ||
            !git_path_plain(path))
            continue;
        struct git_file file = {.path = path, .kind = git_kind(entry->mode)};
        git_lib.git_oid_tostr(file.id, sizeof file.id, &entry->id);
        *found = true;
        well = take(t, &file);
    }
    if (index)
        git_lib.git_index_free(index);
    return well;
}

/* Says that VERSION has no records/. */
static bool fail_missing(const struct git_version *version, struct git_problem *problem)
{
    struct buf folder = {0};
    buf_printf(&folder, "%s%.10s:%srecords", version->commit[0] ? "" : "index", version->commit,
               version->prefix);
    git_fail(problem, false,
             N_("there is no folder {1} in git: a submodule, another folder (REV:FOLDER says which), or no "
                "village then"),
             buf_text(&folder), false);
    problem->missing = true;
    buf_free(&folder);
    return false;
}

bool git_read_source(struct git *git, const struct git_version *version, struct source *source,
                     struct diags *diags, struct git_problem *problem)
{
    struct taking t = {.git = git, .source = source};
    bool found;
    *source = (struct source){0};
    bool well = version->commit[0] ? list_folder(git, version, "records", &found, take, &t)
                                   : take_staged(&t, version, "records/", &found);
    buf_free(&t.text);
    if (!well)
        return git_fail(problem, true, N_("git can't read the records of {1} (libgit2: {2})"),
                        version->commit[0] ? version->commit : "index", true);
    if (!found)
        return fail_missing(version, problem);
    source_complete(source, diags);
    return true;
}

bool git_add_pages(struct git *git, const struct git_version *version, struct source *source,
                   struct diags *diags, struct git_problem *problem)
{
    struct taking t = {.git = git, .source = source, .diags = diags};
    bool found;
    bool well = version->commit[0] ? list_folder(git, version, "content", &found, take, &t)
                                   : take_staged(&t, version, "content/", &found);
    buf_free(&t.text);
    return well || git_fail(problem, true, N_("git can't read the files of {1} (libgit2: {2})"),
                            version->commit[0] ? version->commit : "index", true);
}

/* --- everything that a build reads */

struct writing {
    struct git *git;
    const char *to;
    struct git_problem *problem;
};

static bool write_file(void *context, const struct git_file *file)
{
    struct writing *w = context;
    if (file->kind != file_regular)
        return true;
    char *path = path_join(w->to, file->path);
    struct buf text = {0};
    bool read = git_read_file(w->git, file->id, &text);
    int error = read ? folder_make_for(path) : 0;
    if (read && !error)
        error = file_write(path, buf_text(&text), text.len);
    if (!read)
        git_fail(w->problem, true, N_("git can't read \"{1}\" (libgit2: {2})"), file->path, true);
    if (error) {
        git_fail(w->problem, true, N_("\"{1}\" can't be written"), path, false);
        w->problem->args[1] = NULL;
    }
    buf_free(&text);
    memory_free(path);
    return read && !error;
}

bool git_write_out(struct git *git, const struct git_version *version, const char *to,
                   struct git_problem *problem)
{
    static const char *const folders[] = {"records", "content", "themes"};
    struct writing w = {.git = git, .to = to, .problem = problem};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        bool found;
        if (!list_folder(git, version, folders[i], &found, write_file, &w))
            return git_fail(problem, true, N_("git can't read the files of {1} (libgit2: {2})"),
                            version->commit, true);
        if (!found && i == 0)
            return fail_missing(version, problem);
    }
    return true;
}
