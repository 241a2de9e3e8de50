/* A line on the terminal that says how far a long run is, and how long a run took. */
#ifndef CMD_PROGRESS_H
#define CMD_PROGRESS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct progress {
    bool shown;               /* standard error is a terminal, and the user wants to see it */
    int64_t began;            /* milliseconds of a clock that only goes forward */
    atomic_size_t steps;      /* files so far */
    atomic_int_fast64_t last; /* when the line was last written */
    atomic_bool written;      /* whether a line stands there */
};

void progress_begin(struct progress *progress, bool quiet);

/* One file more; from several threads. Writes the line once half a second has gone, and five times a second
 * from then on. */
void progress_step(struct progress *progress);

/* Takes the line away. */
void progress_end(struct progress *progress);

/* The seconds since the beginning, as "0.42". */
void progress_seconds(const struct progress *progress, char *text, size_t size);

#endif
