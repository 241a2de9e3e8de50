/* Where an output puts its files: the output knows neither disk nor publishing. */
#ifndef BASE_SINK_H
#define BASE_SINK_H

#include "base/buf.h"
#include "base/digest.h"

#include <stdbool.h>
#include <stddef.h>

struct sink {
    /* Takes the file PATH ("site/index.html") whole; may be called from several threads. False: stop, it is
     * known why. */
    bool (*put)(void *context, const char *path, const void *bytes, size_t len);
    /* The same piece by piece, of a file that is too long to be held whole: `open` begins it, `more` takes a
     * piece, `close` ends it, whatever `more` said. NULL or false: as `put`. `open` is NULL: it is to be put.
     */
    void *(*open)(void *context, const char *path);
    bool (*more)(void *stream, const void *bytes, size_t len);
    bool (*close)(void *stream);
    /*
     * Takes the file PATH over from an earlier build, or from another path of this one, that said SAYS: the
     * digest of all that decides its bytes but the program. False: it is to be put; who put it said so. NULL:
     * nothing is known of what was made; so are `still`, `keep` and `before` then.
     */
    bool (*again)(void *context, const char *path, const struct digest *says);
    void *context;
    /*
     * The same by FROM, the digest of all that PATH is made from but the program: the file is taken over
     * without anything being composed. *NOTE is what was kept with it then, and lives as long as the sink.
     */
    bool (*still)(void *context, const char *path, const struct digest *from, const char **note);
    /* Keeps FROM, and NOTE, for who asks so in the next build; PATH was put or taken over. */
    void (*keep)(void *context, const char *path, const struct digest *from, const char *note);
    /* The BYTES and *NOTE of PATH as the build before left it, where it was kept with the same FROM. It is to
     * be put all the same. */
    bool (*before)(void *context, const char *path, const struct digest *from, const char **note,
                   struct buf *bytes);
    /* Whether the file PATH, which may have been put before, is none of the build before, or has other bytes
     * than it had there. NULL: nothing is known of any build before. */
    bool (*fresh)(void *context, const char *path);
};

#endif
