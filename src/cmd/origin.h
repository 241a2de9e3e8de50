/* From which commit a village is built. */
#ifndef CMD_ORIGIN_H
#define CMD_ORIGIN_H

#include "git/git.h"

#include <stdbool.h>

struct origin {
    bool repository;          /* the village's folder lies in a git repository with a commit */
    char commit[git_id_size]; /* of HEAD, in hexadecimal; "" without a repository */
    bool dirty;   /* what a build reads of records/, content/ and themes/ is not as that commit has it; files
                     that git does not know or is to ignore count too */
    bool shallow; /* the repository does not hold the whole history */
};

/* Looks at the repository that holds DIR. What can't be read counts as no repository; where libgit2 is not
 * there, that is said. */
void origin_read(const char *dir, struct origin *origin);

/* The commit that stands in what is made from the village; NULL where there is none. Beside it may be changes
 * (dirty). */
const char *origin_commit(const struct origin *origin);

#endif
