/* Files of a website, one after another, by libcurl, which is loaded when the first is wanted. */
#ifndef CMD_FETCH_H
#define CMD_FETCH_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

struct fetch;

enum fetch_result {
    fetch_well,
    fetch_missing, /* the server has no such file (404, 410) */
    fetch_long,    /* it is longer than was wanted; what is beyond was not read */
    fetch_failed   /* no answer, or not this file: fetch_why says more */
};

/* NULL where libcurl is not there: *WHY says so. */
struct fetch *fetch_open(const char **why);
void fetch_close(struct fetch *fetch);

/*
 * Reads the file PATH below the address SITE (http or https) into OUT, which is emptied first, at most MOST
 * bytes. Redirections are followed five times, to http and https alone; a connection waits 15 seconds, a file
 * that stands still half a minute, and nothing takes longer than ten minutes.
 */
enum fetch_result fetch_file(struct fetch *fetch, const char *site, const char *path, size_t most,
                             struct buf *out);

/* What went wrong last; valid until the next file. */
const char *fetch_why(const struct fetch *fetch);

#endif
