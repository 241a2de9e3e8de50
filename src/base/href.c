#include "base/href.h"

#include <stdbool.h>
#include <string.h>

void href_put(struct buf *out, const char *path)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    for (; *path; path++) {
        if (strchr(plain, *path))
            buf_putc(out, *path);
        else
            buf_printf(out, "%%%02X", (unsigned)(unsigned char)*path);
    }
}

static int hex(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

void href_read(struct buf *out, const char *link, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        bool coded = link[i] == '%' && i + 2 < len && hex(link[i + 1]) >= 0 && hex(link[i + 2]) >= 0;
        int byte = coded ? hex(link[i + 1]) * 16 + hex(link[i + 2]) : 0;
        if (byte) {
            buf_putc(out, (char)byte);
            i += 2;
        } else {
            buf_putc(out, link[i]);
        }
    }
}
