/* Where an output puts its files: the output knows neither disk nor publishing. */
#ifndef BASE_SINK_H
#define BASE_SINK_H

#include "base/digest.h"

#include <stdbool.h>
#include <stddef.h>

struct sink {
    /* Takes the file PATH ("site/index.html") whole; may be called from several threads. False: stop, it is
     * known why. */
    bool (*put)(void *context, const char *path, const void *bytes, size_t len);
    /*
     * Takes the file PATH over from an earlier build, or from another path of this one, that said SAYS: the
     * digest of all that decides its bytes but the program. False: it is to be put; who put it said so. NULL:
     * nothing is known of what was made.
     */
    bool (*again)(void *context, const char *path, const struct digest *says);
    void *context;
    /* Whether the file PATH, which may have been put before, is none of the build before, or has other bytes
     * than it had there. NULL: nothing is known of any build before. */
    bool (*fresh)(void *context, const char *path);
};

#endif
