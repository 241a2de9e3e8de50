/* A digest of bytes (XXH3, 128 bits): whether they are the same as before. Not against those who mean harm.
 */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct digest {
    uint64_t high, low;
};

enum { digest_text_size = 33 };

struct digest digest_of(const void *bytes, size_t len);

/* The same of bytes that come piece by piece: digest_end gives it, and frees RUN. */
struct digest_run;
struct digest_run *digest_begin(void);
void digest_more(struct digest_run *run, const void *bytes, size_t len);
struct digest digest_end(struct digest_run *run);

/* That of all that can be read from FD, which is *LEN bytes: 0 or an errno value. */
int digest_read(int fd, struct digest *digest, size_t *len);

static inline bool digest_equal(const struct digest *a, const struct digest *b)
{
    return a->high == b->high && a->low == b->low;
}

/* 32 hexadecimal digits. */
void digest_format(const struct digest *digest, char text[digest_text_size]);

/* False where TEXT does not begin with 32 such digits. */
bool digest_parse(const char *text, struct digest *digest);

/* Puts TEXT, or that it is NULL, behind what is in OUT: what is to be digested, so that nothing of it can
 * pass for something else. */
void digest_put_text(struct buf *out, const char *text);
void digest_put_bytes(struct buf *out, const void *bytes, size_t len);
void digest_put_number(struct buf *out, int64_t number);

#endif
