/* A growing run of bytes, always with a NUL behind its end. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>
#include <string.h>

struct buf {
    char *data; /* NULL while nothing was put */
    size_t len; /* bytes used, without the NUL */
    size_t cap; /* bytes there */
};

/* A buffer is ready to use when zeroed: struct buf b = {0}; */

/* Room for MORE bytes and a NUL behind the end: where the next bytes go. */
char *buf_reserve(struct buf *buf, size_t more);

/* What is put most is put inline: pages are made of pieces of a few bytes. */
static inline void buf_put(struct buf *buf, const void *bytes, size_t len)
{
    char *end = buf->data && len < buf->cap - buf->len ? buf->data + buf->len : buf_reserve(buf, len);
    if (len)
        memcpy(end, bytes, len);
    end[len] = '\0';
    buf->len += len;
}

static inline void buf_puts(struct buf *buf, const char *text)
{
    buf_put(buf, text, strlen(text));
}

static inline void buf_putc(struct buf *buf, char c)
{
    char *end = buf->data && 1 < buf->cap - buf->len ? buf->data + buf->len : buf_reserve(buf, 1);
    end[0] = c;
    end[1] = '\0';
    buf->len++;
}

void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *buf, const char *format, va_list args);

/* NUMBER in decimal: as "%llu" would, in a tenth of the time. */
void buf_put_number(struct buf *buf, unsigned long long number);

/* The code point C as UTF-8. */
void buf_put_utf8(struct buf *buf, unsigned c);

/* COUNT times the character C. */
void buf_fill(struct buf *buf, char c, size_t count);

/* Empties, keeping the memory. */
void buf_clear(struct buf *buf);

/* Cuts to LEN bytes, if longer. */
void buf_cut(struct buf *buf, size_t len);

/* The text so far, "" if nothing was put; valid until the buffer changes. */
const char *buf_text(const struct buf *buf);

/* Gives the bytes to the caller, who frees them with memory_free; the buffer is empty then. */
char *buf_take(struct buf *buf);

void buf_free(struct buf *buf);

#endif
