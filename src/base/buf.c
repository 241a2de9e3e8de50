#include "base/buf.h"

#include "base/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

char *buf_reserve(struct buf *buf, size_t more)
{
    if (more > SIZE_MAX / 4 || buf->len > SIZE_MAX / 4)
        memory_failed(more);
    size_t need = buf->len + more + 1;
    if (need > buf->cap) {
        size_t cap = buf->cap ? buf->cap : 64;
        while (cap < need)
            cap *= 2;
        buf->data = memory_resize(buf->data, cap, 1);
        buf->cap = cap;
        buf->data[buf->len] = '\0';
    }
    return buf->data + buf->len;
}

void buf_put_number(struct buf *buf, unsigned long long number)
{
    char digits[24], *first = digits + sizeof digits;
    do
        *--first = (char)('0' + number % 10);
    while (number /= 10);
    buf_put(buf, first, (size_t)(digits + sizeof digits - first));
}

void buf_vprintf(struct buf *buf, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    enum { likely = 128 };
    char *end = buf_reserve(buf, likely);
    size_t room = buf->cap - buf->len;
    int len = vsnprintf(end, room, format, args);
    if (len >= 0 && (size_t)len >= room) {
        end = buf_reserve(buf, (size_t)len);
        vsnprintf(end, (size_t)len + 1, format, again);
    }
    if (len > 0)
        buf->len += (size_t)len;
    else
        *end = '\0';
    va_end(again);
}

void buf_printf(struct buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    buf_vprintf(buf, format, args);
    va_end(args);
}

void buf_put_utf8(struct buf *buf, unsigned c)
{
    char b[4];
    if (c < 0x80) {
        b[0] = (char)c;
        buf_put(buf, b, 1);
    } else if (c < 0x800) {
        b[0] = (char)(0xC0 | c >> 6);
        b[1] = (char)(0x80 | (c & 0x3F));
        buf_put(buf, b, 2);
    } else if (c < 0x10000) {
        b[0] = (char)(0xE0 | c >> 12);
        b[1] = (char)(0x80 | (c >> 6 & 0x3F));
        b[2] = (char)(0x80 | (c & 0x3F));
        buf_put(buf, b, 3);
    } else {
        b[0] = (char)(0xF0 | c >> 18);
        b[1] = (char)(0x80 | (c >> 12 & 0x3F));
        b[2] = (char)(0x80 | (c >> 6 & 0x3F));
        b[3] = (char)(0x80 | (c & 0x3F));
        buf_put(buf, b, 4);
    }
}

void buf_fill(struct buf *buf, char c, size_t count)
{
    memset(buf_reserve(buf, count), c, count);
    buf->len += count;
    buf->data[buf->len] = '\0';
}

void buf_clear(struct buf *buf)
{
    buf_cut(buf, 0);
}

void buf_cut(struct buf *buf, size_t len)
{
    if (len < buf->len) {
        buf->len = len;
        buf->data[len] = '\0';
    }
}

const char *buf_text(const struct buf *buf)
{
    return buf->data ? buf->data : "";
}

char *buf_take(struct buf *buf)
{
    char *data = buf_reserve(buf, 0) - buf->len;
    *buf = (struct buf){0};
    return data;
}

void buf_free(struct buf *buf)
{
    memory_free(buf->data);
    *buf = (struct buf){0};
}
