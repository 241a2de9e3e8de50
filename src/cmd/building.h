/* A build under way: where outputs put their files, and what they take over from the build before. */
#ifndef CMD_BUILDING_H
#define CMD_BUILDING_H

#include "base/sink.h"
#include "cmd/made.h"
#include "cmd/progress.h"
#include "publish/publish.h"

#include <pthread.h>

struct building {
    struct publish *publish;
    struct progress *progress;
    bool (*stopped)(void);     /* whether the build is to end */
    const struct made *before; /* by the build before */
    struct digest maker;       /* see inputs.h */
    pthread_mutex_t mutex;     /* of what follows */
    struct made now;           /* by this one so far; says of a file is known before it is put */
    struct map said;           /* from a digest to the file of `now` that was put with it */
};

void building_begin(struct building *building);
void building_end(struct building *building);

/* A sink's functions, with the building as their context. */
bool building_put(void *context, const char *path, const void *bytes, size_t len);
void *building_open(void *context, const char *path);
bool building_more(void *stream, const void *bytes, size_t len);
bool building_close(void *stream);
bool building_again(void *context, const char *path, const struct digest *says);
bool building_still(void *context, const char *path, const struct digest *from, const char **note);
void building_keep(void *context, const char *path, const struct digest *from, const char *note);
bool building_before(void *context, const char *path, const struct digest *from, const char **note,
                     struct buf *bytes);

bool building_fresh(void *context, const char *path);

/* Takes all files over that the build before made, on THREADS threads; false where one is not as it was. */
bool building_all_again(struct building *building, int threads);

#endif
