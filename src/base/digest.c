#include "base/digest.h"

#include "base/memory.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <xxhash.h>

struct digest digest_of(const void *bytes, size_t len)
{
    XXH128_hash_t hash = XXH3_128bits(len ? bytes : "", len);
    return (struct digest){hash.high64, hash.low64};
}

static XXH3_state_t *state_of(struct digest_run *run)
{
    return (XXH3_state_t *)run;
}

struct digest_run *digest_begin(void)
{
    XXH3_state_t *state = XXH3_createState();
    if (!state)
        memory_failed(0);
    XXH3_128bits_reset(state);
    return (struct digest_run *)state;
}

void digest_more(struct digest_run *run, const void *bytes, size_t len)
{
    XXH3_128bits_update(state_of(run), bytes, len);
}

struct digest digest_end(struct digest_run *run)
{
    XXH128_hash_t hash = XXH3_128bits_digest(state_of(run));
    XXH3_freeState(state_of(run));
    return (struct digest){hash.high64, hash.low64};
}

int digest_read(int fd, struct digest *digest, size_t *len)
{
    enum { chunk = 1 << 16 };
    char *bytes = memory_new(chunk, 1);
    struct digest_run *run = digest_begin();
    int error = 0;
    *len = 0;
    for (ssize_t n = 1; n > 0 && !error;) {
        do
            n = read(fd, bytes, chunk);
        while (n < 0 && errno == EINTR);
        if (n < 0)
            error = errno;
        if (n > 0) {
            digest_more(run, bytes, (size_t)n);
            *len += (size_t)n;
        }
    }
    *digest = digest_end(run);
    memory_free(bytes);
    return error;
}

void digest_format(const struct digest *digest, char text[digest_text_size])
{
    snprintf(text, digest_text_size, "%016" PRIx64 "%016" PRIx64, digest->high, digest->low);
}

bool digest_parse(const char *text, struct digest *digest)
{
    static const char digits[] = "0123456789abcdef";
    uint64_t halves[2] = {0, 0};
    for (int i = 0; i < digest_text_size - 1; i++) {
        const char *digit = text[i] ? strchr(digits, text[i]) : NULL;
        if (!digit)
            return false;
        halves[i / 16] = halves[i / 16] << 4 | (uint64_t)(digit - digits);
    }
    *digest = (struct digest){halves[0], halves[1]};
    return true;
}

void digest_put_bytes(struct buf *out, const void *bytes, size_t len)
{
    digest_put_number(out, (int64_t)len);
    buf_put(out, bytes, len);
}

void digest_put_text(struct buf *out, const char *text)
{
    if (text)
        digest_put_bytes(out, text, strlen(text));
    else
        digest_put_number(out, -1);
}

void digest_put_number(struct buf *out, int64_t number)
{
    buf_put(out, &number, sizeof number);
}
