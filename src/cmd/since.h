/* The records of a village against those of a commit: what was decided then stands. */
#ifndef CMD_SINCE_H
#define CMD_SINCE_H

#include "cmd/load.h"
#include "git/git.h"

struct since {
    const char *dir;
    const char *rev;               /* "HEAD", "main~3", "REV:FOLDER" */
    const struct git_version *now; /* what LOADED holds; NULL: the work tree */
    int32_t date;                  /* what is on notice on this day is bound */
    int threads;
};

/*
 * Compares what LOADED holds, records without errors, with those of SINCE->rev and prints what was altered or
 * removed. Returns the exit status.
 */
int since_check(const struct since *since, struct loaded *loaded);

/* Says what PROBLEM is, and frees it; returns the exit status. */
int git_say(struct git_problem *problem);

#endif
