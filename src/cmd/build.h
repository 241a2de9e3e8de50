/* Building as a step of its own: for `build` once, for `serve` again and again. */
#ifndef CMD_BUILD_H
#define CMD_BUILD_H

#include "cmd/load.h"
#include "cmd/origin.h"

struct build_options {
    const char *dir;      /* the village's folder */
    const char *out;      /* where everything goes; NULL: DIR/out */
    unsigned outputs;     /* which are made, a set (outputs.h); the others stay as they are */
    const char *language; /* "zh-CN" or "en"; NULL: the village's */
    int32_t date;
    int32_t meeting;  /* the review that the office's papers prepare */
    bool has_meeting; /* false: it is worked out from the village's rhythm */
    int threads;
    bool quiet;
    const char *beside;          /* where the secret lies, and what the origin is read from; NULL: DIR */
    const struct origin *origin; /* which commit the records are; NULL: as it is found */
    bool anew;                   /* take nothing over from what was made before, and keep nothing for later */
};

/*
 * Builds and publishes; says how it went. Returns the exit status; LOADED holds what was read, its
 * diagnostics sorted, and is freed by the caller with load_free.
 */
int build_village(const struct build_options *options, struct loaded *loaded);

#endif
