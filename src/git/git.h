/*
 * The git repository that a village lies in: its commits, and the village's files as a commit, or what is
 * staged, has them. libgit2 is loaded when the first repository is opened.
 */
#ifndef GIT_GIT_H
#define GIT_GIT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "source/source.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { git_id_size = 41 }; /* an object's id in hexadecimal, and a NUL */

/* What went wrong. Ready to use when zeroed. */
struct git_problem {
    bool machine;        /* a library or the disk failed; false: the repository or what was asked of it */
    bool missing;        /* only that there are no records in that version */
    const char *message; /* a catalogue key with {1} and {2}; NULL: nothing went wrong */
    char *args[2];       /* NULL where there is none */
};

/* library.c: the sentence of PROBLEM, without a line end. */
void git_problem_text(const struct git_problem *problem, diag_translate *translate, struct buf *out);
void git_problem_free(struct git_problem *problem);

struct git;

/* --- the repository: repository.c */

/*
 * Opens the repository that holds the folder DIR, whose records are the village's; a bare repository and one
 * without a work tree too. What git hands its hooks in the environment (objects that are not accepted yet) is
 * looked into as well. NULL, and PROBLEM says why, where there is none. The caller closes it.
 */
struct git *git_open(const char *dir, struct git_problem *problem);
void git_close(struct git *git);

/* Makes a repository of the folder DIR, with the branch main, unless it lies in one already. False, and
 * PROBLEM says why, where that can't be. */
bool git_begin(const char *dir, struct git_problem *problem);

bool git_bare(const struct git *git);
bool git_shallow(const struct git *git); /* it does not hold the whole history */
bool git_unborn(const struct git *git);  /* HEAD has no commit yet */

/* Where its hooks lie, in a new string that the caller frees; NULL where that can't be known. */
char *git_hooks_folder(const struct git *git);

/* The village's folder within the repository, with a slash behind; "" where it is the same. */
const char *git_prefix(const struct git *git);

/* Whether anything that outputs are made from differs from HEAD, files that git is to ignore included; of a
 * folder outside the work tree it does. */
bool git_dirty(struct git *git);

/* --- commits: commits.c */

/* A commit. */
struct git_commit {
    char id[git_id_size];
    int64_t time;                   /* of the committer, in seconds since 1970 */
    const char *committer, *author; /* names */
    const char *summary;            /* its message's first line */
    uint32_t parents[2];            /* places in the list; git_none: none, or not in the list */
    uint32_t parents_len;           /* those of a merge beyond two are left out */
    bool cut;                       /* a parent is not in the clone */
    char records[git_id_size];      /* the id of the folder records/ in it; "" where there is none */
};
#define git_none UINT32_MAX

/* The village at a commit, or as it is staged. */
struct git_version {
    char commit[git_id_size]; /* "": what is staged */
    char prefix[512];         /* the village's folder in it, with a slash behind, or "" */
    int64_t time;             /* of the committer */
};

/*
 * The commit that REV names ("HEAD", a branch, a tag, the beginning of an id); "REV:FOLDER" says where in it
 * the village lies, where that is not where it is now. False, and PROBLEM says why.
 */
bool git_resolve(struct git *git, const char *rev, struct git_version *version, struct git_problem *problem);

/* The version that is staged. */
void git_staged(struct git *git, struct git_version *version);

/* Whether HEAD's history holds the commit of VERSION. */
bool git_in_history(struct git *git, const struct git_version *version);

struct git_commits {
    struct git_commit *items; /* each behind its parents */
    size_t len;
    size_t cap;
    struct arena arena;
};

/* All commits that lead to that of FROM, where the village lies as FROM says; NULL: to HEAD. False, and
 * PROBLEM says why. */
bool git_walk(struct git *git, const struct git_version *from, struct git_commits *commits,
              struct git_problem *problem);
void git_commits_free(struct git_commits *commits);

/* --- files: files.c */

/*
 * Takes the records of VERSION into SOURCE, by the rules of a folder's (source/source.h), and reports how
 * they lie. False, and PROBLEM says why; that there is no records/ is a problem.
 */
bool git_read_source(struct git *git, const struct git_version *version, struct source *source,
                     struct diags *diags, struct git_problem *problem);

/* Adds the files of content/ that VERSION has, as source_add_pages does; that there are none is no error. */
bool git_add_pages(struct git *git, const struct git_version *version, struct source *source,
                   struct diags *diags, struct git_problem *problem);

/* A file in a commit. */
struct git_file {
    const char *path; /* "records/…" */
    char id[git_id_size];
    enum file_kind kind;
};

typedef bool git_visit(void *context, const struct git_file *file);

/* Shows VISIT the files below records/ of a commit, given by the id of that folder; false where VISIT gave
 * false or the folder can't be read. */
bool git_list_records(struct git *git, const char *records, git_visit *visit, void *context);

/* The bytes of the file ID behind OUT. */
bool git_read_file(struct git *git, const char *id, struct buf *out);

/*
 * Writes records/, content/ and themes/ of VERSION below the folder TO, which is there. Links are left out.
 * False, and PROBLEM says why.
 */
bool git_write_out(struct git *git, const struct git_version *version, const char *to,
                   struct git_problem *problem);

#endif
