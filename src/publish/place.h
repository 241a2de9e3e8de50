/* Where a tree is published: what stands there, what stands beside it, and the swap. */
#ifndef PUBLISH_PLACE_H
#define PUBLISH_PLACE_H

#include "publish/publish.h"

#include <stdbool.h>
#include <stddef.h>

/* The mark's name and first line; the line ends with the number of this layout. */
#define publish_mark_file ".gongshi-out"
#define publish_mark_line "gongshi output 1\n"

struct publish_place {
    char *out;    /* absolute, links resolved; where the tree goes */
    char *parent; /* the folder it is in */
    char *stage;  /* beside OUT: the new tree before the swap, that of before behind it */
    char *aside;  /* beside OUT: that of before between two renames */
    char *lock;   /* beside OUT: who has it locked may touch the others */
    int lock_fd;  /* -1: not locked */
    bool there;   /* OUT is a folder, empty or marked */
};

/* Sets ERROR, unless it says something already. Returns false. */
bool publish_fail(struct publish_error *error, const char *message, const char *path, int number);

/*
 * Finds, checks and locks the place OUT, mends what a killed run has left there and makes the empty folder of
 * the staging. False: ERROR says why, and PLACE is closed.
 */
bool publish_place_open(struct publish_place *place, const char *out, struct publish_error *error);

/* Puts the tree of the staging in OUT's place; the tree of before is where the staging was, if there was
 * one. False: OUT is as it was. */
bool publish_place_swap(struct publish_place *place, struct publish_error *error);

/* Removes what is in the staging's place, unlocks and frees. False: it could not be removed. */
bool publish_place_close(struct publish_place *place);

#endif
