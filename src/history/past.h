/* Facts through the commits of a repository: what each commit did to them. */
#ifndef HISTORY_PAST_H
#define HISTORY_PAST_H

#include "git/git.h"
#include "history/facts.h"

/* What a commit did to a fact. */
struct change {
    uint32_t commit;           /* among the commits */
    const struct fact *before; /* NULL: it was not there */
    const struct fact *after;  /* NULL: it is not there any more */
};

struct past_file;
struct past_state;

/* Facts live until past_free. */
struct past {
    struct git *git;
    const struct git_commits *commits;
    unsigned kinds; /* bits by enum source_kind: files of other kinds are not looked into */
    bool (*wanted)(void *context, const struct fact *fact);
    void *context;
    struct change *items;
    size_t len;
    size_t cap;
    struct arena arena;
    struct past_file **files;
    size_t files_len, files_cap;
    struct map file_places, state_places;
    struct past_state **states; /* by commit */
};

/*
 * Finds what the COMMITS did to the facts that WANTED says, in their order: an equal one is no change, nor is
 * what a merge took over from one of its sides. Each version of a file is read once. False where the
 * repository can't be read.
 */
bool past_read(struct past *past);
void past_free(struct past *past);

/* The wanted facts that are in commit number COMMIT; *LEN is how many. */
const struct fact *const *past_facts(const struct past *past, uint32_t commit, size_t *len);

/* Adds the facts of the record file PATH ("records/…") by itself, LEN bytes at TEXT. */
void past_file_facts(const char *path, const char *text, size_t len, struct facts *facts);

#endif
