/* A file on its way to a sink, whole or, where it is too long to be held, piece by piece. */
#ifndef BASE_OUTLET_H
#define BASE_OUTLET_H

#include "base/sink.h"
#include "base/spill.h"

struct outlet {
    const struct sink *sink;
    const char *path; /* of the file, known before anything is taken */
    struct spill spill;
    void *stream; /* NULL: nothing was taken yet */
    bool stopped; /* the sink said stop */
};

/* Begins a file. Who writes it may let OUTLET_SPILL take what is much. */
void outlet_begin(struct outlet *outlet, const struct sink *sink, const char *path);

/* What takes pieces of the file; NULL where the sink wants it whole. */
const struct spill *outlet_spill(const struct outlet *outlet);

/* Puts what is left of the file, or all of it. False: the sink said stop. */
bool outlet_end(struct outlet *outlet, const void *bytes, size_t len);

#endif
