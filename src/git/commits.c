/* Commits: which one a name means, and all that lead to HEAD. */
#include "git/library.h"

#include "base/map.h"
#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Says why there is no commit REV. libgit2 has just failed to find it. */
static bool fail_revision(struct git *git, const char *rev, struct git_problem *problem)
{
    git_fail(problem, false, N_("\"{1}\" is no commit of this repository (libgit2: {2})"), rev, true);
    if (git_unborn(git) && strncmp(rev, "HEAD", 4) == 0)
        problem->message = N_("\"{1}\": nothing has been committed here yet");
    else if (git_shallow(git))
        problem->message = N_("\"{1}\" is no commit in this clone, which is shallow: git fetch --unshallow "
                              "brings what it lacks");
    return false;
}

bool git_resolve(struct git *git, const char *rev, struct git_version *version, struct git_problem *problem)
{
    git_object *object = NULL, *commit = NULL;
    struct buf name = {0};
    const char *colon = strchr(rev, ':');
    *version = (struct git_version){0};
    if (colon && colon > rev) {
        size_t len = strlen(colon + 1);
        while (len && colon[len] == '/')
            len--;
        if (len)
            snprintf(version->prefix, sizeof version->prefix, "%.*s/", (int)len, colon + 1);
    } else {
        colon = rev + strlen(rev);
        snprintf(version->prefix, sizeof version->prefix, "%s", git_prefix(git));
    }
    buf_put(&name, rev, (size_t)(colon - rev));
    bool well = name.len && git_lib.git_revparse_single(&object, git->repository, buf_text(&name)) == 0 &&
                git_lib.git_object_peel(&commit, object, GIT_OBJECT_COMMIT) == 0;
    if (well) {
        git_lib.git_oid_tostr(version->commit, sizeof version->commit, git_lib.git_object_id(commit));
        version->time = git_lib.git_commit_time((git_commit *)commit);
    } else {
        fail_revision(git, buf_text(&name), problem);
    }
    if (commit)
        git_lib.git_object_free(commit);
    if (object)
        git_lib.git_object_free(object);
    buf_free(&name);
    return well;
}

void git_staged(struct git *git, struct git_version *version)
{
    *version = (struct git_version){0};
    snprintf(version->prefix, sizeof version->prefix, "%s", git_prefix(git));
}

bool git_in_history(struct git *git, const struct git_version *version)
{
    git_oid head, commit;
    if (git_lib.git_reference_name_to_id(&head, git->repository, "HEAD") != 0 ||
        git_lib.git_oid_fromstr(&commit, version->commit) != 0)
        return false;
    return git_lib.git_oid_equal(&head, &commit) ||
           git_lib.git_graph_descendant_of(git->repository, &head, &commit) == 1;
}

git_tree *git_commit_folder(struct git *git, const char *id)
{
    git_oid oid;
    git_commit *commit = NULL;
    git_tree *tree = NULL;
    if (git_lib.git_oid_fromstr(&oid, id) != 0 ||
        git_lib.git_commit_lookup(&commit, git->repository, &oid) != 0)
        return NULL;
    if (git_lib.git_commit_tree(&tree, commit) != 0)
        tree = NULL;
    git_lib.git_commit_free(commit);
    return tree;
}

/* --- the walk */

/* A commit that has been begun: its parents come first. */
struct step {
    git_commit *commit;
    unsigned next; /* the parent to be looked at next */
    struct git_commit made;
};

struct walk {
    struct git *git;
    const char *prefix; /* the village's folder */
    struct git_commits *out;
    struct map places; /* id → place in OUT, or `begun` */
    struct step *items;
    size_t len;
    size_t cap;
};

#define begun (UINT32_MAX - 1)

/* The id of records/ in COMMIT. */
static void find_records(struct walk *w, git_commit *commit, char id[git_id_size])
{
    git_tree *tree = NULL;
    git_tree_entry *entry = NULL;
    struct buf path = {0};
    buf_printf(&path, "%srecords", w->prefix);
    id[0] = '\0';
    if (git_lib.git_commit_tree(&tree, commit) == 0) {
        if (git_lib.git_tree_entry_bypath(&entry, tree, buf_text(&path)) == 0) {
            if (git_lib.git_tree_entry_type(entry) == GIT_OBJECT_TREE)
                git_lib.git_oid_tostr(id, git_id_size, git_lib.git_tree_entry_id(entry));
            git_lib.git_tree_entry_free(entry);
        }
        git_lib.git_tree_free(tree);
    }
    buf_free(&path);
}

/* Begins the commit ID; false where it is not there. */
static bool begin(struct walk *w, const git_oid *id)
{
    struct step step = {0};
    struct arena *arena = &w->out->arena;
    if (git_lib.git_commit_lookup(&step.commit, w->git->repository, id) != 0)
        return false;
    const git_signature *committer = git_lib.git_commit_committer(step.commit),
                        *author = git_lib.git_commit_author(step.commit);
    const char *summary = git_lib.git_commit_summary(step.commit);
    git_lib.git_oid_tostr(step.made.id, sizeof step.made.id, id);
    step.made.time = git_lib.git_commit_time(step.commit);
    step.made.committer = arena_copy(arena, committer && committer->name ? committer->name : "");
    step.made.author = arena_copy(arena, author && author->name ? author->name : "");
    step.made.summary = arena_copy(arena, summary ? summary : "");
    find_records(w, step.commit, step.made.records);
    map_set(&w->places, arena_copy(arena, step.made.id), git_id_size - 1, begun);
    memory_push(w, step);
    return true;
}

/* Goes on with the commit that was begun last. */
static void advance(struct walk *w)
{
    struct step *step = &w->items[w->len - 1];
    if (step->next == git_lib.git_commit_parentcount(step->commit)) {
        map_set(&w->places, arena_copy(&w->out->arena, step->made.id), git_id_size - 1,
                (uint32_t)w->out->len);
        git_lib.git_commit_free(step->commit);
        memory_push(w->out, step->made);
        w->len--;
        return;
    }
    const git_oid *parent = git_lib.git_commit_parent_id(step->commit, step->next);
    char id[git_id_size];
    git_lib.git_oid_tostr(id, sizeof id, parent);
    uint32_t place = map_get(&w->places, id, git_id_size - 1);
    if (place == map_none && begin(w, parent))
        return; /* this one is gone on with when that one is done */
    step->next++;
    if (place == map_none)
        step->made.cut = true;
    else if (step->made.parents_len < 2)
        step->made.parents[step->made.parents_len++] = place;
}

bool git_walk(struct git *git, const struct git_version *from, struct git_commits *commits,
              struct git_problem *problem)
{
    struct walk w = {.git = git, .prefix = from ? from->prefix : git_prefix(git), .out = commits};
    git_oid head;
    *commits = (struct git_commits){0};
    int error = from ? git_lib.git_oid_fromstr(&head, from->commit)
                     : git_lib.git_reference_name_to_id(&head, git->repository, "HEAD");
    bool well = error == 0 && begin(&w, &head);
    while (w.len)
        advance(&w);
    memory_free(w.items);
    map_free(&w.places);
    return well || fail_revision(git, from ? from->commit : "HEAD", problem);
}

void git_commits_free(struct git_commits *commits)
{
    memory_free(commits->items);
    arena_free(&commits->arena);
    *commits = (struct git_commits){0};
}
