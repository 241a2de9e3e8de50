/*
 * What `gongshi serve` answers a browser: the site's files, and what is wrong where it could not be built.
 *
 * What stands under /-/ is serve's own: a script that the pages get while they are served, the number of the
 * build that it asks for, and the last good site while the records have errors.
 */
#ifndef CMD_SERVE_ANSWER_H
#define CMD_SERVE_ANSWER_H

#include "base/buf.h"
#include "cmd/peers.h"

#include <netinet/in.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

struct MHD_Daemon;

/* What the thread that answers and the one that builds share. */
struct answering {
    const char *site;     /* OUT/site */
    uint64_t start;       /* tells this run of serve from others */
    atomic_uint version;  /* counts builds, good and bad */
    pthread_mutex_t lock; /* of what follows */
    struct buf errors;    /* what is wrong with the records, as text; empty: nothing */
    bool failed;          /* not the records are wrong: the build failed */
    struct peers peers;   /* of the thread that answers */
    struct MHD_Daemon *daemon;
};

/* Begins to answer about SITE at ADDRESS, that is, HOST and PORT as they were typed, on a thread of its own.
 * Returns the exit status, not exit_well, said, where that can't be: a taken port was not for us to ask for.
 */
int answering_begin(struct answering *answering, const char *site, struct sockaddr_in *address,
                    const char *host, const char *port);

/* Another build came to its end: what is wrong with the records, which it takes over, and whether it failed
 * for another reason. */
void answering_built(struct answering *answering, struct buf errors, bool failed);

void answering_end(struct answering *answering);

#endif
